// JPEG through libjpeg-turbo. libvips was weighed and left: it hides what the later stages ask (subsampling, the
// luminance table, where the data stopped) and would be a second thread pool.
#pragma once

#include <cstdint>
#include <span>

#include "models/page.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"

namespace mangping::ingest {

/// What the headers say, before any pixel is decoded.
struct JpegHeader {
    int width = 0, height = 0;          // stored, before EXIF
    int components = 0;                 // 1, 3 or 4
    int orientation = 1;                // EXIF, 1..8
    int quality = 0;                    // 1..100
    int mcu_width = 8, mcu_height = 8;  // stored frame
    [[nodiscard]] bool swaps_sides() const { return orientation >= 5; }
};

/// Faults: jpeg_broken.
[[nodiscard]] Result<JpegHeader> jpeg_header(std::span<const std::uint8_t> bytes);

/// The displayed page: RGB or grey, EXIF applied. Faults: jpeg_truncated (data ends before the picture does),
/// jpeg_broken (damaged in the middle, too many scans, more than four components), page_timeout, cancelled.
[[nodiscard]] Result<SourcePage> jpeg_page(std::span<const std::uint8_t> bytes, const Context& context);

/// The picture as it is stored, EXIF not applied, RGB or grey: a viewer shows a PDF's pictures so. Faults: as
/// jpeg_page.
[[nodiscard]] Result<Raster> jpeg_stored(std::span<const std::uint8_t> bytes, const Context& context);

/// Quality 1..100 that the IJG formula would need for this luminance table (64 steps in any order): ITU-T T.81 table
/// K.1 scaled by S, with S = 200 - 2q from q = 50 up and 5000 / q below.
[[nodiscard]] int quality_of_table(std::span<const std::uint16_t, 64> luminance);

}  // namespace mangping::ingest
