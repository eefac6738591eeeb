// From glyphs to pieces of lines: components are joined along the line, each chain is cut into pieces, and each piece
// is measured across the line. The line's height, not a component's, is the em: parts of a Han glyph are components of
// their own, and touching glyphs are one.
#pragma once

#include <vector>

#include "detectors/clarity/print.hpp"
#include "detectors/clarity/text_regions.hpp"
#include "models/page.hpp"

namespace mangping::detectors {

/// The lines that the glyphs make, in pieces, along the lines of the pose; every em is its piece's own.
[[nodiscard]] std::vector<TextPiece> chains(const GlyphMask& glyphs, const Copy& copy, const Pose& pose);
/// Gives pieces the em of their line, and removes parts of glyphs that were not joined to it.
void settle_ems(std::vector<TextPiece>& pieces);
/// Ems of what is text for sure.
[[nodiscard]] double sure_ems(const std::vector<TextPiece>& pieces);

}  // namespace mangping::detectors
