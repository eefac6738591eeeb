#include "ocr/fields/flow.hpp"

#include <algorithm>

#include "ocr/names/targets.hpp"

namespace mangping::ocr::fields {
namespace {

// Chosen: pieces of one row lie closer than this, cells of a table further apart.
constexpr double kSameRowEm = 0.9;

double median_of(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double em_of(const Line& line) {
    std::vector<double> sizes;
    for (const Glyph& g : line.glyphs) sizes.push_back(std::max(g.box_upright.w, g.box_upright.h));
    // Digits and punctuation are smaller than the em: three quarters up the sizes stand full characters.
    if (sizes.empty()) return std::min(line.box_upright.w, line.box_upright.h);
    std::sort(sizes.begin(), sizes.end());
    return std::max(1.0, sizes[sizes.size() * 3 / 4]);
}

/// The glyph of `reading` that stands where `box` does, or null.
const Glyph* standing_at(const std::vector<Glyph>& reading, const Rect& box) {
    const Glyph* best = nullptr;
    double most = 0;
    for (const Glyph& g : reading) {
        const double shared = intersection(g.box_upright, box).area();
        const double smaller = std::max(1e-6, std::min(g.box_upright.area(), box.area()));
        if (shared / smaller > std::max(most, 0.5)) {
            most = shared / smaller;
            best = &g;
        }
    }
    return best;
}

void support(std::vector<std::pair<char32_t, float>>& seen, char32_t c, float p) {
    for (auto& [character, sum] : seen)
        if (character == c) {
            sum += p;
            return;
        }
    seen.emplace_back(c, p);
}

// How often a character read with this posterior is right. Tesseract's posteriors saturate: what it is sure of comes
// out near 0.82 or 0.92, so that they order readings but are no rates. Chosen after `accuracy fields`.
double rightness(double posterior) {
    if (posterior >= 0.74) return 0.997;
    if (posterior >= 0.6) return 0.985;
    if (posterior >= 0.4) return 0.95;
    if (posterior >= 0.2) return 0.85;
    return 0.5;
}

struct Candidates {
    double p = 0;  // that the character is what the line's reading says
    std::vector<std::pair<char32_t, float>> others;
};

/// What else was read where the glyph stands, and how far the readings agree.
Candidates candidates(const Line& line, const Glyph& glyph, char32_t read) {
    std::vector<std::pair<char32_t, float>> seen;
    const auto add = [&](const Glyph& g) {
        for (const Alternative& a : g.alternatives) {
            const std::u32string folded = fold(a.text);
            if (folded.size() == 1) support(seen, folded[0], a.probability);
        }
    };
    add(glyph);
    double agreeing = 0, differing = 0;
    for (const auto& other : line.other_readings) {
        const Glyph* g = standing_at(other, glyph.box_upright);
        if (g == nullptr) continue;
        add(*g);
        const std::u32string folded = fold(g->text());
        (folded.size() == 1 && folded[0] == read ? agreeing : differing) += g->alternatives.front().probability;
    }
    Candidates out;
    out.p = rightness(glyph.alternatives.front().probability);
    // A further reading that agrees is worth a sure one; one that does not takes its share.
    if (agreeing >= 0.5) out.p = std::max(out.p, 0.99);
    if (differing > agreeing) out.p = std::min(out.p, differing > 0.5 ? 0.6 : 0.85);
    const auto readings = static_cast<float>(1 + line.other_readings.size());
    for (const auto& [c, sum] : seen)
        if (c != read) out.others.emplace_back(c, sum / readings);
    std::stable_sort(out.others.begin(), out.others.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return out;
}

Row row_of(const Line& line) {
    Row row{{}, line.box_upright, em_of(line), line.vertical};
    double end = 0;
    for (const Glyph& glyph : line.glyphs) {
        const std::u32string folded = fold(glyph.text());
        const Rect& box = glyph.box_upright;
        const double start = line.vertical ? box.y : box.x, far = line.vertical ? box.bottom() : box.right();
        for (const char32_t c : folded) {
            Mark mark;
            mark.ch = c;
            mark.box = box;
            mark.gap_em = row.text.empty() ? 0 : std::max(0.0, start - end) / row.em;
            Candidates heard = candidates(line, glyph, c);
            mark.p = static_cast<float>(heard.p);
            mark.others = std::move(heard.others);
            row.text.push_back(std::move(mark));
            end = far;
        }
    }
    return row;
}

/// Specks of a patterned ground and marks that stand alone; a colon may stand between a label and its value.
bool is_dust(const Row& row) {
    constexpr std::u32string_view specks = U"。.·,、'`‘’\"“”*^~°";
    return row.text.size() <= 2 && std::all_of(row.text.begin(), row.text.end(), [&](const Mark& m) {
               return specks.find(m.ch) != std::u32string_view::npos;
           });
}

/// 年，度: in a label that is spread over its cell a speck is read as a comma.
void take_specks_out(Row& row) {
    constexpr std::u32string_view specks = U",.、'`";
    constexpr std::size_t longest_label = 5;
    if (row.text.size() > longest_label || row.text.size() < 3) return;
    for (std::size_t i = 1; i + 1 < row.text.size(); ++i) {
        const bool between = is_han(row.text[i - 1].ch) && is_han(row.text[i + 1].ch);
        if (!between || specks.find(row.text[i].ch) == std::u32string_view::npos) continue;
        row.text[i + 1].gap_em = std::max(0.0, row.text[i + 1].box.x - row.text[i - 1].box.right()) / row.em;
        row.text.erase(row.text.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

/// A column of labels two characters wide (姓名 over 性别 over 出生) was read as one line downwards: its rows.
std::vector<Row> levels_of(Row column) {
    std::vector<Row> out;
    for (Mark& m : column.text) {
        const bool beside = !out.empty() && m.box.x >= out.back().box.right() - 0.3 * m.box.w &&
                            std::min(m.box.bottom(), out.back().box.bottom()) - std::max(m.box.y, out.back().box.y) >
                                0.5 * std::min(m.box.h, out.back().box.h);
        if (!beside) out.push_back({{}, m.box, column.em, false});
        Row& row = out.back();
        m.gap_em = row.text.empty() ? 0 : std::max(0.0, m.box.x - row.box.right()) / column.em;
        row.box = bounding(row.box, m.box);
        row.text.push_back(std::move(m));
    }
    return out;
}

bool is_column_of_rows(const Row& row) {
    if (!row.vertical || row.text.size() < 4) return false;
    const std::vector<Row> levels = levels_of(row);
    const auto pairs = std::count_if(levels.begin(), levels.end(), [](const Row& r) { return r.text.size() >= 2; });
    return levels.size() >= 2 && 2 * pairs > static_cast<std::ptrdiff_t>(levels.size());
}

/// Rules, leaders and the edges of sheets that were read as characters.
bool is_a_stroke(const Row& row, double em) {
    constexpr std::u32string_view strokes = U"一-—_~|丨\\/il1ji!':.,·、`‘’^*\"厂丿乙j";
    if (row.text.size() > 3) return false;
    for (const Mark& m : row.text)
        if (strokes.find(m.ch) == std::u32string_view::npos) return false;
    return row.box.h < 0.35 * em || row.box.w < 0.2 * em || row.box.h > 2.5 * em;
}

/// 1986年3月 and 19日: the parts of a date that a form sets apart. Digits alone may be another cell's.
bool breaks_a_date(const Row& left, const Row& right) {
    const char32_t last = left.text.back().ch;
    std::size_t digits = 0;
    while (digits < right.text.size() && is_digit(right.text[digits].ch)) ++digits;
    if (digits == 0 || digits > 2 || digits == right.text.size()) return false;
    const char32_t unit = right.text[digits].ch;
    return (last == U'年' && unit == U'月') || (last == U'月' && unit == U'日');
}

bool continues(const Row& left, const Row& right) {
    constexpr double date_em = 2.5;  // chosen
    if (left.vertical || right.vertical) return false;
    const double em = std::min(left.em, right.em), gap = right.box.x - left.box.right();
    // Digits are smaller than what stands beside them.
    const double most = breaks_a_date(left, right) ? date_em * em : kSameRowEm * (left.em + right.em) / 2;
    if (gap < -0.4 * em || gap > most || std::max(left.em, right.em) > 1.7 * em) return false;
    const double shared = std::min(left.box.bottom(), right.box.bottom()) - std::max(left.box.y, right.box.y);
    return shared >= 0.6 * std::min(left.box.h, right.box.h);
}

/// What a seal, a fold or a gap cut into pieces becomes one row again; cells of a table lie further apart.
std::vector<Row> joined(std::vector<Row> rows) {
    std::vector<Row> out;
    for (Row& row : rows) {
        const auto left = std::find_if(out.begin(), out.end(), [&](const Row& r) { return continues(r, row); });
        if (left == out.end()) {
            out.push_back(std::move(row));
            continue;
        }
        row.text.front().gap_em = std::max(0.0, row.box.x - left->box.right()) / left->em;
        left->text.insert(left->text.end(), row.text.begin(), row.text.end());
        left->box = bounding(left->box, row.box);
        left->em = std::max(left->em, row.em);
    }
    return out;
}

/// From right to left, and what a fold or a tilt cut a column into from above. Level rows stay where they are.
void sort_columns(std::vector<Row>& rows) {
    constexpr double same_column = 0.6;  // of the width of the piece before it (chosen)
    std::vector<Row*> places;
    std::vector<Row> pieces;
    for (Row& row : rows) {
        if (!row.vertical) continue;
        places.push_back(&row);
        pieces.push_back(row);
    }
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Row& a, const Row& b) { return a.box.centre().x > b.box.centre().x; });
    for (auto column = pieces.begin(); column != pieces.end();) {
        auto end = column + 1;
        while (end != pieces.end() && (end - 1)->box.centre().x - end->box.centre().x < same_column * (end - 1)->box.w)
            ++end;
        std::stable_sort(column, end, [](const Row& a, const Row& b) { return a.box.y < b.box.y; });
        column = end;
    }
    for (std::size_t i = 0; i < places.size(); ++i) *places[i] = std::move(pieces[i]);
}

}  // namespace

Flow flow_of(const Reading& reading) {
    Flow out;
    std::vector<double> ems;
    for (const Line& line : reading.lines) {
        Row row = row_of(line);
        if (row.text.empty()) continue;
        if (!row.vertical) take_specks_out(row);
        if (row.text.size() > 1) ems.insert(ems.end(), row.text.size(), row.em);
        if (is_column_of_rows(row))
            for (Row& level : levels_of(std::move(row))) out.rows.push_back(std::move(level));
        else
            out.rows.push_back(std::move(row));
    }
    out.em = median_of(std::move(ems));
    std::erase_if(out.rows, [&](const Row& row) { return is_a_stroke(row, out.em) || is_dust(row); });
    out.rows = joined(std::move(out.rows));
    // A page set in columns is read from the right.
    std::size_t down = 0, all = 0;
    for (const Row& row : out.rows) {
        all += row.text.size();
        if (row.vertical) down += row.text.size();
    }
    if (2 * down > all) sort_columns(out.rows);
    return out;
}

std::u32string chars(View text) {
    std::u32string out;
    for (const Mark& m : text) out += m.ch;
    return out;
}

Rect box_of(View text) {
    Rect out;
    for (const Mark& m : text) out = out.empty() ? m.box : bounding(out, m.box);
    return out;
}

double weakest(View text) {
    double out = 1;
    for (const Mark& m : text) out = std::min(out, static_cast<double>(m.p));
    return out;
}

bool could_be(const Mark& mark, char32_t wanted) {
    return mark.ch == wanted ||
           std::any_of(mark.others.begin(), mark.others.end(), [wanted](const auto& o) { return o.first == wanted; });
}

namespace {

/// A sign or two that an ornament round the text was read as: outside of the columns of text, and of no word.
bool is_ornament(const Row& row, const Rect& text) {
    constexpr std::u32string_view strokes = U"一二三十人个工〇口", signs = U"▲△▼▽★☆◆◇●■※";
    if (row.text.size() == 1 && signs.find(row.text.front().ch) != std::u32string_view::npos) return true;
    if (text.empty() || row.text.size() > 2 || (row.box.right() > text.x && row.box.x < text.right())) return false;
    return std::all_of(row.text.begin(), row.text.end(), [strokes](const Mark& m) {
        return m.ch < 0x80 || strokes.find(m.ch) != std::u32string_view::npos;
    });
}

/// A mark or two that hardly read, on no level with the sentence above or below it: a frame beside a diploma's column.
bool is_beside_sentences(const Row& row, const Flow& flow) {
    constexpr std::size_t sentence = 10;
    constexpr float hardly = 0.9F;  // of Mark::p: a posterior below 0.4
    if (row.text.size() > 2 || row.vertical) return false;
    if (std::any_of(row.text.begin(), row.text.end(), [](const Mark& m) { return m.p > hardly; })) return false;
    const Row* nearest = nullptr;
    const auto away = [&row](const Row& other) { return std::abs(other.box.centre().y - row.box.centre().y); };
    for (const Row& other : flow.rows)
        if (!other.vertical && other.text.size() >= sentence && (nearest == nullptr || away(other) < away(*nearest)))
            nearest = &other;
    return nearest != nullptr && (row.box.right() < nearest->box.x || row.box.x > nearest->box.right());
}

/// What the longer rows take up; empty where there are hardly any.
Rect sentences_of(const Flow& flow) {
    constexpr std::size_t sentence = 10, least = 2;
    std::size_t n = 0;
    Rect out;
    for (const Row& row : flow.rows) {
        if (row.vertical || row.text.size() < sentence) continue;
        out = bounding(out, row.box);
        ++n;
    }
    return n < least ? Rect{} : out;
}

/// The next line of a sentence that breaks off at the right margin; rows.size() where there is none.
std::size_t next_line(const std::vector<Row>& rows, std::size_t r) {
    // Chosen: a line's characters; the free space between lines, and how far a line may end before the margin.
    constexpr std::size_t sentence = 10;
    constexpr double leading_em = 1.25, margin_em = 1.5;
    const Row& line = rows[r];
    if (line.vertical || line.text.size() < sentence || line.text.back().ch == U'。') return rows.size();
    for (std::size_t k = r + 1; k < rows.size(); ++k) {
        const Row& next = rows[k];
        const double below = next.box.y - line.box.bottom();
        const bool under = below > -0.3 * line.em && below < leading_em * line.em;
        if (under && !next.vertical && next.em < 1.4 * line.em && line.em < 1.4 * next.em &&
            next.box.x < line.box.x + line.em / 2 && next.box.right() > line.box.x &&
            next.box.right() < line.box.right() + margin_em * line.em)
            return k;
    }
    return rows.size();
}

/// What stands beside the lines of a sentence (the title and the photo on the left sheet of a spread, whose text is on
/// the right one) comes before the sentence and not into it. The rows in their new order.
std::vector<std::size_t> with_sentences_whole(const std::vector<Row>& rows) {
    constexpr double apart_em = 2;  // chosen
    std::vector<std::size_t> out;
    for (std::size_t r = 0; r < rows.size(); ++r) out.push_back(r);
    for (std::size_t at = 0; at < out.size(); ++at) {
        const std::size_t k = next_line(rows, out[at]);
        const auto next = std::find(out.begin() + static_cast<std::ptrdiff_t>(at), out.end(), k);
        if (next == out.end()) continue;
        const Rect lines = bounding(rows[out[at]].box, rows[k].box);
        const auto beside = [&](std::size_t i) {
            const double gap = std::max(lines.x - rows[i].box.right(), rows[i].box.x - lines.right());
            return gap > apart_em * rows[out[at]].em;
        };
        const auto first = out.begin() + static_cast<std::ptrdiff_t>(at) + 1;
        if (first == next || !std::all_of(first, next, beside)) continue;
        // The sentence's lines follow each other; what stood between them goes before its first line.
        auto begin = out.begin() + static_cast<std::ptrdiff_t>(at);
        while (begin != out.begin() && next_line(rows, *(begin - 1)) == *begin) --begin;
        std::rotate(begin, first, next);
        at += static_cast<std::size_t>(next - first);
    }
    return out;
}

}  // namespace

Running running(const Flow& flow) {
    Running out;
    const Rect sentences = sentences_of(flow);
    // No sentence breaks off with a dash: at a row's end it is the edge of the sheet or a fold.
    constexpr std::u32string_view edges = U"-—_~|";
    constexpr std::size_t shortest_sentence = 6;
    for (const std::size_t r : with_sentences_whole(flow.rows)) {
        View text = flow.rows[r].text;
        if (is_ornament(flow.rows[r], sentences) || is_beside_sentences(flow.rows[r], flow)) continue;
        while (text.size() > shortest_sentence && edges.find(text.back().ch) != std::u32string_view::npos)
            text = text.first(text.size() - 1);
        for (const Mark& m : text) {
            out.text.push_back(m);
            out.row.push_back(r);
        }
    }
    return out;
}

std::size_t slips_at(View text, std::u32string_view words, std::size_t at) {
    if (words.empty() || at + words.size() > text.size()) return npos;
    std::size_t slips = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!could_be(text[at + i], words[i])) ++slips;
    return slips;
}

std::size_t find(View text, std::u32string_view words, std::size_t from, std::size_t slips) {
    // The nearest exact one before a nearer inexact one.
    for (std::size_t allowed = 0; allowed <= slips; ++allowed)
        for (std::size_t at = from; at + words.size() <= text.size(); ++at)
            if (slips_at(text, words, at) <= allowed) return at;
    return npos;
}

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'〇'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool is_punctuation(char32_t c) {
    return std::u32string_view(U",·.。;:、!?()<>《》\"'“”‘’-_—~=|/\\*`^+…").find(c) != std::u32string_view::npos;
}

View trimmed(View text) {
    const auto inside = [&](char32_t partner) {
        return std::any_of(text.begin(), text.end(), [partner](const Mark& m) { return m.ch == partner; });
    };
    while (!text.empty() && is_punctuation(text.front().ch) && !(text.front().ch == U'《' && inside(U'》')) &&
           !(text.front().ch == U'(' && inside(U')')))
        text = text.subspan(1);
    while (!text.empty() && is_punctuation(text.back().ch) && !(text.back().ch == U'》' && inside(U'《')) &&
           !(text.back().ch == U')' && inside(U'(')))
        text = text.first(text.size() - 1);
    return text;
}

}  // namespace mangping::ocr::fields
