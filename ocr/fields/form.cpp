#include "ocr/fields/form.hpp"

#include <algorithm>

namespace mangping::ocr::fields {
namespace {

// Chosen: a label begins where this much white or punctuation stands before it, and ends likewise.
constexpr double kBeforeEm = 0.55, kAfterEm = 0.3;
// Chosen: white inside a label. Two to four characters are spread over a cell; longer labels hardly.
constexpr double kSpreadEm = 5, kLooseEm = 1.5;
// Chosen: so wide a gap ends a value; the next column begins.
constexpr double kColumnEm = 3.2;
// Chosen: lines of one cell follow each other within this much white.
constexpr double kLeadingEm = 0.95;

// A colon, or what one is read as.
bool is_colon(char32_t c) { return c == U':' || c == U';' || c == U'·' || c == U',' || c == U'、'; }

double shared_height(const Rect& a, const Rect& b) { return std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y); }
double shared_width(const Rect& a, const Rect& b) { return std::min(a.right(), b.right()) - std::max(a.x, b.x); }

bool on_one_level(const Rect& a, const Rect& b) { return shared_height(a, b) >= 0.35 * std::min(a.h, b.h); }

bool begins(const Text& text, std::size_t at) {
    if (at == 0 || text[at].gap_em >= kBeforeEm) return true;
    const char32_t before = text[at - 1].ch;
    return is_punctuation(before) && before != U'(';
}

bool tight(const Text& text, std::size_t at, std::size_t length) {
    const double most = length <= 4 ? kSpreadEm : kLooseEm;
    for (std::size_t i = 1; i < length; ++i)
        if (text[at + i].gap_em > most) return false;
    return true;
}

/// Spread over a cell, a label is even: 姓　名 and 工作单位 are, 出生年 月日 is not one to split.
bool ends(const Text& text, std::size_t after) {
    return after >= text.size() || is_colon(text[after].ch) || text[after].gap_em >= kAfterEm || text[after].ch == U'(';
}

std::size_t allowed_slips(std::size_t length) { return length >= 8 ? 2 : length >= 5 ? 1 : 0; }

}  // namespace

Form::Form(const Flow& flow, std::span<const Label> labels) : flow_(flow) {
    for (std::size_t r = 0; r < flow.rows.size(); ++r)
        if (!flow.rows[r].vertical) find_in_row(r, labels);
    find_in_pieces(labels);
    find_by_first_character(labels);
    find_on_two_lines(labels);
    on_top_ = labels_on_top();
}

void Form::find_in_row(std::size_t row, std::span<const Label> labels) {
    const Text& text = flow_.rows[row].text;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Label* best = nullptr;
        std::size_t best_slips = 0;
        if (!begins(text, at)) continue;
        for (const Label& label : labels) {
            const std::size_t n = label.words.size(), slips = slips_at(text, label.words, at);
            if (slips == npos || slips > allowed_slips(n) || !tight(text, at, n) || !ends(text, at + n)) continue;
            if (best != nullptr && best->words.size() >= n) continue;
            best = &label;
            best_slips = slips;
        }
        if (best == nullptr) continue;
        Hit hit{best->slot, row, at, at + best->words.size(), npos, {}, best_slips, false};
        hit.box = box_of(View(text).subspan(at, best->words.size()));
        while (hit.to < text.size() && is_colon(text[hit.to].ch)) {
            hit.colon = true;
            ++hit.to;
        }
        hits_.push_back(hit);
        at = hit.to - 1;
    }
}

/// 姓和多： stands where 姓名： does: of the short labels that every form has, the first character and the colon tell.
void Form::find_by_first_character(std::span<const Label> labels) {
    constexpr std::u32string_view firsts[] = {U"姓名", U"性别", U"民族"};
    for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
        const Text& text = flow_.rows[r].text;
        const auto colon = std::find_if(text.begin(), text.end(), [](const Mark& m) { return m.ch == U':'; });
        const auto length = static_cast<std::size_t>(colon - text.begin());
        if (flow_.rows[r].vertical || colon == text.end() || length < 2 || length > 3 || hit_at(r, 0) != nullptr)
            continue;
        for (const std::u32string_view word : firsts) {
            if (text.front().ch != word.front()) continue;
            const auto label =
                std::find_if(labels.begin(), labels.end(), [&](const Label& l) { return l.words == word; });
            if (label == labels.end()) continue;
            const Rect box = box_of(View(text).first(length));
            hits_.push_back({label->slot, r, 0, length + 1, npos, box, 1, true, false});
        }
    }
}

/// 姓 and 名： were read as two pieces: the label begins in one row and ends in the next one on its level.
void Form::find_in_pieces(std::span<const Label> labels) {
    for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
        const Row& left = flow_.rows[r];
        if (left.vertical || left.text.size() > 3 || hit_at(r, 0) != nullptr) continue;
        const Hit start{0, r, 0, left.text.size(), npos, left.box, 0, false};
        const auto q = beside(start);
        if (!q || hit_at(*q, 0) != nullptr) continue;
        const Row& right = flow_.rows[*q];
        if (right.box.x - left.box.right() > kSpreadEm * left.em) continue;
        Text both = left.text;
        both.insert(both.end(), right.text.begin(), right.text.end());
        const Label* best = nullptr;
        for (const Label& label : labels) {
            const std::size_t n = label.words.size();
            if (n <= left.text.size() || n > both.size() || slips_at(both, label.words, 0) > allowed_slips(n)) continue;
            if (ends(both, n) && (best == nullptr || best->words.size() < n)) best = &label;
        }
        if (best == nullptr) continue;
        Hit hit{best->slot, *q, 0, best->words.size() - left.text.size(), r, {}, 0, false};
        hit.box = bounding(left.box, box_of(View(right.text).first(hit.to)));
        while (hit.to < right.text.size() && is_colon(right.text[hit.to].ch)) {
            hit.colon = true;
            ++hit.to;
        }
        hits_.push_back(hit);
    }
}

/// 出生 over 年月, 现任专业 over 技术职务: halves of a label in one narrow cell.
void Form::find_on_two_lines(std::span<const Label> labels) {
    for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
        const Row& upper = flow_.rows[r];
        if (upper.vertical || upper.text.size() > 8) continue;
        for (std::size_t q = 0; q < flow_.rows.size(); ++q) {
            const Row& lower = flow_.rows[q];
            if (q == r || lower.vertical || lower.text.size() > 8 || hit_at(q, 0) != nullptr) continue;
            const double gap = lower.box.y - upper.box.bottom();
            if (gap < -0.4 * upper.em || gap > kLeadingEm * upper.em || lower.box.y <= upper.box.y) continue;
            if (shared_width(upper.box, lower.box) < 0.5 * std::min(upper.box.w, lower.box.w)) continue;
            Text both = upper.text;
            both.insert(both.end(), lower.text.begin(), lower.text.end());
            while (!both.empty() && is_colon(both.back().ch)) both.pop_back();
            const Label* best = nullptr;
            // 申报专业 is a label of its own; with 技术资格 right under it, it is the half of another.
            std::size_t least = hit_at(r, 0) == nullptr ? allowed_slips(both.size()) + 1 : 1;
            for (const Label& label : labels) {
                if (label.words.size() != both.size()) continue;
                const std::size_t slips = slips_at(both, label.words, 0);
                if (slips >= least) continue;
                best = &label;
                least = slips;
            }
            if (best == nullptr) continue;
            std::erase_if(hits_, [&](const Hit& h) { return h.row == r && h.from == 0; });
            hits_.push_back(
                {best->slot, r, 0, upper.text.size(), q, bounding(upper.box, lower.box), least, false, true});
        }
    }
}

std::vector<const Hit*> Form::of(int slot) const {
    std::vector<const Hit*> out;
    for (const Hit& h : hits_)
        if (h.slot == slot) out.push_back(&h);
    std::stable_sort(out.begin(), out.end(), [](const Hit* a, const Hit* b) {
        return std::pair(a->slips, !a->colon) < std::pair(b->slips, !b->colon);
    });
    return out;
}

const Hit* Form::hit_at(std::size_t row, std::size_t from) const {
    for (const Hit& h : hits_)
        if ((h.row == row && h.from == from) || (h.second == row && from == 0)) return &h;
    return nullptr;
}

bool Form::is_label_row(std::size_t row) const { return hit_at(row, 0) != nullptr; }

/// The end of what begins at `from`: the next label of the row, a wide gap, or the row's end.
std::size_t Form::end_in_row(std::size_t row, std::size_t from) const {
    const Text& text = flow_.rows[row].text;
    std::size_t end = text.size();
    for (const Hit& h : hits_)
        if (h.row == row && h.from >= from) end = std::min(end, h.from);
    for (std::size_t i = from + 1; i < end; ++i)
        if (text[i].gap_em > kColumnEm) return i;
    return end;
}

std::optional<std::size_t> Form::beside(const Hit& hit) const {
    std::optional<std::size_t> best;
    const double slack = 0.4 * flow_.rows[hit.row].em;
    const Rect reach{hit.box.x, hit.box.y - slack, hit.box.w, hit.box.h + 2 * slack};
    for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
        const Row& row = flow_.rows[r];
        if (r == hit.row || r == hit.second || row.vertical) continue;
        if (row.box.x < hit.box.right() - slack || !on_one_level(row.box, reach)) continue;
        if (!best || row.box.x < flow_.rows[*best].box.x - slack ||
            (row.box.x < flow_.rows[*best].box.x + slack &&
             std::abs(row.box.centre().y - hit.box.centre().y) <
                 std::abs(flow_.rows[*best].box.centre().y - hit.box.centre().y)))
            best = r;
    }
    return best;
}

/// Another label stands left of the row and nearer to its level.
bool Form::owned_by_another(const Rect& row, const Hit& hit) const {
    const double mine = std::abs(row.centre().y - hit.box.centre().y);
    return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& other) {
        if (&other == &hit || other.box.x > row.x) return false;
        if (other.row == hit.row && other.from == hit.from) return false;
        // A label further left than mine on the same level is the one of the cell before.
        if (on_one_level(other.box, hit.box) && other.box.x < hit.box.x) return false;
        return std::abs(row.centre().y - other.box.centre().y) < mine &&
               shared_height(row, grown(other.box, 0.4 * other.box.h)) > 0;
    });
}

void Form::add_lines(Text& out, std::size_t row, const Hit& hit, double left, std::size_t lines, bool upwards) const {
    std::size_t at = row;
    for (std::size_t n = 1; n < lines; ++n) {
        const Row& last = flow_.rows[at];
        std::optional<std::size_t> next;
        for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
            const Row& other = flow_.rows[r];
            if (r == at || r == hit.row || other.vertical || is_label_row(r)) continue;
            const double gap = upwards ? last.box.y - other.box.bottom() : other.box.y - last.box.bottom();
            const bool follows = upwards ? other.box.centre().y < last.box.y : other.box.centre().y > last.box.bottom();
            if (!follows || gap > kLeadingEm * last.em || other.box.x < left - 1.2 * last.em) continue;
            if (shared_width(other.box, last.box) < 0.3 * std::min(other.box.w, last.box.w)) continue;
            if (other.em > 1.35 * last.em || last.em > 1.35 * other.em || owned_by_another(other.box, hit)) continue;
            if (!next || other.box.x < flow_.rows[*next].box.x) next = r;
        }
        if (!next) return;
        const Text& text = flow_.rows[*next].text;
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(end_in_row(*next, 0));
        out.insert(upwards ? out.begin() : out.end(), text.begin(), end);
        at = *next;
    }
}

/// The row that begins right under the label, in smaller or larger print, and is no label.
std::optional<std::size_t> Form::under(const Hit& hit) const {
    constexpr double aligned_em = 0.6, near_em = 1.4;  // chosen, of the label's height
    std::optional<std::size_t> best;
    for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
        const Row& other = flow_.rows[r];
        const double gap = other.box.y - hit.box.bottom();
        if (r == hit.row || other.vertical || is_label_row(r) || gap < 0 || gap > near_em * hit.box.h) continue;
        if (std::abs(other.box.x - hit.box.x) > aligned_em * hit.box.h) continue;
        if (!best || other.box.y < flow_.rows[*best].box.y) best = r;
    }
    return best;
}

/// Most labels that stand alone on their rows have a value right under them and no other beside them.
bool Form::labels_on_top() const {
    constexpr std::size_t least = 4;  // chosen
    std::size_t over = 0, before = 0;
    for (const Hit& hit : hits_) {
        if (hit.stacked || hit.to < flow_.rows[hit.row].text.size()) continue;
        const auto next = beside(hit);
        if (next && !is_label_row(*next))
            ++before;
        else if (under(hit))
            ++over;
    }
    return over >= least && over > before;
}

Text Form::value(const Hit& hit, std::size_t lines) const {
    const Row& row = flow_.rows[hit.row];
    Text out;
    std::size_t from_row = hit.row;
    if (!hit.stacked && hit.to < row.text.size()) {
        const std::size_t end = end_in_row(hit.row, hit.to);
        out.assign(row.text.begin() + static_cast<std::ptrdiff_t>(hit.to),
                   row.text.begin() + static_cast<std::ptrdiff_t>(end));
        if (out.empty() && end < row.text.size()) return out;  // the next label stands there
    }
    const bool inline_value = !out.empty();
    if (const auto below = !inline_value && on_top_ ? under(hit) : std::nullopt) {
        const Text& text = flow_.rows[*below].text;
        out.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end_in_row(*below, 0)));
        if (lines > 1) add_lines(out, *below, hit, out.front().box.x, lines, false);
        return out;
    }
    if (!inline_value) {
        const auto next = beside(hit);
        if (!next || is_label_row(*next)) return out;
        from_row = *next;
        const Text& text = flow_.rows[from_row].text;
        out.assign(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end_in_row(from_row, 0)));
    }
    if (out.empty()) return out;
    const double left = out.front().box.x;
    if (lines > 1) {
        if (!inline_value) add_lines(out, from_row, hit, left, lines, true);
        add_lines(out, from_row, hit, left, lines, false);
    }
    return out;
}

/// Heads of a table stand side by side; its rows may be as tall as the seals in them.
bool Form::heads_a_table(const Hit& hit) const {
    constexpr std::ptrdiff_t least = 2;  // chosen: others on its level
    const double em = flow_.rows[hit.row].em;
    return std::count_if(hits_.begin(), hits_.end(), [&](const Hit& other) {
               return std::abs(other.box.centre().y - hit.box.centre().y) < em / 2 &&
                      std::abs(other.box.centre().x - hit.box.centre().x) > 2 * em;
           }) >= least;
}

Text Form::below(const Hit& hit, std::size_t lines) const {
    constexpr double near_em = 3.5, in_a_table_em = 9;  // chosen
    std::optional<std::size_t> first;
    const double em = flow_.rows[hit.row].em, furthest = (heads_a_table(hit) ? in_a_table_em : near_em) * em;
    for (std::size_t r = 0; r < flow_.rows.size(); ++r) {
        const Row& other = flow_.rows[r];
        if (r == hit.row || other.vertical || other.box.centre().y <= hit.box.bottom()) continue;
        const double middle = hit.box.centre().x;
        if (other.box.x > middle + 0.5 * em || other.box.right() < middle - 0.5 * em) continue;
        if (other.box.y - hit.box.bottom() > furthest) continue;
        if (!first || other.box.y < flow_.rows[*first].box.y) first = r;
    }
    if (!first || is_label_row(*first)) return {};
    const Text& text = flow_.rows[*first].text;
    Text out(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end_in_row(*first, 0)));
    if (lines > 1) {
        Hit none = hit;
        add_lines(out, *first, none, flow_.rows[*first].box.x, lines, false);
    }
    return out;
}

}  // namespace mangping::ocr::fields
