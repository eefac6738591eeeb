#include "detectors/clarity/legibility.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Above this noise edges are measured after a smoothing of sigma 1, which is taken out again.
constexpr double kNoisy = 2.5, kSmoothing = 1.0, kSmoothedNoise = 0.28;
// A central difference over two pixels of a box-sampled edge has the width of this sigma squared, pixels squared.
constexpr double kSamplingVariance = 0.42;
// The steepest share of a piece's pixels stands for its edges.
constexpr double kSteepest = 0.03;
// The steepest 3 % of pure noise of sd 1 have a gradient of about this.
constexpr double kNoiseGradient = 1.2;
// Percentiles between which the text stands, and the level from which a pixel is saturated.
constexpr double kInkShare = 0.02, kPaperShare = 0.85;
constexpr int kSaturated = 252;

using Histogram = std::array<int, 512>;

int level_at(const Histogram& h, double share, int total) {
    int seen = 0;
    for (int i = 0; i < 512; ++i)
        if ((seen += h[static_cast<std::size_t>(i)]) >= share * total) return i;
    return 511;
}

/// Mean of the steepest gradients, grey levels a pixel.
double steepest(const cv::Mat& grey) {
    Histogram h{};
    int n = 0;
    for (int y = 1; y + 1 < grey.rows; ++y) {
        const uchar* up = grey.ptr<uchar>(y - 1);
        const uchar* at = grey.ptr<uchar>(y);
        const uchar* down = grey.ptr<uchar>(y + 1);
        for (int x = 1; x + 1 < grey.cols; ++x, ++n) {
            const int dx = at[x + 1] - at[x - 1], dy = down[x] - up[x];
            ++h[static_cast<std::size_t>(std::sqrt(static_cast<float>(dx * dx + dy * dy)))];
        }
    }
    double sum = 0;
    int left = std::max(1, static_cast<int>(kSteepest * n));
    const int wanted = left;
    for (int i = 511; i >= 0 && left > 0; --i) {
        const int take = std::min(left, h[static_cast<std::size_t>(i)]);
        sum += take * (i + 0.5);
        left -= take;
    }
    return sum / wanted / 2;
}

}  // namespace

PieceMeasure measure_piece(const cv::Mat& grey, int factor, const TextPiece& piece, double noise_sd) {
    PieceMeasure m;
    m.em_px = piece.em_px;
    m.noise_sd = noise_sd;
    Rect box = grown(bounding(piece.quad_raster), 0.2 * piece.em_px);
    box = {box.x / factor, box.y / factor, box.w / factor, box.h / factor};
    const cv::Rect pixels = adapt::pixels_of(box, grey.size());
    if (pixels.width < 5 || pixels.height < 5) return m;
    cv::Mat window = grey(pixels);
    const bool noisy = noise_sd > kNoisy;
    if (noisy) cv::GaussianBlur(window, window, {5, 5}, kSmoothing);
    Histogram h{};
    int burnt = 0;
    for (int y = 0; y < window.rows; ++y) {
        const uchar* row = window.ptr<uchar>(y);
        for (int x = 0; x < window.cols; ++x) ++h[row[x]];
    }
    for (std::size_t i = kSaturated; i < 256; ++i) burnt += h[i];
    const int total = window.rows * window.cols;
    m.ink = level_at(h, kInkShare, total);
    m.paper = level_at(h, kPaperShare, total);
    m.burnt = burnt / static_cast<double>(total);

    const double noise_left = noise_sd * (noisy ? kSmoothedNoise : 1);
    const double gradient = steepest(window);
    const double edges = std::sqrt(std::max(0.25, gradient * gradient - std::pow(kNoiseGradient * noise_left, 2)));
    const double width = (m.paper - m.ink) / (edges * std::sqrt(2 * std::numbers::pi));
    const double variance = width * width - kSamplingVariance - (noisy ? kSmoothing * kSmoothing : 0);
    m.blur_em = std::sqrt(std::max(0.0, variance)) * factor / piece.em_px;
    return m;
}

namespace {

/// 0 at `none`, 0.5 at `effort`, 1 at `hopeless`, straight between and beyond.
double between(double value, double none, double effort, double hopeless) {
    const auto ramp = [](double v, double a, double b) { return (v - a) / (b - a); };
    const bool past = (value - effort) * (hopeless - effort) > 0;
    return std::max(0.0, past ? 0.5 + 0.5 * ramp(value, effort, hopeless) : 0.5 * ramp(value, none, effort));
}

}  // namespace

Hindrance hindrance_of(const PieceMeasure& m) {
    Hindrance h;
    // Characters wrongly read: 0.7 % at a sigma of 0.075 em, 8 % at 0.09, 23 % at 0.105, 52 % at 0.12, at every size.
    h.blur = between(m.blur_em, 0.03, 0.08, 0.115);
    // Han glyphs of 8 px have one pixel a stroke.
    h.size = between(m.em_px, 18, 11, 8);
    h.contrast = between(m.contrast(), 0.5, 0.2, 0.1);
    // Noise that survives averaging over a stroke (a twelfth of an em), against the text's contrast.
    const double stroke = std::max(1.0, m.em_px / 12);
    const double left = m.noise_sd / stroke / std::max(1.0, m.paper - m.ink);
    h.noise = between(left, 0.05, 0.25, 0.5);
    // Hindrances add like independent widenings of one blur.
    h.together = std::sqrt(h.blur * h.blur + h.size * h.size + h.contrast * h.contrast + h.noise * h.noise);
    return h;
}

}  // namespace mangping::detectors
