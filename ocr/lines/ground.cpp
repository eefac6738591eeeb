#include "ocr/lines/ground.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/components.hpp"

namespace mangping::ocr::lines {
namespace {

constexpr int kShrink = 4;
// Beyond the page: ground that touches the picture's edge, darker than this share of the page's paper, with a sharp
// edge (a shadow's is soft): within an em and a half of it the brightness falls by this share of the paper's.
constexpr double kOffPage = 0.5;
constexpr double kSharpFall = 0.28;
// Dark ground: under this share of the paper; its edges above and below the text at least this long and thick, no
// higher apart than this, and this share of it dark (white letters take up to a third).
constexpr int kGroundShrink = 2;
constexpr double kDarkGround = 0.58;
constexpr double kGroundWideEm = 2.5;
constexpr double kGroundEdgeEm = 0.17;
constexpr double kGroundHighEm = 1.15;
constexpr double kGroundDark = 0.55;

// Light print that has grown together with a dark desk, all chosen: as bright as this share of the page's paper, on
// ground of no more than that; in ems the sides of its parts and the gaps between them, and so many of them in a row so
// wide.
constexpr double kLightPrint = 0.6, kGroundOfPrint = 0.55;
constexpr double kPartHighEm = 0.25, kPartHighestEm = 1.6, kPartWidestEm = 2, kPartGapEm = 0.8;
constexpr std::size_t kPartsInRow = 4;
constexpr double kRowWideEm = 2.5, kRowHighestEm = 2, kAroundRowEm = 0.4;

// Hue is compared on a picture of this many pixels along its longer side, as (red - blue) by the sum of all three; the
// wood of the test photographs is 0.09 and more from the paper lying on it, the paper's own cast varies by 0.02.
constexpr double kHueSide = 120;
constexpr float kOtherHue = 0.05F;
constexpr double kLeastHueArea = 0.01;

int odd(double v) { return std::max(3, static_cast<int>(std::lround(v)) | 1); }
cv::Mat box(int w, int h) { return cv::getStructuringElement(cv::MORPH_RECT, {std::max(1, w), std::max(1, h)}); }

/// Whether what differs from the ground is lighter than it. A shaded cell with dark print is no dark ground.
bool carries_light_text(const cv::Mat& ground) {
    int histogram[256] = {};
    for (int y = 0; y < ground.rows; ++y)
        for (int x = 0; x < ground.cols; ++x) ++histogram[ground.at<uchar>(y, x)];
    const int total = ground.rows * ground.cols;
    const auto level_at = [&](double share) {
        int n = 0, v = 0;
        while (v < 255 && (n += histogram[v]) < share * total) ++v;
        return v;
    };
    const int middle = level_at(0.5);
    return level_at(0.96) - middle > middle - level_at(0.04);
}

}  // namespace

/// Solid dark areas that may carry light text. A bar shows above and below its text as dark runs that are longer than
/// any stroke and thicker than any rule; between them it is dark for the most part.
cv::Mat dark_ground(const cv::Mat& grey, double em) {
    cv::Mat small, paper, dark, runs;
    small = adapt::area_resized(grey, 1.0 / kGroundShrink);
    const double cell = em / kGroundShrink;
    paper = adapt::area_resized(small, 0.125);
    cv::dilate(paper, paper, box(odd(12 * cell / 8), odd(12 * cell / 8)));
    cv::resize(paper, paper, small.size(), 0, 0, cv::INTER_LINEAR);
    cv::compare(small, paper * kDarkGround, dark, cv::CMP_LT);
    cv::morphologyEx(dark, runs, cv::MORPH_OPEN,
                     box(static_cast<int>(kGroundWideEm * cell), odd(kGroundEdgeEm * cell)));
    cv::morphologyEx(runs, runs, cv::MORPH_CLOSE, box(1, odd(kGroundHighEm * cell)));
    cv::Mat out = cv::Mat::zeros(grey.size(), CV_8U);
    for (const adapt::Component& part : adapt::Components(runs).list()) {
        const cv::Rect& r = part.box;
        if (r.height < kGroundHighEm * cell || cv::countNonZero(dark(r)) < kGroundDark * r.area()) continue;
        if (carries_light_text(small(r)))
            cv::rectangle(out, {r.tl() * kGroundShrink, r.size() * kGroundShrink}, 255, cv::FILLED);
    }
    return out;
}

namespace {

/// The brightness that a quarter of the picture exceeds.
int bright_quarter(const cv::Mat& grey) {
    int histogram[256] = {};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) ++histogram[grey.at<uchar>(y, x)];
    int bright = 255;
    for (int n = 0; bright > 0 && (n += histogram[bright]) < grey.rows * grey.cols / 4;) --bright;
    return bright;
}

/// Parts that follow each other on a level, as rows' boxes with how many there are.
std::vector<std::pair<cv::Rect, std::size_t>> rows_of(std::vector<cv::Rect> parts, double em) {
    std::sort(parts.begin(), parts.end(),
              [](const cv::Rect& a, const cv::Rect& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    std::vector<std::pair<cv::Rect, std::size_t>> rows;
    for (const cv::Rect& part : parts) {
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) {
            const cv::Rect& box = r.first;
            const int shared = std::min(box.br().y, part.br().y) - std::max(box.y, part.y);
            return part.x - box.br().x < kPartGapEm * em && 2 * shared > std::min(box.height, part.height) &&
                   (box | part).height <= kRowHighestEm * em;
        });
        if (row == rows.end()) {
            rows.emplace_back(part, 1);
        } else {
            row->first |= part;
            ++row->second;
        }
    }
    return rows;
}

}  // namespace

cv::Mat light_print_beside(const cv::Mat& beyond, const cv::Mat& grey, double em) {
    const int bright = bright_quarter(grey);
    cv::Mat near, light = grey > kLightPrint * bright;
    const int reach = odd(3 * em / kShrink);
    cv::resize(beyond, near, {}, 1.0 / kShrink, 1.0 / kShrink, cv::INTER_NEAREST);
    cv::dilate(near, near, box(reach, reach));
    std::vector<cv::Rect> parts;
    for (const adapt::Component& part : adapt::Components(light).list()) {
        const cv::Rect& r = part.box;
        if (r.height < kPartHighEm * em || r.height > kPartHighestEm * em || r.width > kPartWidestEm * em) continue;
        const cv::Point middle((r.x + r.width / 2) / kShrink, (r.y + r.height / 2) / kShrink);
        if (near.at<uchar>(std::min(middle.y, near.rows - 1), std::min(middle.x, near.cols - 1)) != 0)
            parts.push_back(r);
    }
    cv::Mat out;
    for (const auto& [row, count] : rows_of(std::move(parts), em)) {
        if (count < kPartsInRow || row.width < kRowWideEm * em) continue;
        const int by = static_cast<int>(kAroundRowEm * em);
        const cv::Rect around =
            cv::Rect(row.x - by, row.y - by, row.width + 2 * by, row.height + 2 * by) & cv::Rect({0, 0}, grey.size());
        if (cv::mean(grey(around), ~light(around))[0] > kGroundOfPrint * bright) continue;
        if (out.empty()) out = cv::Mat::zeros(grey.size(), CV_8U);
        out(around).setTo(255);
    }
    return out;
}

/// The desk round a photographed page, the scanner's lid round a small one. Empty when the page fills the picture.
cv::Mat off_page(const cv::Mat& grey, double em) {
    cv::Mat paper = adapt::area_resized(grey, 1.0 / kShrink);
    const int past_text = odd(1.4 * em / kShrink);
    cv::dilate(paper, paper, box(past_text, past_text));
    cv::erode(paper, paper, box(past_text, past_text));
    const int bright = bright_quarter(paper);
    const adapt::Components dark(paper < kOffPage * bright);
    const int reach = odd(1.5 * em / kShrink);
    cv::Mat out;
    for (int i = 0; i < dark.size(); ++i) {
        const cv::Rect& r = dark[i].box;
        const bool at_edge = r.x == 0 || r.y == 0 || r.br().x == paper.cols || r.br().y == paper.rows;
        if (!at_edge || std::max(r.width, r.height) < 3 * reach) continue;
        cv::Mat region = cv::Mat::zeros(paper.size(), CV_8U), wider, narrower;
        dark.paint(i, region, 255);
        cv::dilate(region, wider, box(2 * reach, 2 * reach));
        cv::erode(region, narrower, box(reach, reach), {-1, -1}, 1, cv::BORDER_CONSTANT, 255);
        const cv::Mat outer = wider & ~region, inner = region & ~narrower;
        if (cv::mean(paper, outer)[0] - cv::mean(paper, inner)[0] < kSharpFall * bright) continue;
        if (out.empty()) out = cv::Mat::zeros(paper.size(), CV_8U);
        cv::dilate(region, wider, box(reach / 3, reach / 3));
        out |= wider;
    }
    if (!out.empty()) cv::resize(out, out, grey.size(), 0, 0, cv::INTER_NEAREST);
    return out;
}

cv::Mat other_hue(const cv::Mat& rgb) {
    cv::Mat small;
    const double scale = std::min(1.0, kHueSide / std::max(rgb.cols, rgb.rows));
    small = adapt::area_resized(rgb, scale);
    cv::Mat hue(small.size(), CV_32F);
    for (int y = 0; y < small.rows; ++y)
        for (int x = 0; x < small.cols; ++x) {
            const auto& p = small.at<cv::Vec3b>(y, x);
            hue.at<float>(y, x) =
                static_cast<float>(p[0] - p[2]) / static_cast<float>(std::max(60, p[0] + p[1] + p[2]));
        }
    const cv::Mat middle =
        hue(cv::Rect(hue.cols / 4, hue.rows / 4, std::max(1, hue.cols / 2), std::max(1, hue.rows / 2)));
    std::vector<float> hues(middle.begin<float>(), middle.end<float>());
    std::nth_element(hues.begin(), hues.begin() + static_cast<std::ptrdiff_t>(hues.size() / 2), hues.end());
    const float page = hues[hues.size() / 2];
    cv::Mat other = cv::abs(hue - page) > kOtherHue, labels, stats, centres, out;
    cv::morphologyEx(other, other, cv::MORPH_CLOSE, box(3, 3));
    const int n = cv::connectedComponentsWithStats(other, labels, stats, centres);
    for (int i = 1; i < n; ++i) {
        const cv::Rect r(stats.at<int>(i, 0), stats.at<int>(i, 1), stats.at<int>(i, 2), stats.at<int>(i, 3));
        // A page turned level has a pixel or two of fill along its edge.
        const bool at_edge = r.x <= 2 || r.y <= 2 || r.br().x >= hue.cols - 2 || r.br().y >= hue.rows - 2;
        if (!at_edge || stats.at<int>(i, 4) < kLeastHueArea * hue.rows * hue.cols) continue;
        if (out.empty()) out = cv::Mat::zeros(hue.size(), CV_8U);
        out |= labels == i;
    }
    if (!out.empty()) cv::resize(out, out, rgb.size(), 0, 0, cv::INTER_NEAREST);
    return out;
}

}  // namespace mangping::ocr::lines
