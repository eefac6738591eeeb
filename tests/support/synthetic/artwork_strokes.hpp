// The pen's way through a Han character: the centre lines of a font's glyph.
#pragma once

#include <string>
#include <vector>

#include "models/geometry.hpp"
#include "tests/support/synthetic/artwork_canvas.hpp"

namespace mangping::synthetic {

using Stroke = std::vector<Point>;

/// Centre lines in units of the em, baseline at y = 0, x from 0 to 1; in writing order as far as left-to-right and
/// top-to-bottom give it. The glyph is thinned (Zhang and Suen, CACM 27(3), 1984), traced between end points and
/// junctions, joined straight through junctions, and smoothed by about the reach of a relaxed hand.
/// Empty for characters without ink.
[[nodiscard]] std::vector<Stroke> strokes_of(const std::string& character, const Face& face);

}  // namespace mangping::synthetic
