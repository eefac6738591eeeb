// Pixels into a fresh JPEG that carries nothing else.
#pragma once

#include <cstdint>
#include <vector>

#include "models/raster.hpp"
#include "models/result.hpp"

namespace mangping::mask {

/// Baseline, 4:4:4 or grey as the raster is, no metadata but the JFIF header, optimal Huffman tables; equal input gives
/// equal bytes. Faults: encode_failed.
[[nodiscard]] Result<std::vector<std::uint8_t>> encode_jpeg(const Raster& raster, int quality);

}  // namespace mangping::mask
