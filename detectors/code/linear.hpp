// A bar code's reader tells where one line crosses the bars; this finds how far the bars reach.
#pragma once

#include <opencv2/core.hpp>

#include "models/geometry.hpp"

namespace mangping::detectors {

/// `line`: quad of the lines that were read, clockwise from the top left as the code reads; may be of no height. The
/// quad of the whole bars in the same coordinates. `grey`: CV_8UC1.
[[nodiscard]] Quad whole_bars(const cv::Mat& grey, const Quad& line);

}  // namespace mangping::detectors
