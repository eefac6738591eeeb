#include "detectors/clarity/legibility.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Above this noise edges are measured after a smoothing of sigma 1, which is taken out again.
constexpr double kNoisy = 2.5, kSmoothing = 1.0, kSmoothedNoise = 0.28;
// Large glyphs bear it from less noise on: compression makes noise soft, and it counts for more than its pixels tell.
constexpr double kSomeNoise = 0.9, kLargeEm = 24;
// Edges wider than this sigma, in pixels, are measured once more on half as many pixels each way, if the window has
// more than so many (chosen).
constexpr double kSoft = 1.4;
constexpr int kLeastWindow = 20;
// A central difference over two pixels of a box-sampled edge has the width of this sigma squared, pixels squared.
constexpr double kSamplingVariance = 0.42;
// The steepest share of a piece's pixels stands for its edges.
constexpr double kSteepest = 0.03;
// The steepest 3 % of pure noise of sd 1 have a gradient of about this.
constexpr double kNoiseGradient = 1.2;
// Pixels of an em at which the directions of strokes are compared.
constexpr double kTensorEm = 12;
// Percentiles between which the text stands.
constexpr double kInkShare = 0.02, kPaperShare = 0.85;
// A piece is looked at in so many parts at most; one with less than this share of the strongest's contrast is a gap.
constexpr int kMostParts = 4;
constexpr double kHoldsText = 0.5;

// Strokes are no wide edges: blur takes their contrast before it takes their slope, so that the width above is 0.8 of
// the truth. Measured on rendered certificates and letters, sigma 0.03..0.16 em, 150..600 dpi: within 10 %.
constexpr double kStrokeWidening = 1.3;
// A blur of this sigma, in ems, halves the contrast of thin strokes; 1 / (1 + sigma / this) fits 0.03..0.16 em.
constexpr double kHalvesContrast = 0.05;

using Histogram = std::array<int, 512>;

int level_at(const Histogram& h, double share, int total) {
    int seen = 0;
    for (int i = 0; i < 512; ++i)
        if ((seen += h[static_cast<std::size_t>(i)]) >= share * total) return i;
    return 511;
}

/// Mean of the steepest share of a histogram of doubled gradients, grey levels a pixel.
double steepest(const Histogram& h, int n) {
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

/// The slope of a piece's edges, grey levels a pixel.
double edge_slope(const cv::Mat& grey) {
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
    return steepest(h, n);
}

/// What a part of a piece's window shows.
struct Edges {
    double ink = 0, paper = 0;  // grey levels
    double width = 0;           // sigma, pixels
};

Edges edges_in(const cv::Mat& part, double noise_sd) {
    Histogram h{};
    for (int y = 0; y < part.rows; ++y) {
        const uchar* row = part.ptr<uchar>(y);
        for (int x = 0; x < part.cols; ++x) ++h[row[x]];
    }
    const int total = part.rows * part.cols;
    Edges out;
    out.ink = level_at(h, kInkShare, total);
    out.paper = level_at(h, kPaperShare, total);
    const double gradient = edge_slope(part);
    const double edges = std::sqrt(std::max(0.25, gradient * gradient - std::pow(kNoiseGradient * noise_sd, 2)));
    out.width = (out.paper - out.ink) / (edges * std::sqrt(2 * std::numbers::pi));
    return out;
}

/// Those of the parts of a window, along its longer side, that hold text; at least one.
std::vector<Edges> edges_of(const cv::Mat& window, double noise_sd) {
    const bool wide = window.cols > window.rows;
    const int along = wide ? window.cols : window.rows, across = wide ? window.rows : window.cols;
    const int parts = std::clamp(along / across, 1, kMostParts);
    std::vector<Edges> out;
    double most = 0;
    for (int k = 0; k < parts; ++k) {
        const cv::Range range(along * k / parts, along * (k + 1) / parts);
        out.push_back(edges_in(wide ? window.colRange(range) : window.rowRange(range), noise_sd));
        most = std::max(most, out.back().paper - out.back().ink);
    }
    std::erase_if(out, [most](const Edges& e) { return e.paper - e.ink < kHoldsText * most; });
    return out;
}

/// The lower middle one: where a shadow's edge falls across the text, it is the shadow's depth over the text's slope.
double middle_width(const std::vector<Edges>& parts) {
    std::vector<double> widths;
    for (const Edges& e : parts) widths.push_back(e.width);
    const auto middle = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    return *middle;
}

/// How much of the change across a piece is left along the direction in which it changes least: 1 the same in all
/// directions, 0 stripes. The root of the ratio of the structure tensor's eigenvalues, at a scale where an em is
/// kTensorEm pixels, so that noise and moire are averaged away and strokes are not.
double isotropy_of(const cv::Mat& grey, double em) {
    cv::Mat small = grey;
    const double scale = kTensorEm / em;
    if (scale < 1) small = adapt::area_resized(grey, scale);
    double xx = 0, yy = 0, xy = 0;
    for (int y = 1; y + 1 < small.rows; ++y) {
        const uchar* up = small.ptr<uchar>(y - 1);
        const uchar* at = small.ptr<uchar>(y);
        const uchar* down = small.ptr<uchar>(y + 1);
        for (int x = 1; x + 1 < small.cols; ++x) {
            const double dx = at[x + 1] - at[x - 1], dy = down[x] - up[x];
            xx += dx * dx, yy += dy * dy, xy += dx * dy;
        }
    }
    const double mean = (xx + yy) / 2, apart = std::hypot((xx - yy) / 2, xy);
    return mean <= 0 ? 1 : std::sqrt(std::max(0.0, mean - apart) / (mean + apart));
}

}  // namespace

PieceMeasure measure_piece(const cv::Mat& grey, double factor, const TextPiece& piece, double noise_sd) {
    PieceMeasure m;
    m.em_px = piece.em_px;
    m.noise_sd = noise_sd;
    Rect box = grown(bounding(piece.quad_raster), 0.2 * piece.em_px);
    box = {box.x / factor, box.y / factor, box.w / factor, box.h / factor};
    const cv::Rect pixels = adapt::pixels_of(box, grey.size());
    if (pixels.width < 5 || pixels.height < 5) return m;
    cv::Mat window = grey(pixels);
    const bool noisy = noise_sd > kNoisy || (noise_sd > kSomeNoise && piece.em_px / factor > kLargeEm);
    if (noisy) {
        cv::Mat smooth;  // not in place: windows overlap
        cv::GaussianBlur(window, smooth, {5, 5}, kSmoothing);
        window = smooth;
    }
    const double seen_noise = noise_sd * (noisy ? kSmoothedNoise : 1);
    const std::vector<Edges> parts = edges_of(window, seen_noise);
    for (const Edges& e : parts) {
        m.plain_ink += e.ink / static_cast<double>(parts.size());
        m.paper += e.paper / static_cast<double>(parts.size());
    }
    double width = middle_width(parts), coarser = 1;
    // Noise makes the steepest edges of soft text steeper; half as many pixels hold half the noise and twice the slope.
    for (cv::Mat half = window;
         width > kSoft && noise_sd > kSomeNoise && std::min(half.rows, half.cols) > kLeastWindow;) {
        cv::resize(half, half, cv::Size(), 0.5, 0.5, cv::INTER_AREA);
        coarser *= 2;
        width = middle_width(edges_of(half, seen_noise / coarser));
    }
    const double smoothed = noisy ? kSmoothing / coarser : 0;
    const double variance = coarser * coarser * (width * width - kSamplingVariance - smoothed * smoothed);
    m.isotropy = isotropy_of(window, piece.em_px / factor);
    return with_blur(m, kStrokeWidening * std::sqrt(std::max(0.0, variance)) * factor / piece.em_px);
}

PieceMeasure with_blur(PieceMeasure m, double blur_em) {
    m.blur_em = blur_em;
    m.ink = m.paper - std::min(m.paper, (m.paper - m.plain_ink) * (1 + blur_em / kHalvesContrast));
    return m;
}

namespace {

/// 0 at `none`, 1 at `effort`, 2 at `lost`, straight between and beyond; scales may fall.
double graded(double value, double none, double effort, double lost) {
    const bool beyond = (value - effort) * (lost - effort) > 0;
    return beyond ? 1 + (value - effort) / (lost - effort) : std::max(0.0, (value - none) / (effort - none));
}

// Characters wrongly read: 0.7 % at a sigma of 0.075 em, 8 % at 0.09, 23 % at 0.105, 52 % at 0.12, at every size; a
// person begins to strain somewhat earlier, and reads on to about 0.115.
constexpr double kBlurNone = 0.02, kBlurEffort = 0.066, kBlurLost = 0.112;
// Isotropy of a page's text: upright clear pages 0.80..0.95 with single lines down to 0.65; moved by half an em 0.57.
constexpr double kMovedNone = 0.82, kMovedEffort = 0.73, kMovedLost = 0.66;
// Pixels of an em: inner strokes of dense Han glyphs begin to share pixels below 12, and glyphs are guessed below 9.
constexpr double kSizeNone = 40, kSizeEffort = 11.5, kSizeLost = 8.8;
// Pixels of one bit carry less: an em counts for this share of itself.
constexpr double kBilevelEm = 0.75;
// Contrast as a share of the paper's brightness.
constexpr double kContrastNone = 0.62, kContrastEffort = 0.165, kContrastLost = 0.075, kDimPaper = 120;
// Noise that is left when the eye has averaged over a stroke, as a share of the text's contrast.
constexpr double kNoiseNone = 0.05, kNoiseEffort = 0.26, kNoiseLost = 0.46, kStrokeEm = 18;
// Noise hides softened edges: each unit of it counts as so much more blur.
constexpr double kNoiseOnBlur = 2;
// Qualities at which blocks and rings of JPEG begin to eat strokes, by the size of the glyphs. Of print of 29 px saved
// at 8 to 14 a reader misses 2 to 9 %, no more than of the same print saved better (accuracy clarity --read --seed
// 41).
constexpr double kQualityNone = 60, kQualitySmall = 28, kQualityMiddle = 14, kQualityLarge = 7;
constexpr double kSmallEm = 16, kMiddleEm = 24, kUnhurtEm = 40, kUnhurtMost = 0.9;

// A wave of this share of the contrast is seen, hinders, hides strokes. White paper cuts off its upper half, so that
// what is measured is 0.37 of what was laid over a rendered page (amplitudes of 80 and 150 levels).
constexpr double kMoireNone = 0.05, kMoireEffort = 0.15, kMoireLost = 0.3;
// Specks of one pixel on strokes of 1.5; larger strokes bear more of them (chosen, not read).
constexpr double kSpecksNone = 0.001, kSpecksEffort = 0.012, kSpecksLost = 0.031;

}  // namespace

double moire_hindrance(double share) { return graded(share, kMoireNone, kMoireEffort, kMoireLost); }

double specks_hindrance(double share, double em_px) {
    const double strokes = std::max(0.6, em_px / kStrokeEm);
    return graded(share / strokes, kSpecksNone, kSpecksEffort, kSpecksLost);
}

Hindrance hindrance_of(const PieceMeasure& m) {
    Hindrance h;
    const double levels = std::max(1.0, m.paper - m.ink);
    const double noise = m.noise_sd / std::max(0.6, m.em_px / kStrokeEm) / levels;
    h.blur = graded(m.blur_em * (1 + kNoiseOnBlur * noise), kBlurNone, kBlurEffort, kBlurLost);
    h.blur = std::max(h.blur, graded(m.isotropy, kMovedNone, kMovedEffort, kMovedLost));
    h.size = graded(m.em_px * (m.bilevel ? kBilevelEm : 1), kSizeNone, kSizeEffort, kSizeLost);
    // On a screen 28 on 6 is black on black: dark paper counts as paper of half brightness.
    const double lit = m.contrast() * std::min(1.0, m.paper / kDimPaper);
    h.contrast = graded(lit, kContrastNone, kContrastEffort, kContrastLost);
    h.noise = graded(noise, kNoiseNone, kNoiseEffort, kNoiseLost);
    if (m.jpeg_quality > 0) {
        const double eats = m.em_px < kSmallEm ? kQualitySmall : m.em_px < kMiddleEm ? kQualityMiddle : kQualityLarge;
        h.compression = graded(m.jpeg_quality, kQualityNone, eats, eats / 2);
        if (m.em_px >= kUnhurtEm) h.compression = std::min(h.compression, kUnhurtMost);
    }
    // The fourth-power mean lets the worst speak, and several near misses together.
    double sum = 0, worst = 0;
    for (const double one : {h.blur, h.size, h.contrast, h.noise, h.compression}) {
        sum += std::pow(one, 4);
        worst = std::max(worst, one);
    }
    h.together = std::sqrt(std::sqrt(sum));
    // Faults that each leave text clear never hide it together.
    if (worst < 1) h.together = std::min(h.together, 1.5);
    return h;
}

}  // namespace mangping::detectors
