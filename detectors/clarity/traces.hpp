// Whether a sheet on which no text is found bears anything at all: what defocus has washed out is still seen from afar.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/raster.hpp"

namespace mangping::detectors {

/// Share of the sheet, its rim left out, that is darker, lighter or of another hue than the sheet around it, looked at
/// in 160 squares along the longer side. `sheet`: its corners, raster pixels; empty: all of the picture.
[[nodiscard]] double traces_on(const Raster& page, const std::vector<cv::Point2f>& sheet);

}  // namespace mangping::detectors
