#include "detectors/clarity/strokes.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

constexpr std::size_t kMostWindows = 48;
// Gaps up to this share of an em are closed: a stroke is about as wide.
constexpr double kGap = 1.0 / 12;
// A window with less ink than this share is no text.
constexpr double kLeastInk = 0.01;

double runs_in(const cv::Mat& ink, bool rows) {
    int runs = 0;
    for (int a = 0; a < (rows ? ink.rows : ink.cols); ++a) {
        bool before = false;
        for (int b = 0; b < (rows ? ink.cols : ink.rows); ++b) {
            const bool here = (rows ? ink.at<uchar>(a, b) : ink.at<uchar>(b, a)) != 0;
            runs += here && !before;
            before = here;
        }
    }
    return runs;
}

}  // namespace

Strokes strokes_of(const cv::Mat& grey, double factor, const std::vector<TextPiece>& pieces) {
    Strokes out;
    const std::size_t step = std::max<std::size_t>(1, (pieces.size() + kMostWindows - 1) / kMostWindows);
    for (std::size_t i = step / 2; i < pieces.size(); i += step) {
        const Rect box = bounding(pieces[i].quad_raster);
        const cv::Rect pixels =
            adapt::pixels_of({box.x / factor, box.y / factor, box.w / factor, box.h / factor}, grey.size());
        if (pixels.width < 8 || pixels.height < 8) continue;
        const double em = pieces[i].em_px / factor;
        cv::Mat ink, closed;
        cv::threshold(grey(pixels), ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
        const int area = cv::countNonZero(ink);
        if (area < kLeastInk * pixels.area()) continue;
        const int gap = std::max(3, static_cast<int>(std::lround(kGap * em)) | 1);
        cv::morphologyEx(ink, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
        out.gaps += (cv::countNonZero(closed) - area) / static_cast<double>(area);
        out.ink += area / static_cast<double>(pixels.area());
        out.run += area / std::max(1.0, std::min(runs_in(ink, true), runs_in(ink, false))) / em;
        ++out.windows;
    }
    if (out.windows == 0) return out;
    out.gaps /= out.windows, out.ink /= out.windows, out.run /= out.windows;
    return out;
}

}  // namespace mangping::detectors
