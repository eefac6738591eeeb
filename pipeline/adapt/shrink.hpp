// Pictures made much smaller, quickly.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::adapt {

/// `picture` (8 bits, any channels) averaged down to `size`, no larger than it. Halved as often as that leaves more
/// than `size`: halving is several times faster than averaging over areas that are no whole pixels. An odd row or
/// column at the right or lower edge is left out of a halving, so places move by up to a pixel of `picture` a halving.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& picture, cv::Size size);

/// The same to a share of at most 1 of its sides, rounded as cv::resize does. At 1 the picture itself.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& picture, double scale);

}  // namespace mangping::adapt
