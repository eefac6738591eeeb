#include "ocr/spot/surroundings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ocr/names/employer.hpp"
#include "ocr/names/han.hpp"
#include "ocr/spot/words.hpp"

namespace mangping::ocr {
namespace {

// Odds for a longer name (nats). The steps are judged, and chosen so that with an exact match nothing_speaks masks,
// unclear asks, delimited leaves; the tests of near misses hold them in place.
constexpr double nothing_speaks = -8, word_follows = -2.5, hardly = -1.5, unclear = 0.3, likely = 1.8, delimited = 4.0;

constexpr std::size_t context_reach = 8;
// Glyphs further apart than this (beyond the name's own spacing) belong to different words or cells.
constexpr double touching_em = 0.75;
constexpr double label_reach_em = 14.0;
// A dot stands in the middle of a place of its own: so much more white is on either side of it.
constexpr double dot_room_em = 0.5;

/// Best readings next to the match, nearest first towards the outside given by `step`; ends at a gap or a joint.
std::u32string neighbours(const Match& match, int step, double pitch_gap) {
    const std::vector<const Cell*>& cells = match.stream->cells;
    std::u32string out;
    auto at = static_cast<std::ptrdiff_t>(step < 0 ? match.begin : match.end - 1);
    while (out.size() < context_reach) {
        const std::ptrdiff_t next = at + step;
        if (next < 0 || next >= static_cast<std::ptrdiff_t>(cells.size())) break;
        const Rect& a = cells[static_cast<std::size_t>(at)]->box_flow;
        const Rect& b = cells[static_cast<std::size_t>(next)]->box_flow;
        const double gap = step < 0 ? a.x - b.right() : b.x - a.right();
        const double centre_off = std::abs(a.centre().y - b.centre().y);
        const auto is_name_dot = [&](std::ptrdiff_t i) { return cells[static_cast<std::size_t>(i)]->top() == U'·'; };
        const double room = is_name_dot(at) || is_name_dot(next) ? dot_room_em * match.stream->em : 0;
        if (gap > pitch_gap + room || gap < -2 * match.stream->em || centre_off > match.stream->em) break;
        out.push_back(cells[static_cast<std::size_t>(next)]->top());
        at = next;
    }
    if (step < 0) std::reverse(out.begin(), out.end());
    return out;
}

/// The widest gap inside the match: a spaced name's neighbours must be closer than that to belong to it.
double widest_inner_gap(const Match& match) {
    double widest = 0;
    for (std::size_t i = match.begin + 1; i < match.end; ++i) {
        const Rect& a = match.stream->cells[i - 1]->box_flow;
        const Rect& b = match.stream->cells[i]->box_flow;
        if (std::abs(a.centre().y - b.centre().y) < match.stream->em) widest = std::max(widest, b.x - a.right());
    }
    return widest;
}

struct Around {
    std::u32string left, right;  // touching text
    std::u32string name;         // as declared, for the dictionary
    bool starts_word = true, ends_word = true;
    bool word_before = false, word_after = false;  // a word of two or more characters ends or begins at the match
    bool surely_surname = false;                   // the glyph before the match can be read as nothing but surnames
    bool surely_han = false;                       // nothing but Han characters, no sign or letter
    bool item = false;                             // a sign stands before that glyph
};

/// The glyph before the match, where it was read surely and all else it may be is of one kind as well.
template <class Is>
bool only_before(const Match& match, Is is) {
    constexpr float sure = 0.5F, possible = 0.1F;  // chosen on two generated batches, not measured at large
    if (match.begin == 0) return false;
    const Cell& cell = *match.stream->cells[match.begin - 1];
    return cell.top_probability() >= sure && std::all_of(cell.choices.begin(), cell.choices.end(),
                                                         [&](const Choice& c) { return c.p < possible || is(c.c); });
}

/// A sign stands before the glyph before the match, on its line; a full-width one leaves a gap behind it.
bool parted_before(const Match& match) {
    if (match.begin < 2) return false;
    const Cell &sign = *match.stream->cells[match.begin - 2], &glyph = *match.stream->cells[match.begin - 1];
    return is_separator(sign.top()) &&
           std::abs(sign.box_flow.centre().y - glyph.box_flow.centre().y) < match.stream->em &&
           glyph.box_flow.x - sign.box_flow.right() < 2 * match.stream->em;
}

Around around(const Match& match) {
    Around out;
    const double gap = std::max(touching_em * match.stream->em, widest_inner_gap(match) + 0.3 * match.stream->em);
    out.left = neighbours(match, -1, gap);
    out.right = neighbours(match, +1, gap);
    out.name = match.pattern->text;
    const std::u32string text = out.left + out.name + out.right;
    const std::vector<bool> breaks = word_breaks(text);
    const std::size_t begin = out.left.size(), end = begin + out.name.size();
    out.starts_word = breaks[begin];
    out.ends_word = breaks[end];
    out.word_before = begin >= 2 && breaks[begin] && !breaks[begin - 1];
    out.surely_surname = only_before(match, is_surname);
    out.surely_han = only_before(match, is_han);
    out.item = parted_before(match);
    out.word_after = end + 1 < text.size() && breaks[end] && !breaks[end + 1];
    return out;
}

bool open_right(const Around& a) { return a.right.empty() || !is_han(a.right[0]) || may_follow_name(a.right); }
bool open_left(const Around& a) { return a.left.empty() || !is_han(a.left.back()) || may_precede_name(a.left); }

/// 王伟 in 王伟东, in 王伟大力推进, in 由王伟负责.
double longer_to_the_right(const Around& a, std::size_t size) {
    if (open_right(a)) return nothing_speaks;
    Around after = a;
    after.right.erase(0, 1);
    const bool one_more = open_right(after);
    if (size == 2) {
        if (is_given(a.right[0]) && one_more) return delimited;
        if (a.word_after) return word_follows;
        return is_given(a.right[0]) ? unclear : word_follows;
    }
    return is_given(a.right[0]) && a.right.size() == 1 && open_left(a) ? hardly : nothing_speaks;
}

/// 于 before the name is a surname and no preposition where the two fill a cell or an item of a list: 、于田野、. Words
/// that join the last of a list are none.
double of_another_surname(const Around& a) {
    constexpr std::u32string_view joining = U"和与及同跟";
    if (a.left.empty() || !is_surname(a.left.back()) || joining.find(a.left.back()) != std::u32string_view::npos)
        return nothing_speaks;
    const bool begins = a.left.size() == 1, ends = a.right.empty(), parted = !ends && is_separator(a.right[0]);
    if ((!begins && !a.item) || (!ends && !parted)) return nothing_speaks;
    // A line may begin within 关于.
    return a.surely_han && (a.item || ends) ? delimited : unclear;
}

/// 王伟 in 李王伟, in 经理王伟.
double longer_to_the_left(const Around& a, std::size_t size) {
    if (open_left(a)) return size == 2 ? of_another_surname(a) : nothing_speaks;
    const char32_t before = a.left.back();
    if (!is_surname(before) || (size > 2 && a.word_before)) return a.word_before ? nothing_speaks : word_follows - 1;
    Around outer = a;
    outer.left.pop_back();
    // 曹刘思超 bears both parents' names; but 由 is easily read as 田, and then the name itself stands there.
    if (size > 2) return !open_left(outer) || !open_right(a) ? word_follows - 1 : a.surely_surname ? likely : hardly;
    if (open_left(outer) && open_right(a)) return likely;
    return a.word_before ? word_follows : unclear;
}

/// 方磊 in 新疆东方磊石检测有限公司: the dictionary cuts before its second character, and the words go on to what ends
/// a firm's name.
bool within_a_firm(const Around& a) {
    if (a.starts_word || a.right.empty() || may_follow_name(a.right)) return false;
    for (std::size_t i = 0; i < a.right.size() && is_han(a.right[i]); ++i)
        if (begins_other_entity(std::u32string_view(a.right).substr(i))) return true;
    return false;
}

/// 高明 in 提高明显: the dictionary cuts through the match. One cut alone happens to real names too (王伟大力).
double cut_through(const Around& a, std::size_t size) {
    if (size > 2 || (a.starts_word && a.ends_word)) return nothing_speaks;
    // 对方磊同志: words that stand before and behind names cut it out.
    if (may_precede_name(a.left) && may_follow_name(a.right)) return nothing_speaks;
    if ((!a.starts_word && !a.ends_word) || within_a_firm(a)) return delimited;
    return a.starts_word ? word_follows : unclear;
}

bool is_dot(char32_t c) { return is_separator(c) && c != U'、'; }

/// Behind a dot, however that was read, stands one more part, or one stood before it. Only 、 between two names of a
/// list is no dot.
bool goes_on_dotted(const Around& a) {
    return a.right.size() > 1 && is_dot(a.right[0]) && is_transliteration(a.right[1]);
}
bool went_before_dotted(const Around& a) {
    return a.left.size() > 1 && is_dot(a.left.back()) && a.left.back() != U',' &&
           is_transliteration(a.left[a.left.size() - 2]);
}

/// The first part behind the second is a way to write the name, but not where more parts stand around the two: those
/// are 努尔兰·木拉提 and 阿依古丽·加尔肯 below one another in a column. Only a dot that was read as one counts: a comma
/// parts the names of a list.
bool reversed_among_others(const Match& match, const Around& a) {
    const TargetForm& form = *match.pattern->form;
    const bool goes_on = goes_on_dotted(a) && a.right[0] == U'·';
    const bool went_before = went_before_dotted(a) && a.left.back() == U'·';
    return form.prior < 1 && !form.needs_context && (goes_on || went_before);
}

/// A beginning of the name, as narrow cells cut it, that goes on: the name itself would have been found, so that it is
/// another's, who shares the beginning.
bool goes_on_after_a_cut(const Match& match, const Around& a) {
    constexpr float sure = 0.6F;
    const TargetForm& form = *match.pattern->form;
    return form.kind == MaskKind::name && form.prior < 1 && !form.needs_context && !open_right(a) &&
           may_transliterate(a.right[0]) && match.stream->cells[match.end]->top_probability() >= sure;
}

double longer_dotted(const Match& match, const Around& a) {
    if (reversed_among_others(match, a) || goes_on_after_a_cut(match, a)) return delimited;
    double out = nothing_speaks;
    if (!open_right(a) && is_transliteration(a.right[0])) out = std::max(out, likely);
    if (!open_left(a) && is_transliteration(a.left.back())) out = std::max(out, unclear);
    return out;
}

/// Two characters of transliterations, or one at the line's end, behind the room that a dot takes, though none was
/// read: no accident.
bool goes_on_behind_a_lost_dot(const Match& match) {
    constexpr double widest_em = 1.6;  // chosen: a dot as wide as a character, and its bearings on both sides
    const std::u32string right = neighbours(match, +1, widest_em * match.stream->em);
    if (right.size() == 1) return is_transliteration(right[0]);  // the rest stands on the next line
    return right.size() > 1 && may_transliterate(right[0]) && may_transliterate(right[1]);
}

/// `to` begins under `from`, or under the beginning of the line that `from` ends.
bool begins_below(const std::vector<Segment>& all, const Segment& from, const Segment& to) {
    // Chosen: rows of a table stand further apart than the lines of a cell; a lost dot leaves its room before the rest.
    constexpr double nearest_em = 0.9, indent_em = 3, edge_em = 1;
    const Rect &a = from.box_flow, &b = to.box_flow;
    if (b.centre().y < a.bottom() || b.y - a.bottom() > nearest_em * from.em || !to.first_of_line) return false;
    double left = a.x;
    for (const Segment& s : all)
        if (s.line == from.line) left = std::min(left, s.box_flow.x);
    const bool paragraph = from.last_of_line && b.x > left - edge_em * from.em && b.x < left + indent_em * from.em;
    return paragraph || std::abs(b.x - a.x) < edge_em * from.em || std::abs(b.centre().x - a.centre().x) < from.em;
}

/// A line ends behind the first part, and the next one of the same cell or paragraph begins with the dot or with two
/// characters of transliterations, all surely read.
bool goes_on_below(const Match& match, const Cells& cells) {
    constexpr float sure = 0.6F;
    const Rect end = match.stream->cells[match.end - 1]->box_flow;  // of another reading it may be another cell
    const auto ends_here = [&](const Segment& s) {
        return !s.cells.empty() && 2 * intersection(s.cells.back()->box_flow, end).area() > end.area();
    };
    const auto from = std::find_if(cells.segments.begin(), cells.segments.end(), ends_here);
    if (from == cells.segments.end()) return false;
    return std::any_of(cells.segments.begin(), cells.segments.end(), [&](const Segment& to) {
        if (to.vertical != from->vertical || to.cells.size() < 2 || !begins_below(cells.segments, *from, to))
            return false;
        const auto surely = [&](std::size_t k) {
            return may_transliterate(to.cells[k]->top()) && to.cells[k]->top_probability() >= sure;
        };
        return surely(1) && (surely(0) || is_dot(to.cells[0]->top()));
    });
}

/// A first part alone that goes on with a dot is some other person's full name.
double longer_part(const Match& match, const Around& a, const Cells& cells) {
    if (goes_on_behind_a_lost_dot(match) || goes_on_below(match, cells)) return delimited;
    const bool bare_dot = (!a.right.empty() && a.right[0] == U'·') || (!a.left.empty() && a.left.back() == U'·');
    return goes_on_dotted(a) || went_before_dotted(a) || bare_dot ? delimited : nothing_speaks;
}

double other_organisation(const Match& match, const Around& a) {
    double out = nothing_speaks;
    if (begins_other_entity(a.right)) out = std::max(out, unclear);
    const std::u32string& text = match.pattern->text;
    // The beginning of the employer's name with other words after it is a sister's.
    constexpr double weakest = 0.5;
    if (match.pattern->form->prior <= weakest && !open_right(a)) return delimited;
    const bool open = a.left.empty() || !is_han(a.left.back()) || may_precede_name(a.left);
    if (region_length(text) > 0 || open) return out;
    const std::size_t reach = std::min<std::size_t>(a.left.size(), context_reach);
    for (std::size_t n = 2; n <= reach; ++n) {
        const std::u32string_view before = std::u32string_view(a.left).substr(a.left.size() - n);
        if (region_length(std::u32string(before) + text) == n) return std::max(out, delimited);  // another town's
    }
    return std::max(out, a.starts_word || a.word_before ? word_follows : unclear);
}

/// Letters that touch a Latin match make it a piece of a longer word.
double longer_latin(const Match& match) {
    const double word_gap = 0.22 * match.stream->em;
    const std::u32string left = neighbours(match, -1, word_gap), right = neighbours(match, +1, word_gap);
    const auto letter = [](char32_t c) { return c >= U'a' && c <= U'z'; };
    const bool inside = (!left.empty() && letter(left.back())) || (!right.empty() && letter(right[0]));
    if (!inside) return nothing_speaks;
    constexpr std::size_t hardly_by_chance = 10;
    return match.pattern->text.size() >= hardly_by_chance ? hardly : delimited;
}

double longer_of(const Match& match, const Around& a, const Cells& cells) {
    const Pattern& p = *match.pattern;
    if (p.script == Script::latin) return longer_latin(match);
    if (p.script == Script::arabic) return nothing_speaks;
    if (!p.is_name) return other_organisation(match, a);
    if (p.dotted)
        return std::max(longer_dotted(match, a), p.form->needs_context ? longer_part(match, a, cells) : nothing_speaks);
    const std::size_t size = p.text.size();
    return std::max({longer_to_the_right(a, size), longer_to_the_left(a, size), cut_through(a, size)});
}

Rect box_of(const Match& match) {
    Rect box;
    for (std::size_t i = match.begin; i < match.end; ++i) box = bounding(box, match.stream->cells[i]->box_flow);
    return box;
}

/// Text of the segment to the left on the same row, and of the one above in the same column.
bool labelled_by_cell(const Match& match, const Cells& cells, bool is_name) {
    const Rect box = box_of(match);
    const double em = match.stream->em;
    const Segment *left = nullptr, *above = nullptr;
    for (const Segment& s : cells.segments) {
        const Rect& b = s.box_flow;
        const bool row = std::abs(b.centre().y - box.centre().y) < 0.8 * em;
        if (row && b.right() <= box.x + 0.3 * em && box.x - b.right() < label_reach_em * em &&
            (!left || b.right() > left->box_flow.right()))
            left = &s;
        const bool column = b.x < box.right() && box.x < b.right();
        if (column && b.bottom() <= box.y + 0.2 * em && box.y - b.bottom() < 3 * em &&
            (!above || b.bottom() > above->box_flow.bottom()))
            above = &s;
    }
    return (left && ends_with_label(left->text, is_name)) || (above && is_label(above->text, is_name));
}

/// The label of the cell or line before it is of one who signs for others.
bool labelled_for_another(const Match& match, const Cells& cells, std::u32string_view wide_left) {
    if (ends_with_anothers_label(wide_left)) return true;
    const Rect box = box_of(match);
    const double em = match.stream->em;
    const Segment* left = nullptr;
    for (const Segment& s : cells.segments)
        if (std::abs(s.box_flow.centre().y - box.centre().y) < em && s.box_flow.right() <= box.x + 0.3 * em &&
            box.x - s.box_flow.right() < label_reach_em * em && (!left || s.box_flow.right() > left->box_flow.right()))
            left = &s;
    return left && ends_with_anothers_label(left->text);
}

/// The neighbours that may belong to a longer name were surely read.
bool surely_beside(const Match& match, const Around& a) {
    constexpr float sure = 0.9F;
    const std::vector<const Cell*>& cells = match.stream->cells;
    const bool left = a.left.empty() || cells[match.begin - 1]->top_probability() >= sure;
    const bool right = a.right.empty() || cells[match.end]->top_probability() >= sure;
    return left && right && !(a.left.empty() && a.right.empty());
}

/// Nothing but the match and punctuation in its segment.
bool fills_its_segment(const Match& match) {
    const double gap = 1.5 * match.stream->em + widest_inner_gap(match);
    const std::u32string left = neighbours(match, -1, gap), right = neighbours(match, +1, gap);
    const auto quiet = [](std::u32string_view text) { return std::all_of(text.begin(), text.end(), is_separator); };
    return quiet(left) && quiet(right);
}

}  // namespace

Surroundings surroundings_of(const Match& match, const Cells& cells) {
    Surroundings out;
    const Around a = around(match);
    const bool is_name = match.pattern->is_name;
    const std::u32string wide_left = neighbours(match, -1, label_reach_em * match.stream->em);
    out.label = ends_with_label(wide_left, is_name) || labelled_by_cell(match, cells, is_name);
    out.address = begins_with_address(a.right, is_name);
    out.alone = fills_its_segment(match);
    out.longer = longer_of(match, a, cells);
    out.anothers_label =
        is_name && match.pattern->form->needs_context && !out.label && labelled_for_another(match, cells, wide_left);
    out.surely_longer = out.longer >= likely && (match.pattern->dotted || surely_beside(match, a));
    return out;
}

}  // namespace mangping::ocr
