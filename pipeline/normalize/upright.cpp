#include "pipeline/normalize/upright.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cubic.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/turn.hpp"

namespace mangping::normalize {
namespace {

// Below this a line of 2000 px drifts by 5 px, a sixth of an em: readers and masks do not care, while an interpolation
// softens every stroke of the page.
constexpr double kMinSkewDeg = 0.15;
// The orientation detector searches this far; a larger value is no skew but a mistake.
constexpr double kMaxSkewDeg = 15;
// Paper is judged on about this many pixels; the median of the bright half does not move with more.
constexpr int kPaperSamples = 20'000;

/// Where a quarter turn takes the continuous coordinates of a w x h picture.
Transform turned_from_raster(int degrees, double w, double h) {
    switch (degrees) {
        case 90:
            return {{0, -1, h, 1, 0, 0, 0, 0, 1}};
        case 180:
            return {{-1, 0, w, 0, -1, h, 0, 0, 1}};
        case 270:
            return {{0, 1, 0, -1, 0, w, 0, 0, 1}};
        default:
            return {};
    }
}

std::uint8_t median(std::vector<std::uint8_t>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The median colour of the brighter half of the page: text, seals and a dark desk do not move it.
cv::Scalar paper_of(const Raster& raster) {
    const std::size_t channels = static_cast<std::size_t>(raster.channels);
    const std::size_t count = raster.pixels.size() / channels;
    const std::size_t step = std::max<std::size_t>(1, count / kPaperSamples) | 1;  // odd: does not lock on to columns
    std::vector<std::pair<int, std::size_t>> samples;
    for (std::size_t i = 0; i < count; i += step) {
        int sum = 0;
        for (std::size_t c = 0; c < channels; ++c) sum += raster.pixels[i * channels + c];
        samples.emplace_back(sum, i);
    }
    std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2), samples.end());
    samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2));
    cv::Scalar out;
    for (std::size_t c = 0; c < channels; ++c) {
        std::vector<std::uint8_t> values;
        for (const auto& [sum, i] : samples) values.push_back(raster.pixels[i * channels + c]);
        out[static_cast<int>(c)] = median(values);
    }
    return out;
}

struct Levelled {
    Raster raster;
    Transform levelled_from_turned;
};

/// Turned about its centre on a canvas that holds every corner.
Levelled level(const Raster& turned, double skew_deg) {
    const Rect frame{0, 0, static_cast<double>(turned.width), static_cast<double>(turned.height)};
    const Rect spread = bounding(turning_cw(skew_deg)(quad_of(frame)));
    const int width = static_cast<int>(std::ceil(spread.w - 1e-9)),
              height = static_cast<int>(std::ceil(spread.h - 1e-9));
    Levelled out;
    out.levelled_from_turned =
        translation((width - spread.w) / 2 - spread.x, (height - spread.h) / 2 - spread.y) * turning_cw(skew_deg);
    out.raster = Raster(width, height, turned.channels);
    cv::Mat to = adapt::view(out.raster);
    // Bicubic: sharper than linear, and unlike Lanczos without a second ring around strokes.
    adapt::cubic_warp(adapt::view(turned), to, adapt::warp_matrix(out.levelled_from_turned).rowRange(0, 2),
                      paper_of(turned));
    return out;
}

bool valid(const SourcePage& page, const Pose& pose) {
    return page.raster && !page.raster->empty() && pose.rotation_cw % 90 == 0 && pose.rotation_cw >= 0 &&
           pose.rotation_cw < 360 && std::abs(pose.skew_deg) <= kMaxSkewDeg;
}

}  // namespace

Result<UprightPage> upright(const SourcePage& page, const Pose& pose, double text_height_px) {
    if (!valid(page, pose)) return Fault{FaultKind::internal, "pose_invalid", {}};
    try {
        RasterPtr raster = page.raster;
        Transform upright_from_raster = turned_from_raster(pose.rotation_cw, raster->width, raster->height);
        if (pose.rotation_cw != 0) raster = std::make_shared<const Raster>(adapt::turned_cw(*raster, pose.rotation_cw));
        if (std::abs(pose.skew_deg) >= kMinSkewDeg) {
            Levelled levelled = level(*raster, pose.skew_deg);
            upright_from_raster = levelled.levelled_from_turned * upright_from_raster;
            raster = std::make_shared<const Raster>(std::move(levelled.raster));
        }
        const auto& m = page.raster_from_displayed.m;
        UprightPage out;
        out.raster = std::move(raster);
        out.upright_from_displayed = upright_from_raster * page.raster_from_displayed;
        out.px_per_unit = std::sqrt(std::abs(m[0] * m[4] - m[1] * m[3]));
        out.format = page.format;
        out.text_height_px = text_height_px;
        out.jpeg_quality = page.jpeg_quality;
        out.text_layer_upright = page.text_layer;
        for (TextRun& run : out.text_layer_upright) run.quad_displayed = out.upright_from_displayed(run.quad_displayed);
        return out;
    } catch (const cv::Exception&) {
        return Fault{FaultKind::internal, "normalize_failed", {}};
    }
}

}  // namespace mangping::normalize
