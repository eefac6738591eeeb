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
/// level of the paper under the page's text; `contrasts`: of the text's pieces, as a share of their paper.
[[nodiscard]] std::vector<Missing> burnt_out(const Copy& copy, const TextRegions& text, double paper,
                                             const std::vector<double>& contrasts);

/// Text under a shadow so deep that nothing of it is seen: black areas with text beside them on paper that is shadowed
/// as well. `papers`: grey level of the paper of each of the text's pieces.
[[nodiscard]] std::vector<Missing> blacked_out(const Copy& copy, const TextRegions& text,
                                               const std::vector<double>& papers);

}  // namespace mangping::detectors
