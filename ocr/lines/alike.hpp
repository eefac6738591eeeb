// Two glyphs of a page held against each other as pictures.
#pragma once

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::ocr {

/// How alike two glyphs look in the red channel (red seals leave it), brought to one size: normalised correlation at
/// the best of small shifts, -1..1. Boxes are pixels of `page`; 0 where one is empty or lies outside.
[[nodiscard]] double alike(const Raster& page, const Rect& a, const Rect& b);

}  // namespace mangping::ocr
