// From ink to what a scanner, a telephone or a fax makes of it.
#pragma once

#include <opencv2/core.hpp>

#include "tests/support/synthetic/random.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {

/// Rules, frames and strokes beside and across the line of `em_px` around y_px, with the ink.
void draw_rules(cv::Mat& cover, double em_px, double y_px, synthetic::Rng& rng);

/// Grey, dark on light. `seal` may be empty; blur stays below the knee of legibility (sigma 0.068 em).
[[nodiscard]] cv::Mat worn(const cv::Mat& cover, const cv::Mat& seal, Wear wear, double em_px, synthetic::Rng& rng);

/// Marks that are no writing: holes, staples, hairs, edges of sheets, smudges; 255 = ink. `most_em`: how large.
void draw_blots(cv::Mat& cover, double em, double most_em, synthetic::Rng& rng);

}  // namespace mangping::textlines
