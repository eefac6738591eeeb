// A portrait has no line to read, but its background is one even field round the head, open where the shoulders are.
#include "pipeline/adapt/portrait.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::adapt {
namespace {

// The picture is looked at with so many pixels on its long side; fields are begun at every so many of them.
constexpr double kPortraitSide = 96;
constexpr int kSeedStep = 4;
// A field grows from pixel to pixel over differences of this share of what the darkest and the brightest pixels differ
// by, between so many levels: light falls off slowly, outlines do not, and a pale picture is pale in all its parts
// (chosen).
constexpr double kStepShare = 0.06, kLeastStep = 1.5, kMostStep = 6, kOutermost = 0.02;
// A field of less than this share of the picture, or less wide than so many pixels, is no background (chosen).
constexpr double kLeastField = 0.12, kLeastWide = 24;
// It is looked at along lines this share inside of its box: scanners' lids and shadows lie outside.
constexpr double kInside = 0.09;
// Shares of background along the side on top and the one at the foot, along the halves of the other two sides that are
// next to the top, and of what is none in the middle. Of 19 portraits these turn 17 rightly and none wrongly; one is
// too pale and one has no background left (generated pages, seeds 4242 and 5151).
constexpr double kOnTop = 0.85, kAtFoot = 0.5, kClearly = 0.4, kBeside = 0.8, kHead = 0.5;

double step_of(const cv::Mat& small) {
    cv::Mat grey = small;
    if (small.channels() == 3) cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
    std::vector<uchar> levels(grey.begin<uchar>(), grey.end<uchar>());
    std::sort(levels.begin(), levels.end());
    const auto out = static_cast<std::size_t>(kOutermost * static_cast<double>(levels.size()));
    return std::clamp(kStepShare * (levels[levels.size() - 1 - out] - levels[out]), kLeastStep, kMostStep);
}

/// The field cut out along its own box, which is tilted by less than 45 degrees.
cv::Mat upright_field(const cv::Mat& field) {
    std::vector<cv::Point> pixels;
    cv::findNonZero(field, pixels);
    cv::RotatedRect box = cv::minAreaRect(pixels);
    for (; box.angle > 45; box.angle -= 90) std::swap(box.size.width, box.size.height);
    if (std::min(box.size.width, box.size.height) < kLeastWide) return {};
    const double c = std::cos(box.angle * CV_PI / 180), s = std::sin(box.angle * CV_PI / 180);
    const double w = box.size.width / 2, h = box.size.height / 2;
    const cv::Mat m =
        (cv::Mat_<double>(2, 3) << c, -s, box.center.x - c * w + s * h, s, c, box.center.y - s * w - c * h);
    cv::Mat out;
    cv::warpAffine(field, out, m, box.size, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP);
    const int dx = static_cast<int>(kInside * out.cols), dy = static_cast<int>(kInside * out.rows);
    return out(cv::Rect(dx, dy, out.cols - 2 * dx, out.rows - 2 * dy));
}

double share_of(const cv::Mat& part) { return cv::countNonZero(part) / static_cast<double>(part.total()); }

/// Top, left, bottom, right.
cv::Mat side_of(const cv::Mat& field, std::size_t i) {
    return i % 2 == 1 ? field.col(i == 1 ? 0 : field.cols - 1) : field.row(i == 0 ? 0 : field.rows - 1);
}

/// The half next to side `i` of the side that is `next` sides further on.
cv::Mat beside(const cv::Mat& field, std::size_t i, std::size_t next) {
    const std::size_t j = (i + next) % 4;
    const cv::Mat side = side_of(field, j);
    const bool upright = j % 2 == 1;
    const int length = upright ? side.rows : side.cols, half = length / 2;
    const cv::Range range = i < 2 ? cv::Range(0, half) : cv::Range(length - half, length);
    return upright ? side.rowRange(range) : side.colRange(range);
}

/// How clearly each turn puts the field on top; 0 where it does not.
std::array<double, 4> turns_of(const cv::Mat& field) {
    std::array<double, 4> out{};
    const cv::Mat middle = field(cv::Rect(field.cols / 3, field.rows / 3, field.cols / 3, field.rows / 3));
    if (1 - share_of(middle) < kHead) return out;
    for (std::size_t i = 0; i < 4; ++i) {
        const double here = share_of(side_of(field, i)), across = share_of(side_of(field, (i + 2) % 4));
        if (here < kOnTop || across > kAtFoot || here - across < kClearly) continue;
        if (std::min(share_of(beside(field, i, 1)), share_of(beside(field, i, 3))) >= kBeside) out[i] = here - across;
    }
    return out;
}

}  // namespace

std::optional<int> turn_of_portrait(const Raster& raster) {
    const double scale = kPortraitSide / std::max(raster.width, raster.height);
    cv::Mat small = area_resized(view(raster), scale);
    cv::medianBlur(small, small, 3);
    const cv::Scalar step = cv::Scalar::all(step_of(small));
    cv::Mat seen = cv::Mat::zeros(small.size(), CV_8U);
    std::optional<int> turn;
    double best = 0;
    for (int y = kSeedStep / 2; y < small.rows; y += kSeedStep)
        for (int x = kSeedStep / 2; x < small.cols; x += kSeedStep) {
            if (seen.at<uchar>(y, x) != 0) continue;
            cv::Mat framed = cv::Mat::zeros(small.rows + 2, small.cols + 2, CV_8U);
            cv::floodFill(small, framed, {x, y}, {}, nullptr, step, step, 4 | cv::FLOODFILL_MASK_ONLY | (255 << 8));
            const cv::Mat field = framed(cv::Rect(1, 1, small.cols, small.rows));
            seen |= field;
            if (share_of(field) < kLeastField) continue;
            const cv::Mat upright = upright_field(field);
            if (upright.empty()) continue;
            const std::array<double, 4> turns = turns_of(upright);
            for (std::size_t i = 0; i < 4; ++i)
                if (turns[i] > best) best = turns[i], turn = static_cast<int>(i) * 90;  // side i comes on top
        }
    return turn;
}

}  // namespace mangping::adapt
