// The page as the orientation signals look at it: a small grey copy and a mask of what may be glyphs.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "detectors/orientation/landmarks.hpp"
#include "detectors/orientation/sheet.hpp"
#include "models/raster.hpp"

namespace mangping::detectors {

struct Glyphs {
    cv::Mat grey;      // CV_8UC1, the raster scaled by `scale`; red ink is bright in it where the raster has colours
    cv::Mat mask;      // CV_8UC1 of the same size: 255 on ink of components that have a glyph's shape
    double scale = 1;  // pixels of `grey` per pixel of the raster, at most 1
    double em = 0;     // typical glyph size, pixels of `grey`; 0: nothing found
    int count = 0;     // components in `mask`
    std::optional<SheetQuad> sheet;  // of a photograph, pixels of `grey`; the mask is empty outside of it
    std::vector<Blob> blobs;         // all components of ink, pixels of `grey`
};

/// Looks at the red channel, where seals vanish and print stays; at luma when the red channel holds next to nothing.
[[nodiscard]] Glyphs find_glyphs(const Raster& raster);

}  // namespace mangping::detectors
