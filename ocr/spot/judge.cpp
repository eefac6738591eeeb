#include "ocr/spot/judge.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/spot/weights.hpp"

namespace mangping::ocr {
namespace {

// A page of a dossier has about a thousand places where a name could begin, and one mention.
constexpr double prior_odds = -7.0;
constexpr double for_label = 2.5, for_address = 1.5, for_alone = 1.0;
// How many other people (organisations) with all characters but one in common stand on such pages, against mentions of
// the target: those who share a two-character name's surname are many.
constexpr double neighbours_two = 2.0, neighbours_three = 0.5, neighbours_long = 0.0;
// In the cell that asks for the applicant's name few others stand.
constexpr double label_against_neighbours = 1.0;
// Below this no surroundings can lift a match into the ask zone.
constexpr double hopeless = -4.0;
constexpr std::size_t weak_form = 5;  // characters
// Spacing inside a name is even; a gap that is wider than the others by this much joins two different things.
constexpr double uneven_gap_em = 1.2, widest_gap_em = 3.2, pair_gap_em = 2.4;
constexpr double most_justified_gap_em = 9;
constexpr double uneven = -3.0, impossible = -20.0;
constexpr double over_joint_two = -2.5, over_joint = -0.5;
constexpr double surely_other = 2.0, surely_longer = 1.0;
// A place that no list knows may still be one; a misread one is likelier (judged).
constexpr double no_such_place = 5.0;

double neighbour_prior(const Pattern& pattern) {
    if (pattern.script != Script::han || !pattern.is_name) return neighbours_long;
    if (pattern.text.size() == 2) return neighbours_two;
    return pattern.text.size() == 3 ? neighbours_three : neighbours_long;
}

/// What the spacing of the glyphs says; only Han names are ever spaced out widely.
double spacing(const Match& match, bool supported) {
    if (match.pattern->script != Script::han) return 0;
    const double em = match.stream->em;
    const bool joined = std::any_of(match.stream->joints.begin(), match.stream->joints.end(),
                                    [&](std::size_t j) { return match.begin < j && j < match.end; });
    const bool pair = match.pattern->text.size() == 2;
    if (joined)
        return match.pattern->is_name ? (pair ? (supported ? 0.5 * over_joint_two : over_joint_two) : over_joint) : 0;
    double least = 1e9, most = -1e9;
    for (std::size_t i = match.begin + 1; i < match.end; ++i) {
        const double gap = match.stream->cells[i]->box_flow.x - match.stream->cells[i - 1]->box_flow.right();
        least = std::min(least, gap);
        most = std::max(most, gap);
    }
    if (most > widest_gap_em * em) {  // set to fill a cell
        const bool even = most - least < uneven_gap_em * em && most < most_justified_gap_em * em;
        return supported && match.pattern->is_name && even ? (pair ? 0.5 * over_joint_two : over_joint) : impossible;
    }
    if (pair) return most > pair_gap_em * em && !supported ? uneven : 0;
    return most - std::max(0.0, least) > uneven_gap_em * em && match.wrong == 0 ? uneven : 0;
}

/// Of the characters [from, to) of the pattern, how many were read, are plausible, or are too blurred to speak against
/// it.
std::size_t seen(const Match& match, std::size_t from, std::size_t to, float unreadable = 0.3F) {
    std::size_t n = 0;
    for (std::size_t i = from; i < to; ++i) {
        if (match.cell_of[i] < 0) continue;
        const Cell& cell = *match.stream->cells[static_cast<std::size_t>(match.cell_of[i])];
        const Weight w = weigh(*match.pattern, i, cell);
        n += w.exact || w.confusable || cell.top_probability() < unreadable ? 1 : 0;
    }
    return n;
}

/// Each part of a dotted name must be there by itself: many people share one part. Half of its characters will do.
bool every_part_seen(const Match& match) {
    const Pattern& p = *match.pattern;
    std::size_t from = 0;
    for (std::size_t i = 1; i <= p.text.size(); ++i) {
        if (i < p.text.size() && !p.separator_before[i]) continue;
        if (2 * seen(match, from, i) < i - from) return false;
        from = i;
    }
    return true;
}

/// An employer without the characters that tell it from others of its trade is at best a question.
double cap_of_employer(const Match& match) {
    constexpr double only_kind = 0.5, least_share = 0.6;
    const Span core = distinctive_part(match.pattern->text);
    const std::size_t size = match.pattern->text.size(), half = (core.end - core.begin + 1) / 2;
    if (seen(match, core.begin, core.end, 0) >= half) return 1;
    const bool smudged = seen(match, core.begin, core.end) >= half;
    return smudged || static_cast<double>(match.exact) >= least_share * static_cast<double>(size) ? only_kind : 0;
}

/// Of a name that begins with another declared one hardly anything more was read: there the other stands, and is found
/// as itself.
bool only_the_shorter(const Match& match) {
    constexpr double least_share = 0.34;  // of the characters that this one has more (chosen)
    const std::size_t from = match.pattern->begins_with_whole, size = match.pattern->text.size();
    return from > 0 && static_cast<double>(seen(match, from, size, 0)) < least_share * static_cast<double>(size - from);
}

/// All that differs lies in the employer's region, and what was read there is no place: 者羌县 for 若羌县. Nobody else
/// is called so.
bool misread_region(const Match& match) {
    const Pattern& p = *match.pattern;
    if (p.is_name || p.script != Script::han) return false;
    const std::size_t region = region_length(p.text);
    std::u32string read;
    for (std::size_t i = 0; i < p.text.size(); ++i) {
        if (match.cell_of[i] < 0) return false;
        read += match.stream->cells[static_cast<std::size_t>(match.cell_of[i])]->top();
        if (i >= region && read[i] != p.text[i]) return false;
    }
    return region > 0 && match.end - match.begin == p.text.size() && !begins_with_known_place(read);
}

/// What speaks for the target itself; their sum is its log likelihood against ordinary text.
std::vector<Clue> clues_for(const Match& match, const Surroundings& a) {
    std::vector<Clue> out{{"prior", prior_odds}, {"glyphs", match.for_target}};
    if (a.label) out.push_back({"label", for_label});
    if (a.address) out.push_back({"address", for_address});
    if (a.alone) out.push_back({"alone", for_alone});
    if (const double s = spacing(match, a.label || a.alone); s != 0) out.push_back({"spacing", s});
    return out;
}

Rect page_box(const Match& match, std::size_t i) { return match.stream->cells[i]->box_upright; }

/// Whether a dot stands between the characters read in cells i and i + 1.
bool dot_after(const Match& match, std::size_t i) {
    for (std::size_t c = 1; c < match.cell_of.size(); ++c)
        if (match.cell_of[c] == static_cast<int>(i) + 1) return match.pattern->separator_before[c];
    return false;
}

/// The room between two neighbouring cells of one line where something of the name stands that was not read: a glyph
/// that was lost, or the dot, which layout often takes for dust.
Rect hole_after(const Match& match, std::size_t i, const Rect& box) {
    constexpr double lost_em = 0.7, dot_em = 2.2;
    const Cell& cell = *match.stream->cells[i];
    const Cell& next = *match.stream->cells[i + 1];
    const double em = match.stream->em;
    const double gap = next.box_flow.x - cell.box_flow.right();
    if (std::abs(next.box_flow.centre().y - cell.box_flow.centre().y) >= em / 2 || gap <= 0) return {};
    const bool lost = match.wrong > 0 && gap > lost_em * em &&
                      std::find(match.cell_of.begin(), match.cell_of.end(), -1) != match.cell_of.end();
    if (!lost && (gap > dot_em * em || !dot_after(match, i))) return {};
    const Rect to = next.box_upright;
    if (cell.box_flow.x != cell.box_upright.x)  // a vertical line
        return {std::min(box.x, to.x), box.bottom(), std::max(box.right(), to.right()) - std::min(box.x, to.x),
                to.y - box.bottom()};
    return {box.right(), std::min(box.y, to.y), to.x - box.right(),
            std::max(box.bottom(), to.bottom()) - std::min(box.y, to.y)};
}

/// Where a dotted name is broken at its dot and that was not read, the room for it behind the one line and before the
/// other: layout takes a dot that stands alone for dust.
std::vector<Rect> room_for_dot(const Match& match, std::size_t i) {
    constexpr double room_em = 0.95;  // a dot is set in the middle of a place of its own
    const Cell& cell = *match.stream->cells[i];
    const Cell& next = *match.stream->cells[i + 1];
    const double em = match.stream->em;
    const bool level = cell.box_flow.x == cell.box_upright.x && next.box_flow.x == next.box_upright.x;
    const bool broken = std::abs(next.box_flow.centre().y - cell.box_flow.centre().y) >= em / 2;
    if (!level || !broken || !dot_after(match, i) || is_separator(cell.top()) || is_separator(next.top())) return {};
    const Rect &a = cell.box_upright, &b = next.box_upright;
    return {{a.right(), a.y, room_em * em, a.h}, {b.x - room_em * em, b.y, room_em * em, b.h}};
}

/// A letter's box as far as the next one's: the boxes of thin letters miss their ink now and then.
Rect up_to_next(const Match& match, std::size_t i, Rect box) {
    constexpr double widest_em = 0.5;
    const Cell &cell = *match.stream->cells[i], &next = *match.stream->cells[i + 1];
    const double gap = next.box_upright.x - box.right();
    const bool level = cell.box_flow.x == cell.box_upright.x;
    if (level && gap > 0 && gap < widest_em * match.stream->em &&
        std::abs(next.box_flow.centre().y - cell.box_flow.centre().y) < match.stream->em / 2)
        box.w += gap;
    return box;
}

/// The point of Ltd. belongs to a name in letters that was declared with it.
bool ends_with_its_point(const Match& match) {
    // Of letters the em is about their width; a typewriter's point stands in the middle of its place, on the foot of a
    // letter that may be higher than that.
    constexpr double touching_em = 1, line_em = 1.6;
    const std::u32string form = fold(match.pattern->form->text);
    if (match.pattern->script != Script::latin || form.empty() || !is_separator(form.back())) return false;
    const auto& cells = match.stream->cells;
    if (match.end >= cells.size() || !is_separator(cells[match.end]->top())) return false;
    const Rect &last = cells[match.end - 1]->box_flow, &point = cells[match.end]->box_flow;
    const double em = match.stream->em;
    return point.x - last.right() < touching_em * em && std::abs(point.y - last.y) < line_em * em;
}

/// Of a name in letters with an initial (Qumarbek Y) the initial was read: without it a surname is anybody's.
bool initials_read(const Match& match) {
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    const std::string& form = match.pattern->form->shown;  // of the text itself the spaces are gone
    if (static_cast<std::size_t>(std::count_if(form.begin(), form.end(), letter)) != match.cell_of.size()) return true;
    std::size_t at = 0;  // of the form's letters, as many as the pattern has characters
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (!letter(form[i])) continue;
        const bool alone = (i == 0 || !letter(form[i - 1])) && (i + 1 == form.size() || !letter(form[i + 1]));
        if (alone && seen(match, at, at + 1, 0) == 0) return false;
        ++at;
    }
    return true;
}

/// What was read of the string was read as surely as on a clear page.
bool rest_is_sure(const Match& match) {
    constexpr double sure = 0.85;  // chosen
    double sum = 0;
    for (std::size_t i = 0; i < match.cell_of.size(); ++i) {
        if (match.cell_of[i] < 0) continue;
        const Cell& cell = *match.stream->cells[static_cast<std::size_t>(match.cell_of[i])];
        if (cell.top() == match.pattern->text[i]) sum += cell.top_probability();
    }
    return match.exact > 0 && sum >= sure * match.exact;
}

}  // namespace

Judged judge(const Match& seen_match, const Cells& cells) {
    Judged out;
    out.match = seen_match;
    const Pattern& pattern = *seen_match.pattern;
    // Where less than half was read, or the rest not surely, that the reader is weak explains anything.
    if (2 * static_cast<std::size_t>(out.match.exact) < pattern.text.size() || !rest_is_sure(out.match)) {
        out.match.for_target -= out.match.for_hardness;
        out.match.for_neighbour += out.match.for_hardness;
        out.match.for_hardness = 0;
    }
    const Match& match = out.match;
    const bool differs = match.confusable + match.wrong > 0;
    if (prior_odds + match.for_target < hopeless) return out;
    // A short form that is weak in itself must at least be read as it is.
    if (pattern.form->needs_context && differs && pattern.text.size() < weak_form) return out;
    if (pattern.is_name && pattern.dotted && pattern.script == Script::han && !every_part_seen(match)) return out;
    // Letters are few, and any scratch resembles half of them. The reader of Uyghur finds its letters in the grain of
    // a desk, up to half of a name's in their order; of the names on drawn pages it read four fifths and more.
    constexpr double least_letters = 0.5, least_read = 0.35, least_arabic = 0.6;
    const auto size = static_cast<double>(pattern.text.size());
    if (pattern.script == Script::latin && match.wrong > (1 - least_letters) * size) return out;
    // What only might be read so, letter by letter, may be anything: of a title in Han on green two of 17 were read.
    if (pattern.script == Script::latin && match.exact < least_read * size) return out;
    if (pattern.script == Script::latin && pattern.is_name && !initials_read(match)) return out;
    if (pattern.script == Script::arabic && match.exact < least_arabic * size) return out;
    if (only_the_shorter(match)) return out;
    out.around = surroundings_of(match, cells);
    const Surroundings& a = out.around;
    out.clues = clues_for(match, a);
    double target = 0;
    for (const Clue& clue : out.clues) target += clue.nats;
    const double neighbour = neighbour_prior(pattern) + match.for_neighbour - (a.label ? label_against_neighbours : 0) -
                             (differs && misread_region(match) ? no_such_place : 0);
    const double against = std::exp(-target) + (differs ? std::exp(neighbour) : 0) + std::exp(a.longer);
    out.probability = 1 / (1 + against);
    // The rivals' odds: what their share takes from a mention that nothing else speaks against.
    if (differs) out.clues.push_back({"another_name", -neighbour});
    out.clues.push_back({"longer_name", -a.longer});
    if (differs && !pattern.is_name && pattern.script == Script::han)
        out.probability = std::min(out.probability, cap_of_employer(match));
    out.denied = differs && neighbour > surely_other;
    out.within_longer = !differs && (pattern.dotted || !pattern.form->needs_context) && a.longer > surely_longer;
    return out;
}

std::vector<Quad> pieces_of(const Match& match) {
    // Engines give 1.5 % of characters a box of a few pixels (research/redaction.md, section 0). Such a box is widened
    // to the room between its neighbours and to their height; characters that are flat by nature keep theirs.
    constexpr double least_side_em = 0.45;
    constexpr std::u32string_view flat = U"一丨丶二1il";
    const double em = match.stream->em;
    std::vector<Quad> out;
    for (std::size_t i = match.begin; i < match.end; ++i) {
        Rect box = page_box(match, i);
        const Cell& cell = *match.stream->cells[i];
        const bool thin = std::min(box.w, box.h) < least_side_em * em;
        const bool by_nature = is_separator(cell.top()) || flat.find(cell.top()) != std::u32string_view::npos;
        if (match.pattern->script == Script::han && thin && !by_nature) {
            const Point c = box.centre();
            box = bounding(box, Rect{c.x - em / 2, c.y - em / 2, em, em});
            const Rect line = match.stream->line_box_flow;
            if (match.stream->joints.empty() && cell.box_flow.x == cell.box_upright.x && !line.empty()) {
                box = intersection(box, {box.x, line.y, box.w, line.h});
                if (i > 0) {
                    const double left = std::min(page_box(match, i - 1).right(), c.x);
                    if (box.x < left) box = {left, box.y, box.right() - left, box.h};
                }
                if (i + 1 < match.stream->cells.size()) {
                    const double right = std::max(page_box(match, i + 1).x, c.x);
                    box.w = std::min(box.right(), right) - box.x;
                }
            }
            if (box.empty()) box = page_box(match, i);
        }
        if (box.empty()) continue;
        if (i + 1 < match.end && match.pattern->script == Script::latin) box = up_to_next(match, i, box);
        out.push_back(quad_of(box));
        if (i + 1 < match.end && match.pattern->script == Script::han)
            if (const Rect hole = hole_after(match, i, box); !hole.empty()) out.push_back(quad_of(hole));
        if (i + 1 < match.end && match.pattern->is_name && match.pattern->script == Script::han)
            for (const Rect& room : room_for_dot(match, i)) out.push_back(quad_of(room));
    }
    if (ends_with_its_point(match)) out.push_back(quad_of(page_box(match, match.end)));
    return out;
}

std::vector<LineShare> lines_of(const Match& match) {
    std::vector<LineShare> out;
    std::size_t on_line = 0;  // cells [on_line, next joint) stand together
    for (std::size_t c = 0; c < match.cell_of.size(); ++c) {
        const int cell = match.cell_of[c];
        const auto after = [&](std::size_t joint) {
            return cell >= 0 && joint > on_line && joint <= static_cast<std::size_t>(cell);
        };
        const auto& joints = match.stream->joints;
        const auto last = std::find_if(joints.rbegin(), joints.rend(), after);
        if (out.empty() || last != joints.rend()) {
            out.emplace_back();
            on_line = last != joints.rend() ? *last : match.begin;
        }
        ++out.back().characters;
        if (cell >= 0) {
            const Rect box = page_box(match, static_cast<std::size_t>(cell));
            Rect& place = out.back().place_upright;
            place = place.empty() ? box : bounding(place, box);
        }
    }
    if (out.size() < 2) out.clear();
    return out;
}

}  // namespace mangping::ocr
