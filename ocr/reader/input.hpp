// From a line's picture to what the network is shown. Training and reading both go through here.
#pragma once

#include "models/raster.hpp"

namespace mangping::ocr {

/// Rows of the network's picture.
inline constexpr int reader_height = 32;

/// A line's picture (Engine::read_line) at the network's size: what is above and below the glyphs is cut off, so that
/// they may be as large as training had them, and the tones evened out.
[[nodiscard]] Raster network_picture(const Raster& line);

/// Stretches the tones so that paper is white and ink black, whatever the light was. One channel, dark on light.
void even_out(Raster& grey);

}  // namespace mangping::ocr
