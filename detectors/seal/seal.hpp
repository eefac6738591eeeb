// Seals: red, blue or grey; round and oval rings, square name seals. A round one comes with its text band unrolled.
#pragma once

#include <vector>

#include "models/page.hpp"

namespace mangping::detectors {

/// `text_height_px` (em, 0 when unknown) tells a seal from a red letter.
[[nodiscard]] std::vector<Seal> find_seals(const Raster& upright, double text_height_px);

}  // namespace mangping::detectors
