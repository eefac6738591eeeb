// From a reader's boxes to the ink they mean.
//
// A reader's boxes are a hint. They are a few pixels off, they hold half a glyph or part of the next one, and one in
// seventy is degenerate. What must be hidden is the ink of the glyphs, all of it, and not a stroke of their neighbours.
// So each of a run's four edges is moved on its own, on a profile of the ink along the axis the edge moves on:
//
//   - an edge that stands in a gap moves inward to the first ink (the mask hugs), after taking in what belongs to the
//     same glyph although a gap parts it: the dot over a letter, the left half of a 林 whose box begins in its middle;
//   - an edge that cuts ink moves to the nearest end of that ink. Outward when the stroke is the run's own, inward when
//     the box has bitten into a neighbour. Square glyphs stand in cells of one pitch, so the pitch of the run's other
//     glyphs says where its first cell begins and which of the two it is;
//   - where glyphs touch (blur, bold print) there is no gap near, and the edge goes to the thinnest place near it.
//
// Rules and underlines are taken out beforehand (patch.hpp): they touch everything.
#pragma once

#include <opencv2/core.hpp>

#include "models/geometry.hpp"
#include "pipeline/mask/patch.hpp"

namespace mangping::mask {

/// The rectangle to fill, local frame: the run's ink and a margin that ends before any neighbour's ink.
/// Codes and manual masks are not fitted (their pieces are areas, not glyphs), only given their margin.
[[nodiscard]] Rect fit(const Run& run, const Patch& patch, const cv::Mat& ink);

}  // namespace mangping::mask
