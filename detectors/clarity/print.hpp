// What of a page's ink may be print: components of a glyph's shape that are neither seals nor far paler than the rest.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <utility>
#include <vector>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

/// Pixels of the copy.
struct GlyphMask {
    cv::Mat mask;
    double em = 0;
    struct Part {
        cv::Point seed;  // one of its pixels
        cv::Rect box;
        bool squarish = false;
        bool coloured = false;
        int around = 0;  // grey level of its surroundings
    };
    std::vector<Part> parts;  // the components of the mask
    std::array<int, 4> rules_at_frame{};
};

/// 255 where the page is coloured, at a quarter of the copy each way; empty for grey rasters.
[[nodiscard]] cv::Mat coloured(const Raster& raster, const cv::Size& copy);
/// Takes from `ink` what is much paler than the darkest ink close by; `around`: the mean round each pixel of `grey`.
void keep_cores(const cv::Mat& around, const cv::Mat& grey, cv::Mat& ink);

/// The glyph-like part of the ink; seals left out unless nearly everything is coloured, and what is far paler than the
/// rest: texture of a desk, watermarks, the back of the sheet.
[[nodiscard]] GlyphMask glyph_mask(const cv::Mat& ink, const cv::Mat& grey, const cv::Mat& around,
                                   const cv::Mat& colour, bool with_pale);
/// Boxes, raster pixels, of the parts that run out of the picture. `paper`: grey level of the page's.
[[nodiscard]] std::vector<Rect> parts_at_frame(const GlyphMask& glyphs, const Copy& copy, double paper);

/// The value below which `share` of the weights lie; 0 of nothing.
[[nodiscard]] double weighted_quantile(std::vector<std::pair<double, double>> value_and_weight, double share);

}  // namespace mangping::detectors
