// A name seal's characters laid in a row, so that they can be read as a line.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/page.hpp"

namespace mangping::detectors {

/// `ink`: CV_8UC1 ink map of the seal's box at the page's resolution, its frame included. One picture for each order
/// that the characters may be read in, grey, dark on light, glyphs 36 px high: columns from the right (李文 | 博印 is
/// cut 博李 over 印文), the same with one column of a single tall character, and rows from the left. Relief (paper in
/// full ink) is turned over. Empty where there is too little of it.
[[nodiscard]] std::vector<RasterPtr> rows_of_name_seal(const cv::Mat& ink);

}  // namespace mangping::detectors
