// Ornamental borders: one figure repeated at one distance, and the frame that such rows make.
#pragma once

#include <vector>

#include "ocr/lines/layout.hpp"
#include "ocr/lines/worth.hpp"

namespace mangping::ocr::lines {

/// One a line: skip for a row of an ornament, glance for what might be one and for fragments within the border that
/// such rows make. `owners` of owners_of.
[[nodiscard]] std::vector<Worth> worth_beside_ornaments(const std::vector<FoundLine>& lines, const cv::Mat& owners,
                                                        double em);

}  // namespace mangping::ocr::lines
