#include "tests/support/synthetic/degrade_optics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::synthetic {
namespace {

constexpr int kTile = 512;
constexpr double kSensorSoftness = 0.6;  // px; demosaicing and the camera's own denoising leave grains of that size
constexpr int kFieldStep = 16;           // px between points at which light is computed; it changes slowly

double smooth_step(double edge0, double edge1, double x) {
    const double t = std::clamp((x - edge0) / (edge1 - edge0), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

/// Rows of light and glare, 0 … 256, interpolated from a coarse grid.
class FieldRows {
public:
    FieldRows(const LightField& field, int w, int h)
        : w_(w), cols_(w / kFieldStep + 2), rows_(h / kFieldStep + 2), even_(field.even()) {
        if (even_) return;
        for (int r = 0; r < rows_; ++r)
            for (int c = 0; c < cols_; ++c) {
                const Point p{static_cast<double>(c) * kFieldStep, static_cast<double>(r) * kFieldStep};
                light_.push_back(static_cast<float>(256 * field.light(p)));
                glare_.push_back(static_cast<float>(256 * field.glare(p)));
            }
    }
    void row(int y, std::vector<std::uint16_t>& light, std::vector<std::uint16_t>& glare) const {
        if (even_) {
            std::fill(light.begin(), light.end(), 256);
            std::fill(glare.begin(), glare.end(), 0);
            return;
        }
        expand(light_, y, light);
        expand(glare_, y, glare);
    }

private:
    void expand(const std::vector<float>& grid, int y, std::vector<std::uint16_t>& out) const {
        const int r = y / kFieldStep;
        const float t = static_cast<float>(y % kFieldStep) / kFieldStep;
        const float* a = grid.data() + static_cast<std::ptrdiff_t>(r) * cols_;
        const float* b = a + cols_;
        for (int c = 0; c * kFieldStep < w_; ++c) {
            const float v0 = a[c] + (b[c] - a[c]) * t, v1 = a[c + 1] + (b[c + 1] - a[c + 1]) * t;
            const int x0 = c * kFieldStep, x1 = std::min(w_, x0 + kFieldStep);
            const float step = (v1 - v0) / kFieldStep;
            for (int x = x0; x < x1; ++x)
                out[static_cast<std::size_t>(x)] =
                    static_cast<std::uint16_t>(v0 + step * static_cast<float>(x - x0) + 0.5F);
        }
    }
    int w_, cols_, rows_;
    bool even_;
    std::vector<float> light_, glare_;
};

constexpr double kLeastSigma = 0.2, kLeastMotion = 1.2;  // px; below these nothing is done
/// Strokes along the motion stay sharp, so a person reads on a little longer than the variance suggests (seen on pages
/// of this generator: 0.32 em takes effort, 0.5 em is lost).
constexpr double kMotionShare = 0.75;

void motion_blur(cv::Mat& frame, double length, double dir_deg) {
    const int n = std::max(2, static_cast<int>(std::lround(length)));
    const double dx = std::cos(dir_deg * std::numbers::pi / 180), dy = std::sin(dir_deg * std::numbers::pi / 180);
    cv::Mat padded, sum(frame.size(), CV_16UC3, cv::Scalar::all(0));
    const int pad = n / 2 + 1;
    cv::copyMakeBorder(frame, padded, pad, pad, pad, pad, cv::BORDER_REPLICATE);
    for (int i = 0; i < n; ++i) {
        const double t = (i - (n - 1) / 2.0) * length / n;
        const int ox = pad + static_cast<int>(std::lround(t * dx)), oy = pad + static_cast<int>(std::lround(t * dy));
        for (int y = 0; y < frame.rows; ++y) {
            const std::uint8_t* from = padded.ptr<std::uint8_t>(y + oy) + static_cast<std::ptrdiff_t>(ox) * 3;
            auto* to = sum.ptr<std::uint16_t>(y);
            for (int x = 0; x < frame.cols * 3; ++x) to[x] = static_cast<std::uint16_t>(to[x] + from[x]);
        }
    }
    sum.convertTo(frame, CV_8U, 1.0 / n);
}

}  // namespace

LightField::LightField(const Optics& optics, double frame_w, double frame_h, Rng rng)
    : o_(optics), w_(frame_w), h_(frame_h) {
    const double a = o_.light_dir_deg * std::numbers::pi / 180;
    gx_ = std::cos(a);
    gy_ = std::sin(a);
    // A telephone between lamp and page: its shadow comes in from one side.
    const double side = rng.between(-1, 1);
    shadow_centre_ = {w_ * (0.5 + 0.42 * side),
                      h_ * (rng.chance(0.7) ? rng.between(0.75, 1.0) : rng.between(0.0, 0.3))};
    shadow_turn_ = rng.between(-0.5, 0.5);
    shadow_half_w_ = w_ * rng.between(0.16, 0.34);
    shadow_half_h_ = h_ * rng.between(0.22, 0.4);
    glare_turn_ = rng.between(0, std::numbers::pi);
    glare_stretch_ = rng.between(1.0, 1.8);
    even_ = o_.light_gradient == 0 && o_.vignette == 0 && o_.shadow == 0 && o_.glare == 0;
}

double LightField::light(Point p) const {
    const double nx = p.x / w_ - 0.5, ny = p.y / h_ - 0.5;
    double v =
        1 - o_.light_gradient * std::clamp(0.5 + (nx * gx_ + ny * gy_) / (std::abs(gx_) + std::abs(gy_)), 0.0, 1.0);
    const double aspect = h_ / w_;
    const double r2 = (nx * nx + ny * ny * aspect * aspect) / (0.25 * (1 + aspect * aspect));
    v *= 1 - o_.vignette * r2 * r2 * 0.6 - o_.vignette * r2 * 0.4;
    if (o_.shadow > 0) {
        const double dx = p.x - shadow_centre_.x, dy = p.y - shadow_centre_.y;
        const double c = std::cos(shadow_turn_), s = std::sin(shadow_turn_), round = 0.06 * w_;
        const double qx = std::abs(dx * c + dy * s) - shadow_half_w_ + round;
        const double qy = std::abs(-dx * s + dy * c) - shadow_half_h_ + round;
        const double distance =
            std::hypot(std::max(qx, 0.0), std::max(qy, 0.0)) + std::min(std::max(qx, qy), 0.0) - round;
        v *= 1 - o_.shadow * (1 - smooth_step(-0.05 * w_, 0.04 * w_, distance));
    }
    return std::clamp(v, 0.0, 1.0);
}

double LightField::glare(Point p) const {
    if (o_.glare == 0) return 0;
    const double dx = p.x / w_ - o_.glare_x, dy = (p.y - o_.glare_y * h_) / w_;
    const double c = std::cos(glare_turn_), s = std::sin(glare_turn_);
    const double ex = (dx * c + dy * s) / glare_stretch_, ey = -dx * s + dy * c;
    const double q = (ex * ex + ey * ey) / (o_.glare_radius * o_.glare_radius);
    return std::min(1.0, o_.glare * (0.85 * std::exp(-q * q) + 0.15 * std::exp(-q / 3)));
}

double tone(const Optics& o, double level) {
    double v = 255 - (255 - level) * o.contrast;
    v = o.black_lift + v * (255 - o.black_lift) / 255;
    return 255 * std::pow(std::clamp(v / 255, 0.0, 1.0), o.gamma);
}

double blur_sigma(const Optics& o, double em_px) {
    const double sigma = std::hypot(o.blur_em * em_px, o.blur_px), motion = o.motion_em * em_px;
    return std::sqrt((sigma > kLeastSigma ? sigma * sigma : 0) +
                     (motion > kLeastMotion ? kMotionShare * motion * motion / 12 : 0));
}

void blur(cv::Mat& frame, const Optics& o, double em_px) {
    const double sigma = std::hypot(o.blur_em * em_px, o.blur_px), motion = o.motion_em * em_px;
    if (sigma > kLeastSigma) cv::GaussianBlur(frame, frame, {}, sigma, sigma, cv::BORDER_REPLICATE);
    if (motion > kLeastMotion) motion_blur(frame, motion, o.motion_dir_deg);
    if (o.sharpen > 0) {
        cv::Mat soft;
        cv::GaussianBlur(frame, soft, {}, 1.0, 1.0, cv::BORDER_REPLICATE);
        cv::addWeighted(frame, 1 + o.sharpen, soft, -o.sharpen, 0, frame);
    }
}

cv::Mat noise_tile(Rng& rng, double softness) {
    // Soft noise is made on a coarser grid: blurring it at full size would cost more than the page.
    const int shrink = softness >= 6 ? 8 : 1, side = kTile / shrink;
    cv::Mat raw(side, side, CV_32F);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            std::uint64_t bits = rng.next();
            int sum = 0;  // of eight uniform bytes: near enough to normal; mean 1020, sd 209
            for (int i = 0; i < 8; ++i, bits >>= 8) sum += static_cast<int>(bits & 255);
            raw.at<float>(y, x) = static_cast<float>(sum - 1020) / 209.0F;
        }
    if (softness > 0) {
        cv::Mat wide;
        const double sigma = softness / shrink;
        const int pad = static_cast<int>(4 * sigma) + 4;
        cv::copyMakeBorder(raw, wide, pad, pad, pad, pad, cv::BORDER_WRAP);
        cv::GaussianBlur(wide, wide, {}, sigma, sigma);
        if (shrink > 1) cv::resize(wide, wide, {}, shrink, shrink, cv::INTER_CUBIC);
        raw = wide(cv::Rect(pad * shrink, pad * shrink, kTile, kTile)).clone();
        cv::Scalar mean, sd;
        cv::meanStdDev(raw, mean, sd);
        raw = (raw - mean[0]) / sd[0];
    }
    cv::Mat tile;
    raw.convertTo(tile, CV_16S, 64);
    return tile;
}

void expose(cv::Mat& frame, const Optics& o, const LightField& field, bool soft_noise, Rng rng) {
    std::array<std::array<std::uint8_t, 256>, 3> lut{};
    for (std::size_t c = 0; c < 3; ++c)
        for (int v = 0; v < 256; ++v)
            lut[c][static_cast<std::size_t>(v)] = cv::saturate_cast<std::uint8_t>(tone(o, v) * o.colour_cast[c]);
    const FieldRows rows(field, frame.cols, frame.rows);
    const cv::Mat tile = noise_tile(rng, soft_noise ? kSensorSoftness : 0);
    const int luma = static_cast<int>(std::lround(o.noise_sd * 16)),
              chroma = static_cast<int>(std::lround(o.chroma_noise_sd * 16));
    const double moire_x = rng.between(0.5, 1.3), moire_y = rng.between(-0.5, 0.5),
                 moire_slow = rng.between(0.006, 0.015);
    const auto n = static_cast<std::size_t>(frame.cols);
    std::vector<std::uint16_t> light(n), glare(n);
    std::vector<std::int16_t> grain(n + kTile), tint(n + kTile), wave(n, 0);
    for (int y = 0; y < frame.rows; ++y) {
        rows.row(y, light, glare);
        const std::int16_t* a = tile.ptr<std::int16_t>((y + 17) % kTile);
        const std::int16_t* b = tile.ptr<std::int16_t>((y * 3 + 211) % kTile);
        for (std::size_t x = 0; x < n; x += kTile) {
            std::copy(a, a + kTile, grain.begin() + static_cast<std::ptrdiff_t>(x));
            std::copy(b, b + kTile, tint.begin() + static_cast<std::ptrdiff_t>(x));
        }
        if (o.moire > 0)
            for (std::size_t x = 0; x < n; ++x) {
                const double X = static_cast<double>(x), Y = y;
                wave[x] = static_cast<std::int16_t>(o.moire * std::sin(moire_x * X + moire_y * Y) *
                                                    (0.6 + 0.4 * std::sin(moire_slow * (X + 1.7 * Y))));
            }
        std::uint8_t* p = frame.ptr<std::uint8_t>(y);
        for (std::size_t x = 0; x < n; ++x, p += 3) {
            const int l = light[x], g = glare[x], add = ((grain[x] * luma) >> 10) + wave[x],
                      t = (tint[x] * chroma) >> 10;
            const int r0 = (lut[0][p[0]] * l) >> 8, g0 = (lut[1][p[1]] * l) >> 8, b0 = (lut[2][p[2]] * l) >> 8;
            p[0] = static_cast<std::uint8_t>(std::clamp(r0 + (((255 - r0) * g) >> 8) + add + t, 0, 255));
            p[1] = static_cast<std::uint8_t>(std::clamp(g0 + (((255 - g0) * g) >> 8) + add, 0, 255));
            p[2] = static_cast<std::uint8_t>(std::clamp(b0 + (((255 - b0) * g) >> 8) + add - t, 0, 255));
        }
    }
}

}  // namespace mangping::synthetic
