// Colour pictures that hold no colour.
#pragma once

#include "models/raster.hpp"

namespace mangping::adapt {

/// One channel when every pixel has three equal ones (an exact, lossless change), else the raster as it came.
[[nodiscard]] Raster grey_if_colourless(Raster raster);

}  // namespace mangping::adapt
