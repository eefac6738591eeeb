#include "ocr/lines/unread.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::ocr::lines {
namespace {

// A name has two glyphs: less ink than that is a blot, a tick or a page ornament; more than a signature with a remark
// is a frame, a hatching, the noise along a fold.
constexpr double kLeastLengthEm = 1.6;
constexpr double kMostLengthEm = 14;
constexpr double kLeastHeightEm = 0.65;
constexpr double kMostHeightEm = 3;

// Print and handwriting have at least this share of ink in their box, and never this much.
constexpr double kLeastInk = 0.05;
constexpr double kMostInk = 0.6;
// A straight stroke across the box (a slash through a form, a line of a drawing) has as much ink as its length times
// its width; two written glyphs have several times that. Strokes are about this wide.
constexpr double kStrokeEm = 0.1;
constexpr double kMoreThanAStroke = 1.6;
// Ink this near to the picture's edge, as a share of its size, is the edge of the sheet.
constexpr double kEdge = 0.02;
// Across two glyphs, a column as well as a row runs through several strokes; along a staple, the edge of a sheet or two
// parallel ones, a whip of hair it runs through one in at least one of the two directions. Chosen.
constexpr double kLeastStrokes = 1.3;
// The narrowest box round the ink, however it is turned: a staple or a fold is thinner than writing. Chosen.
constexpr double kLeastThicknessEm = 0.5;
// Rules, frames and the corners of sheets are straight; of writing so little is, over this length. Chosen.
constexpr double kStraightEm = 1.2;
constexpr double kLeastBent = 0.35;
// Writing differs from its paper by more than the paper from itself: what a threshold makes of a shadow's edge or of
// noise does not. Standard deviations of the paper; chosen.
constexpr double kLeastContrast = 2.5;
// A desk is darker than this share of the paper that text was read on; shadows over the edge of a sheet are not. At
// least so many lines tell what the paper is. Chosen.
constexpr double kDesk = 0.62;
constexpr std::size_t kLeastLines = 5;
constexpr float kReadWell = 0.8F;
// Mean posterior of a reading that is noise: readable lines of the test pages have 0.5 and more.
constexpr float kNoise = 0.2F;

/// Runs of ink that a row meets, mean over the rows with any. CV_8U.
double runs_in_rows(const cv::Mat& ink) {
    int rows = 0, runs = 0;
    for (int y = 0; y < ink.rows; ++y) {
        const uchar* row = ink.ptr(y);
        int here = row[0] != 0 ? 1 : 0;
        for (int x = 1; x < ink.cols; ++x) here += row[x] != 0 && row[x - 1] == 0 ? 1 : 0;
        runs += here;
        rows += here > 0 ? 1 : 0;
    }
    return rows == 0 ? 0 : static_cast<double>(runs) / rows;
}

/// Strokes that a line across the ink meets, in the direction that meets fewer.
double strokes_across(const cv::Mat& ink) { return std::min(runs_in_rows(ink), runs_in_rows(ink.t())); }

double thickness(const cv::Mat& ink) {
    std::vector<cv::Point> points;
    cv::findNonZero(ink, points);
    if (points.size() < 3) return 0;
    const cv::Size2f size = cv::minAreaRect(points).size;
    return std::min(size.width, size.height);
}

/// The share of the ink that is in no level or upright run of some length.
double bent_share(const cv::Mat& ink, double em) {
    const int length = std::max(3, static_cast<int>(kStraightEm * em));
    cv::Mat level, upright;
    cv::morphologyEx(ink, level, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {length, 1}));
    cv::morphologyEx(ink, upright, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {1, length}));
    const int all = cv::countNonZero(ink);
    return all == 0 ? 0 : 1 - static_cast<double>(cv::countNonZero(level | upright)) / all;
}

/// A circle with a sign in it, as at the axes of drawings and before items: nearly all of its ink but the sign's lies
/// on the circle that its box holds, all the way round.
bool circled(const cv::Mat& ink) {
    constexpr double most_oblong = 1.2, inner = 0.8, outer = 1.08, most_within = 0.6;  // radii and shares, chosen
    constexpr int sectors = 16;
    if (std::max(ink.rows, ink.cols) > most_oblong * std::min(ink.rows, ink.cols)) return false;
    int on_circle = 0, within = 0;
    std::array<bool, sectors> seen{};
    for (int y = 0; y < ink.rows; ++y)
        for (int x = 0; x < ink.cols; ++x) {
            if (ink.at<uchar>(y, x) == 0) continue;
            const double dx = (x + 0.5) / (0.5 * ink.cols) - 1, dy = (y + 0.5) / (0.5 * ink.rows) - 1;
            const double r = std::hypot(dx, dy);
            if (r > outer) return false;  // a corner
            if (r < inner) {
                ++within;
                continue;
            }
            ++on_circle;
            const double turn = (std::atan2(dy, dx) + CV_PI) / (2 * CV_PI);
            seen[static_cast<std::size_t>(turn * sectors) % sectors] = true;
        }
    return within <= most_within * (within + on_circle) &&
           std::all_of(seen.begin(), seen.end(), [](bool b) { return b; });
}

/// How far the ink's grey is from the paper's, in standard deviations of the paper's.
double contrast_to_noise(const cv::Mat& grey, const cv::Mat& ink) {
    cv::Mat near;
    cv::dilate(ink, near, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));  // not the strokes' soft edges
    const cv::Mat paper = near == 0;
    if (cv::countNonZero(paper) == 0 || cv::countNonZero(ink) == 0) return 1e9;
    cv::Scalar mean, deviation;
    cv::meanStdDev(grey, mean, deviation, paper);
    return std::abs(mean[0] - cv::mean(grey, ink)[0]) / std::max(1.0, deviation[0]);
}

/// The grey that `share` of the pixels lie below.
double grey_at(const cv::Mat& grey, double share) {
    std::vector<uchar> values(grey.begin<uchar>(), grey.end<uchar>());
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

cv::Rect work_box(const Rect& upright, const PageInk& ink) {
    const double w = ink.work_from_upright;
    return cv::Rect(static_cast<int>(upright.x * w), static_cast<int>(upright.y * w),
                    static_cast<int>(upright.w * w) + 1, static_cast<int>(upright.h * w) + 1) &
           cv::Rect({0, 0}, ink.grey.size());
}

}  // namespace

void drop_beyond_the_sheet(std::vector<Rect>& unread_upright, const std::vector<Line>& lines, const PageInk& ink) {
    if (unread_upright.empty()) return;
    constexpr double paper_share = 0.8, ground_share = 0.35;
    std::vector<double> paper;
    Rect text;
    for (const Line& line : lines) {
        const cv::Rect box = work_box(line.box_upright, ink);
        if (line.confidence < kReadWell || box.empty()) continue;
        text = text.empty() ? line.box_upright : bounding(text, line.box_upright);
        paper.push_back(grey_at(ink.grey(box), paper_share));
    }
    if (paper.size() < kLeastLines) return;
    const auto middle = paper.begin() + static_cast<std::ptrdiff_t>(paper.size() / 2);
    std::nth_element(paper.begin(), middle, paper.end());
    std::erase_if(unread_upright, [&](const Rect& region) {
        const cv::Rect box = work_box(region, ink);
        return !box.empty() && intersection(region, text).empty() &&
               grey_at(ink.grey(box), ground_share) < kDesk * *middle;
    });
}

bool could_not_be_read(const FoundLine& found, const Line& read, const PageInk& ink) {
    if (found.layer != Layer::dark || found.vertical) return false;
    const cv::Rect& b = found.box;
    if (b.width < kLeastLengthEm * ink.em || b.width > kMostLengthEm * ink.em) return false;
    if (b.height < kLeastHeightEm * ink.em || b.height > kMostHeightEm * ink.em) return false;
    const double margin_x = kEdge * ink.dark.cols, margin_y = kEdge * ink.dark.rows;
    if (b.x < margin_x || b.y < margin_y || b.br().x > ink.dark.cols - margin_x || b.br().y > ink.dark.rows - margin_y)
        return false;
    double area = 0;
    for (const Part& p : found.parts) area += p.area;
    const double share = area / found.box.area();
    if (share < kLeastInk || share > kMostInk) return false;
    if (area < kMoreThanAStroke * kStrokeEm * ink.em * std::hypot(b.width, b.height)) return false;
    if (!read.glyphs.empty() && read.confidence >= kNoise) return false;
    const cv::Mat here = ink.dark(b);
    if (circled(here)) return false;
    return bent_share(here, ink.em) >= kLeastBent && strokes_across(here) >= kLeastStrokes &&
           thickness(here) >= kLeastThicknessEm * ink.em && contrast_to_noise(ink.grey(b), here) >= kLeastContrast;
}

}  // namespace mangping::ocr::lines
