// What a bar left over. A bar hides h characters of a form of n; the characters before and after them stand next to the
// bar. All splits of all forms are tried at all bars; few bars stand on a page.
#include <algorithm>
#include <cmath>

#include "ocr/names/employer.hpp"
#include "ocr/spot/judge.hpp"
#include "ocr/spot/spot.hpp"
#include "ocr/spot/weights.hpp"

namespace mangping::ocr {
namespace {

// Bars are drawn some pixels wider than the glyphs they hide, never a whole glyph wider.
constexpr double width_tolerance_em = 0.7;
// Glyphs touch the bar, or stand as far from it as in a spaced name.
constexpr double touching_em = 0.6, spaced_em = 1.6;
constexpr double plausible = 0.1;  // probability that makes an alternative count as seen
constexpr double residue_confidence = 0.9;
constexpr double least_share_of_long = 0.3;
constexpr std::size_t long_form = 5;
// A bar is as high as the line it hides; a heavy stroke of a headline is not.
constexpr double least_height_em = 0.6;

/// Cells of a line left and right of a bar, and the bar, in flow coordinates.
struct Beside {
    std::vector<const Cell*> left, right;  // nearest last, nearest first
    Rect bar;
    double em = 1;
};

Rect flow_like(const Cell& cell, const Rect& r) {
    const bool turned = cell.box_flow.x != cell.box_upright.x || cell.box_flow.y != cell.box_upright.y;
    return turned ? Rect{r.y, -r.right(), r.h, r.w} : r;
}

Beside beside(const Stream& stream, const Rect& bar_upright) {
    Beside out;
    out.bar = flow_like(*stream.cells[0], bar_upright);
    out.em = stream.em;
    for (const Cell* cell : stream.cells) {
        const double x = cell->box_flow.centre().x;
        const double overlap =
            std::min(out.bar.bottom(), cell->box_flow.bottom()) - std::max(out.bar.y, cell->box_flow.y);
        if (overlap < 0.4 * cell->box_flow.h) continue;
        if (x < out.bar.x)
            out.left.push_back(cell);
        else if (x > out.bar.right())
            out.right.push_back(cell);
    }
    return out;
}

bool shows(const Cell& cell, char32_t wanted) {
    return std::any_of(cell.choices.begin(), cell.choices.end(),
                       [&](const Choice& c) { return c.c == wanted && c.p >= plausible; }) ||
           cell.top() == wanted;
}

/// Cells that show the first `before` characters left of the bar and the last `after` ones right of it; empty when not.
std::vector<const Cell*> visible(const Beside& b, const std::u32string& text, std::size_t before, std::size_t after) {
    std::vector<const Cell*> out;
    if (before > b.left.size() || after > b.right.size()) return out;
    const double room = (before + after > 1 ? spaced_em : touching_em) * b.em;
    for (std::size_t i = 0; i < before; ++i) out.push_back(b.left[b.left.size() - before + i]);
    if (before > 0 && b.bar.x - out.back()->box_flow.right() > room) return {};
    for (std::size_t i = 0; i < after; ++i) out.push_back(b.right[i]);
    if (after > 0 && b.right[0]->box_flow.x - b.bar.right() > room) return {};
    for (std::size_t i = 0; i < before; ++i)
        if (!shows(*out[i], text[i])) return {};
    for (std::size_t i = 0; i < after; ++i)
        if (!shows(*out[before + i], text[text.size() - after + i])) return {};
    return out;
}

/// What everybody's name ends with tells nothing: 司 behind a bar may be 同 of 同志. A character of the part that tells
/// an employer from others must be visible, or several; of a person's name any will do.
bool telling(const Pattern& pattern, std::size_t before, std::size_t after) {
    constexpr std::size_t no_accident = 3;
    if (pattern.is_name || before + after >= no_accident) return true;
    const Span core = distinctive_part(pattern.text);
    return before > core.begin || pattern.text.size() - after < core.end;
}

std::vector<const Cell*> best_split(const Beside& b, const Pattern& pattern) {
    const std::size_t n = pattern.text.size();
    const auto least =
        static_cast<std::size_t>(n < long_form ? 1 : std::ceil(least_share_of_long * static_cast<double>(n)));
    std::vector<const Cell*> best;
    for (std::size_t before = 0; before < n; ++before)
        for (std::size_t after = 0; before + after < n; ++after) {
            const std::size_t hidden = n - before - after;
            if (before + after < least || before + after <= best.size() || !telling(pattern, before, after)) continue;
            // A spaced name's bar may hide the spaces as well, so that two visible characters bear a wider one.
            const double most = static_cast<double>(hidden) * (before + after > 1 ? 2.5 : 1.0) + width_tolerance_em;
            const double width = b.bar.w / b.em;
            if (width < static_cast<double>(hidden) - width_tolerance_em || width > most) continue;
            std::vector<const Cell*> seen = visible(b, pattern.text, before, after);
            if (seen.size() > best.size()) best = std::move(seen);
        }
    return best;
}

}  // namespace

std::vector<Finding> spot_residue(const Reading& reading, const std::vector<Rect>& bars, const Targets& targets) {
    std::vector<Finding> out;
    if (bars.empty()) return out;
    const std::vector<Pattern> patterns = patterns_of(targets);
    const Cells cells = cells_of(reading, patterns);
    for (const Stream& stream : cells.streams) {
        if (!stream.joints.empty()) continue;
        for (const Rect& bar : bars) {
            const Beside b = beside(stream, bar);
            if ((b.left.empty() && b.right.empty()) || b.bar.h < least_height_em * b.em) continue;
            for (const Pattern& pattern : patterns) {
                if (pattern.script != Script::han || pattern.form->needs_context) continue;
                const std::vector<const Cell*> seen = best_split(b, pattern);
                if (seen.empty()) continue;
                Finding finding{pattern.form->kind, pattern.form->shown, {}, residue_confidence, "residue", Zone::mask};
                for (const Cell* cell : seen) finding.pieces_upright.push_back(quad_of(cell->box_upright));
                out.push_back(std::move(finding));
                break;  // forms come longest first
            }
        }
    }
    return out;
}

}  // namespace mangping::ocr
