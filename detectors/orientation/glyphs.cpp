#include "detectors/orientation/glyphs.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"
#include "pipeline/adapt/sheet.hpp"

namespace mangping::detectors {
namespace {

// Long side of the working copy. An A4 page's 10.5 pt text is 20 px there, and one pixel at the end of a line is 0.04°.
constexpr int kWorkSide = 1600;
// Window of the local threshold as a share of the long side: three lines of body text, wider than a title's strokes.
constexpr double kWindowShare = 1.0 / 32;
// Ink is darker than its surroundings by this many grey levels, and by this many noise sigmas.
constexpr double kMinContrast = 12;
constexpr double kNoiseSigmas = 3;
// Where next to nothing is that dark, print from an empty cartridge is looked for (chosen).
constexpr double kFaintContrast = 5;
// Components: smaller is dust, larger in both directions is a picture, a frame or a table.
constexpr int kMinSide = 3;
constexpr int kMinLongerSide = 6;
constexpr int kMaxShorterSide = 110;
// Below this share of ink in its box a component is a frame or a rule, not a glyph or a run of touching glyphs.
constexpr double kMinFill = 0.16;
// A component this many times longer than wide, and this thin, is a rule.
constexpr double kRuleAspect = 8;
constexpr int kRuleThickness = 7;
// With fewer glyphs in the red channel the page may be printed in red or stand on red: luma is tried.
constexpr int kFewGlyphs = 40;

bool glyph_like(int w, int h, int area) {
    const int shorter = std::min(w, h), longer = std::max(w, h);
    if (shorter < kMinSide || longer < kMinLongerSide || shorter > kMaxShorterSide) return false;
    if (longer > kRuleAspect * shorter && shorter <= kRuleThickness) return false;
    return area >= kMinFill * w * h;
}

/// The size that half of the glyph ink is smaller than.
double typical_size(const std::vector<std::pair<int, int>>& size_and_area) {
    double total = 0;
    for (const auto& [size, area] : size_and_area) total += area;
    auto sorted = size_and_area;
    std::sort(sorted.begin(), sorted.end());
    double seen = 0;
    for (const auto& [size, area] : sorted)
        if ((seen += area) * 2 >= total) return size;
    return 0;
}

Glyphs glyphs_in(const cv::Mat& full, const std::vector<cv::Point2f>& sheet, double least_contrast) {
    Glyphs out;
    out.scale = std::min(1.0, static_cast<double>(kWorkSide) / std::max(full.cols, full.rows));
    if (out.scale < 1)
        out.grey = adapt::area_resized(full, out.scale);
    else
        out.grey = full;
    const double margin = std::max(least_contrast, kNoiseSigmas * adapt::noise_sd(out.grey));
    const int window = std::max(15, static_cast<int>(kWindowShare * std::max(out.grey.cols, out.grey.rows)));
    cv::Mat ink = adapt::darker_than(adapt::mean_around(out.grey, window), out.grey, margin);
    if (!sheet.empty()) {
        adapt::clear_outside(sheet, 1 / out.scale, ink);
        std::vector<cv::Point2f> outline;
        for (const cv::Point2f& p : sheet) outline.push_back(p * out.scale);
        out.sheet = corners_of(outline, ink.size());
    }

    const adapt::Components parts(ink);
    out.mask = cv::Mat::zeros(ink.size(), CV_8U);
    std::vector<std::pair<int, int>> sizes;
    for (int i = 0; i < parts.size(); ++i) {
        const auto& [box, area] = parts[i];
        const int w = box.width, h = box.height;
        if (std::max(w, h) >= kMinLongerSide - 2) out.blobs.push_back({box, area});
        if (!glyph_like(w, h, area)) continue;
        parts.paint(i, out.mask, 255);
        // Touching glyphs make long components: their thickness is the glyph's size.
        sizes.emplace_back(std::max(w, h) > 3 * std::min(w, h) ? std::min(w, h) : std::max(w, h), area);
        ++out.count;
    }
    out.em = typical_size(sizes);
    return out;
}

}  // namespace

Glyphs find_glyphs(const Raster& raster) {
    const cv::Mat small = adapt::without_print(raster);
    const std::vector<cv::Point2f> sheet = adapt::sheet_outline(small, small.cols / static_cast<double>(raster.width));
    const auto faint = [&](Glyphs found) {
        if (found.count >= kFewGlyphs) return found;
        Glyphs fainter = glyphs_in(adapt::grey(raster), sheet, kFaintContrast);
        return fainter.count > 2 * found.count ? fainter : found;
    };
    if (raster.channels == 1) return faint(glyphs_in(adapt::view(raster), sheet, kMinContrast));
    cv::Mat red;
    cv::extractChannel(adapt::view(raster), red, 0);
    Glyphs from_red = glyphs_in(red, sheet, kMinContrast);
    if (from_red.count >= kFewGlyphs) return from_red;
    Glyphs from_luma = glyphs_in(adapt::grey(raster), sheet, kMinContrast);
    return faint(from_luma.count > 2 * from_red.count ? from_luma : from_red);
}

}  // namespace mangping::detectors
