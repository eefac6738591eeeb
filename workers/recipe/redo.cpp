// A page once more, as the person who looked at it decided.
#include <algorithm>
#include <utility>

#include "models/hidden.hpp"
#include "pipeline/mask/desk.hpp"
#include "pipeline/mask/mask.hpp"
#include "workers/recipe/recipe.hpp"
#include "workers/recipe/turn.hpp"

namespace mangping::recipe {
namespace {

/// The places as they stand after the decision; what the person added comes last. Empty: the decision does not fit.
std::optional<std::vector<Place>> decided(const PageOutcome& before, const PageDecision& decision, double px_per_unit) {
    std::vector<Place> places = before.places;
    for (const int i : decision.rejected) {
        if (i < 0 || static_cast<std::size_t>(i) >= places.size()) return std::nullopt;
        Place& place = places[static_cast<std::size_t>(i)];
        if (!is_proposal(place)) return std::nullopt;
        place.masked = false;
        place.decided = true;
        place.finding.zone = Zone::leave;
    }
    for (const int i : decision.covered) {
        if (i < 0 || static_cast<std::size_t>(i) >= places.size()) return std::nullopt;
        Place& place = places[static_cast<std::size_t>(i)];
        if (!is_proposal(place)) return std::nullopt;
        place.masked = true;
        place.finding.confidence = 1;
    }
    for (Place& place : places)
        if (is_proposal(place)) {
            place.decided = true;
            place.finding.zone = place.masked ? Zone::mask : Zone::leave;
        }
    for (const Rect& r : decision.added) {
        const Rect upright{r.x * px_per_unit, r.y * px_per_unit, r.w * px_per_unit, r.h * px_per_unit};
        places.push_back({{MaskKind::manual, {}, {quad_of(upright)}, 1.0, "person", Zone::mask}, {}, true, true});
    }
    return places;
}

/// In the masked page's unit.
std::vector<Rect> places_of(const std::vector<verify::Leak>& leaks, double px_per_unit) {
    std::vector<Rect> out;
    for (const verify::Leak& leak : leaks) {
        const Rect r = bounding(leak.quad);
        if (!r.empty()) out.push_back({r.x / px_per_unit, r.y / px_per_unit, r.w / px_per_unit, r.h / px_per_unit});
    }
    return out;
}

}  // namespace

Result<Redone> redo_page(const PageJob& job, const PageOutcome& before, const PageDecision& decision, Scratch& scratch,
                         const Context& context) {
    auto page = upright_again(job.bytes, before, context);
    if (!page) return page.fault();
    auto places = decided(before, decision, page->px_per_unit);
    if (!places) return Fault{FaultKind::unsupported, "decision_unfit", {}};
    std::vector<Finding> to_mask;
    for (const Place& place : *places)
        if (place.masked) to_mask.push_back(place.finding);
    auto applied = mask::apply(*page, to_mask, job.mask_width, job.bytes);
    if (!applied) return applied.fault();
    const Targets hidden = hidden_of(*job.targets, job.notice->mask_name, job.notice->mask_employer);
    auto leaks = verify::attack_file("page.jpg", applied->page.jpeg(), attackers(hidden, scratch, context), context);
    if (!leaks) return leaks.fault();
    std::vector<Quad> left_upright;
    for (const Quad& quad : before.left_displayed) left_upright.push_back(page->upright_from_displayed(quad));
    verify::leave_out(*leaks, 0, left_upright);
    if (!leaks->empty()) return Redone{std::nullopt, places_of(*leaks, page->px_per_unit)};

    PageResult out{before, std::move(applied->page)};
    out.outcome.places = std::move(*places);
    out.outcome.masks = std::move(applied->masks);
    out.outcome.under_masks.assign(out.outcome.masks.size(), {});  // what a person hid is the person's to answer for
    out.outcome.masked_from_displayed = applied->masked_from_displayed;
    out.outcome.review_needed = false;
    out.outcome.review_reasons.clear();
    out.outcome.withheld = false;
    return Redone{std::move(out), {}};
}

Result<DeskPicture> desk_picture(const PageJob& job, const PageOutcome& before, const std::vector<int>& places,
                                 const Context& context) {
    auto page = upright_again(job.bytes, before, context);
    if (!page) return page.fault();
    std::vector<Rect> where;
    for (const int i : places) {
        Rect all;
        for (const Quad& piece : before.places.at(static_cast<std::size_t>(i)).finding.pieces_upright)
            all = bounding(all, bounding(piece));
        where.push_back(all);
    }
    return mask::desk_picture(*page, where);
}

}  // namespace mangping::recipe
