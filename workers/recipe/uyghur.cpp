#include "workers/recipe/uyghur.hpp"

#include <algorithm>

#include "ocr/spot/spot.hpp"

namespace mangping::recipe {
namespace {

Rect bounding_of(const std::vector<Quad>& pieces) {
    Rect out;
    for (const Quad& piece : pieces) out = bounding(out, bounding(piece));
    return out;
}

/// Masks for the ink above names that `seen` does not hold yet.
std::vector<Finding> unread_above(const ocr::OpenPage& page, const std::vector<Finding>& found,
                                  const std::vector<Finding>& seen) {
    constexpr double by_place = 0.9, widest_gap = 1.5;  // chosen; em
    std::vector<Finding> out;
    for (const Rect& region : above_names(found)) {
        const auto ink = page.ink_in(region, widest_gap * region.h);
        // Less than a quarter of the room's height is a speck or a rule.
        if (!ink || 4 * ink->h < region.h || ink->w < region.h) continue;
        const bool known = std::any_of(seen.begin(), seen.end(), [&ink](const Finding& f) {
            return std::any_of(f.pieces_upright.begin(), f.pieces_upright.end(),
                               [&ink](const Quad& piece) { return !intersection(bounding(piece), *ink).empty(); });
        });
        if (known) continue;
        out.push_back({MaskKind::name_uyghur, {}, {quad_of(*ink)}, by_place, "uyghur:above-name", Zone::mask});
    }
    return out;
}

/// All its letters read, but for one that looks like it: so long a string is no other's.
bool spelled(const Finding& f) {
    constexpr std::size_t least = 8;
    return f.pieces_upright.size() >= least && (f.source == "reading:exact" || f.source == "reading:1-confusable");
}

}  // namespace

std::vector<Rect> above_names(const std::vector<Finding>& found) {
    // Chosen by cards of autonomous regions: the other script stands above the Chinese, in smaller type.
    constexpr double top_em = 2, bottom_em = 0.35, beyond_em = 1;
    std::vector<Rect> out;
    for (const Finding& f : found) {
        if (f.kind != MaskKind::name || f.zone != Zone::mask || f.pieces_upright.empty()) continue;
        Rect name;
        double em = 0;
        for (const Quad& piece : f.pieces_upright) {
            name = bounding(name, bounding(piece));
            em = std::max(em, bounding(piece).h);
        }
        out.push_back(
            {name.x - beyond_em * em, name.y - top_em * em, name.w + 2 * beyond_em * em, (top_em - bottom_em) * em});
    }
    return out;
}

Result<std::vector<Finding>> uyghur_findings(ocr::OpenPage& page, const Targets& targets, Kind kind,
                                             const std::vector<Finding>& found, Scratch& scratch) {
    // Chosen: on drawn pages the Chinese model read lines in the script at 0.25 to 0.55; a line that also holds Chinese
    // comes out between that and its usual 0.9 and more.
    constexpr float no_doubt = 0.85F;
    Targets script = targets;
    std::erase_if(script.forms, [](const TargetForm& f) { return f.kind != MaskKind::name_uyghur; });
    if (script.forms.empty()) return std::vector<Finding>{};
    auto reader = scratch.handles().reader("uig");
    if (!reader) return reader.fault();
    auto reading = page.read_doubtful_by(**reader, no_doubt);
    if (!reading) return reading.fault();
    std::vector<Finding> out = ocr::spot(*reading, {}, script);
    for (Finding& f : out)
        if (f.zone == Zone::ask && spelled(f)) f.zone = Zone::mask;
    if (kind != Kind::id_card_front) return out;
    // On a card what stands in the script above the holder's name is the name.
    const std::vector<Rect> above = above_names(found);
    for (Finding& f : out) {
        const Rect box = bounding_of(f.pieces_upright);
        if (f.zone == Zone::ask && std::any_of(above.begin(), above.end(), [&box](const Rect& region) {
                return intersection(region, box).area() > 0.5 * box.area();
            }))
            f.zone = Zone::mask;
    }
    for (Finding& f : unread_above(page, found, out)) out.push_back(std::move(f));
    return out;
}

std::vector<Finding> above_letterheads(const Reading& reading, const std::vector<Finding>& found) {
    // Chosen: letterheads are set in twice the size of text and more; the Chinese model reads the script at 0.1 to
    // 0.55.
    constexpr double large = 1.5, reach_em = 1.6, behind_em = 3, before_em = 1, by_place = 0.9, least_long = 3;
    constexpr float hardly = 0.6F;
    std::vector<double> heights;
    for (const Line& line : reading.lines)
        if (!line.vertical && line.confidence >= hardly)
            heights.insert(heights.end(), line.glyphs.size(), line.box_upright.h);
    if (heights.empty()) return {};
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    std::vector<Finding> out;
    for (const Finding& f : found) {
        if (f.kind != MaskKind::employer || f.zone != Zone::mask || f.pieces_upright.empty()) continue;
        const Rect name = bounding_of(f.pieces_upright);
        double em = 0;
        for (const Quad& piece : f.pieces_upright) em = std::max(em, bounding(piece).h);
        const bool one_line = name.h < large * em;
        if (em < large * *middle || !one_line) continue;
        const Rect above{name.x - before_em * name.h, name.y - reach_em * name.h,
                         name.w + (before_em + behind_em) * name.h, reach_em * name.h};
        Finding script{MaskKind::employer, {}, {}, by_place, "other-script:above-letterhead", Zone::mask};
        for (const Line& line : reading.lines)
            if (line.confidence < hardly &&
                intersection(line.box_upright, above).area() > 0.5 * line.box_upright.area())
                script.pieces_upright.push_back(quad_of(line.box_upright));
        const Rect all = bounding_of(script.pieces_upright);
        if (!script.pieces_upright.empty() && all.w >= least_long * all.h) out.push_back(std::move(script));
    }
    return out;
}

}  // namespace mangping::recipe
