#include "ocr/lines/alike.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::ocr {
namespace {

constexpr int kSide = 40;         // px that both are brought to, with their margin
constexpr int kShift = 4;         // px of it that boxes may be off either way
constexpr double kMargin = 0.08;  // of the longer side: strokes that lean out of the box
constexpr double kBlur = 1.2;     // px: strokes of scans are not the same twice

cv::Mat shown(const Raster& page, const Rect& box) {
    const cv::Mat view = adapt::view(page);
    const double side = std::max(box.w, box.h) * (1 + 2 * kMargin);
    const Point c = box.centre();
    const cv::Rect around(static_cast<int>(std::lround(c.x - side / 2)), static_cast<int>(std::lround(c.y - side / 2)),
                          static_cast<int>(std::lround(side)), static_cast<int>(std::lround(side)));
    if (around.width < 4 || (around & cv::Rect({0, 0}, view.size())) != around) return {};
    cv::Mat red, out;
    if (view.channels() == 1)
        red = view(around);
    else
        cv::extractChannel(view(around), red, 0);
    cv::resize(red, out, {kSide, kSide}, 0, 0, around.width > kSide ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::GaussianBlur(out, out, {0, 0}, kBlur);
    return out;
}

}  // namespace

double alike(const Raster& page, const Rect& a, const Rect& b) {
    const cv::Mat one = shown(page, a), other = shown(page, b);
    if (one.empty() || other.empty()) return 0;
    cv::Mat scores;
    cv::matchTemplate(other, one({kShift, kShift, kSide - 2 * kShift, kSide - 2 * kShift}), scores,
                      cv::TM_CCOEFF_NORMED);
    double best = 0;
    cv::minMaxLoc(scores, nullptr, &best);
    return std::isfinite(best) ? std::clamp(best, -1.0, 1.0) : 0;
}

}  // namespace mangping::ocr
