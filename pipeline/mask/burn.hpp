// Fill, and the cleaning of what JPEG has spilt around what was filled.
//
// A glyph that went through JPEG is not only where its ink is: every 8x8 block it touches (16x16 for colour that was
// stored at half resolution) holds ripples of it. After a pixel-exact fill those ripples still spell the glyph's
// outline (measured on red text at quality 40: 69 pixels a glyph more than 6 % off white). The fill cannot simply be
// snapped to the blocks: a block is as large as a glyph of a small print, and the neighbour's ink stands in it as well.
// So the fill hugs the glyph, and in the ring of a block's width around it everything that is paper or nearly paper
// becomes paper, while ink (the neighbours', rules, seals) stays as it is with its own rim.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/geometry.hpp"

namespace mangping::mask {

/// One bar: a convex quad, upright px.
struct Bar {
    Quad quad_upright;
    double em = 0;  // of the glyphs beneath, px
};

struct BurnOptions {
    int jpeg_quality = 0;  // of the source; 0: unknown or none
    bool turned = false;   // the page was interpolated after decoding, so blocks lie askew
};

/// Pixels under bars are filled with one solid colour a page; the rings are cleaned. Returns per bar how many pixels
/// the fill covers, 0 for a bar that lies between pixel centres.
[[nodiscard]] std::vector<int> burn(cv::Mat& page, const std::vector<Bar>& bars, const BurnOptions& options);

}  // namespace mangping::mask
