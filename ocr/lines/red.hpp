// Red ink (seals, letterheads) told from black.
#pragma once

#include <opencv2/core.hpp>

namespace mangping::ocr::lines {

/// The red ink of an RGB picture, CV_8UC1; empty when there is none. `grey`, its luma, is made to look as if the red
/// ink were not there: black ink under a seal stays, as it is dark in the red channel too (character error under a seal
/// 20 % in grey, 4 % this way).
[[nodiscard]] cv::Mat take_out_red(const cv::Mat& rgb, cv::Mat& grey);

}  // namespace mangping::ocr::lines
