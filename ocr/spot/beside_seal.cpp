#include "ocr/spot/beside_seal.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"

namespace mangping::ocr {
namespace {

/// A glyph of a row, with everything it may be.
struct Mark {
    double x = 0;  // of its centre
    Rect box;
    std::u32string may_be;  // best first
    float sure = 0;         // of the best
};

struct Row {
    std::vector<Mark> marks;
    double top = 0, bottom = 0, em = 0;
};

/// The form laid out at one pitch: character i is centred at start + i * pitch.
struct Layout {
    double start = 0, pitch = 0;
    int in_place = 0;
};

// Chosen, not measured, as are the bounds below: weaker alternatives are left out.
constexpr float least_alternative = 0.03F;
// Reach to either side of the seal: longer names than this many characters stand on two lines.
constexpr double reach_em = 20;
// Letter spacing of signatures of organisations: from tight to half spaced.
constexpr double least_pitch_em = 0.8, most_pitch_em = 1.7;
// So many characters a line's end may have lost.
constexpr std::size_t lost_at_an_end = 3;
// How far from its place a character's centre may stand.
constexpr double slack_em = 0.35;

Rect box_of(const Seal& seal) {
    return {seal.centre_upright.x - seal.radius_x, seal.centre_upright.y - seal.radius_y, 2 * seal.radius_x,
            2 * seal.radius_y};
}

void add_marks(std::vector<Mark>& marks, const std::vector<Glyph>& glyphs) {
    for (const Glyph& glyph : glyphs) {
        Mark mark;
        mark.box = glyph.box_upright;
        mark.x = mark.box.centre().x;
        mark.sure = glyph.alternatives.front().probability;
        for (const Alternative& a : glyph.alternatives)
            if (a.probability >= least_alternative || &a == &glyph.alternatives.front()) mark.may_be += fold(a.text);
        if (!mark.may_be.empty()) marks.push_back(std::move(mark));
    }
}

double em_of(const Line& line) {
    std::vector<double> sides;
    for (const Glyph& g : line.glyphs) sides.push_back(std::max(g.box_upright.w, g.box_upright.h));
    if (sides.empty()) return 0;
    const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
    std::nth_element(sides.begin(), middle, sides.end());
    return *middle;
}

/// Lines at one height across the seal, joined: a seal cuts a line in two.
std::vector<Row> rows_across(const Reading& reading, const Rect& seal) {
    std::vector<const Line*> lines;
    for (const Line& line : reading.lines) {
        const double y = line.box_upright.centre().y, em = em_of(line);
        const bool beside =
            line.box_upright.right() > seal.x - reach_em * em && line.box_upright.x < seal.right() + reach_em * em;
        if (!line.vertical && em > 0 && y > seal.y && y < seal.bottom() && beside) lines.push_back(&line);
    }
    std::vector<Row> rows;
    for (const Line* seed : lines) {
        Row row;
        row.em = em_of(*seed);
        row.top = seed->box_upright.y;
        row.bottom = seed->box_upright.bottom();
        const double y = seed->box_upright.centre().y;
        for (const Line* line : lines) {
            if (std::abs(line->box_upright.centre().y - y) > row.em / 2) continue;
            add_marks(row.marks, line->glyphs);
            for (const auto& other : line->other_readings) add_marks(row.marks, other);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Whether `c` may be what stands at x.
bool stands(const Row& row, char32_t c, double x) {
    return std::any_of(row.marks.begin(), row.marks.end(), [&](const Mark& m) {
        return std::abs(m.x - x) < slack_em * row.em && m.may_be.find(c) != std::u32string::npos;
    });
}

/// Characters of the form from `from` on that stand in their places.
int count_in_place(const Row& row, const std::u32string& form, double start, double pitch, std::size_t from = 0) {
    int n = 0;
    for (std::size_t i = from; i < form.size(); ++i)
        n += stands(row, form[i], start + static_cast<double>(i) * pitch) ? 1 : 0;
    return n;
}

/// All of the form that the seal does not hide stands in its places on both sides of it, half of what tells it from
/// others among it.
bool framed_by_seal(const Row& row, const std::u32string& form, const Span& core, const Layout& layout,
                    const Rect& seal) {
    constexpr int least_on_a_side = 2;
    std::size_t telling = 0;
    int left = 0, right = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const double x = layout.start + static_cast<double>(i) * layout.pitch;
        const bool here = stands(row, form[i], x), hidden = x > seal.x && x < seal.right();
        if (!here && !hidden) return false;
        left += here && x <= seal.x ? 1 : 0;
        right += here && x >= seal.right() ? 1 : 0;
        telling += here && i >= core.begin && i < core.end ? 1 : 0;
    }
    return left >= least_on_a_side && right >= least_on_a_side && 2 * telling >= core.end - core.begin;
}

/// Every pair of marks that may be two characters of the form proposes a layout; the one with most in place wins.
std::optional<Layout> laid_out(const Row& row, const std::u32string& form) {
    struct Seen {
        std::size_t character;
        double x;
    };
    std::vector<Seen> seen;
    for (const Mark& mark : row.marks)
        for (std::size_t i = 0; i < form.size(); ++i)
            if (mark.may_be.find(form[i]) != std::u32string::npos) seen.push_back({i, mark.x});
    Layout best;
    for (const Seen& a : seen)
        for (const Seen& b : seen) {
            if (b.character <= a.character) continue;
            const double pitch = (b.x - a.x) / static_cast<double>(b.character - a.character);
            if (pitch < least_pitch_em * row.em || pitch > most_pitch_em * row.em) continue;
            const double start = a.x - static_cast<double>(a.character) * pitch;
            const int n = count_in_place(row, form, start, pitch);
            if (n > best.in_place) best = {start, pitch, n};
        }
    return best.in_place > 0 ? std::optional(best) : std::nullopt;
}

/// The telling characters were read, surely, as others: a sister's name. Beyond the seal, where nothing disturbs the
/// print, two that are others anywhere in the name say so, and one that hardly anybody could doubt.
bool surely_another(const Row& row, const std::u32string& form, const Span& core, const Layout& layout,
                    const Rect& seal) {
    constexpr float sure = 0.6F, beyond_sure = 0.9F, without_doubt = 0.97F;
    std::size_t others = 0, beyond = 0, undoubted = 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const double x = layout.start + static_cast<double>(i) * layout.pitch;
        bool here = false;
        float other = 0;
        for (const Mark& m : row.marks) {
            if (std::abs(m.x - x) >= slack_em * row.em) continue;
            here |= m.may_be.find(form[i]) != std::u32string::npos;
            other = std::max(other, m.sure);
        }
        if (here) continue;
        const bool free = x < seal.x - row.em / 2 || x > seal.right() + row.em / 2;
        others += i >= core.begin && i < core.end && other >= sure ? 1 : 0;
        beyond += free && other >= beyond_sure ? 1 : 0;
        undoubted += free && other >= without_doubt ? 1 : 0;
    }
    return (others > 0 && 2 * others >= core.end - core.begin) || beyond > 1 || undoubted > 0;
}

/// One quad a character: from the first that was read or that the seal hides to the last, and the few beyond that a
/// line's end may have lost.
std::vector<Quad> pieces(const Row& row, const std::u32string& form, const Layout& layout, const Rect& seal) {
    std::size_t first = form.size(), last = 0;
    const auto place = [&](std::size_t i) { return layout.start + static_cast<double>(i) * layout.pitch; };
    for (std::size_t i = 0; i < form.size(); ++i) {
        const double x = place(i);
        const bool hidden = x > seal.x && x < seal.right();
        const bool read = std::any_of(row.marks.begin(), row.marks.end(),
                                      [&](const Mark& m) { return m.box.x < x && x < m.box.right(); });
        if (!hidden && !read) continue;
        first = std::min(first, i);
        last = std::max(last, i);
    }
    if (first <= lost_at_an_end) first = 0;
    if (last + 1 + lost_at_an_end >= form.size()) last = form.size() - 1;
    std::vector<Quad> out;
    for (std::size_t i = first; i <= last && i < form.size(); ++i)
        out.push_back(quad_of(Rect{place(i) - layout.pitch / 2, row.top, layout.pitch, row.bottom - row.top}));
    return out;
}

/// How many of the form's characters stand before the row ends; what the seal may hide counts as standing.
std::size_t on_the_row(const Row& row, const std::u32string& form, const Layout& layout, double hidden_to) {
    double right = hidden_to;
    for (const Mark& mark : row.marks) right = std::max(right, mark.box.right());
    std::size_t n = form.size();
    while (n > 0 && layout.start + static_cast<double>(n - 1) * layout.pitch > right) --n;
    return n;
}

/// Something of what tells the form from others stands in its place, or the seal or the line before or after may hold
/// it, or most of the form stands: 分析测试 alone is anybody's.
bool tells(const Row& row, const std::u32string& form, const Span& core, const Layout& layout, const Rect& seal) {
    constexpr double most = 0.7;  // chosen
    if (layout.in_place >= most * static_cast<double>(form.size())) return true;
    double left = 1e9;
    for (const Mark& mark : row.marks) left = std::min(left, mark.box.x);
    const bool before = layout.start + (static_cast<double>(core.end) - 0.5) * layout.pitch < left;
    if (before || on_the_row(row, form, layout, 0) <= core.begin) return true;
    for (std::size_t i = core.begin; i < core.end; ++i) {
        const double x = layout.start + static_cast<double>(i) * layout.pitch;
        if (stands(row, form[i], x) || (x > seal.x && x < seal.right())) return true;
    }
    return false;
}

bool may_be(const Glyph& glyph, const std::u32string& c) {
    return std::any_of(glyph.alternatives.begin(), glyph.alternatives.end(),
                       [&](const Alternative& a) { return a.probability >= least_alternative && fold(a.text) == c; });
}

/// The boxes of `rest` at the line's begin, one a character; empty where less than two thirds of it stands there. A
/// seal may have put a few marks before it.
std::vector<Rect> begins_with(const Line& line, const std::u32string& rest) {
    const std::size_t marks_before = rest.size() > 1 ? 2 : 0;  // chosen
    std::size_t most = 0, from = 0;
    for (std::size_t at = 0; at <= marks_before && at + rest.size() <= line.glyphs.size(); ++at) {
        std::size_t same = 0;
        for (std::size_t i = 0; i < rest.size(); ++i) same += may_be(line.glyphs[at + i], rest.substr(i, 1)) ? 1 : 0;
        if (same <= most) continue;
        most = same;
        from = at;
    }
    std::vector<Rect> out;
    if (most < std::min<std::size_t>(2, rest.size()) || 3 * most < 2 * rest.size()) return out;
    for (std::size_t i = 0; i < rest.size(); ++i) out.push_back(line.glyphs[from + i].box_upright);
    return out;
}

/// Where the row ends before the form does and the line below begins with the rest (公司), the boxes of the rest.
std::vector<Rect> rest_below(const Reading& reading, const Row& row, const std::u32string& form, const Layout& layout) {
    constexpr double most_gap_em = 1.6;
    double row_left = 1e9, row_right = 0;
    for (const Mark& mark : row.marks) {
        row_left = std::min(row_left, mark.box.x);
        row_right = std::max(row_right, mark.box.right());
    }
    const std::u32string rest = form.substr(on_the_row(row, form, layout, 0));
    if (rest.empty() || 2 * rest.size() > form.size()) return {};
    for (const Line& line : reading.lines) {
        const Rect& box = line.box_upright;
        const bool below = box.centre().y > row.bottom && box.y - row.bottom < most_gap_em * row.em;
        const bool at_left = box.x < row_right && box.x > row_left - 2 * row.em;
        if (line.vertical || !below || !at_left) continue;
        if (std::vector<Rect> boxes = begins_with(line, rest); !boxes.empty()) return boxes;
    }
    return {};
}

/// The row breaks off within the form, with no rest of it read below and no shorter form that would end here: where the
/// rest must stand, a line as long as the row.
std::optional<Rect> unread_below(const Row& row, const Targets& targets, const std::u32string& form,
                                 const Layout& layout, const Rect& seal) {
    constexpr double leading_em = 2;        // chosen
    constexpr std::size_t most_unread = 1;  // one character less may be a fault of the reading
    const std::size_t n = on_the_row(row, form, layout, seal.right());
    if (n + most_unread >= form.size()) return std::nullopt;
    const bool whole = std::any_of(targets.forms.begin(), targets.forms.end(), [&](const TargetForm& other) {
        const std::u32string text = fold(other.text);
        return other.kind == MaskKind::employer && text.size() == n && form.starts_with(text);
    });
    if (whole) return std::nullopt;
    const double width = static_cast<double>(n) * layout.pitch;
    return Rect{layout.start - layout.pitch / 2, row.bottom, width, leading_em * row.em};
}

/// Only the name of the organisation that the employer belongs to stands in the row, none of its own part: an
/// academy's, not its institute's. `rest`: what was found of the name below.
bool is_the_parents(const Row& row, const std::u32string& form, const Layout& layout, const std::vector<Rect>& rest) {
    const std::size_t parent = parent_length(form);
    return parent > 0 && rest.empty() && on_the_row(row, form, layout, 0) <= parent + 1;
}

/// The line below the row was read.
bool is_read_below(const Reading& reading, const Row& row) {
    constexpr double leading_em = 2, likely = 0.6;  // chosen
    constexpr std::size_t least_glyphs = 4;
    double left = 1e9, right = 0;
    for (const Mark& mark : row.marks) {
        left = std::min(left, mark.box.x);
        right = std::max(right, mark.box.right());
    }
    return std::any_of(reading.lines.begin(), reading.lines.end(), [&](const Line& line) {
        const Rect& box = line.box_upright;
        const double y = box.centre().y;
        if (line.vertical || y < row.bottom || y > row.bottom + leading_em * row.em || box.x > right ||
            box.right() < left || line.glyphs.size() < least_glyphs)
            return false;
        double sum = 0;
        for (const Glyph& glyph : line.glyphs) sum += glyph.alternatives.front().probability;
        return sum >= likely * static_cast<double>(line.glyphs.size());
    });
}

/// Nothing that was likely read stands close beside the form as laid out.
bool stands_alone(const Row& row, const std::u32string& form, const Layout& layout) {
    constexpr float likely = 0.5F;
    constexpr double beside_em = 3;
    const double left = layout.start - 0.7 * layout.pitch;
    const double right = layout.start + (static_cast<double>(form.size()) - 0.3) * layout.pitch;
    return std::none_of(row.marks.begin(), row.marks.end(), [&](const Mark& m) {
        return m.sure >= likely &&
               ((m.x < left && m.x > left - beside_em * row.em) || (m.x > right && m.x < right + beside_em * row.em));
    });
}

/// A shorter declared name stands in the row from its first character to its last, or as much of it as the seal leaves
/// with nothing beside it, and nothing more of this one does: the academy, not its institute.
bool is_a_shorter_one(const Row& row, const Targets& targets, const std::u32string& form, int in_place) {
    return std::any_of(targets.forms.begin(), targets.forms.end(), [&](const TargetForm& other) {
        const std::u32string text = fold(other.text);
        if (other.kind != MaskKind::employer || other.prior < 1 || other.needs_context || text.size() < 6 ||
            text.size() >= form.size())
            return false;
        const auto layout = laid_out(row, text);
        return layout && layout->in_place >= in_place &&
               (layout->in_place == static_cast<int>(text.size()) ||
                (2 * static_cast<std::size_t>(layout->in_place) > text.size() && stands_alone(row, text, *layout)));
    });
}

bool is_employers(const Rect& seal, const std::vector<Finding>& found) {
    return std::any_of(found.begin(), found.end(), [&](const Finding& f) {
        return f.kind == MaskKind::employer_seal && !f.pieces_upright.empty() &&
               !intersection(bounding(f.pieces_upright.front()), seal).empty();
    });
}

}  // namespace

std::vector<Finding> seals_over_name(std::vector<Finding>& unread, const std::vector<Finding>& found) {
    // Chosen: seals are put on the name with some freedom up and down, but meet it; the signature's date stands below.
    constexpr double least_from_edge = 0.2;
    constexpr double probability = 0.6;
    const auto box_of_pieces = [](const Finding& f) {
        Rect box;
        for (const Quad& piece : f.pieces_upright) box = bounding(box, bounding(piece));
        return box;
    };
    const auto under = [&](const Rect& seal) {
        return std::any_of(found.begin(), found.end(), [&](const Finding& f) {
            if (f.kind != MaskKind::employer || f.zone != Zone::mask || f.pieces_upright.empty()) return false;
            const Rect name = box_of_pieces(f);
            const double y = name.centre().y, x = seal.centre().x;
            return y > seal.y + least_from_edge * seal.h && y < seal.bottom() - least_from_edge * seal.h &&
                   name.x < x && name.right() > x;
        });
    };
    std::vector<Finding> out;
    std::erase_if(unread, [&](const Finding& seal) {
        if (!under(box_of_pieces(seal))) return false;
        out.push_back(seal);
        out.back().confidence = probability;
        out.back().source = "seal:over-name";
        return true;
    });
    return out;
}

std::vector<Finding> spot_beside_seals(const Reading& reading, const std::vector<Seal>& seals,
                                       const std::vector<Finding>& found, const Targets& targets) {
    // Three characters in their places beside the employer's own seal, or nearly half of the name anywhere, are no
    // accident: the places of the others are given by two. The region alone is everybody's who is there.
    constexpr int least_in_place = 3, least_beyond_region = 2;
    constexpr double share_by_itself = 0.45, share_with_seal = 0.2;
    constexpr double with_seal = 0.95, by_itself = 0.9, doubtful = 0.5;
    std::vector<Finding> out;
    for (const Seal& seal : seals) {
        if (seal.square) continue;
        const Rect box = box_of(seal);
        for (const Row& row : rows_across(reading, box))
            for (const TargetForm& form : targets.forms) {
                const std::u32string text = fold(form.text);
                if (form.kind != MaskKind::employer || form.needs_context || text.size() < 6) continue;
                const Span core = distinctive_part(text, form.region);
                const auto layout = laid_out(row, text);
                if (!layout || layout->in_place < least_in_place || surely_another(row, text, core, *layout, box) ||
                    is_a_shorter_one(row, targets, text, layout->in_place))
                    continue;
                const bool own = is_employers(box, found);
                const double share = layout->in_place / static_cast<double>(text.size());
                const int beyond = count_in_place(row, text, layout->start, layout->pitch, form.region);
                if (!own && !tells(row, text, core, *layout, box)) continue;
                const bool framed = framed_by_seal(row, text, core, *layout, box);
                if ((!framed && share < (own ? share_with_seal : share_by_itself)) || beyond < least_beyond_region)
                    continue;
                const auto own_words = static_cast<double>(text.size() - form.region);
                if (!own && !framed && beyond < share_by_itself * own_words) continue;
                std::vector<Quad> at = pieces(row, text, *layout, box);
                const std::vector<Rect> rest = rest_below(reading, row, text, *layout);
                const bool parents = is_the_parents(row, text, *layout, rest);
                if (parents && is_read_below(reading, row)) continue;
                if (!rest.empty()) at.resize(std::min(at.size(), text.size() - rest.size()));
                for (const Rect& r : rest) at.push_back(quad_of(r));
                if (!parents)
                    out.push_back(
                        {form.kind, form.shown, std::move(at), own ? with_seal : by_itself,
                         "beside-seal:" + std::to_string(layout->in_place) + "-of-" + std::to_string(text.size()),
                         Zone::mask});
                if (const auto unread = unread_below(row, targets, text, *layout, box); rest.empty() && unread)
                    out.push_back({form.kind, form.shown, {quad_of(*unread)}, doubtful, "beside-seal:rest", Zone::ask});
                break;  // forms come longest first
            }
    }
    std::erase_if(out, [](const Finding& f) { return f.pieces_upright.empty(); });
    return out;
}

}  // namespace mangping::ocr
