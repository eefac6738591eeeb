// Ink told from paper by its surroundings, so that shadows, gradients and grey paper do not matter.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::adapt {

/// Standard deviation of the pixel noise of a CV_8UC1 picture, in grey levels: the median of |second differences| on a
/// grid of samples, which text (a minority of the pixels) hardly moves. After J. Immerkaer, Fast Noise Variance
/// Estimation (1996), with the median in place of the mean.
[[nodiscard]] double noise_sd(const cv::Mat& grey);

/// Noise of any grain: the standard deviation of the white noise that would be as strong once 2 x 2 pixels are
/// averaged. A camera's smoothing and JPEG take the finest part of noise away, on which noise_sd rests, and leave what
/// disturbs.
[[nodiscard]] double coarse_noise_sd(const cv::Mat& grey);

/// The mean of the `window` x `window` pixels round each pixel of `grey` (CV_8UC1).
[[nodiscard]] cv::Mat mean_around(const cv::Mat& grey, int window);
/// The median of about `window` x `window` pixels round each pixel of `values` (CV_8UC1), from every fourth pixel both
/// ways and enlarged between them: for what changes slowly, as light and paper do.
[[nodiscard]] cv::Mat median_around(const cv::Mat& values, int window);
/// CV_8UC1, 255 where `grey` is darker than `around` by more than `margin` grey levels. With the mean round it for
/// `around` this is ink, provided the window is wider than the thickest stroke.
[[nodiscard]] cv::Mat darker_than(const cv::Mat& around, const cv::Mat& grey, double margin);

}  // namespace mangping::adapt
