// Attacks on pixels.
#pragma once

#include <vector>

#include "models/raster.hpp"
#include "models/result.hpp"
#include "pipeline/verify/verify.hpp"

namespace mangping::verify {

/// Known strings and codes in one picture, seen in several ways. Quads in its pixels, one leak per piece of a line;
/// `page` is written into each. Costs about as much as reading the picture once.
[[nodiscard]] Result<std::vector<Leak>> attack_picture(const Raster& picture, int page, const Attackers& attackers,
                                                       const Context& context);

}  // namespace mangping::verify
