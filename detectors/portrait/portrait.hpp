// Portrait photographs on a page: never masked, never read.
#pragma once

#include <vector>

#include "models/page.hpp"

namespace mangping::detectors {

[[nodiscard]] std::vector<Rect> find_portraits(const Raster& upright);

}  // namespace mangping::detectors
