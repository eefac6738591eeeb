#include "ocr/lines/pieces.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"

namespace mangping::ocr::lines {
namespace {

// Ink closer than this on a level belongs to one word; above each other it does only when nearly touching, as lines
// stand 0.2 em apart at the least.
constexpr double kSideGapEm = 0.45;
constexpr double kStackGapEm = 0.12;
// Connected ink larger than this is no text: 60 pt titles are 5 em of running text.
constexpr double kMostHeightEm = 6.5;
constexpr double kMostWidthEm = 14;
// Anything smaller is dust: a full stop at finding size is 3 px across.
constexpr double kDustEm = 0.07;
constexpr double kDustArea = 0.010;
// Large and this empty: rings of seals, scratches, folds. Print and handwriting of that size fill a fifth of their box.
constexpr double kLargeEm = 2.5;
constexpr double kEmpty = 0.11;
// A rule that a fax broke: strokes this thin, one below the other with no more between, in all this tall; no sign of
// running text is so (brackets are 1.1 em, rows of digits stand further apart).
constexpr double kRuleThinEm = 0.2;
constexpr double kRuleTallEm = 1.6;
constexpr double kRuleGapEm = 0.4;
constexpr double kRuleAsideEm = 0.1;
// A row of this many dots is a leader, a perforation or the noise along a fold.
constexpr std::size_t kDots = 5;
constexpr double kDotHighEm = 0.3;
constexpr double kDotWideEm = 0.45;
// A piece this much taller than the running text may be two lines that touch.
constexpr double kTallEm = 1.75;
// … if it has this width and this many parts: a large glyph (二, 吕) is narrower, or of fewer.
constexpr double kLinesWideEm = 2.2;
constexpr std::size_t kLinesParts = 4;
// A piece this tall whose tallest part is lower than this share of it is no line.
constexpr double kTangledEm = 2.4;
constexpr double kTangledShare = 0.55;
// A gap this wide parts the words of a row; closer ones are joined again when lines are made.
constexpr double kBreakEm = 1.2;
// Lines that touch leave a valley of this share of the mean ink a row.
constexpr double kValley = 0.22;

cv::Mat box(double w, double h) {
    return cv::getStructuringElement(cv::MORPH_RECT, {std::max(1, static_cast<int>(std::lround(w))) | 1,
                                                      std::max(1, static_cast<int>(std::lround(h))) | 1});
}

bool text_sized(const Part& p, double em) {
    const cv::Rect& b = p.box;
    if (b.width > kMostWidthEm * em && b.height > 2.5 * em) return false;
    if (b.height > kMostHeightEm * em || b.width > 60 * em) return false;
    if (std::max(b.width, b.height) > kLargeEm * em && b.height > kDotHighEm * em && p.area < kEmpty * b.area())
        return false;
    return std::max(b.width, b.height) >= kDustEm * em && p.area >= std::max(3.0, kDustArea * em * em);
}

bool only_dots(const Piece& piece, double em) {
    return piece.parts.size() >= kDots && std::all_of(piece.parts.begin(), piece.parts.end(), [em](const Part& p) {
               return p.box.height < kDotHighEm * em && p.box.width < kDotWideEm * em;
           });
}

cv::Rect bounding(const std::vector<Part>& parts) {
    cv::Rect out;
    for (const Part& p : parts) out = out.empty() ? p.box : (out | p.box);
    return out;
}

void finish(Piece& piece) {
    std::sort(piece.parts.begin(), piece.parts.end(), [](const Part& a, const Part& b) {
        return std::tie(a.box.x, a.box.y, a.box.width) < std::tie(b.box.x, b.box.y, b.box.width);
    });
    piece.box = bounding(piece.parts);
    const int reach = std::max(8, static_cast<int>(1.6 * piece.box.height));
    std::vector<Part> left, right;
    for (const Part& p : piece.parts) {
        if (p.box.x < piece.box.x + reach) left.push_back(p);
        if (p.box.x + p.box.width > piece.box.x + piece.box.width - reach) right.push_back(p);
    }
    // A wide part (a touching word) is cut to the reach only sideways: its height there is not known better.
    piece.left = bounding(left);
    piece.right = bounding(right);
}

/// Cuts a row that was cut out of a taller piece where it is empty: what held it together ran above or below.
std::vector<Piece> broken(const Piece& row, double em) {
    std::vector<Piece> out(1);
    int right = row.box.x;
    for (const Part& p : row.parts) {
        if (p.box.x - right > kBreakEm * em) out.emplace_back();
        out.back().parts.push_back(p);
        right = std::max(right, p.box.x + p.box.width);
    }
    for (Piece& p : out) finish(p);
    return out;
}

/// Cuts a tall piece at the emptiest rows, when its ink falls into lines.
std::vector<Piece> split(Piece piece, double em) {
    if (piece.box.height < kTallEm * em || piece.box.width < kLinesWideEm * em || piece.parts.size() < kLinesParts)
        return {piece};
    std::vector<double> ink(static_cast<std::size_t>(piece.box.height), 0.0);
    for (const Part& p : piece.parts)
        for (int y = 0; y < p.box.height; ++y)
            ink[static_cast<std::size_t>(p.box.y - piece.box.y + y)] += static_cast<double>(p.area) / p.box.height;
    double mean = 0;
    for (const double v : ink) mean += v / static_cast<double>(ink.size());
    const int margin = static_cast<int>(0.5 * em);
    int best = -1;
    for (int y = margin; y + margin < piece.box.height; ++y)
        if (best < 0 || ink[static_cast<std::size_t>(y)] < ink[static_cast<std::size_t>(best)]) best = y;
    if (best < 0 || ink[static_cast<std::size_t>(best)] > kValley * mean) return {piece};
    Piece above, below;
    for (const Part& p : piece.parts)
        (p.box.y + p.box.height / 2 < piece.box.y + best ? above : below).parts.push_back(p);
    if (above.parts.empty() || below.parts.empty()) return {piece};
    finish(above);
    finish(below);
    std::vector<Piece> out = split(std::move(above), em);
    for (Piece& p : split(std::move(below), em)) out.push_back(std::move(p));
    return out;
}

/// A tall piece of low parts that is no stack of lines (an ornamental frame, a hatched area) is taken apart, or its box
/// would hold half the page.
void add_sound(Piece piece, double em, std::vector<Piece>& out) {
    int tallest = 0;
    for (const Part& p : piece.parts) tallest = std::max(tallest, p.box.height);
    if (piece.box.height <= kTangledEm * em || tallest >= kTangledShare * piece.box.height) {
        out.push_back(std::move(piece));
        return;
    }
    for (const Part& p : piece.parts) {
        Piece single;
        single.parts.push_back(p);
        finish(single);
        out.push_back(std::move(single));
    }
}

/// Takes the pieces of broken upright rules out of what may be text.
void drop_broken_rules(const std::vector<Part>& parts, double em, std::vector<bool>& fits) {
    std::vector<std::size_t> thin;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (fits[i] && parts[i].box.width < kRuleThinEm * em && parts[i].box.height > 2 * parts[i].box.width)
            thin.push_back(i);
    std::sort(thin.begin(), thin.end(),
              [&](std::size_t a, std::size_t b) { return std::tie(parts[a].box.y, a) < std::tie(parts[b].box.y, b); });
    struct Chain {
        std::vector<std::size_t> parts;
        cv::Rect box, last;
    };
    std::vector<Chain> chains;
    const auto middle = [](const cv::Rect& r) { return r.x + r.width / 2.0; };
    for (const std::size_t i : thin) {
        const cv::Rect& b = parts[i].box;
        const auto above = std::find_if(chains.rbegin(), chains.rend(), [&](const Chain& c) {
            return std::abs(middle(c.last) - middle(b)) <= kRuleAsideEm * em &&
                   b.y - c.last.br().y <= kRuleGapEm * em && b.br().y > c.last.br().y;
        });
        if (above == chains.rend()) {
            chains.push_back({{i}, b, b});
            continue;
        }
        above->parts.push_back(i);
        above->box |= b;
        above->last = b;
    }
    for (const Chain& chain : chains)
        if (chain.box.height > kRuleTallEm * em)
            for (const std::size_t i : chain.parts) fits[i] = false;
}

}  // namespace

std::vector<Piece> pieces_of(const cv::Mat& ink, const PageInk& page) {
    if (ink.empty()) return {};
    const adapt::Components components(ink);
    std::vector<Part> parts;
    std::vector<bool> fits;
    cv::Mat text = cv::Mat::zeros(ink.size(), CV_8U);
    for (int i = 0; i < components.size(); ++i) {
        parts.push_back({components[i].box, components[i].area});
        fits.push_back(text_sized(parts.back(), page.em));
    }
    drop_broken_rules(parts, page.em, fits);
    for (int i = 0; i < components.size(); ++i)
        if (fits[static_cast<std::size_t>(i)]) components.paint(i, text, 255);
    cv::morphologyEx(text, text, cv::MORPH_CLOSE, box(kSideGapEm * page.em, kStackGapEm * page.em));
    if (!page.upright_rules.empty()) text.setTo(0, page.upright_rules & ~ink);
    if (!page.level_rules.empty()) text.setTo(0, page.level_rules & ~ink);
    const adapt::Components words(text);
    std::vector<Piece> pieces(static_cast<std::size_t>(words.size()));
    for (int i = 0; i < components.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (!fits[at]) continue;
        const adapt::Run& run = components.runs(i).back();
        const int word = words.at(run.to - 1, run.y);
        CV_Assert(word != adapt::Components::kNone);  // a closing keeps what was there
        pieces[static_cast<std::size_t>(word)].parts.push_back(parts[at]);
    }
    std::vector<Piece> out;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].parts.empty() || only_dots(pieces[i], page.em)) continue;
        finish(pieces[i]);
        std::vector<Piece> rows = split(std::move(pieces[i]), page.em);
        if (rows.size() == 1) {
            add_sound(std::move(rows.front()), page.em, out);
            continue;
        }
        for (const Piece& row : rows)
            for (Piece& p : broken(row, page.em)) add_sound(std::move(p), page.em, out);
    }
    std::sort(out.begin(), out.end(), [](const Piece& a, const Piece& b) {
        return std::tie(a.box.x, a.box.y, a.box.width) < std::tie(b.box.x, b.box.y, b.box.width);
    });
    return out;
}

}  // namespace mangping::ocr::lines
