// Solid bars, and the cleaning of the rings around them (ring.hpp says why).
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/geometry.hpp"

namespace mangping::mask {

/// One bar: a convex quad, upright px.
struct Bar {
    Quad quad_upright;
    double em = 0;  // of the glyphs beneath, px
};

struct BurnOptions {
    int jpeg_quality = 0;  // of the source; 0: unknown or none
    bool turned = false;   // the page was interpolated after decoding, so blocks lie askew
};

/// Pixels under bars are filled with one solid colour a page; the rings are cleaned. Returns per bar how many pixels
/// the fill covers, 0 for a bar that lies between pixel centres.
[[nodiscard]] std::vector<int> burn(cv::Mat& page, const std::vector<Bar>& bars, const BurnOptions& options);

}  // namespace mangping::mask
