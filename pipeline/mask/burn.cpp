#include "pipeline/mask/burn.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/mask/ring.hpp"

namespace mangping::mask {
namespace {

// A dark slate, not black: it reads as a bar that someone laid there and not as a blot, and stays apart from the black
// of dark photographs. Pages whose masks lie on dark ground get the light one.
const cv::Scalar kDarkFill{33, 37, 45}, kLightFill{206, 210, 216};
cv::Mat painted(const cv::Size& size, const std::vector<Bar>& bars, std::vector<int>& covered) {
    cv::Mat fill = cv::Mat::zeros(size, CV_8UC1);
    for (const Bar& bar : bars) {
        const cv::Rect roi = adapt::pixels_of(grown(bounding(bar.quad_upright), 1), size);
        if (roi.empty()) {
            covered.push_back(0);
            continue;
        }
        // Pixel (x, y) covers [x, x+1): in sixteenths, with the pixel's centre at half.
        std::vector<cv::Point> corners;
        for (const Point& p : bar.quad_upright.at)
            corners.emplace_back(static_cast<int>(std::lround((p.x - roi.x - 0.5) * 16)),
                                 static_cast<int>(std::lround((p.y - roi.y - 0.5) * 16)));
        cv::Mat one = cv::Mat::zeros(roi.size(), CV_8UC1);
        cv::fillConvexPoly(one, corners, 255, cv::LINE_8, 4);
        covered.push_back(cv::countNonZero(one));
        fill(roi) |= one;
    }
    return fill;
}

cv::Scalar fill_colour(const cv::Mat& page, const std::vector<Bar>& bars) {
    double dark = 0, all = 0;
    for (const Bar& bar : bars) {
        const cv::Rect roi = adapt::pixels_of(grown(bounding(bar.quad_upright), bar.em / 2), page.size());
        if (roi.empty()) continue;
        const cv::Scalar paper = commonest(page(roi), {});
        const double light = page.channels() == 1 ? paper[0] : 0.299 * paper[0] + 0.587 * paper[1] + 0.114 * paper[2];
        const double area = double(roi.area());
        all += area;
        if (light < kDarkGround) dark += area;
    }
    return dark > all / 2 ? kLightFill : kDarkFill;
}

}  // namespace

std::vector<int> burn(cv::Mat& page, const std::vector<Bar>& bars, const BurnOptions& options) {
    std::vector<int> covered;
    if (bars.empty()) return covered;
    const cv::Mat fill = painted(page.size(), bars, covered);
    const cv::Scalar colour = fill_colour(page, bars);
    for (const Bar& bar : bars) clean_ring(page, fill, bar, options);
    page.setTo(page.channels() == 1 ? cv::Scalar(colour[1]) : colour, fill);
    return covered;
}

}  // namespace mangping::mask
