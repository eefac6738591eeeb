// A face that fills the picture, told by its background.
#pragma once

#include <optional>

#include "models/raster.hpp"

namespace mangping::adapt {

/// The clockwise quarter turn after which the background of a portrait lies on top: one side all background, the one
/// across from it hardly. Empty when no portrait fills the picture or lies in it on a table.
[[nodiscard]] std::optional<int> turn_of_portrait(const Raster& raster);

}  // namespace mangping::adapt
