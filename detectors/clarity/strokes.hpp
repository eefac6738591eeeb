// How whole the strokes of text are: lost toner breaks them into pieces as short as they are wide.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

struct Strokes {
    double gaps = 0;  // ink that closing gaps of a twelfth of an em would add, as a share of the ink
    double ink = 0;   // share of the text's area
    double run = 0;   // mean length of runs of ink along rows and columns, whichever is longer, ems
    int windows = 0;  // 0: nothing was measured
};

/// Means over up to 48 pieces, evenly spread. `grey`: raster scaled down by `factor`, as in Copy.
[[nodiscard]] Strokes strokes_of(const cv::Mat& grey, double factor, const std::vector<TextPiece>& pieces);

}  // namespace mangping::detectors
