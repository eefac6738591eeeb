// The ways in which a picture is looked at again.
#pragma once

#include <vector>

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::verify {

struct View {
    Raster picture;               // grey
    Transform picture_from_view;  // pixels of this view to pixels of the attacked picture
    std::vector<Rect> bars;       // solid bars, pixels of this view; painted over in paper
    /// Of a sheet of cut-outs, where each lies and how its pixels go back; empty for a whole view.
    struct Part {
        Rect at;
        Transform picture_from_view;
    };
    std::vector<Part> parts;
};

/// Solid bars: filled with one dark or mid colour, straight-edged, at least as high as small print.
[[nodiscard]] std::vector<Rect> solid_bars(const Raster& picture);

/// The whole picture at another scale than it was read at, its bars painted over.
[[nodiscard]] View whole(const Raster& picture, const std::vector<Rect>& bars);
/// The parts with coloured ink, in the channel in which that ink is gone; empty picture where there are none.
[[nodiscard]] View under_colour(const Raster& picture);
/// Tall narrow blocks of ink turned a quarter left and right: text that runs along an edge; empty where there are none.
[[nodiscard]] View sideways(const Raster& picture, const std::vector<Rect>& bars);

}  // namespace mangping::verify
