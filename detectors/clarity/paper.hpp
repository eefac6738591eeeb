// The sheet on a photograph: where the paper ends and the table begins.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

/// Convex outline, in raster pixels, of the paper that the `seeds` (points of surely printed text, raster pixels) stand
/// on; empty when there are no seeds or the paper reaches all over the picture.
[[nodiscard]] std::vector<cv::Point2f> paper_round(const Copy& copy, const std::vector<Point>& seeds);

/// Whether a point lies inside an outline of paper_round; true for an empty one.
[[nodiscard]] bool on_paper(const std::vector<cv::Point2f>& outline, Point raster);

}  // namespace mangping::detectors
