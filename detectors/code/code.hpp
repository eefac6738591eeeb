// QR and bar codes: found, decoded where they can be, located where they cannot.
#pragma once

#include <vector>

#include "models/page.hpp"

namespace mangping::detectors {

/// quad_upright hugs the code's modules (quiet zone excluded). A located but undecodable QR (finder patterns) comes
/// with an empty text.
[[nodiscard]] std::vector<Code> find_codes(const Raster& upright);

}  // namespace mangping::detectors
