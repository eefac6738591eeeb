// Quarter turns and mirror images: pixels are moved, never interpolated.
#pragma once

#include "models/raster.hpp"

namespace mangping::adapt {

/// `degrees` clockwise: 0, 90, 180 or 270. 0 gives the raster back without copying its pixels.
[[nodiscard]] Raster turned_cw(Raster raster, int degrees);
/// Left and right exchanged.
[[nodiscard]] Raster mirrored(const Raster& raster);

}  // namespace mangping::adapt
