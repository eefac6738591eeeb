// Averaging down by any factor: what cv::resize does with INTER_AREA, to a grey level and mostly to the bit, several
// times faster.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::adapt {

/// `picture` (CV_8UC1 or CV_8UC3; other types go to OpenCV) at `scale` of its sides, which are rounded as cv::resize
/// does. Above 1 what cv::resize makes of INTER_AREA there.
[[nodiscard]] cv::Mat area_resized(const cv::Mat& picture, double scale);

/// The same to a given size.
[[nodiscard]] cv::Mat area_resized(const cv::Mat& picture, cv::Size size);

}  // namespace mangping::adapt
