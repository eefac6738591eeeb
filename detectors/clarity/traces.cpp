#include "detectors/clarity/traces.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

constexpr double kSquares = 160;
// The sheet around a square is the median of so many each way; its rim of shadows and holes is so deep (chosen).
constexpr int kAround = 41, kRim = 9;
// Units of CIE L*a*b* in eight bits from which a square differs (chosen: folds and grey paper stay below).
constexpr double kLightness = 8, kHue = 5;

}  // namespace

double traces_on(const Raster& page, const std::vector<cv::Point2f>& sheet) {
    const cv::Mat view = adapt::view(page);
    const double scale = kSquares / std::max(view.cols, view.rows);
    if (scale >= 1) return 0;
    cv::Mat small, rgb = view;
    cv::resize(view, small, {}, scale, scale, cv::INTER_AREA);
    if (small.channels() == 1)
        cv::cvtColor(small, rgb, cv::COLOR_GRAY2RGB);
    else
        rgb = small;
    cv::Mat within(small.size(), CV_8U, cv::Scalar(255));
    if (!sheet.empty()) {
        std::vector<cv::Point> outline;
        for (const cv::Point2f& p : sheet) outline.emplace_back(p * scale);
        within = 0;
        cv::fillConvexPoly(within, outline, cv::Scalar(255));
    }
    cv::erode(within, within, cv::Mat::ones(2 * kRim + 1, 2 * kRim + 1, CV_8U), {-1, -1}, 1, cv::BORDER_CONSTANT, 0);
    cv::Mat lab;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    std::vector<cv::Mat> channels;
    cv::split(lab, channels);
    cv::Mat differs = cv::Mat::zeros(within.size(), CV_8U);
    for (std::size_t i = 0; i < channels.size(); ++i) {
        cv::Mat around, apart;
        cv::medianBlur(channels[i], around, kAround);
        cv::absdiff(channels[i], around, apart);
        differs |= apart > (i == 0 ? kLightness : kHue);
    }
    return cv::countNonZero(differs & within) / static_cast<double>(std::max(1, cv::countNonZero(within)));
}

}  // namespace mangping::detectors
