#include "detectors/seal/name_seal.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "detectors/seal/ink.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

constexpr int kGlyph = 36, kMargin = 6, kBetween = 8;  // px
constexpr int kLeastSide = 24;                         // px; four characters in less cannot be read
// The frame lies in this share of the side; a frame cut askew leaves some of itself.
constexpr double kFrame = 0.09;
constexpr double kRelief = 0.55;
// Where a seal is cut in two: at the emptiest level of this middle part.
constexpr double kCutFrom = 0.36, kCutTo = 0.64;
constexpr double kTooWide = 1.4;  // wider or higher than square by more is one row or one column

/// Darkness of each column (dim 0) or row (dim 1).
std::vector<double> profile(const cv::Mat& dark, int dim) {
    cv::Mat sums;
    cv::reduce(dark, sums, dim, cv::REDUCE_AVG, CV_64F);
    return {sums.begin<double>(), sums.end<double>()};
}

int emptiest(const std::vector<double>& at) {
    const auto from = at.begin() + static_cast<std::ptrdiff_t>(kCutFrom * static_cast<double>(at.size()));
    const auto to = at.begin() + static_cast<std::ptrdiff_t>(kCutTo * static_cast<double>(at.size())) + 1;
    return static_cast<int>(std::min_element(from, std::min(to, at.end())) - at.begin());
}

/// The two halves above and below the emptiest row.
std::pair<cv::Rect, cv::Rect> over_and_under(const cv::Mat& dark, const cv::Rect& part) {
    const int y = emptiest(profile(dark(part), 1));
    return {{part.x, part.y, part.width, y}, {part.x, part.y + y, part.width, part.height - y}};
}

/// The cell's ink, scaled to a glyph; a cell that is wide stays so. Empty where there is none.
cv::Mat glyph_of(const cv::Mat& dark, const cv::Rect& cell) {
    const cv::Mat whole = dark(cell);
    std::vector<cv::Point> points;
    cv::findNonZero(whole >= kInkLevel, points);
    if (points.size() < 8) return {};
    const cv::Mat ink = whole(cv::boundingRect(points));
    const double scale = static_cast<double>(kGlyph) / ink.rows;
    const int width = std::clamp(static_cast<int>(std::lround(scale * ink.cols)), kGlyph / 3, 12 * kGlyph);
    cv::Mat out;
    cv::resize(ink, out, {width, kGlyph}, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

RasterPtr row_of(const cv::Mat& dark, const std::vector<cv::Rect>& cells) {
    cv::Mat row(kGlyph + 2 * kMargin, kMargin, CV_8U, cv::Scalar(0));
    for (const cv::Rect& cell : cells) {
        if (cell.width < 3 || cell.height < 3) continue;
        cv::Mat glyph = glyph_of(dark, cell);
        if (glyph.empty()) continue;
        cv::copyMakeBorder(glyph, glyph, kMargin, kMargin, 0, kBetween, cv::BORDER_CONSTANT, cv::Scalar(0));
        cv::hconcat(row, glyph, row);
    }
    cv::normalize(row, row, 0, 255, cv::NORM_MINMAX);
    return std::make_shared<const Raster>(adapt::raster_of(255 - row));
}

}  // namespace

std::vector<RasterPtr> rows_of_name_seal(const cv::Mat& ink) {
    if (std::min(ink.cols, ink.rows) < kLeastSide) return {};
    const int rim = static_cast<int>(std::lround(kFrame * std::min(ink.cols, ink.rows)));
    cv::Mat dark = ink(cv::Rect(rim, rim, ink.cols - 2 * rim, ink.rows - 2 * rim)).clone();
    if (cv::countNonZero(dark >= kInkLevel) > kRelief * static_cast<double>(dark.total())) dark = 255 - dark;
    const cv::Rect all({0, 0}, dark.size());
    const auto [top, bottom] = over_and_under(dark, all);
    if (dark.cols > kTooWide * dark.rows) return {row_of(dark, {all}), row_of(dark, {top, bottom})};
    if (dark.rows > kTooWide * dark.cols) return {row_of(dark, {top, bottom})};
    const int x = emptiest(profile(dark, 0));
    const cv::Rect right(x, 0, dark.cols - x, dark.rows), left(0, 0, x, dark.rows);
    const auto [right_top, right_bottom] = over_and_under(dark, right);
    const auto [left_top, left_bottom] = over_and_under(dark, left);
    return {row_of(dark, {right_top, right_bottom, left_top, left_bottom}),
            row_of(dark, {right, left_top, left_bottom}), row_of(dark, {right_top, right_bottom, left}),
            row_of(dark, {top, bottom})};
}

}  // namespace mangping::detectors
