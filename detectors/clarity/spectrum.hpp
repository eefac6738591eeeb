// How much fine detail text has left, against its coarse detail, from the power spectra of many pieces together: noise
// is white and is taken out where it stands alone, and movement takes detail along one direction only.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

/// Directions of change, 0, 45, 90 and 135 degrees of the raster, each with 22.5 degrees on either side.
inline constexpr int kDirections = 4;

struct Detail {
    /// Natural logarithm of the power of 2 to 4 waves an em over that of 1 to 2. Sharp print has -1 to -2; blur of
    /// sigma (in ems) lowers it by about 240 sigma^2, which is 1.5 at the knee of legibility.
    std::array<double, kDirections> middle{};
    std::array<double, kDirections> fine{};  // of 4 to 8 waves
    double noise = 0;                        // natural logarithm of the white power over that of 1 to 2 waves
    int windows = 0;                         // 0: nothing was measured
};

/// Of up to kMostWindows of the pieces, evenly spread. `grey`: raster scaled down by `factor`, as in Copy.
[[nodiscard]] Detail detail_of(const cv::Mat& grey, double factor, const std::vector<TextPiece>& pieces);

}  // namespace mangping::detectors
