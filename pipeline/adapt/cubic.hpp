// Turning by any angle: what cv::warpAffine does with INTER_CUBIC, to the last bit, several times faster.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::adapt {

/// Fills `to` (CV_8UC1 or CV_8UC3, sized) with `picture` of the same type, moved by the 2x3 CV_64F matrix (OpenCV's
/// frames: pixel centres at integers); `outside` where no pixel of the picture comes to lie.
void cubic_warp(const cv::Mat& picture, cv::Mat& to, const cv::Mat& to_from_picture, const cv::Scalar& outside);

}  // namespace mangping::adapt
