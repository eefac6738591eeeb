// Ink told from paper by its surroundings, so that shadows, gradients and grey paper do not matter.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::adapt {

/// Standard deviation of the pixel noise of a CV_8UC1 picture, in grey levels: the median of |second differences| on a
/// grid of samples, which text (a minority of the pixels) hardly moves. After J. Immerkaer, Fast Noise Variance
/// Estimation (1996), with the median in place of the mean.
[[nodiscard]] double noise_sd(const cv::Mat& grey);

/// CV_8UC1, 255 where `grey` (CV_8UC1) is darker than the mean of the `window` x `window` pixels round it by more than
/// `margin` grey levels. `window` must be wider than the thickest stroke.
[[nodiscard]] cv::Mat darker_than_around(const cv::Mat& grey, int window, double margin);

}  // namespace mangping::adapt
