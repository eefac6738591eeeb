// Character boxes fitted to the ink. Tesseract hands ink to the nearest peak of its network: boxes are up to a glyph
// off and 1.5 % of them have no width. Here the line's ink is cut anew into as many glyphs as were read.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "ocr/lines/picture.hpp"

namespace mangping::ocr::lines {

/// Replaces the boxes of `glyphs` (picture px, reading order) by ones that hug the ink of `picture`, so that each glyph
/// has the ink that its place, its width class (Han, digit, point) and the gaps of the line speak for. Glyphs without
/// any ink of their own get a box by the line's pitch.
std::vector<bool> fit_to_ink(std::vector<Glyph>& glyphs, const LinePicture& picture);

}  // namespace mangping::ocr::lines
