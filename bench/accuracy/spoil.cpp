#include "bench/accuracy/spoil.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>

namespace mangping::bench {

using namespace synthetic;

namespace {

/// `none`, `effort`, `lost` at severities 0, 1, 2, straight between and beyond.
double at_strength(double severity, double none, double effort, double lost) {
    return severity < 1 ? none + severity * (effort - none) : effort + (severity - 1) * (lost - effort);
}

/// A page number at the foot: "- 12 -".
void print_number(Raster& sheet, double dpi, Rng& rng) {
    cv::Mat view(sheet.height, sheet.width, CV_8UC3, sheet.pixels.data());
    const std::string text = "- " + std::to_string(rng.whole(2, 240)) + " -";
    const double scale = dpi / 150 * rng.between(0.5, 0.8);
    const int thick = std::max(1, static_cast<int>(dpi / 150));
    cv::putText(view, text, {static_cast<int>(sheet.width * rng.between(0.42, 0.52)), sheet.height - sheet.height / 16},
                cv::FONT_HERSHEY_COMPLEX, scale, cv::Scalar::all(40), thick, cv::LINE_AA);
}

}  // namespace

// The knees are those of the truth (degrade_clarity.cpp).
void spoil(std::size_t fault, double severity, const SyntheticPage& clean, Degradation& d) {
    Optics& o = d.optics;
    const std::string name = kFaults[fault];
    if (name == "blur") {
        o.blur_em = at_strength(severity, 0.02, 0.062, 0.115);
    } else if (name == "motion") {
        o.motion_em = at_strength(severity, 0.05, 0.26, 0.46);
        o.motion_dir_deg = 20;
    } else if (name == "faint") {
        d.paper.ink = std::max(0.02, at_strength(severity, 0.6, 0.13, 0.05));
    } else if (name == "small") {
        const double em = std::max(4.5, at_strength(severity, 24, 11.5, 8.8));
        d.placement.target_width = clean.image.width * em / clean.truth.text_px;
    } else if (name == "noise") {
        o.noise_sd = at_strength(severity, 6, 48, 90);
    } else if (name == "moire") {
        o.moire = at_strength(severity, 20, 88, 150);
    } else if (name == "specks") {
        const double grown = d.placement.target_width > 0 ? d.placement.target_width / clean.image.width : 1;
        o.salt_pepper = at_strength(severity, 0.002, 0.03, 0.08) * std::max(0.6, clean.truth.text_px * grown / 18);
        o.bilevel = true;
    } else if (name == "shadow") {
        o.shadow = std::min(0.97, at_strength(severity, 0.5, 0.86, 0.945));
        o.noise_sd = 4;
    } else {
        d.jpeg.quality = std::max(1, static_cast<int>(at_strength(severity, 50, 7, 3.5)));
    }
}

SyntheticPage blank_sheet(double dpi, Rng& rng) {
    SyntheticPage page;
    page.kind = Kind::other;
    page.image = Raster(static_cast<int>(210 * dpi / 25.4), static_cast<int>(297 * dpi / 25.4), 3);
    const auto level = static_cast<std::uint8_t>(rng.chance(0.3) ? rng.whole(170, 235) : rng.whole(245, 254));
    std::fill(page.image.pixels.begin(), page.image.pixels.end(), level);
    if (rng.chance(0.3)) print_number(page.image, dpi, rng);
    page.truth.width = page.image.width;
    page.truth.height = page.image.height;
    page.truth.clarity = "blank";
    page.truth.reasons = {"blank"};
    return page;
}

Degradation blank_degradation(ScanClass scan, Rng& rng) {
    Degradation d = preset(scan, Difficulty::easy, rng.next());
    d.paper.tint = rng.chance(0.3) ? rng.between(0.1, 0.6) : 0;
    d.paper.punch_holes = rng.chance(0.4) ? rng.whole(1, 2) * 2 : 0;
    d.paper.folds = rng.chance(0.25) ? 1 : 0;
    d.paper.stains = rng.chance(0.15) ? 1 : 0;
    d.paper.staples = rng.chance(0.2) ? 1 : 0;
    d.optics.edge_shadow = scan == ScanClass::scan && rng.chance(0.3) ? rng.between(0.2, 0.6) : 0;
    return d;
}

}  // namespace mangping::bench
