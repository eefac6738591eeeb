// The sheet itself, and what it lies on.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/geometry.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/degrade_warp.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::synthetic {

/// Tint, fibres, reverse side, folds, stains, staples, holes and scribbles on an RGB page in its own frame.
/// `text_boxes` (page px) are kept free of scribbles, staples and holes: what hides text is crop, glare and blur.
void wear_paper(cv::Mat& page, const Paper& paper, double em_px, const std::vector<Rect>& text_boxes, Rng rng);
/// Light and dark of a bent sheet (lambertian, from above).
void shade_bulge(cv::Mat& page, const Bulge& bulge, double strength);
/// A table top, as big as the frame, with the page's soft shadow beside `page_outline`.
[[nodiscard]] cv::Mat desk(int width, int height, const std::vector<Point>& page_outline, Rng rng);
/// The lid of a scanner: nearly white or dark.
[[nodiscard]] cv::Mat scanner_bed(int width, int height, const std::vector<Point>& page_outline, Rng rng);

}  // namespace mangping::synthetic
