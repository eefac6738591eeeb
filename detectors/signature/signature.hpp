// Whether somebody signed: ink where a signature belongs. Where that is, the reader says (ocr/fields).
#pragma once

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::detectors {

/// Dark or blue ink of a pen's or a name's size stands in `where` (upright px). Rules to write on, red seals and
/// fingerprints are none. `em_px`: em of the label beside it.
[[nodiscard]] bool is_signed(const Raster& upright, const Rect& where, double em_px);

}  // namespace mangping::detectors
