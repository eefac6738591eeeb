// Small pictures of a few of the page's lines, levelled, at reading size: what a reader is shown to tell up from down.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "detectors/orientation/glyphs.hpp"
#include "models/raster.hpp"

namespace mangping::detectors {

/// A piece of a line of text in the frame of a levelled mask (see Levelled), at most as long as a strip is wide.
struct LinePiece {
    cv::Point2d centre;            // pixels of the levelled mask
    double width = 0, height = 0;  // along and across the line
    double tilt_deg = 0;           // of this line against the levelled page, clockwise: photographs bend lines
    double worth = 0;              // how much a reader can make of it
};

/// The glyph mask turned by a quarter and levelled, with its pieces of lines, best for reading first.
struct Levelled {
    cv::Mat work_from_level;  // 2x3 CV_64F, pixel centres at integers
    double em = 0;            // typical line height, pixels of the levelled mask
    std::vector<LinePiece> pieces;
};

/// `turn_cw`: 0 or 90, a quarter turn before levelling; `tilt_deg`: what rough_tilt gave after that turn.
[[nodiscard]] Levelled level(const Glyphs& glyphs, int turn_cw, double tilt_deg);

/// The `nth` strip (0, 1, …): pictures of the next best pieces, grey, paper white, kLinePixels high; empty when the
/// pieces have run out. `glyphs` are those that `levelled` came from; `raster` is the page itself, read at its own
/// resolution.
[[nodiscard]] std::vector<Raster> strip(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled, int nth);

/// The best pieces as columns of text: every glyph of theirs turned by a quarter, clockwise or not, and set side by
/// side, one picture a piece. `clockwise`: a picture's left end is the top of the column; otherwise its right end.
/// Empty without pieces.
[[nodiscard]] std::vector<Raster> column_strip(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled,
                                               bool clockwise);

/// A picture upside down.
[[nodiscard]] Raster overturned(const Raster& raster);

}  // namespace mangping::detectors
