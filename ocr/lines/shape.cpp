#include "ocr/lines/shape.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace mangping::ocr::lines {
namespace {

// A course is bent only when there is enough line to see it: below this many heights it is level, below the next it is
// straight.
constexpr double kLevelHeights = 4;
constexpr double kStraightHeights = 12;
// Parts lower than this share of the tall ones (dots, strokes) say nothing about the middle.
constexpr double kTallShare = 0.7;
// A line on a levelled page climbs no more than this share of its length, and never out of its own box.
constexpr double kMostRise = 0.08;
// A line of fewer wide parts does not know its own glyph height: '一' or a dash is 0.1 em high.
constexpr double kLeastHeightEm = 0.72;
constexpr std::size_t kKnowsItsHeight = 8;
// Glyphs of one line differ less in height (chosen; 一 and dots aside, which are lower).
constexpr double kOverhang = 1.4;

/// The parts' boxes; of one that is much higher than all others of a short line only what lies at their height: a hair
/// or a fold runs into its glyph, and the whole line would be read too small.
std::vector<cv::Rect> trimmed(const FoundLine& line, double em) {
    std::vector<cv::Rect> boxes;
    for (const Part& p : line.parts) boxes.push_back(p.box);
    if (boxes.size() < 3 || boxes.size() >= kKnowsItsHeight) return boxes;
    const auto lower = [](const cv::Rect& a, const cv::Rect& b) { return a.height < b.height; };
    const auto highest = std::max_element(boxes.begin(), boxes.end(), lower);
    cv::Rect others;
    int high = 0;
    for (auto box = boxes.begin(); box != boxes.end(); ++box) {
        if (box == highest) continue;
        others = others.empty() ? *box : (others | *box);
        high = std::max(high, box->height);
    }
    if (high < kLeastHeightEm * em || highest->height < kOverhang * high || others.height > kOverhang * high)
        return boxes;
    const cv::Rect kept = *highest & cv::Rect(highest->x, others.y, highest->width, others.height);
    if (kept.height >= kTallShare * high) *highest = kept;
    return boxes;
}

double tall_height(const FoundLine& line) {
    std::vector<int> heights;
    for (const Part& p : line.parts) heights.push_back(p.box.height);
    const auto at = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 8 / 10);
    std::nth_element(heights.begin(), std::min(at, heights.end() - 1), heights.end());
    return *std::min(at, heights.end() - 1);
}

/// Least squares over the middles of tall parts; `terms` 1..3 of the polynomial.
void fit(const std::vector<cv::Point2d>& at, int terms, Course& course) {
    cv::Mat a(static_cast<int>(at.size()), terms, CV_64F), b(static_cast<int>(at.size()), 1, CV_64F), x;
    for (int i = 0; i < a.rows; ++i) {
        const cv::Point2d& p = at[static_cast<std::size_t>(i)];
        double power = 1;
        for (int t = 0; t < terms; ++t, power *= p.x - course.x0) a.at<double>(i, t) = power;
        b.at<double>(i) = p.y;
    }
    if (!cv::solve(a, b, x, cv::DECOMP_SVD)) return;
    course.at = x.at<double>(0);
    course.slope = terms > 1 ? x.at<double>(1) : 0;
    course.bend = terms > 2 ? x.at<double>(2) : 0;
}

double percentile(std::vector<double>& v, double share) {
    const auto at = v.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(v.size() - 1));
    std::nth_element(v.begin(), at, v.end());
    return *at;
}

}  // namespace

Course course_of(const FoundLine& line, double em) {
    Course course;
    course.x0 = line.box.x + line.box.width / 2.0;
    const double tall = tall_height(line);
    const std::vector<cv::Rect> boxes = trimmed(line, em);
    cv::Rect all = boxes.empty() ? line.box : boxes.front();
    for (const cv::Rect& box : boxes) all |= box;
    std::vector<cv::Point2d> middles;
    for (const cv::Rect& box : boxes)
        if (box.height >= kTallShare * tall) middles.emplace_back(box.x + box.width / 2.0, box.y + box.height / 2.0);
    course.at = all.y + all.height / 2.0;
    const double long_as = line.box.width / std::max(tall, 1.0);
    if (long_as >= kLevelHeights && middles.size() >= 4)
        fit(middles, long_as >= kStraightHeights && middles.size() >= 10 ? 3 : 2, course);
    const double end = std::max(std::abs(course.middle(line.box.x) - course.at),
                                std::abs(course.middle(line.box.x + line.box.width) - course.at));
    if (end > kMostRise * line.box.width || end > 0.6 * line.box.height) {
        course.at = all.y + all.height / 2.0;
        course.slope = course.bend = 0;
    }
    std::vector<double> tops, bottoms;
    for (const cv::Rect& box : boxes) {
        const double middle = course.middle(box.x + box.width / 2.0);
        tops.push_back(middle - box.y);
        bottoms.push_back(box.y + box.height - middle);
    }
    const bool many = tops.size() >= 12;
    course.above = many ? percentile(tops, 0.97) : *std::max_element(tops.begin(), tops.end());
    course.below = many ? percentile(bottoms, 0.97) : *std::max_element(bottoms.begin(), bottoms.end());
    const double least = (line.parts.size() >= kKnowsItsHeight ? 0.4 : kLeastHeightEm) * em;
    if (course.height() < least) {
        const double more = (least - course.height()) / 2;
        course.above += more;
        course.below += more;
    }
    return course;
}

Fall fall_of(const FoundLine& line) {
    constexpr double long_enough = 4;  // widths; what is shorter leans by its glyphs' own shapes
    const cv::Rect& box = line.box;
    Fall out{box.y + box.height / 2.0, box.x + box.width / 2.0, 0, static_cast<double>(box.width)};
    if (box.height < long_enough * box.width) return out;
    double n = 0, sx = 0, sy = 0, sxy = 0, syy = 0;  // by width: a dot stands where it likes
    for (const Part& p : line.parts) {
        const double w = p.box.width, x = p.box.x + w / 2, y = p.box.y + p.box.height / 2.0 - out.y0;
        n += w, sx += w * x, sy += w * y, sxy += w * x * y, syy += w * y * y;
    }
    const double spread = n * syy - sy * sy;
    if (spread <= 0) return out;
    const double lean = (n * sxy - sx * sy) / spread, at = (sx - lean * sy) / n;
    double left = 0, right = 0;
    for (const Part& p : line.parts) {
        const double middle = at + lean * (p.box.y + p.box.height / 2.0 - out.y0);
        left = std::max(left, middle - p.box.x);
        right = std::max(right, p.box.x + p.box.width - middle);
    }
    if (left + right >= out.side) return out;
    return {out.y0, at + (right - left) / 2, lean, left + right};
}

std::vector<cv::Rect> cells_of(const FoundLine& line, const Fall& fall) {
    std::vector<cv::Rect> cells;
    const double side = fall.side;
    for (const Part& p : line.parts) {
        if (!cells.empty()) {
            cv::Rect& last = cells.back();
            const cv::Rect both = last | p.box;
            const int gap = p.box.y - (last.y + last.height);
            // Ink side by side is one glyph; ink underneath is as long as the glyph stays square.
            if (gap < -0.3 * std::min(last.height, p.box.height) || (both.height <= 1.12 * side && gap < 0.3 * side)) {
                last = both;
                continue;
            }
        }
        cells.push_back(p.box);
    }
    return cells;
}

}  // namespace mangping::ocr::lines
