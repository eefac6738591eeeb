// From a line's picture to what the network is shown. Training and reading both go through here.
#pragma once

#include "models/raster.hpp"

namespace mangping::ocr {

/// Rows of the network's picture.
inline constexpr int reader_height = 32;

/// Stretches the tones so that paper is white and ink black, whatever the light was. One channel, dark on light.
void even_out(Raster& grey);

}  // namespace mangping::ocr
