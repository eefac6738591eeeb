// The one thing that is wanted from EXIF: which way the camera was held.
#pragma once

#include <cstdint>
#include <span>

namespace mangping::ingest {

/// Orientation (tag 0x0112 of IFD0, CIPA DC-008) from the payload of an APP1 segment: 1..8, or 1 when the payload is
/// no EXIF, is damaged or says something else. Reads only inside `app1`.
[[nodiscard]] int exif_orientation(std::span<const std::uint8_t> app1);

}  // namespace mangping::ingest
