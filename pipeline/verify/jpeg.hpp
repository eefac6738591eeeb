// A jpeg as bytes: what stands around its picture, and the picture.
#pragma once

#include <vector>

#include "models/raster.hpp"
#include "models/result.hpp"
#include "pipeline/verify/bytes.hpp"
#include "pipeline/verify/verify.hpp"

namespace mangping::verify {

/// Leaks outside the pixels: comments and APPn segments ("metadata"), a second picture in one of them
/// ("exif_thumbnail"), anything after the end of the image ("trailing_bytes"). `page` is written into each leak.
[[nodiscard]] std::vector<Leak> jpeg_structure(Bytes jpeg, const Search& search, int page);

/// The picture as it is stored, grey or RGB; EXIF orientation is not applied. Faults: jpeg_broken.
[[nodiscard]] Result<Raster> jpeg_pixels(Bytes jpeg);

}  // namespace mangping::verify
