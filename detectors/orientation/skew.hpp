// The tilt of text lines from the projection profile of the lower edges of their strokes.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::detectors {

struct Tilt {
    double degrees = 0;    // clockwise turn of the lines against level; the page is levelled by turning it by -degrees
    double sharpness = 0;  // how much more peaked the profile is there than at a typical angle; 0: nothing to see
};

/// `mask`: CV_8UC1 ink whose lines run roughly left to right. Searches ±kMaxTilt degrees.
[[nodiscard]] Tilt find_tilt(const cv::Mat& mask);

inline constexpr double kMaxTilt = 15.5;  // degrees; a little beyond the ±15 that is promised

}  // namespace mangping::detectors
