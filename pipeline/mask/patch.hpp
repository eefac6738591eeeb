// The surroundings of a run, levelled, and where glyph ink stands in them.
#pragma once

#include <opencv2/core.hpp>

#include "models/geometry.hpp"
#include "pipeline/mask/runs.hpp"

namespace mangping::mask {

/// Pixel (c, r) of `pixels` covers [x0+c, x0+c+1) x [y0+r, y0+r+1) of the run's local frame.
struct Patch {
    cv::Mat pixels;  // CV_8UC1 or CV_8UC3 (RGB); a view of the page for level runs
    double x0 = 0, y0 = 0;
    [[nodiscard]] Rect box() const { return {x0, y0, double(pixels.cols), double(pixels.rows)}; }
};

/// `reach`: how far beyond the run's pieces, px. Level runs are clipped to the page; turned ones see white beyond it.
[[nodiscard]] Patch patch_of(const cv::Mat& page, const Run& run, double reach);

/// CV_8UC1, 255 where glyph ink stands. The channel is the one in which the run's own ink is seen and overprints of
/// another colour (a seal over a name) are not; either polarity; lines longer than any stroke (table rules, underlines)
/// are taken out. Empty picture (all 0) when the run stands on blank paper.
[[nodiscard]] cv::Mat glyph_ink(const Patch& patch, const Run& run);

}  // namespace mangping::mask
