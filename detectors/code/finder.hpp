// QR codes located by their three finder patterns, whether or not anybody can decode them.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/geometry.hpp"

namespace mangping::detectors {

struct LocatedQr {
    Quad quad;             // of the modules, in the picture's own continuous coordinates, clockwise from the top left
    double module_px = 0;  // side of one module
};

/// `grey`: CV_8UC1. ISO/IEC 18004: a finder's middle row runs 1:1:3:1:1 dark first; three finders stand at the corners
/// of a square whose fourth is free, 10 + 4v modules apart for version v = 1..40; a timing row alternates between them.
[[nodiscard]] std::vector<LocatedQr> locate_qr(const cv::Mat& grey);

}  // namespace mangping::detectors
