// The tilt of text lines from the projection profile of the lower edges of their strokes.
#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "detectors/orientation/sheet.hpp"

namespace mangping::detectors {

struct Tilt {
    double degrees = 0;    // clockwise turn of the lines against level; the page is levelled by turning it by -degrees
    double sharpness = 0;  // how much more peaked the profile is there than at a typical angle; 0: nothing to see
};

/// `mask`: CV_8UC1 ink whose lines run roughly left to right. Searches ±kMaxTilt degrees; within 0.2 degrees.
[[nodiscard]] Tilt rough_tilt(const cv::Mat& mask);
/// From a rough tilt that of the line through the middle of the sheet, which on a photograph taken aslant is that of no
/// other line. `sheet`: corners in the mask's pixels, where they are known.
[[nodiscard]] Tilt exact_tilt(const cv::Mat& mask, const Tilt& rough, const std::optional<SheetQuad>& sheet);

inline constexpr double kMaxTilt = 15.5;  // degrees; a little beyond the ±15 that is promised

}  // namespace mangping::detectors
