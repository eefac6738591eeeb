// ZXing's reader, kept from ending the process. Debian builds ZXing with its assertions, and a mark that only resembles
// a code (three nested squares, one of them cut) can break one; the page, and every page beside it, would be lost.
#pragma once

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <opencv2/core.hpp>

namespace mangping::detectors {

/// What ZXing reads in `grey` (CV_8UC1). Where one of its assertions breaks, each format of the hints is asked for
/// alone, and those that break it again give nothing. What a search that broke off had allocated is not given back.
[[nodiscard]] ZXing::Results read_with_zxing(const cv::Mat& grey, const ZXing::DecodeHints& hints);

}  // namespace mangping::detectors
