// From text to ink: where each glyph stands and how much of each pixel it covers.
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "tests/support/textlines/faces.hpp"

namespace mangping::textlines {

/// How a line is set; lengths in em unless they say px.
struct Setting {
    double em_px = 30;
    double x_stretch = 1, slant = 0;
    double spacing = 0;         // added to every advance
    double baseline_slope = 0;  // down by along
    double wave = 0;            // height of a slow wave of the baseline
    bool double_struck = false;
    double hand = 0;  // 0 print; 1 as unruly as a hand
};

struct Ink {
    cv::Mat cover;  // 8 bit, 255 where ink is
    std::vector<LineGlyph> glyphs;
    bool full = false;  // the text went on beyond the picture's end
};

/// Sets `text` from x_px on, the middle of its Han glyphs at y_px, into a picture of this size, or one as wide as the
/// text where width_px is 0. Characters that no face has are left out.
[[nodiscard]] Ink set_line(const Faces& faces, const Face& han, const Face& latin, const std::u32string& text,
                           const Setting& setting, cv::Size2d size_px, cv::Point2d at_px, synthetic::Rng& rng);

/// A round seal's part that crosses the picture: ring, star and characters along the ring.
void stamp(cv::Mat& cover, const Face& face, const std::u32string& letters, cv::Point2d centre_px, double radius_px,
           synthetic::Rng& rng);

}  // namespace mangping::textlines
