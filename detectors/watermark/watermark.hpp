// Watermarks: pale text that is printed or stamped askew across a page, under or over what stands there.
#pragma once

#include <optional>

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::detectors {

/// The pale ink of a page alone, turned level and made dark: what a reader of lines can read.
struct Watermark {
    Raster picture;  // grey
    Transform upright_from_picture;
    double turn_cw = 0;  // degrees that the text climbs are undone by
};

/// The watermark of an upright page, whose own lines are level: pale text that leans by 8 to 60 degrees. Nothing where
/// the pale ink has no such direction. Text of one direction only; of several watermarks the heavier one.
[[nodiscard]] std::optional<Watermark> find_watermark(const Raster& upright);

}  // namespace mangping::detectors
