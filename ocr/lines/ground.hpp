// What is not paper: dark bars that carry light text, and what lies round the page.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::ocr::lines {

/// Areas of light text on dark, as filled rectangles; CV_8UC1 of the size of `grey`. `em` in px of `grey`.
[[nodiscard]] cv::Mat dark_ground(const cv::Mat& grey, double em);

/// The desk round a photographed page, the scanner's lid round a small one. Empty when the page fills the picture.
[[nodiscard]] cv::Mat off_page(const cv::Mat& grey, double em);

/// Areas at the picture's edge of another hue than its middle: a wooden desk, a table cloth, but also a coloured border
/// or a coloured page laid off the middle, so that it is no proof. CV_8UC1 of the size of `rgb`; empty when there is
/// none.
[[nodiscard]] cv::Mat other_hue(const cv::Mat& rgb);

/// Boxes round rows of light print near what lies beyond the page: a page's dark band that has grown together with a
/// dark desk, of which neither of the others knows where it ends. 255 there; empty where there is none.
[[nodiscard]] cv::Mat light_print_beside(const cv::Mat& beyond, const cv::Mat& grey, double em);

}  // namespace mangping::ocr::lines
