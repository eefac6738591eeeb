// Text that is gone cannot be measured where it was: it is missed where lines run into the picture's edge, and where
// they stop at a burnt-out spot.
#pragma once

#include <vector>

#include "detectors/clarity/text_regions.hpp"
#include "models/page.hpp"

namespace mangping::detectors {

struct Missing {
    ClarityReason reason = ClarityReason::cropped;
    Quad quad_raster;
    double hindrance = 0;  // on the scale of Hindrance
};

/// Lines that run out of the picture: what remains of them, one entry a side.
[[nodiscard]] std::vector<Missing> cut_off(const TextRegions& text, int raster_width, int raster_height);
/// Reflections on text: burnt-out spots on paper that is not burnt out elsewhere, with text beside them. `paper`: grey
/// level of the paper under the page's text.
[[nodiscard]] std::vector<Missing> burnt_out(const Copy& copy, const TextRegions& text, double paper);

}  // namespace mangping::detectors
