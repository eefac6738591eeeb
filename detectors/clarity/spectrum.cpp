#include "detectors/clarity/spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace mangping::detectors {
namespace {

// A window is so many pixels wide, and an em in it this many, if the picture has as many: 1 to 2 waves an em are then 3
// to 6 of the window's, and what lies beyond 8 an em is noise.
constexpr int kWindow = 64;
constexpr double kEm = 20;
constexpr std::size_t kMostWindows = 48;
// From this frequency on, waves a pixel, there is noise alone (chosen: 8 waves an em are 0.4).
constexpr double kNoiseFrom = 0.42;
// Powers are compared above this share of the coarse one: below it is what rounding leaves.
constexpr double kLeastShare = 1e-4;
// A window whose coarse waves are not so much stronger than noise holds no text.
constexpr double kOutOfNoise = 3;

/// Power of waves, by bands of waves an em and directions.
struct Bands {
    std::array<std::array<double, kDirections>, 3> power{};
    double noise = 0;
};

const cv::Mat& hann() {
    static const cv::Mat window = [] {
        cv::Mat out;
        cv::createHanningWindow(out, {kWindow, kWindow}, CV_32F);
        return out;
    }();
    return window;
}

/// Where a wave of a window's spectrum lies.
struct Place {
    float frequency = 0;  // waves a pixel
    std::uint8_t direction = 0;
};

/// Of every wave of half a spectrum, row by row: the picture is real, so half of it is all of it.
const std::vector<Place>& places() {
    static const std::vector<Place> table = [] {
        std::vector<Place> out;
        for (int v = 0; v < kWindow; ++v)
            for (int u = 0; u <= kWindow / 2; ++u) {
                const double fy = (v <= kWindow / 2 ? v : v - kWindow) / static_cast<double>(kWindow);
                const double fx = u / static_cast<double>(kWindow);
                const auto turn = std::lround(std::atan2(fy, fx) / std::numbers::pi * kDirections);
                out.push_back({static_cast<float>(std::hypot(fx, fy)),
                               static_cast<std::uint8_t>((turn + kDirections) % kDirections)});
            }
        return out;
    }();
    return table;
}

/// The picture round the piece's middle, kWindow pixels each way, an em being `em` of them; empty if it runs out.
cv::Mat window_at(const cv::Mat& grey, double factor, const TextPiece& piece, double& em) {
    const double scale = std::max(1.0, piece.em_px / factor / kEm);
    const int side = static_cast<int>(std::lround(kWindow * scale));
    const Point c = bounding(piece.quad_raster).centre();
    const int x = static_cast<int>(c.x / factor) - side / 2, y = static_cast<int>(c.y / factor) - side / 2;
    if (x < 0 || y < 0 || x + side > grey.cols || y + side > grey.rows) return {};
    em = piece.em_px / factor * kWindow / side;
    cv::Mat out;
    if (side == kWindow)
        grey(cv::Rect(x, y, side, side)).convertTo(out, CV_32F);
    else {
        cv::resize(grey(cv::Rect(x, y, side, side)), out, {kWindow, kWindow}, 0, 0, cv::INTER_AREA);
        out.convertTo(out, CV_32F);
    }
    out -= cv::mean(out)[0];
    cv::multiply(out, hann(), out);
    return out;
}

/// Mean powers of a window's waves, what noise adds taken out.
Bands bands_of(const cv::Mat& window, double em) {
    cv::Mat spectrum;
    cv::dft(window, spectrum, cv::DFT_COMPLEX_OUTPUT);
    Bands out;
    std::array<std::array<int, kDirections>, 3> count{};
    int noise_count = 0;
    auto place = places().begin();
    for (int v = 0; v < kWindow; ++v) {
        const auto* row = spectrum.ptr<cv::Vec2f>(v);
        for (int u = 0; u <= kWindow / 2; ++u, ++place) {
            const double power = row[u][0] * row[u][0] + row[u][1] * row[u][1], waves = place->frequency * em;
            if (place->frequency >= kNoiseFrom) out.noise += power, ++noise_count;
            if (waves < 1 || waves >= 8) continue;
            const std::size_t band = waves < 2 ? 0 : waves < 4 ? 1 : 2;
            out.power[band][place->direction] += power;
            ++count[band][place->direction];
        }
    }
    out.noise /= std::max(1, noise_count);
    for (std::size_t b = 0; b < 3; ++b)
        for (std::size_t d = 0; d < kDirections; ++d)
            out.power[b][d] = out.power[b][d] / std::max(1, count[b][d]) - out.noise;
    return out;
}

}  // namespace

Detail detail_of(const cv::Mat& grey, double factor, const std::vector<TextPiece>& pieces) {
    Detail out;
    Bands all;
    const std::size_t step = std::max<std::size_t>(1, (pieces.size() + kMostWindows - 1) / kMostWindows);
    for (std::size_t i = step / 2; i < pieces.size(); i += step) {
        double em = 0;
        const cv::Mat window = window_at(grey, factor, pieces[i], em);
        if (window.empty()) continue;
        const Bands one = bands_of(window, em);
        double coarse = 0;
        for (const double power : one.power[0]) coarse += power / kDirections;
        if (coarse < kOutOfNoise * one.noise || coarse < 1) continue;
        // Every piece counts alike, however dark it is.
        for (std::size_t b = 0; b < 3; ++b)
            for (std::size_t d = 0; d < kDirections; ++d) all.power[b][d] += one.power[b][d] / coarse;
        all.noise += one.noise / coarse;
        ++out.windows;
    }
    if (out.windows == 0) return out;
    for (std::size_t d = 0; d < kDirections; ++d) {
        const double base = std::max(all.power[0][d], 0.05 * out.windows);
        out.middle[d] = std::log(std::max(all.power[1][d] / base, kLeastShare));
        out.fine[d] = std::log(std::max(all.power[2][d] / base, kLeastShare));
    }
    out.noise = std::log(std::max(all.noise / out.windows, kLeastShare));
    return out;
}

}  // namespace mangping::detectors
