// The sheet on a photograph: where the paper ends and the table begins.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

/// Convex outline, in raster pixels, of the sheet that lies on a table or on a scanner's lid; empty when the paper
/// reaches all over the picture or no sheet can be told from what is round it.
[[nodiscard]] std::vector<cv::Point2f> sheet_outline(const Raster& raster);

/// Share of the picture's middle half that has another colour than most of it, print left out; 0 where nothing has
/// sharp edges. Portraits, covers and screenshots of pictures have 0.2 and more, sheets next to nothing.
[[nodiscard]] double picture_share(const Raster& raster);

/// Clears a mask of the size of a `copy` whose pixels are `factor` raster pixels wide wherever it lies outside of the
/// outline; an empty outline leaves all.
void clear_outside(const std::vector<cv::Point2f>& outline, double factor, cv::Mat& mask);

}  // namespace mangping::detectors
