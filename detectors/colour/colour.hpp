// Is this page in colour, or a photocopy in grey? Told by coloured ink and pictures, not by the tint of paper or lamp.
#pragma once

#include "models/raster.hpp"

namespace mangping::detectors {

/// Coloured ink or a coloured picture is on the page. False for grey rasters and for grey pages under coloured light.
[[nodiscard]] bool has_colour(const Raster& upright);

}  // namespace mangping::detectors
