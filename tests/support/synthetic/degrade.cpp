#include "tests/support/synthetic/degrade.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "tests/support/synthetic/degrade_clarity.hpp"
#include "tests/support/synthetic/degrade_optics.hpp"
#include "tests/support/synthetic/degrade_paper.hpp"
#include "tests/support/synthetic/degrade_truth.hpp"
#include "tests/support/synthetic/degrade_warp.hpp"

namespace mangping::synthetic {
namespace {

cv::Mat view(const Raster& r) {
    return {r.height, r.width, r.channels == 3 ? CV_8UC3 : CV_8UC1, const_cast<std::uint8_t*>(r.pixels.data())};
}

Raster raster_of(const cv::Mat& m) {
    Raster r(m.cols, m.rows, m.channels());
    m.copyTo(view(r));
    return r;
}

std::vector<Rect> text_boxes(const PageTruth& truth, double sx, double sy) {
    std::vector<Rect> boxes;
    const auto add = [&](const Quad& q) {
        const Rect r = bounding(q);
        boxes.push_back(grown({r.x * sx, r.y * sy, r.w * sx, r.h * sy}, 3));
    };
    for (const TruthLine& l : truth.lines) add(l.quad);
    for (const TruthTarget& t : truth.targets) add(t.circle.empty() ? t.quad : t.circle[0]);
    for (const TruthKeep& k : truth.keep) add(k.quad);
    for (const TruthCode& c : truth.codes) add(c.quad);
    return boxes;
}

std::vector<Point> outline(const Warp& warp, double w, double h) {
    std::vector<Point> points;
    constexpr int kSteps = 40;
    const Point corners[5] = {{0, 0}, {w, 0}, {w, h}, {0, h}, {0, 0}};
    for (int side = 0; side < 4; ++side)
        for (int i = 0; i < kSteps; ++i) {
            const double t = static_cast<double>(i) / kSteps;
            points.push_back(warp.frame_from_page({corners[side].x + (corners[side + 1].x - corners[side].x) * t,
                                                   corners[side].y + (corners[side + 1].y - corners[side].y) * t}));
        }
    return points;
}

/// Fills `frame` from the page wherever the page lies; the rest stays. The exact inverse is evaluated every 16 px and
/// interpolated between: a homography with a bulge bends less than 0.01 px over that.
void resample(const cv::Mat& page, const Warp& warp, double sx, double sy, cv::Mat& frame) {
    constexpr int kStep = 16, kBand = 64;
    const int cols = frame.cols / kStep + 2;
    cv::Mat map(kBand, frame.cols, CV_32FC2);
    std::vector<cv::Vec2f> upper(static_cast<std::size_t>(cols)), lower(static_cast<std::size_t>(cols));
    const auto grid_row = [&](int y, std::vector<cv::Vec2f>& row) {
        for (int c = 0; c < cols; ++c) {
            const Point p = warp.page_from_frame({c * kStep + 0.5, y + 0.5});
            row[static_cast<std::size_t>(c)] = {static_cast<float>(p.x * sx - 0.5), static_cast<float>(p.y * sy - 0.5)};
        }
    };
    grid_row(0, lower);
    for (int y0 = 0; y0 < frame.rows; y0 += kBand) {
        const int rows = std::min(kBand, frame.rows - y0);
        for (int dy = 0; dy < rows; ++dy) {
            if (dy % kStep == 0) {
                std::swap(upper, lower);
                grid_row(y0 + dy + kStep, lower);
            }
            const float t = static_cast<float>(dy % kStep) / kStep;
            auto* m = map.ptr<cv::Vec2f>(dy);
            for (int c = 0; c + 1 < cols; ++c) {
                const auto i = static_cast<std::size_t>(c);
                const cv::Vec2f a = upper[i] + (lower[i] - upper[i]) * t,
                                b = upper[i + 1] + (lower[i + 1] - upper[i + 1]) * t;
                const cv::Vec2f step = (b - a) * (1.0F / kStep);
                const int end = std::min(kStep, frame.cols - c * kStep);
                for (int x = 0; x < end; ++x) m[c * kStep + x] = a + step * static_cast<float>(x);
            }
        }
        cv::Mat band = frame.rowRange(y0, y0 + rows);
        cv::remap(page, band, map.rowRange(0, rows), cv::noArray(), cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
    }
}

cv::Mat grey_as_rgb(const cv::Mat& frame) {
    cv::Mat grey, out;
    cv::cvtColor(frame, grey, cv::COLOR_RGB2GRAY);
    cv::cvtColor(grey, out, cv::COLOR_GRAY2RGB);
    return out;
}

/// How many px of the frame one px of the page takes, in the middle.
double scale_of(const Warp& warp, double w, double h) {
    const Point c = warp.frame_from_page({w / 2, h / 2}), x = warp.frame_from_page({w / 2 + 1, h / 2}),
                y = warp.frame_from_page({w / 2, h / 2 + 1});
    return std::sqrt(std::abs((x.x - c.x) * (y.y - c.y) - (x.y - c.y) * (y.x - c.x)));
}

cv::Mat picture_of(const SyntheticPage& clean, const Degradation& d, const Warp& warp, double scale, double em_frame,
                   const LightField& light, Rng rng) {
    const double w = clean.image.width, h = clean.image.height;
    const bool photo = d.scan == ScanClass::photo;
    cv::Mat page;
    if (clean.image.channels == 1)
        cv::cvtColor(view(clean.image), page, cv::COLOR_GRAY2RGB);
    else
        page = view(clean.image).clone();
    if (scale < 1 || warp.straight()) {
        const cv::Size size = warp.straight() ? cv::Size(warp.width, warp.height)
                                              : cv::Size(static_cast<int>(std::lround(w * scale)),
                                                         static_cast<int>(std::lround(h * scale)));
        if (size != page.size()) cv::resize(page, page, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    }
    const double sx = page.cols / w, sy = page.rows / h;
    wear_paper(page, d.paper, em_frame / scale * sx, text_boxes(clean.truth, sx, sy), rng.fork(1));
    if (photo) shade_bulge(page, warp.bulge, 1.2);
    cv::Mat frame;
    if (warp.straight()) {
        frame = page;
    } else {
        const std::vector<Point> edge = outline(warp, w, h);
        frame = photo && d.optics.desk ? desk(warp.width, warp.height, edge, rng.fork(2))
                : d.optics.scanner_bed ? scanner_bed(warp.width, warp.height, edge, rng.fork(2))
                                       : cv::Mat(warp.height, warp.width, CV_8UC3, cv::Scalar::all(255));
        resample(page, warp, sx, sy, frame);
    }
    lose_toner(frame, d.optics.toner_loss, em_frame, rng.fork(3));
    blur(frame, d.optics, em_frame);
    expose(frame, d.optics, light, photo, rng.fork(4));
    scanner_marks(frame, d.optics, rng.fork(5));
    if (d.optics.bilevel)
        to_bilevel(frame, d.optics, rng.fork(6));
    else if (d.optics.grey)
        frame = grey_as_rgb(frame);
    return frame;
}

/// What is settled before a pixel is made.
struct Plan {
    Warp warp;
    double scale, em_frame;
    LightField light;
    Rng pixels;
    Cut cut;
    double sigma;  // all blur together, px of the frame
};

Plan plan_of(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed) {
    Rng rng(seed);
    const double w = clean.image.width, h = clean.image.height;
    Rng place = rng.fork(10);
    const double jitter_x = place.between(-1, 1), jitter_y = place.between(-1, 1);
    Warp warp = make_warp(d.placement, w, h, d.scan == ScanClass::photo, jitter_x, jitter_y);
    const double scale = scale_of(warp, w, h), em = median_em(clean.truth, w, h) * scale;
    LightField light(d.optics, warp.width, warp.height, rng.fork(11));
    // Averaging over a pixel, linear interpolation and the renderer's own antialiasing (sd of a box is 0.29 of its
    // width, of linear interpolation at a random phase 0.41 of its step).
    const double step = std::max(1.0, scale);
    const double resampling = warp.straight() ? 0.29 * step : std::hypot(0.29 * step, 0.41 * step);
    const double sigma = std::hypot(std::hypot(resampling, 0.3 * scale), blur_sigma(d.optics, em));
    const Cut cut = cut_of(d.placement, warp);
    return {std::move(warp), scale, em, std::move(light), rng.fork(12), cut, sigma};
}

DegradedFile run(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed, bool want_file) {
    const Plan plan = plan_of(clean, d, seed);
    cv::Mat frame = picture_of(clean, d, plan.warp, plan.scale, plan.em_frame, plan.light, plan.pixels);
    frame = frame(cv::Rect(plan.cut.x, plan.cut.y, plan.cut.width, plan.cut.height));
    DegradedFile out;
    out.page.kind = clean.kind;
    out.page.image = turned_cw(raster_of(frame), d.placement.quarter_turns_cw);
    out.page.truth = truth_after(clean, d, plan.warp, plan.cut, plan.light, plan.sigma);
    if (d.jpeg.quality > 0 || want_file) {
        JpegOptions options = d.jpeg;
        if (options.quality <= 0) options.quality = 90;
        out.jpeg = encode_jpeg(out.page.image, options);
        out.page.image = decode_jpeg(out.jpeg);
        if (out.page.image.channels == 1) {
            cv::Mat rgb;
            cv::cvtColor(view(out.page.image), rgb, cv::COLOR_GRAY2RGB);
            out.page.image = raster_of(rgb);
        }
    }
    return out;
}

}  // namespace

SyntheticPage degrade(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed) {
    return run(clean, d, seed, false).page;
}

DegradedFile degrade_to_file(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed) {
    return run(clean, d, seed, true);
}

PageTruth truth_of(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed) {
    const Plan plan = plan_of(clean, d, seed);
    return truth_after(clean, d, plan.warp, plan.cut, plan.light, plan.sigma);
}

Degradation decided_preset(const SyntheticPage& clean, ScanClass scan, Difficulty difficulty, std::uint64_t seed) {
    constexpr int kTries = 24;
    Degradation d;
    for (int i = 0; i < kTries; ++i) {
        d = preset(scan, difficulty, seed + static_cast<std::uint64_t>(i) * 1000003);
        const double s = truth_of(clean, d, seed).severity;
        const bool doubtful = (s > 0.9 && s < 1.12) || (s > 1.8 && s < 2.15);
        if (!doubtful && (difficulty != Difficulty::easy || s < 1)) break;
    }
    return d;
}

std::string_view key(ScanClass scan) {
    switch (scan) {
        case ScanClass::digital:
            return "digital";
        case ScanClass::scan:
            return "scan";
        case ScanClass::photo:
            return "photo";
        case ScanClass::fax:
            return "fax";
    }
    return "digital";
}

}  // namespace mangping::synthetic
