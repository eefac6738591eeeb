// Pieces are linked to the nearest piece on their right that stands on the same level; chains of mutual links are
// lines. Comparing neighbours where they meet, not whole boxes, lets a line climb or bend without losing its way.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {
namespace {

// Words of a line stand at most this far apart, in heights of the taller; single glyphs of a spaced-out name or title
// further, as an ideographic space between two glyphs is 1 em and a spread title has 2.
constexpr double kWordGap = 1.3;
constexpr double kGlyphGap = 2.3;
constexpr double kGlyphWide = 1.45;  // a piece no wider than this many heights is one glyph
// Neighbours on one level share this much of the lower one's height.
constexpr double kLevelShare = 0.55;
// Two full-height glyphs of one line differ in height by no more than this. Lower ink must be a stroke or a mark of the
// taller glyphs' line: within their height, this much lower, hardly wider than a glyph, close by, and few parts.
constexpr double kHeightRatio = 1.8;
constexpr double kInside = 0.15;
constexpr double kMarkHeight = 0.5;
constexpr double kMarkWidth = 1.4;
constexpr double kMarkGap = 0.9;
constexpr std::size_t kMarkParts = 4;
// Strokes of one glyph share so much of the narrower one's width and are together hardly higher than the lower of the
// two lines they end and begin, of which the higher one holds the lower (chosen).
constexpr double kShared = 0.6, kOneGlyph = 1.25, kUnlevel = 1.15;
// Print beside ink so many times as high, and so many times as long as that is high, is a line of its own. It is no
// higher than so many em of the running text or heights of the page's lines, no lower and no shorter; a hand may begin
// with so many low strokes (chosen).
constexpr double kHandHigh = 1.35, kPrintHigh = 1.3, kPrintLow = 0.8, kPrintLong = 2, kHandLong = 1.5;
constexpr std::size_t kLowStrokes = 2;
// A glyph with a hair in it stands level with its neighbours at one end, is so many times as high, hardly wider than a
// glyph, and close by (chosen).
constexpr double kTailSlack = 0.2, kLongestTail = 2.6, kTailWide = 1.5, kTailGap = 0.5;
// Footnote type is half the running text's size, and its digits are 0.7 of that.
constexpr double kLeastHeightEm = 0.3;
constexpr double kLeastWidthEm = 0.5;

int right_of(const cv::Rect& r) { return r.x + r.width; }
int bottom_of(const cv::Rect& r) { return r.y + r.height; }

bool same_level(const cv::Rect& a, const cv::Rect& b) {
    const int overlap = std::min(bottom_of(a), bottom_of(b)) - std::max(a.y, b.y);
    const cv::Rect& low = a.height < b.height ? a : b;
    const cv::Rect& high = a.height < b.height ? b : a;
    if (overlap < kLevelShare * low.height) return false;
    return high.height <= kHeightRatio * low.height || overlap >= (1 - kInside) * low.height;
}

/// Whether `high` is a glyph of the line that `low` stands in with a hair that runs out of it.
bool has_a_tail(const cv::Rect& high, const cv::Rect& low, int gap) {
    const double slack = kTailSlack * low.height;
    const bool level = std::abs(high.y - low.y) <= slack || std::abs(bottom_of(high) - bottom_of(low)) <= slack;
    return level && high.height <= kLongestTail * low.height && high.width <= kTailWide * low.height &&
           gap <= kTailGap * low.height;
}

/// Whether a piece may follow another of a very different height: only as a stroke or mark of it.
bool fits_in_height(const Piece& a, const Piece& b) {
    const int ha = a.right.height, hb = b.left.height;
    if (std::max(ha, hb) <= kHeightRatio * std::min(ha, hb)) return true;
    if (has_a_tail(ha < hb ? b.box : a.box, ha < hb ? a.right : b.left, b.box.x - right_of(a.box))) return true;
    const Piece& mark = ha < hb ? a : b;
    const double high = std::max(ha, hb);
    return mark.box.height <= kMarkHeight * high && mark.box.width <= kMarkWidth * high &&
           mark.parts.size() <= kMarkParts && b.box.x - right_of(a.box) <= kMarkGap * high;
}

bool rule_between(const cv::Mat& rules, const cv::Rect& a, const cv::Rect& b) {
    if (rules.empty()) return false;
    const int x0 = std::max(0, std::min(right_of(a), b.x) - 1),
              x1 = std::min(rules.cols, std::max(right_of(a), b.x) + 1);
    const int y = std::clamp((std::max(a.y, b.y) + std::min(bottom_of(a), bottom_of(b))) / 2, 0, rules.rows - 1);
    for (int x = x0; x < x1; ++x)
        if (rules.at<uchar>(y, x) != 0) return true;
    return false;
}

double reach_of(const Piece& a, const Piece& b, double em) {
    const double h = std::max({static_cast<double>(std::max(a.right.height, b.left.height)), 0.6 * em});
    const bool glyphs = a.box.width <= kGlyphWide * h && b.box.width <= kGlyphWide * h;
    return (glyphs ? kGlyphGap : kWordGap) * h;
}

/// The nearest piece to the right on the same level, or -1. `pieces` is sorted by x.
int next_of(std::size_t i, const std::vector<Piece>& pieces, const PageInk& page) {
    const Piece& a = pieces[i];
    int best = -1;
    double best_gap = 0;
    for (std::size_t j = i + 1; j < pieces.size(); ++j) {
        const Piece& b = pieces[j];
        const double gap = b.box.x - right_of(a.box);
        if (gap > kGlyphGap * 4 * page.em) break;
        if (b.box.x + b.box.width <= right_of(a.box) && b.box.x > a.box.x) continue;  // within a: taken in later
        if (gap > reach_of(a, b, page.em) || !same_level(a.right, b.left) || !fits_in_height(a, b)) continue;
        if (best >= 0 && gap >= best_gap) continue;
        if (rule_between(page.upright_rules, a.box, b.box)) continue;
        best = static_cast<int>(j);
        best_gap = gap;
    }
    return best;
}

bool from_the_left(const Part& a, const Part& b) {
    return std::tie(a.box.x, a.box.y, a.box.width) < std::tie(b.box.x, b.box.y, b.box.width);
}

FoundLine joined(const std::vector<Piece>& pieces, const std::vector<int>& chain, Layer layer) {
    FoundLine line;
    line.layer = layer;
    for (const int i : chain) {
        const Piece& p = pieces[static_cast<std::size_t>(i)];
        line.box = line.box.empty() ? p.box : (line.box | p.box);
        line.parts.insert(line.parts.end(), p.parts.begin(), p.parts.end());
    }
    std::sort(line.parts.begin(), line.parts.end(), from_the_left);
    return line;
}

/// Whether the box of a line is that of its glyphs. The grain of a desk links to itself all round a sheet: such a
/// line's box holds whole lines of print, of which its own parts are no glyphs.
bool has_a_glyphs_height(const FoundLine& line, double em) {
    constexpr double tall_em = 2.5, stroke = 0.3;  // chosen; strokes of a large title against its height
    if (line.box.height <= tall_em * em) return true;
    std::vector<int> heights;
    for (const Part& p : line.parts) heights.push_back(p.box.height);
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle >= stroke * line.box.height;
}

/// Print of the running text's size, several glyphs of it: no stroke of a larger one.
bool is_print_of(const FoundLine& line, double em) {
    constexpr double low = 0.6, high = 1.5, wide = 1.3;
    constexpr std::size_t parts = 4;
    return line.box.height >= low * em && line.box.height <= high * em && line.parts.size() >= parts &&
           line.box.width >= wide * line.box.height;
}

/// Strokes that stand over or under their neighbours (the upper stroke of 二, a dot, a comma) have no mutual link: they
/// belong to the line whose box holds them.
void take_in_strays(std::vector<FoundLine>& lines, double em) {
    std::vector<char> holds;
    holds.reserve(lines.size());
    for (const FoundLine& line : lines) holds.push_back(has_a_glyphs_height(line, em) ? 1 : 0);
    std::vector<std::size_t> by_size(lines.size());
    std::iota(by_size.begin(), by_size.end(), 0U);
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return lines[a].box.area() > lines[b].box.area(); });
    for (std::size_t s = by_size.size(); s-- > 0;) {
        FoundLine& stray = lines[by_size[s]];
        for (std::size_t h = 0; h < s; ++h) {
            FoundLine& host = lines[by_size[h]];
            if (host.box.height > 2 * em && is_print_of(stray, em)) continue;
            if (holds[by_size[h]] == 0 || host.parts.empty() || stray.box.height > 0.85 * host.box.height) continue;
            if (stray.box.width > kMarkWidth * host.box.height) continue;
            const double slack = 0.12 * host.box.height;
            if (stray.box.x < host.box.x - 2 * slack || right_of(stray.box) > right_of(host.box) + 2 * slack) continue;
            if (stray.box.y < host.box.y - slack || bottom_of(stray.box) > bottom_of(host.box) + slack) continue;
            host.box |= stray.box;
            host.parts.insert(host.parts.end(), stray.parts.begin(), stray.parts.end());
            stray.parts.clear();
            break;
        }
    }
    std::erase_if(lines, [](const FoundLine& l) { return l.parts.empty(); });
}

/// Whether the last stroke of `a` and the first of `b` stand over one another, as those of one glyph do.
bool share_a_glyph(const FoundLine& a, const FoundLine& b) {
    const auto ends = [](const Part& x, const Part& y) { return right_of(x.box) < right_of(y.box); };
    const cv::Rect last = std::max_element(a.parts.begin(), a.parts.end(), ends)->box, first = b.parts.front().box;
    const int across = std::min(right_of(last), right_of(first)) - std::max(last.x, first.x);
    return across >= kShared * std::min(last.width, first.width) &&
           (last | first).height <= kOneGlyph * std::min(a.box.height, b.box.height) &&
           std::max(last.width, first.width) <= kMarkWidth * std::max(a.box.height, b.box.height);
}

/// A glyph of two strokes, of which one was linked to what stands before it and the other to what follows, ties both
/// lines together.
void tie_halves(std::vector<FoundLine>& lines) {
    for (FoundLine& a : lines)
        for (FoundLine& b : lines) {
            if (&a == &b || a.parts.empty() || b.parts.empty() || b.box.x <= a.box.x) continue;
            if (right_of(b.box) <= right_of(a.box) || b.box.x >= right_of(a.box)) continue;
            if (!same_level(a.box, b.box) || !share_a_glyph(a, b)) continue;
            if ((a.box | b.box).height > kUnlevel * std::max(a.box.height, b.box.height)) continue;
            a.box |= b.box;
            a.parts.insert(a.parts.end(), b.parts.begin(), b.parts.end());
            std::sort(a.parts.begin(), a.parts.end(), from_the_left);
            b.parts.clear();
        }
    std::erase_if(lines, [](const FoundLine& l) { return l.parts.empty(); });
}

/// From the left, the columns of ink in which nothing stands side by side.
std::vector<FoundLine> columns_of(const FoundLine& line) {
    std::vector<FoundLine> out;
    for (const Part& p : line.parts) {
        if (out.empty() || p.box.x >= right_of(out.back().box)) {
            out.emplace_back();
            out.back().layer = line.layer;
            out.back().box = p.box;
        }
        out.back().box |= p.box;
        out.back().parts.push_back(p);
    }
    return out;
}

/// Of the running text's em and the height that most lines have: hands and print of a page may differ in size.
struct Sizes {
    double smaller = 0, larger = 0;
};

/// How many of `columns`, counted from one end, are print of the running text's size.
std::size_t print_from(const std::vector<FoundLine>& columns, const Sizes& em, bool from_right) {
    const auto at = [&](std::size_t i) -> const FoundLine& { return columns[from_right ? columns.size() - 1 - i : i]; };
    cv::Rect all;
    std::size_t n = 0;
    for (; n < columns.size(); ++n) {
        const cv::Rect more = n == 0 ? at(n).box : all | at(n).box;
        if (more.height > kPrintHigh * em.larger) break;
        all = more;
    }
    // The first strokes of a hand may be low: it begins at the widest gap close by.
    const auto gap = [&](std::size_t i) {
        return from_right ? at(i).box.x - right_of(at(i + 1).box) : at(i + 1).box.x - right_of(at(i).box);
    };
    if (n == 0 || n == columns.size()) return n;
    for (std::size_t k = n, fewest = n - std::min(n - 1, kLowStrokes); k > fewest; --k)
        if (gap(k - 2) > gap(n - 1)) n = k - 1;
    all = at(0).box;
    for (std::size_t i = 1; i < n; ++i) all |= at(i).box;
    return all.height >= kPrintLow * em.smaller && all.width >= kPrintLong * em.smaller ? n : 0;
}

/// Height of the lines that most of the ink stands in.
double usual_height(const std::vector<FoundLine>& lines) {
    std::vector<int> heights;
    for (const FoundLine& line : lines) heights.insert(heights.end(), line.parts.size(), line.box.height);
    if (heights.empty()) return 0;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

/// A hand beside the label that asks for it (本人签名：…) is often twice as high: read as one line, the label would be
/// too small to read. Print before and behind it is made lines of its own.
void part_from_hand(std::vector<FoundLine>& lines, const Sizes& em) {
    std::vector<FoundLine> more;
    const auto joined_columns = [](const std::vector<FoundLine>& columns, std::size_t from, std::size_t to) {
        FoundLine out = columns[from];
        for (std::size_t i = from + 1; i < to; ++i) {
            out.box |= columns[i].box;
            out.parts.insert(out.parts.end(), columns[i].parts.begin(), columns[i].parts.end());
        }
        return out;
    };
    for (FoundLine& line : lines) {
        if (line.box.height < kPrintHigh * em.larger || line.box.width < 2 * kPrintLong * em.smaller) continue;
        const std::vector<FoundLine> columns = columns_of(line);
        const std::size_t before = print_from(columns, em, false), behind = print_from(columns, em, true);
        if (before + behind == 0 || before + behind >= columns.size()) continue;
        const FoundLine hand = joined_columns(columns, before, columns.size() - behind);
        if (hand.box.width < kHandLong * hand.box.height) continue;  // a hair through one glyph
        std::vector<FoundLine> print;
        if (before > 0) print.push_back(joined_columns(columns, 0, before));
        if (behind > 0) print.push_back(joined_columns(columns, columns.size() - behind, columns.size()));
        if (std::any_of(print.begin(), print.end(),
                        [&](const FoundLine& p) { return hand.box.height < kHandHigh * p.box.height; }))
            continue;
        more.insert(more.end(), print.begin(), print.end());
        line = hand;
    }
    lines.insert(lines.end(), more.begin(), more.end());
}

/// What a table's pale rule left: low and long, of bars. A 一 or a dash is shorter; tiny print has parts of other
/// shapes.
bool left_of_a_rule(const FoundLine& line, double em) {
    constexpr double highest_em = 0.25, longest_em = 2.2, bar = 2.5;  // chosen
    if (line.box.height > highest_em * em || line.box.width < longest_em * em) return false;
    int bars = 0, all = 0;
    for (const Part& p : line.parts) {
        all += p.box.width;
        if (p.box.width >= bar * p.box.height) bars += p.box.width;
    }
    return bars > 0.8 * all;
}

}  // namespace

bool text_like(const FoundLine& line, double em) {
    if (left_of_a_rule(line, em)) return false;
    return std::any_of(line.parts.begin(), line.parts.end(), [em](const Part& p) {
        return p.box.height >= kLeastHeightEm * em || p.box.width >= kLeastWidthEm * em;
    });
}

std::vector<FoundLine> level_lines(std::vector<Piece> pieces, const PageInk& page, Layer layer) {
    const std::size_t n = pieces.size();
    std::vector<int> next(n, -1), previous(n, -1);
    for (std::size_t i = 0; i < n; ++i) next[i] = next_of(i, pieces, page);
    // Of several that claim the same neighbour, the nearest keeps it.
    for (std::size_t i = 0; i < n; ++i) {
        if (next[i] < 0) continue;
        int& holder = previous[static_cast<std::size_t>(next[i])];
        if (holder < 0 || right_of(pieces[i].box) > right_of(pieces[static_cast<std::size_t>(holder)].box))
            holder = static_cast<int>(i);
    }
    std::vector<FoundLine> lines;
    for (std::size_t i = 0; i < n; ++i) {
        if (previous[i] >= 0) continue;
        std::vector<int> chain{static_cast<int>(i)};
        for (int at = next[i]; at >= 0 && previous[static_cast<std::size_t>(at)] == chain.back();
             at = next[static_cast<std::size_t>(at)])
            chain.push_back(at);
        lines.push_back(joined(pieces, chain, layer));
    }
    take_in_strays(lines, page.em);
    tie_halves(lines);
    const double usual = usual_height(lines);
    part_from_hand(lines, {std::min(page.em, usual), std::max(page.em, usual)});
    return lines;
}

}  // namespace mangping::ocr::lines
