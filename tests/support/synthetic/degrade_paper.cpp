#include "tests/support/synthetic/degrade_paper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "tests/support/synthetic/degrade_optics.hpp"

namespace mangping::synthetic {
namespace {

/// The reverse side shows through mirrored. Cells of about a character are shuffled, so that no name stands there.
cv::Mat reverse_side(const cv::Mat& page, double em_px, Rng& rng) {
    cv::Mat grey, mirrored;
    cv::cvtColor(page, grey, cv::COLOR_RGB2GRAY);
    cv::flip(grey, mirrored, 1);
    cv::Mat out(grey.size(), CV_8UC1, cv::Scalar(255));
    const int cell = std::max(6, static_cast<int>(em_px * 1.05));
    for (int y = 0; y + cell <= grey.rows; y += cell) {
        const int shift = rng.whole(-2, 2) * cell;
        for (int x = 0; x + cell <= grey.cols; x += cell) {
            const int from = std::clamp(x + shift + rng.whole(-6, 6) * cell, 0, grey.cols - cell);
            mirrored(cv::Rect(from, y, cell, cell)).copyTo(out(cv::Rect(x, y, cell, cell)));
        }
    }
    cv::GaussianBlur(out, out, {}, em_px * 0.09);
    return out;
}

void subtract_grey(cv::Mat& page, const cv::Mat& darkness) {
    for (int y = 0; y < page.rows; ++y) {
        std::uint8_t* p = page.ptr<std::uint8_t>(y);
        const std::uint8_t* d = darkness.ptr<std::uint8_t>(y);
        for (int x = 0; x < page.cols; ++x, p += 3)
            for (int c = 0; c < 3; ++c) p[c] = static_cast<std::uint8_t>(std::max(0, p[c] - d[x]));
    }
}

void tint_and_fibres(cv::Mat& page, const Paper& paper, Rng& rng) {
    const std::array<double, 3> old{0.96, 0.91, 0.76};
    std::array<std::array<std::uint8_t, 256>, 3> lut{};
    for (std::size_t c = 0; c < 3; ++c)
        for (int v = 0; v < 256; ++v)
            lut[c][static_cast<std::size_t>(v)] =
                static_cast<std::uint8_t>(std::lround(v * (1 - paper.tint * (1 - old[c]))));
    const cv::Mat fine = noise_tile(rng, 1), broad = noise_tile(rng, 24);
    const int amount = static_cast<int>(paper.texture * 16);
    for (int y = 0; y < page.rows; ++y) {
        std::uint8_t* p = page.ptr<std::uint8_t>(y);
        const auto* f = fine.ptr<std::int16_t>(y % fine.rows);
        const auto* b = broad.ptr<std::int16_t>(y % broad.rows);
        for (int x0 = 0; x0 < page.cols; x0 += fine.cols) {
            const int n = std::min(fine.cols, page.cols - x0);
            for (int x = 0; x < n; ++x, p += 3) {
                const int add = ((f[x] + b[x]) * amount) >> 10;
                for (std::size_t c = 0; c < 3; ++c)
                    p[c] = static_cast<std::uint8_t>(std::clamp(lut[c][p[c]] + add, 0, 255));
            }
        }
    }
}

/// A crease: dark on one side, light on the other, fading over a few px.
void fold(cv::Mat& page, double em_px, Rng& rng) {
    const bool across = rng.chance(0.7);
    const int length = across ? page.cols : page.rows, extent = across ? page.rows : page.cols;
    static constexpr std::array<double, 4> kWhere{0.5, 0.5, 0.333, 0.667};
    const double at = extent * (kWhere[static_cast<std::size_t>(rng.whole(0, 3))] + rng.between(-0.01, 0.01));
    const double slope = rng.between(-0.006, 0.006), depth = rng.between(10, 26),
                 reach = em_px * rng.between(0.25, 0.6);
    for (int i = 0; i < length; ++i) {
        const double centre = at + slope * i + 0.8 * std::sin(i * 0.013);
        const int lo = std::max(0, static_cast<int>(centre - 4 * reach)),
                  hi = std::min(extent - 1, static_cast<int>(centre + 4 * reach));
        for (int j = lo; j <= hi; ++j) {
            const double d = (j - centre) / reach;
            double change = depth * (d < 0 ? -std::exp(d) * 0.8 : std::exp(-d) * 0.35);
            if (std::abs(j - centre) < 0.8) change = -depth * 1.4;
            std::uint8_t* p = across ? page.ptr<std::uint8_t>(j) + static_cast<std::ptrdiff_t>(3) * i
                                     : page.ptr<std::uint8_t>(i) + static_cast<std::ptrdiff_t>(3) * j;
            for (int c = 0; c < 3; ++c) p[c] = cv::saturate_cast<std::uint8_t>(p[c] + change);
        }
    }
}

/// A dried drop: pale inside, a darker rim.
void stain(cv::Mat& page, double em_px, Rng& rng) {
    const double radius = em_px * rng.between(1.5, 5), cx = rng.between(0, page.cols), cy = rng.between(0, page.rows);
    const double wobble = rng.between(0.05, 0.15), phase = rng.between(0, 6.28), strength = rng.between(8, 22);
    const int lo_y = std::max(0, static_cast<int>(cy - 1.4 * radius)),
              hi_y = std::min(page.rows - 1, static_cast<int>(cy + 1.4 * radius));
    const int lo_x = std::max(0, static_cast<int>(cx - 1.4 * radius)),
              hi_x = std::min(page.cols - 1, static_cast<int>(cx + 1.4 * radius));
    for (int y = lo_y; y <= hi_y; ++y)
        for (int x = lo_x; x <= hi_x; ++x) {
            const double a = std::atan2(y - cy, x - cx);
            const double r = std::hypot(x - cx, y - cy) /
                             (radius * (1 + wobble * std::sin(3 * a + phase) + 0.5 * wobble * std::sin(7 * a)));
            if (r > 1.15) continue;
            const double amount = strength * (r < 1 ? 0.4 + 0.6 * std::pow(r, 8) : std::max(0.0, 1 - (r - 1) / 0.15));
            std::uint8_t* p = page.ptr<std::uint8_t>(y) + static_cast<std::ptrdiff_t>(3) * x;
            p[0] = cv::saturate_cast<std::uint8_t>(p[0] - 0.5 * amount);
            p[1] = cv::saturate_cast<std::uint8_t>(p[1] - 0.9 * amount);
            p[2] = cv::saturate_cast<std::uint8_t>(p[2] - 1.7 * amount);
        }
}

bool free_of_text(const Rect& r, const std::vector<Rect>& text) {
    return std::none_of(text.begin(), text.end(), [&r](const Rect& t) { return !intersection(r, t).empty(); });
}

void staple_mark(cv::Mat& page, double mm, const std::vector<Rect>& text, Rng& rng) {
    const cv::Point at(static_cast<int>(mm * rng.between(6, 14)), static_cast<int>(mm * rng.between(6, 14)));
    const double angle = rng.between(-0.9, 0.9), half = 5.5 * mm;
    const cv::Point d(static_cast<int>(half * std::cos(angle)), static_cast<int>(half * std::sin(angle)));
    if (!free_of_text({at.x - half, at.y - half, 2 * half, 2 * half}, text)) return;
    const int thick = std::max(1, static_cast<int>(0.6 * mm));
    cv::line(page, at - d + cv::Point(thick, thick), at + d + cv::Point(thick, thick), cv::Scalar(196, 196, 196), thick,
             cv::LINE_AA);
    cv::line(page, at - d, at + d, cv::Scalar(118, 120, 124), thick, cv::LINE_AA);
    cv::line(page, at - d, at + d, cv::Scalar(200, 202, 206), std::max(1, thick / 3), cv::LINE_AA);
}

void punch(cv::Mat& page, int holes, double mm, const std::vector<Rect>& text) {
    for (int i = 0; i < holes; ++i) {
        const double span = holes == 1 ? 0 : 80 * mm;
        const double y =
            page.rows / 2.0 + span * (holes == 1 ? 0 : (static_cast<double>(i) / (holes - 1) - 0.5) * (holes - 1));
        const cv::Point at(static_cast<int>(11 * mm), static_cast<int>(y));
        const int r = static_cast<int>(3 * mm);
        if (!free_of_text({at.x - 1.0 * r, at.y - 1.0 * r, 2.0 * r, 2.0 * r}, text)) continue;
        cv::circle(page, at, r, cv::Scalar(70, 70, 72), cv::FILLED, cv::LINE_AA);
        cv::circle(page, at + cv::Point(1, 1), r - 1, cv::Scalar(92, 92, 94), cv::FILLED, cv::LINE_AA);
    }
}

void scribble(cv::Mat& page, double mm, const std::vector<Rect>& text, Rng& rng) {
    for (int attempt = 0; attempt < 12; ++attempt) {
        const double w = rng.between(12, 30) * mm, h = rng.between(5, 10) * mm;
        const double x = rng.between(3 * mm, page.cols - w - 3 * mm), y = rng.between(3 * mm, page.rows - h - 3 * mm);
        if (!free_of_text({x, y, w, h}, text)) continue;
        std::vector<cv::Point> line;
        const double turns = rng.between(2, 5), phase = rng.between(0, 6.28);
        for (int i = 0; i <= 80; ++i) {
            const double t = i / 80.0;
            line.emplace_back(
                static_cast<int>(x + w * (t + 0.06 * std::sin(11 * t + phase))),
                static_cast<int>(y + h * (0.5 + 0.45 * std::sin(turns * 6.28 * t + phase) * (1 - 0.5 * t))));
        }
        const cv::Scalar ink = rng.chance(0.6) ? cv::Scalar(40, 52, 140) : cv::Scalar(58, 58, 62);
        cv::polylines(page, line, false, ink, std::max(1, static_cast<int>(0.4 * mm)), cv::LINE_AA);
        return;
    }
}

/// Low-frequency noise between -1 and 1 with features of about `fx` x `fy` px.
cv::Mat soft_noise(int w, int h, int fx, int fy, Rng& rng) {
    cv::Mat small(h / fy + 3, w / fx + 3, CV_32F), big;
    for (int y = 0; y < small.rows; ++y)
        for (int x = 0; x < small.cols; ++x) small.at<float>(y, x) = static_cast<float>(rng.between(-1, 1));
    cv::resize(small, big, {small.cols * fx, small.rows * fy}, 0, 0, cv::INTER_CUBIC);
    return big(cv::Rect(fx, fy, w, h)).clone();
}

void cast_shadow(cv::Mat& ground, const std::vector<Point>& outline, double scale, double depth, double spread,
                 Point offset) {
    cv::Mat mask(ground.size(), CV_8UC1, cv::Scalar(0));
    std::vector<cv::Point> polygon;
    for (const Point& p : outline)
        polygon.emplace_back(static_cast<int>((p.x + offset.x) * scale), static_cast<int>((p.y + offset.y) * scale));
    cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{polygon}, cv::Scalar(255));
    cv::GaussianBlur(mask, mask, {}, std::max(0.5, spread * scale));
    for (int y = 0; y < ground.rows; ++y) {
        std::uint8_t* p = ground.ptr<std::uint8_t>(y);
        const std::uint8_t* m = mask.ptr<std::uint8_t>(y);
        for (int x = 0; x < ground.cols; ++x, p += 3)
            for (int c = 0; c < 3; ++c) p[c] = static_cast<std::uint8_t>(p[c] * (1 - depth * m[x] / 255.0));
    }
}

}  // namespace

void wear_paper(cv::Mat& page, const Paper& paper, double em_px, const std::vector<Rect>& text_boxes, Rng rng) {
    const double mm = std::min(page.cols, page.rows) / 210.0;
    if (paper.ink < 1) page.convertTo(page, -1, paper.ink, 255 * (1 - paper.ink));
    if (paper.bleed_through > 0) {
        cv::Mat through = 255 - reverse_side(page, em_px, rng);
        through *= paper.bleed_through / 255;
        subtract_grey(page, through);
    }
    if (paper.pen_scribble) scribble(page, mm, text_boxes, rng);
    for (int i = 0; i < paper.stains; ++i) stain(page, em_px, rng);
    if (paper.tint > 0 || paper.texture > 0) tint_and_fibres(page, paper, rng);
    for (int i = 0; i < paper.folds; ++i) fold(page, em_px, rng);
    for (int i = 0; i < paper.staples; ++i) staple_mark(page, mm, text_boxes, rng);
    if (paper.punch_holes > 0) punch(page, paper.punch_holes, mm, text_boxes);
}

void shade_bulge(cv::Mat& page, const Bulge& bulge, double strength) {
    if (bulge.flat()) return;
    const int extent = bulge.along_x() ? page.cols : page.rows;
    std::vector<int> gain(static_cast<std::size_t>(extent));
    for (int i = 0; i < extent; ++i)
        gain[static_cast<std::size_t>(i)] =
            static_cast<int>(256 * std::clamp(1 - strength * (0.25 + bulge.slope((i + 0.5) / extent)), 0.5, 1.0));
    for (int y = 0; y < page.rows; ++y) {
        std::uint8_t* p = page.ptr<std::uint8_t>(y);
        for (int x = 0; x < page.cols; ++x, p += 3) {
            const int g = gain[static_cast<std::size_t>(bulge.along_x() ? x : y)];
            for (int c = 0; c < 3; ++c) p[c] = static_cast<std::uint8_t>((p[c] * g) >> 8);
        }
    }
}

cv::Mat desk(int width, int height, const std::vector<Point>& page_outline, Rng rng) {
    constexpr double kScale = 0.25;
    const int w = static_cast<int>(width * kScale) + 1, h = static_cast<int>(height * kScale) + 1;
    struct Top {
        double r, g, b, grain;
        bool wood;
    };
    static constexpr std::array<Top, 7> kTops{{{150, 108, 72, 0.20, true},
                                               {196, 158, 116, 0.12, true},
                                               {96, 62, 42, 0.25, true},
                                               {205, 205, 202, 0.04, false},
                                               {122, 126, 130, 0.06, false},
                                               {58, 62, 70, 0.12, false},
                                               {74, 108, 98, 0.06, false}}};
    const Top top = kTops[static_cast<std::size_t>(rng.whole(0, 6))];
    cv::Mat grain = soft_noise(w, h, top.wood ? 90 : 40, top.wood ? 3 : 40, rng) * 0.6;
    grain += soft_noise(w, h, top.wood ? 30 : 4, 4, rng) * 0.4;
    if (top.wood) grain += soft_noise(w, h, 200, 14, rng) * 0.8;
    if (rng.chance(0.5)) cv::flip(grain, grain, 1);
    cv::Mat small(h, w, CV_8UC3);
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            const double k = 1 + top.grain * grain.at<float>(y, x);
            small.at<cv::Vec3b>(y, x) = {cv::saturate_cast<std::uint8_t>(top.r * k),
                                         cv::saturate_cast<std::uint8_t>(top.g * k),
                                         cv::saturate_cast<std::uint8_t>(top.b * k)};
        }
    const double mm = width / 260.0;
    cast_shadow(small, page_outline, kScale, 0.45, 2.0 * mm, {1.0 * mm, 1.6 * mm});
    cv::Mat big;
    cv::resize(small, big, {width, height}, 0, 0, cv::INTER_LINEAR);
    return big;
}

cv::Mat scanner_bed(int width, int height, const std::vector<Point>& page_outline, Rng rng) {
    constexpr double kScale = 0.25;
    const bool dark = rng.chance(0.3);
    const double level = dark ? rng.between(28, 70) : rng.between(232, 250);
    cv::Mat small(static_cast<int>(height * kScale) + 1, static_cast<int>(width * kScale) + 1, CV_8UC3,
                  cv::Scalar::all(level));
    const double mm = width / 210.0;
    cast_shadow(small, page_outline, kScale, dark ? 0.5 : 0.35, 0.8 * mm, {0.7 * mm, 0.9 * mm});
    cv::Mat big;
    cv::resize(small, big, {width, height}, 0, 0, cv::INTER_LINEAR);
    return big;
}

}  // namespace mangping::synthetic
