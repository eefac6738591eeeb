// The sheet on a photograph: where the paper ends and the table begins.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/raster.hpp"

namespace mangping::adapt {

/// The picture with 240 pixels on its long side and its print closed, as many channels as the raster.
[[nodiscard]] cv::Mat without_print(const Raster& raster);

/// Convex outline of the sheet that lies on a table or on a scanner's lid; empty when the paper reaches all over the
/// picture or no sheet can be told from what is round it. `small` is without_print(); the outline is in pixels of which
/// `small` has `scale` each: in raster pixels where scale is small's width over the raster's.
[[nodiscard]] std::vector<cv::Point2f> sheet_outline(const cv::Mat& small, double scale);

/// Clears a mask of the size of a copy whose pixels are `factor` pixels of the outline wide wherever it lies outside of
/// the outline; an empty outline leaves all.
void clear_outside(const std::vector<cv::Point2f>& outline, double factor, cv::Mat& mask);

}  // namespace mangping::adapt
