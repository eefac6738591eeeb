// Rings of round seals in dark ink, lifted out: on a photocopy the ring and the print under it are one component.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "ocr/lines/ink.hpp"

namespace mangping::ocr::lines {

/// Takes the outer rings of round seals, as `detectors/seal` measured them, out of the dark layer. Where print runs
/// across a ring it is cut by the width of the ring. Square seals are left.
void take_out_rings(PageInk& ink, const std::vector<Seal>& seals);

}  // namespace mangping::ocr::lines
