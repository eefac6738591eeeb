// A found line as the picture an engine reads, and the way back from its pixels to the page.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/geometry.hpp"
#include "models/raster.hpp"
#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {

/// How a line is shown to an engine.
struct View {
    double glyph_px = 30;        // height of the line's glyphs in the picture
    bool other_channel = false;  // plain grey where the first view took a channel, and the other way round
};

/// One stretch of the picture and where it comes from. A level line has one for each run between wide gaps; a vertical
/// line one a glyph.
struct Stretch {
    double from_px = 0, to_px = 0;    // columns of the picture
    double x = 0, y = 0;              // upright px of the picture's row 0 at column from_px
    double slope = 0, bend = 0;       // upright y = y + slope * dx + bend * dx^2, dx in upright px
    double x_scale = 1, y_scale = 1;  // picture px by upright px
};

struct LinePicture {
    Raster grey;  // dark on light, kPictureHeight high
    std::vector<Stretch> stretches;
    double glyph_px = 30;  // height of the glyphs in it

    /// Picture px to upright px.
    [[nodiscard]] Rect upright(const Rect& box_px) const;
    /// The column of a level line's picture that shows the page's `x_upright`, or the nearest one that shows any.
    [[nodiscard]] double column(double x_upright) const;
};

/// The network's own input height: what is drawn at this size is not resampled again.
inline constexpr int kPictureHeight = 48;

/// What lines are cut out of.
struct LineSource {
    const Raster& page;  // upright
    const PageInk& ink;
    const cv::Mat& owners;  // of owners_of
};

[[nodiscard]] LinePicture picture_of(const FoundLine& line, const LineSource& source, const View& view);

/// Takes the light out of a line's picture (CV_8UC1, dark on light) that a shadow's edge or the fall of a lamp runs
/// through. `glyph_px`: the glyphs' height in it.
void even_light(cv::Mat& grey, double glyph_px);

/// Paper to white, the darkest hundredth nearly to black: the networks were taught on black print.
void stretch_contrast(cv::Mat& grey);

}  // namespace mangping::ocr::lines
