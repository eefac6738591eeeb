// Masks burnt into a JPEG without encoding it anew.
//
// A page that came as an upright JPEG need not be decoded and encoded again as a whole: a JPEG is a grid of blocks, and
// only the blocks that masking changed have to be other ones. All others keep their coefficients, so that away from the
// masks every pixel is as it was uploaded, and no second generation of losses comes upon what reviewers must read.
//
// What is written is a new file all the same: headers and Huffman tables are ours, nothing of the source's metadata,
// thumbnails or trailing bytes is taken over. The tables are chosen to be others than the source's (optimal ones for a
// source with the standard's, the standard's for any other), so that not even untouched blocks come out as the same
// bytes. That no long stretch of the source survives is checked all the same; where it does, or where the source is no
// plain upright JPEG, there is no result and the page is encoded as a whole.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/raster.hpp"

namespace mangping::mask {

/// `source`: the JPEG whose decoded pixels are `original` (grey where all were); `masked`: the same size, with masks.
/// Blocks are changed where the two differ, whole MCUs at a time, and coded with steps that divide the source's. Empty:
/// not possible or not safe (another colour space, more than 40 megapixels, damaged data, pixels that do not come back,
/// 8 KiB and more of the source's bytes in the result). Equal input gives equal bytes.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> wiped(std::span<const std::uint8_t> source,
                                                             const Raster& original, const Raster& masked);

/// Whether any 8 KiB of `source`, or more, stand in `made` as they are.
[[nodiscard]] bool shares_a_stretch(std::span<const std::uint8_t> source, std::span<const std::uint8_t> made);

}  // namespace mangping::mask
