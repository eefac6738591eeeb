// The frames of awards and diplomas: one motif, repeated evenly along a side of the sheet, whose parts pass for glyphs.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace mangping::detectors {

/// Of every box of a component of ink (pixels of one picture, in any order) whether it stands in an even row or column
/// of many of its own size, long and at the outside of all boxes. Print is hardly ever so even: neighbours of a line
/// differ in height, width or distance.
[[nodiscard]] std::vector<bool> ornaments(const std::vector<cv::Rect>& boxes);

}  // namespace mangping::detectors
