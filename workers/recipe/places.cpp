#include "workers/recipe/places.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::recipe {
namespace {

bool same(const Finding& a, const Finding& b) { return a.kind == b.kind && a.pieces_upright == b.pieces_upright; }

const Finding* among(const Finding& f, const std::vector<Finding>& all) {
    const auto it = std::find_if(all.begin(), all.end(), [&f](const Finding& g) { return same(f, g); });
    return it == all.end() ? nullptr : &*it;
}

/// As pipeline/decide has it: hidden by a mask or known to be something else, for at least this share.
bool accounted_for(const Rect& region, const std::vector<Place>& places, const std::vector<Rect>& known) {
    constexpr double accounted_share = 0.5;
    const auto holds = [&](const Rect& r) { return intersection(region, r).area() >= accounted_share * region.area(); };
    return std::any_of(known.begin(), known.end(), holds) ||
           std::any_of(places.begin(), places.end(), [&](const Place& p) {
               return p.masked && std::any_of(p.finding.pieces_upright.begin(), p.finding.pieces_upright.end(),
                                              [&](const Quad& q) { return holds(bounding(q)); });
           });
}

double log_odds(double p) {
    constexpr double nearly = 1e-6;
    const double q = std::clamp(p, nearly, 1 - nearly);
    return std::log(q / (1 - q));
}

/// What the networks said when they were asked, as far as it moved the probability.
void add_second_look(std::vector<Clue>& clues, double before, double after) {
    if (before != after) clues.push_back({"networks", log_odds(after) - log_odds(before)});
}

}  // namespace

std::vector<Place> places_of(const std::vector<ocr::Weighed>& weighed, const std::vector<Finding>& findings,
                             const decide::MaskDecision& decision) {
    std::vector<Place> out;
    for (const Finding& f : findings) {
        Place place{f, {}, among(f, decision.to_mask) != nullptr, false};
        // What the notice leaves open is no question; what is open because it may be an issuer's is one.
        if (!place.masked) place.finding.zone = among(f, decision.left_open) != nullptr ? Zone::ask : Zone::leave;
        const auto w =
            std::find_if(weighed.begin(), weighed.end(), [&f](const ocr::Weighed& x) { return same(x.finding, f); });
        if (w != weighed.end()) {
            place.clues = w->clues;
            add_second_look(place.clues, w->finding.confidence, f.confidence);
        }
        out.push_back(std::move(place));
    }
    for (const ocr::Weighed& w : weighed) {
        if (among(w.finding, findings) != nullptr) continue;
        Place left{w.finding, w.clues, false, false};
        // Found at first, and cleared by the networks: their answer is not kept beyond that it was enough.
        if (left.finding.zone != Zone::leave) left.finding.source += ":again";
        left.finding.zone = Zone::leave;
        out.push_back(std::move(left));
    }
    return out;
}

void add_questions(PageOutcome& outcome, const Reading& reading, const std::vector<Rect>& known_ink_upright,
                   const std::vector<Finding>& unread_seals) {
    const auto held_for = [&](const char* reason) {
        const auto& all = outcome.review_reasons;
        return std::find(all.begin(), all.end(), reason) != all.end();
    };
    if (held_for("seal_unread"))
        for (const Finding& seal : unread_seals) outcome.places.push_back({seal, {}, false, false});
    if (!held_for("unread_text")) return;
    // A page full of unread strokes is looked at as a whole; a person is shown the largest places only.
    constexpr std::size_t most_regions = 8;
    std::vector<Rect> regions;
    for (const Rect& r : reading.unread_upright)
        if (!accounted_for(r, outcome.places, known_ink_upright)) regions.push_back(r);
    std::stable_sort(regions.begin(), regions.end(), [](const Rect& a, const Rect& b) { return a.area() > b.area(); });
    if (regions.size() > most_regions) regions.resize(most_regions);
    for (const Rect& r : regions)
        outcome.places.push_back({{MaskKind::manual, {}, {quad_of(r)}, 0, "text:unread", Zone::ask}, {}, false, false});
}

}  // namespace mangping::recipe
