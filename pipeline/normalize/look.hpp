// How a page looks at a glance: a hash that is nearly the same for one picture saved twice.
#pragma once

#include <string>

#include "models/raster.hpp"

namespace mangping::normalize {

/// A difference hash of an upright page, 32 hex digits (128 bits): the page averaged into 16 rows of 9 cells, a bit for
/// each cell that is darker than its right neighbour by more than the paper's own unevenness. "" for an empty raster.
[[nodiscard]] std::string look_of(const Raster& upright);

}  // namespace mangping::normalize
