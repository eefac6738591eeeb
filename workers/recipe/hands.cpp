#include "workers/recipe/hands.hpp"

#include "ocr/fields/places.hpp"

namespace mangping::recipe {
Rect box_of(const Seal& seal) {
    return {seal.centre_upright.x - seal.radius_x, seal.centre_upright.y - seal.radius_y, 2 * seal.radius_x,
            2 * seal.radius_y};
}

std::vector<Rect> signed_ink(const ocr::OpenPage& page, const std::vector<ocr::SigningPlace>& places,
                             const std::vector<Seal>& seals) {
    constexpr double least_em = 0.7;  // what is smaller is a dot or a rule's end
    constexpr double widest_gap = 3;  // em; chosen: what stands further off is another thing
    std::vector<Rect> out;
    for (const ocr::SigningPlace& place : places) {
        for (const Seal& seal : seals)  // a name seal in place of the hand
            if (seal.square && 2 * intersection(box_of(seal), place.region_upright).area() > box_of(seal).area())
                out.push_back(box_of(seal));
        const auto ink = page.ink_in(place.region_upright, widest_gap * place.em);
        if (ink && ink->w >= least_em * place.em && ink->h >= least_em * place.em) out.push_back(*ink);
    }
    return out;
}

std::vector<Rect> pledged_ink(const ocr::OpenPage& page, const std::vector<Seal>& seals) {
    std::vector<ocr::SigningPlace> places;
    for (const ocr::HandPlace& p : ocr::places_to_sign(page.reading())) places.push_back({p.where_upright, p.em});
    return signed_ink(page, places, seals);
}

std::vector<Finding> signature_findings(const std::vector<Rect>& signed_upright, const std::vector<Finding>& found) {
    constexpr double by_label = 0.95;  // chosen: the label says whose it is
    std::vector<Finding> out;
    for (const Rect& ink : signed_upright) {
        double hidden = 0;
        for (const Finding& f : found)
            for (const Quad& piece : f.pieces_upright)
                if (f.zone == Zone::mask) hidden += intersection(bounding(piece), ink).area();
        constexpr double as_good_as_whole = 0.8;
        if (hidden >= as_good_as_whole * ink.area()) continue;
        out.push_back({MaskKind::signature, {}, {quad_of(ink)}, by_label, "signature:label", Zone::mask});
    }
    return out;
}

}  // namespace mangping::recipe
