// JPEG files with exactly the options that uploads come with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/raster.hpp"

namespace mangping::synthetic {

enum class Subsampling { s444, s422, s420 };

struct JpegOptions {
    int quality = 0;  // 1 … 100
    Subsampling subsampling = Subsampling::s420;
    int exif_orientation = 0;  // 1 … 8; 0: no EXIF at all
    bool progressive = false;
    bool grey = false;
    bool thumbnail = false;  // an EXIF thumbnail of the picture (implies EXIF, orientation 1)
    int dpi = 0;             // 0: none stated
    std::string camera;      // EXIF Make/Model; empty: none
    std::string comment;     // COM segment; empty: none
};

/// The file that a viewer shows as `displayed`: the stored pixels are turned by the inverse of the orientation.
/// Precondition: quality > 0, displayed not empty.
[[nodiscard]] std::vector<std::uint8_t> encode_jpeg(const Raster& displayed, const JpegOptions& options);
/// What a viewer shows: RGB (or grey for grey files), EXIF orientation applied. Empty raster if it is no JPEG.
[[nodiscard]] Raster decode_jpeg(std::span<const std::uint8_t> file);
/// The EXIF orientation that stands in the file; 0 if none.
[[nodiscard]] int exif_orientation(std::span<const std::uint8_t> file);

/// The picture after `turns` clockwise quarter turns.
[[nodiscard]] Raster turned_cw(const Raster& picture, int turns);

}  // namespace mangping::synthetic
