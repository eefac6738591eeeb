#include "detectors/clarity/paper.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace mangping::detectors {
namespace {

// The picture is looked at with so many pixels on its long side: a line of text is one or two of them and is closed by
// a maximum over five.
constexpr double kSmallSide = 240;
constexpr int kClosing = 5;
// Paper goes on as long as its brightness, from one small pixel to the next, changes by less than this many levels:
// shadows have soft edges, sheets have sharp ones.
constexpr double kStep = 7;
// An outline round nearly all of the picture is none.
constexpr double kWhole = 0.93;

}  // namespace

std::vector<cv::Point2f> paper_round(const Copy& copy, const std::vector<Point>& seeds) {
    if (seeds.empty()) return {};
    const double scale = kSmallSide / std::max(copy.grey.cols, copy.grey.rows);
    cv::Mat small;
    cv::resize(copy.grey, small, cv::Size(), scale, scale, cv::INTER_AREA);
    cv::morphologyEx(small, small, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {kClosing, kClosing}));
    cv::medianBlur(small, small, 3);
    cv::Mat reached(small.rows + 2, small.cols + 2, CV_8U, cv::Scalar(0));
    for (const Point& seed : seeds) {
        const cv::Point at(std::clamp(static_cast<int>(seed.x / copy.factor * scale), 0, small.cols - 1),
                           std::clamp(static_cast<int>(seed.y / copy.factor * scale), 0, small.rows - 1));
        if (reached.at<uchar>(at.y + 1, at.x + 1)) continue;
        cv::floodFill(small, reached, at, cv::Scalar(), nullptr, cv::Scalar(kStep), cv::Scalar(kStep),
                      4 | (255 << 8) | cv::FLOODFILL_MASK_ONLY);
    }
    std::vector<cv::Point> points;
    cv::findNonZero(reached(cv::Rect(1, 1, small.cols, small.rows)), points);
    std::vector<cv::Point> hull;
    cv::convexHull(points, hull);
    if (cv::contourArea(hull) > kWhole * static_cast<double>(small.total())) return {};
    std::vector<cv::Point2f> out;
    const float back = static_cast<float>(copy.factor / scale);
    for (const cv::Point& p : hull) out.emplace_back((p.x + 0.5f) * back, (p.y + 0.5f) * back);
    return out;
}

bool on_paper(const std::vector<cv::Point2f>& outline, Point raster) {
    if (outline.size() < 3) return true;
    return cv::pointPolygonTest(outline, {static_cast<float>(raster.x), static_cast<float>(raster.y)}, false) >= 0;
}

}  // namespace mangping::detectors
