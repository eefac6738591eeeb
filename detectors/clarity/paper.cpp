#include "detectors/clarity/paper.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::detectors {
namespace {

// What differs by so many levels from the middle's median, in one of its colours, is not the same paper.
constexpr int kOtherColour = 30;
// A picture has edges of so many levels across three small pixels in this share of the middle; shadows and stains are
// softer, folds fewer.
constexpr int kSharpStep = 40;
constexpr double kEdgeShare = 0.012;

}  // namespace

double picture_share(const cv::Mat& small) {
    const cv::Mat middle = small(cv::Rect(small.cols / 4, small.rows / 4, small.cols / 2, small.rows / 2));
    std::vector<cv::Mat> channels;
    cv::split(middle, channels);
    cv::Mat apart(middle.size(), CV_8U, cv::Scalar(0)), edges = apart.clone();
    for (cv::Mat& channel : channels) {
        cv::Mat sorted = channel.clone().reshape(1, 1), level, far, dilated, eroded;
        cv::sort(sorted, sorted, cv::SORT_ASCENDING);
        cv::absdiff(channel, cv::Scalar(sorted.at<uchar>(0, sorted.cols / 2)), far);
        cv::max(apart, far, apart);
        cv::dilate(channel, dilated, {});
        cv::erode(channel, eroded, {});
        cv::max(edges, dilated - eroded, edges);
    }
    const double all = static_cast<double>(middle.total());
    if (cv::countNonZero(edges > kSharpStep) < kEdgeShare * all) return 0;
    return cv::countNonZero(apart > kOtherColour) / all;
}

}  // namespace mangping::detectors
