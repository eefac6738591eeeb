// What is on a page besides paper and print.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::detectors {

/// Share of the picture's middle half that has another colour than most of it, print left out; 0 where nothing has
/// sharp edges. Portraits, covers and screenshots of pictures have 0.2 and more, sheets next to nothing. `small` is
/// adapt::without_print().
[[nodiscard]] double picture_share(const cv::Mat& small);

}  // namespace mangping::detectors
