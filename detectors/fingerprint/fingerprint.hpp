// Red fingerprints on pledges: an oval of ridges, 15 to 25 mm, without frame or straight edges.
#pragma once

#include <vector>

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::detectors {

/// Boxes of red fingerprints, upright px. `text_height_px`: em of the page's text, 0 when unknown (nothing is found).
/// Seals are too large or framed, red letters too small; a photocopy's grey fingerprint is not seen.
[[nodiscard]] std::vector<Rect> find_fingerprints(const Raster& upright, double text_height_px);

}  // namespace mangping::detectors
