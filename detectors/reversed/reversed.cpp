#include "detectors/reversed/reversed.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// All chosen. Long side of the copy that is looked at, and the part of each side round it that may be desk.
constexpr int kSide = 800, kRound = 6;
// Ground is darker than this; so much of the middle is within so many levels of it.
constexpr int kDarkest = 130, kSameGround = 40, kLight = 25;
constexpr double kGroundShare = 0.6;
// Of the middle so much is lighter than the ground by kLight levels, and so many times as much as is darker.
constexpr double kLeastLight = 0.004, kMostLight = 0.3, kLighter = 3;

int median_level(const cv::Mat& grey) {
    std::array<int, 256> histogram{};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) ++histogram[grey.at<uchar>(y, x)];
    int level = 0, below = 0;
    while (level < 255 && (below += histogram[static_cast<std::size_t>(level)]) * 2 < static_cast<int>(grey.total()))
        ++level;
    return level;
}

}  // namespace

bool light_on_dark(const Raster& raster) {
    // Two pixels each way of every few are enough for shares.
    const double factor = std::min(1.0, static_cast<double>(kSide) / std::max(raster.width, raster.height));
    cv::Mat small;
    cv::resize(adapt::view(raster), small, {}, factor, factor, cv::INTER_LINEAR);
    if (small.channels() == 3) cv::cvtColor(small, small, cv::COLOR_RGB2GRAY);
    const cv::Rect inner(small.cols / kRound, small.rows / kRound, small.cols - 2 * (small.cols / kRound),
                         small.rows - 2 * (small.rows / kRound));
    if (inner.empty()) return false;
    const cv::Mat middle = small(inner).clone();
    const int ground = median_level(middle);
    if (ground > kDarkest) return false;
    const double all = static_cast<double>(middle.total());
    cv::Mat apart;
    cv::absdiff(middle, cv::Scalar(ground), apart);
    if (cv::countNonZero(apart <= kSameGround) < kGroundShare * all) return false;
    const double lighter = cv::countNonZero(middle > ground + kLight) / all;
    const double darker = cv::countNonZero(middle < ground - kLight) / all;
    return lighter >= kLeastLight && lighter <= kMostLight && lighter >= kLighter * darker;
}

SourcePage dark_on_light(const SourcePage& page) {
    if (!page.raster || page.raster->empty() || !light_on_dark(*page.raster)) return page;
    Raster negative(page.raster->width, page.raster->height, page.raster->channels);
    std::transform(page.raster->pixels.begin(), page.raster->pixels.end(), negative.pixels.begin(),
                   [](std::uint8_t level) { return static_cast<std::uint8_t>(255 - level); });
    SourcePage out = page;
    out.raster = std::make_shared<const Raster>(std::move(negative));
    return out;
}

}  // namespace mangping::detectors
