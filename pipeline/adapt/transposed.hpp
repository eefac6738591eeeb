// A picture with rows and columns exchanged, several times faster than cv::transpose.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::adapt {

/// `picture`: CV_8UC1; other types go to OpenCV. Out: its columns as rows, the same to the bit as cv::transpose.
[[nodiscard]] cv::Mat transposed(const cv::Mat& picture);

}  // namespace mangping::adapt
