#include "detectors/clarity/text_regions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "detectors/clarity/paper.hpp"
#include "detectors/clarity/pieces.hpp"
#include "detectors/clarity/print.hpp"
#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"
#include "pipeline/adapt/sheet.hpp"

namespace mangping::detectors {
namespace {

// Window of the local threshold, share of the copy's long side: three lines of body text.
constexpr double kWindowShare = 1.0 / 28;
// Ink is darker than its surroundings by this many grey levels, and by so many sigmas of the remaining noise.
constexpr double kLeastContrast = 6, kNoiseSigmas = 4.5;
// Above this noise the picture is smoothed (sigma 1) before ink is looked for; white noise falls to 0.28 of itself.
constexpr double kNoisy = 2.5, kSmoothedNoise = 0.28;
// A page with fewer ems of sure text than this may be written in columns: it is, when these make so much more of it.
constexpr double kFewEms = 90, kColumnsWin = 1.3;
// With less sure text than this a page is looked at once more for print this much darker than its paper, grey levels
// (chosen).
constexpr double kHardlyAnyEms = 14, kFaintest = 3;
// So much of it is wanted: stains and folds make a few pieces (chosen).
constexpr double kFaintEms = 25;

/// Standard deviation of the paper's pixels, whatever the size of the grain: that of the flattest quarter of the page,
/// looked at in squares.
double grain_of(const cv::Mat& grey) {
    constexpr int kSquare = 12;
    constexpr double kFlattest = 0.25;
    std::vector<double> variances;
    for (int y = 0; y + kSquare <= grey.rows; y += 2 * kSquare)
        for (int x = 0; x + kSquare <= grey.cols; x += 2 * kSquare) {
            int sum = 0, squares = 0;
            for (int v = 0; v < kSquare; ++v) {
                const uchar* row = grey.ptr<uchar>(y + v) + x;
                for (int u = 0; u < kSquare; ++u) sum += row[u], squares += row[u] * row[u];
            }
            constexpr double n = kSquare * kSquare;
            variances.push_back(squares / n - sum / n * (sum / n));
        }
    if (variances.empty()) return 0;
    const auto at = variances.begin() + static_cast<std::ptrdiff_t>(kFlattest * static_cast<double>(variances.size()));
    std::nth_element(variances.begin(), at, variances.end());
    return std::sqrt(std::max(0.0, *at));
}

/// Grey level of the paper: what the brighter third of the page begins with.
double paper_level(const cv::Mat& grey) {
    std::array<int, 256> count{};
    int n = 0;
    for (int y = 0; y < grey.rows; y += 3)
        for (int x = 0; x < grey.cols; x += 3, ++n) ++count[grey.at<uchar>(y, x)];
    int paper = 255, above = 0;
    while (paper > 0 && (above += count[static_cast<std::size_t>(paper)]) * 3 < n) --paper;
    return paper;
}

}  // namespace

Copy copy_of(const Raster& raster) {
    const int longer = std::max(raster.width, raster.height);
    const int factor = (longer + kCopySide - 1) / kCopySide;
    const cv::Mat grey = adapt::grey(raster);
    if (longer <= kSmallSide) {
        Copy out{{}, 0.5};
        cv::resize(grey, out.grey, cv::Size(), 2, 2, cv::INTER_CUBIC);
        return out;
    }
    if (factor <= 1) return {grey, 1};
    Copy out{{}, static_cast<double>(factor)};
    out.grey =
        adapt::area_resized(grey(cv::Rect(0, 0, raster.width / factor * factor, raster.height / factor * factor)),
                            cv::Size(raster.width / factor, raster.height / factor));
    return out;
}

namespace {

/// The copy as it is searched for ink.
struct Searched {
    cv::Mat grey, around, colour;
    double grain = 0;  // standard deviation of the paper
};

/// Ink less the lines of lined paper, which tie whatever is written on them to one another. Strokes across a line stay
/// whole.
cv::Mat off_the_lines(const cv::Mat& ink) {
    constexpr int share = 12, across = 9;  // a line's length as a share of the page, px
    cv::Mat lines, out, whole;
    const int length = std::max(4 * across, ink.cols / share);
    cv::morphologyEx(ink, lines, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {length, 1}));
    cv::dilate(lines, lines, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    cv::bitwise_and(ink, ~lines, out);
    cv::morphologyEx(out, whole, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {1, across}));
    return out | (whole & lines);
}

enum class Look { print, faint, lined };

/// Pieces of text, and what runs out of the picture, among what is darker than its surroundings by `margin`.
void search(const Searched& in, const Copy& copy, const Pose& pose, double margin, Look look, TextRegions& out) {
    cv::Mat ink = adapt::darker_than(in.around, in.grey, margin);
    keep_cores(in.around, in.grey, ink);
    if (look == Look::lined) ink = off_the_lines(ink);
    adapt::clear_outside(out.sheet, copy.factor, ink);
    const GlyphMask glyphs = glyph_mask(ink, in.grey, in.around, in.colour, look == Look::faint);
    out.pieces.clear();
    if (glyphs.em <= 0) return;
    out.at_frame = parts_at_frame(glyphs, copy, out.paper);
    out.rules_at_frame = glyphs.rules_at_frame;
    out.pieces = chains(glyphs, copy, pose);
    if (sure_ems(out.pieces) < kFewEms) {
        Pose columns = pose;
        columns.rotation_cw += 90;
        std::vector<TextPiece> down = chains(glyphs, copy, columns);
        if (sure_ems(down) > kColumnsWin * sure_ems(out.pieces)) out.pieces = std::move(down);
    }
    settle_ems(out.pieces);
}

}  // namespace

TextRegions find_text(const Copy& copy, const Raster& raster, const Pose& pose) {
    TextRegions out;
    out.noise_sd = adapt::coarse_noise_sd(copy.grey);
    Searched in{copy.grey, {}, coloured(raster, copy.grey.size()), 0};
    double noise = out.noise_sd;
    if (noise > kNoisy) {
        cv::GaussianBlur(copy.grey, in.grey, {5, 5}, 1);
        noise *= kSmoothedNoise;
    }
    const int window = std::max(15, static_cast<int>(kWindowShare * std::max(in.grey.cols, in.grey.rows)));
    in.around = adapt::mean_around(in.grey, window);
    in.grain = std::max(noise, grain_of(in.grey));
    out.paper = paper_level(in.grey);
    const cv::Mat small = adapt::without_print(raster);
    out.picture_share = picture_share(small);
    out.sheet = adapt::sheet_outline(small, small.cols / static_cast<double>(raster.width));
    const double margin = kNoiseSigmas * in.grain;
    search(in, copy, pose, std::max(kLeastContrast, margin), Look::print, out);
    // Print so faint that a few specks of dirt outshine it is print all the same, and so is what a lined paper ties up.
    for (const auto& [look, least] : {std::pair(Look::faint, kFaintest), std::pair(Look::lined, kLeastContrast)}) {
        if (sure_ems(out.pieces) >= kHardlyAnyEms) break;
        TextRegions other = out;
        search(in, copy, pose, std::max(least, margin), look, other);
        if (sure_ems(other.pieces) > std::max(kFaintEms, 2 * sure_ems(out.pieces))) out = std::move(other);
    }
    std::vector<double> heights;
    for (const TextPiece& p : out.pieces) heights.push_back(p.em_px);
    if (heights.empty()) return out;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    out.em_px = *middle;
    return out;
}

}  // namespace mangping::detectors
