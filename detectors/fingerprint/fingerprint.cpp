#include "detectors/fingerprint/fingerprint.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"
#include "pipeline/adapt/shrink.hpp"

namespace mangping::detectors {
namespace {

constexpr double kWorkEm = 14;  // px of the em at work: ridges of half a millimetre touch, letters keep apart
// In ems of the page: 12 to 28 mm beside text of 10 to 22 pt.
constexpr double kLeastEm = 1.5, kMostEm = 7;
constexpr double kLargestEm = 0.022;  // of the page's short side: 4.6 mm of A4, 13 pt
constexpr double kMostAspect = 2.1;
// Of its box by its closed shape: an ellipse fills 0.785, a frame or a square 0.9 and more, letters less.
constexpr double kLeastFill = 0.42, kMostFill = 0.9;
// Of the closed shape by ink: ridges and the furrows between them.
constexpr double kLeastInk = 0.18;
// Of the shape's own ellipse that its outline covers.
constexpr double kOval = 0.64;
// Red above the mean of green and blue, beyond what the paper has: ridges, and the film of ink between them, which
// alone has the finger's outline where the ridges are few.
constexpr int kRidges = 26, kFilm = 13;

cv::Mat redness_of(const cv::Mat& rgb) {
    std::vector<cv::Mat> c;
    cv::split(rgb, c);
    cv::Mat cool, redness;
    cv::addWeighted(c[1], 0.5, c[2], 0.5, 0, cool);
    cv::subtract(c[0], cool, redness);
    cv::subtract(redness, adapt::median_around(redness, 100), redness);
    return redness;
}

bool is_print(const cv::Mat& shape, const cv::Mat& ink, const cv::Rect& box) {
    const double fill = cv::countNonZero(shape) / static_cast<double>(box.area());
    if (fill < kLeastFill || fill > kMostFill) return false;
    const double inked = cv::countNonZero(ink & shape) / std::max(1.0, static_cast<double>(cv::countNonZero(shape)));
    if (inked < kLeastInk) return false;
    cv::Mat ellipse = cv::Mat::zeros(box.size(), CV_8U);
    cv::ellipse(ellipse, {box.width / 2, box.height / 2}, {box.width / 2, box.height / 2}, 0, 0, 360, 255, cv::FILLED);
    const double both = cv::countNonZero(ellipse & shape), either = cv::countNonZero(ellipse | shape);
    return both / std::max(1.0, either) >= kOval;
}

/// Those in a map of ink of the em `em`, back in the page's pixels. `ridges`: what must show in each.
std::vector<Rect> prints_in(const cv::Mat& ink, const cv::Mat& ridges, double em, double scale) {
    constexpr double least_ridges = 0.08;  // of the shape; the cast of a lamp has none
    const int bridge = std::max(3, static_cast<int>(std::lround(0.35 * em))) | 1;
    cv::Mat closed;
    cv::morphologyEx(ink, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {bridge, bridge}));
    const adapt::Components parts(closed);
    std::vector<Rect> out;
    for (int i = 0; i < parts.size(); ++i) {
        const cv::Rect& box = parts[i].box;
        const int longer = std::max(box.width, box.height), shorter = std::min(box.width, box.height);
        if (shorter < kLeastEm * em || longer > kMostEm * em || longer > kMostAspect * shorter) continue;
        cv::Mat shape = cv::Mat::zeros(box.size(), CV_8U);
        parts.paint(i, shape, 255, box.tl());
        if (!is_print(shape, ink(box), box)) continue;
        if (cv::countNonZero(ridges(box) & shape) < least_ridges * cv::countNonZero(shape)) continue;
        out.push_back({box.x / scale, box.y / scale, box.width / scale, box.height / scale});
    }
    return out;
}

}  // namespace

std::vector<Rect> find_fingerprints(const Raster& upright, double text_height_px) {
    if (upright.channels != 3 || text_height_px <= 0) return {};
    try {
        // A page written in a large hand has the same fingers.
        const double em = std::min(text_height_px, kLargestEm * std::min(upright.width, upright.height));
        const double scale = std::min(1.0, kWorkEm / em);
        const cv::Mat small = adapt::shrunk(adapt::view(upright), scale);
        const cv::Mat redness = redness_of(small);
        for (const int least : {kRidges, kFilm}) {
            std::vector<Rect> out = prints_in(redness > least, redness > kRidges, em * scale, scale);
            if (!out.empty()) return out;
        }
        return {};
    } catch (const cv::Exception&) {
        return {};
    }
}

}  // namespace mangping::detectors
