#include "ocr/lines/red.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::ocr::lines {
namespace {

// How much redder than grey a pixel must be to count as red ink, grey levels, beyond the cast of light and paper.
constexpr double kRedExcess = 32;
constexpr double kMostCast = 40;
// A picture with less red than this share of its pixels has no red ink, only noise of the chroma.
constexpr double kLeastRed = 2e-5;
// Red ink darkens the red channel a little as well, by about this share of how red it is.
constexpr double kRedDarkens = 0.3;

}  // namespace

cv::Mat take_out_red(const cv::Mat& rgb, cv::Mat& grey) {
    std::vector<cv::Mat> channel;
    cv::split(rgb, channel);
    cv::Mat others, excess, red;
    cv::max(channel[1], channel[2], others);
    cv::subtract(channel[0], others, excess);
    const double cast = std::min(cv::mean(excess)[0], kMostCast);
    cv::threshold(excess, red, kRedExcess + cast, 255, cv::THRESH_BINARY);
    if (cv::countNonZero(red) < kLeastRed * static_cast<double>(red.total())) return {};
    cv::Mat around, cleared;
    cv::dilate(red, around, cv::Mat());
    cv::addWeighted(channel[0], 1, excess, kRedDarkens, 0, cleared);
    cleared.copyTo(grey, around);
    return red;
}

}  // namespace mangping::ocr::lines
