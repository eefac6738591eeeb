// What lies over a whole page: the waves of moire, and specks.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::detectors {

/// Amplitude, grey levels, of a wave of one direction and length that runs over all of the page; 0 where there is none.
/// `grey`: CV_8UC1. Waves of 2 to 12 pixels are seen.
[[nodiscard]] double wave_over(const cv::Mat& grey);

/// Share of pixels that differ from all of their eight neighbours by half of what ink and paper do.
[[nodiscard]] double specks_in(const cv::Mat& grey);

}  // namespace mangping::detectors
