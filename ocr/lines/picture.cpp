#include "ocr/lines/picture.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "ocr/lines/red.hpp"
#include "ocr/lines/shape.hpp"
#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::ocr::lines {
namespace {

// Free paper left and right of the line, and between the glyphs of a vertical line laid side by side, glyph heights.
constexpr double kSideMargin = 0.15;
constexpr double kCellMargin = 0.08;
// A gap of so many glyph heights is left out but for the margins.
constexpr double kWideGap = 1.2;
// A line that leaves a straight level by less than this share of its height is cut out as it stands.
constexpr double kStraightEnough = 0.06;
// The paper's brightness is the brightest within about a glyph; where it varies by this factor along a line the light
// is evened out. Half of each line under a shadow's edge was lost on a photographed page without it.
constexpr double kPaperReach = 1.1;
constexpr double kUneven = 1.15;
constexpr double kDarkestPaper = 24;
// Darkest ink to this grey: the network was taught on black print.
constexpr double kDarkest = 12;
constexpr int kWidest = 6000;  // px; beyond, a line is a rule that was mistaken for text

/// One channel in which the line's ink is dark on light.
cv::Mat channel_of(const cv::Mat& rgb, Layer layer, bool plain) {
    if (rgb.channels() == 1) {
        if (layer == Layer::light_on_dark) return 255 - rgb;
        return rgb;
    }
    cv::Mat grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    if (layer == Layer::light_on_dark) return 255 - grey;
    if (plain) return grey;
    if (layer == Layer::red) {
        std::vector<cv::Mat> channel;
        cv::split(rgb, channel);
        return cv::min(channel[1], channel[2]);
    }
    static_cast<void>(take_out_red(rgb, grey));
    return grey;
}

/// Ink near the line that is another line's or a rule's. CV_8UC1 of `roi`, work px.
cv::Mat foreign(const cv::Mat& owners, int id, const cv::Rect& roi) {
    const cv::Mat here = owners(roi);
    cv::Mat own = here == id;
    cv::Mat other = (here != 0) & ~own;
    cv::dilate(other, other, cv::Mat());
    cv::dilate(own, own, cv::Mat());
    return other & ~own;
}

/// Stretches of a level line without a gap wider than `widest`, by their ink's ends; work px. The networks lose the
/// thread in a gap of several glyphs: 姓　　名 was read as one wrong character, and each half by itself rightly.
std::vector<std::pair<double, double>> runs_of(const FoundLine& line, double widest) {
    std::vector<std::pair<double, double>> out;
    for (const Part& part : line.parts) {
        const double left = part.box.x, right = part.box.x + part.box.width;
        if (out.empty() || left - out.back().second > widest)
            out.emplace_back(left, right);
        else
            out.back().second = std::max(out.back().second, right);
    }
    if (out.empty()) out.emplace_back(line.box.x, line.box.x + line.box.width);
    return out;
}

struct Cut {
    cv::Mat grey;     // picture px
    Stretch stretch;  // its place; columns filled in by the caller
};

/// Cuts the level band round `course` out of the page; x from `left` to `right`, work px.
Cut cut_out(const FoundLine& line, const LineSource& source, const Course& course, double left, double right,
            double scale, const View& view) {
    const PageInk& ink = source.ink;
    const Raster& page = source.page;
    const double w = ink.work_from_upright;
    const double lift = std::max(std::abs(course.middle(left) - course.middle(course.x0)),
                                 std::abs(course.middle(right) - course.middle(course.x0)));
    const double half = kPictureHeight / (2 * scale);                     // upright px
    const double middle_shift = (course.below - course.above) / (2 * w);  // glyphs' middle against the course's
    const double rise = lift > kStraightEnough * course.height() ? lift / w : 0;
    const double top = course.middle(course.x0) / w + middle_shift - half - rise;
    // Beyond the page's edge there is paper: the edge's own pixels go on.
    const cv::Rect whole(static_cast<int>(std::floor(left / w)), static_cast<int>(std::floor(top)),
                         static_cast<int>(std::ceil((right - left) / w)) + 1,
                         static_cast<int>(std::ceil(2 * (half + rise))) + 1);
    const cv::Rect in = whole & cv::Rect(0, 0, page.width, page.height);
    const int width = std::clamp(static_cast<int>(std::lround(whole.width * scale)), 8, kWidest);
    const int height = rise > 0 ? static_cast<int>(std::lround(whole.height * scale)) : kPictureHeight;
    if (in.empty()) return {cv::Mat(kPictureHeight, width, CV_8U, cv::Scalar(255)), {}};
    cv::Mat grey = channel_of(adapt::view(page)(in), line.layer, view.other_channel).clone();
    const cv::Rect roi = cv::Rect(static_cast<int>(in.x * w), static_cast<int>(in.y * w),
                                  static_cast<int>(in.width * w) + 1, static_cast<int>(in.height * w) + 1) &
                         cv::Rect(0, 0, ink.dark.cols, ink.dark.rows);
    if (!roi.empty()) {
        cv::Mat full;
        cv::resize(foreign(source.owners, line.id, roi), full, grey.size(), 0, 0, cv::INTER_NEAREST);
        cv::Scalar paper = cv::mean(grey);
        cv::Mat bright = grey > paper[0];
        grey.setTo(cv::mean(grey, bright), full);
    }
    cv::copyMakeBorder(grey, grey, in.y - whole.y, whole.br().y - in.br().y, in.x - whole.x, whole.br().x - in.br().x,
                       cv::BORDER_REPLICATE);
    Cut cut;
    if (scale < 1)
        cut.grey = adapt::area_resized(grey, cv::Size(width, height));
    else
        cv::resize(grey, cut.grey, {width, height}, 0, 0, cv::INTER_CUBIC);
    cut.stretch.x = whole.x;
    cut.stretch.y = whole.y;
    cut.stretch.x_scale = static_cast<double>(width) / whole.width;
    cut.stretch.y_scale = static_cast<double>(height) / whole.height;
    if (rise > 0) {
        // Shift every column so that the course runs level.
        cv::Mat map(kPictureHeight, width, CV_32FC2), level;
        for (int x = 0; x < width; ++x) {
            const double at = (course.middle((whole.x + x / scale) * w) - course.middle(course.x0)) / w;
            for (int y = 0; y < kPictureHeight; ++y)
                map.at<cv::Vec2f>(y, x) = {static_cast<float>(x), static_cast<float>(y + (rise + at) * scale)};
        }
        cv::remap(cut.grey, level, map, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
        cut.grey = level;
        const double dx = whole.x - course.x0 / w;
        cut.stretch.slope = course.slope + 2 * course.bend * w * dx;
        cut.stretch.bend = course.bend * w;
        cut.stretch.y += rise + (course.middle(whole.x * w) - course.middle(course.x0)) / w;
    }
    return cut;
}

LinePicture assembled(std::vector<Cut>& cuts, double glyph_px) {
    LinePicture out;
    out.glyph_px = glyph_px;
    cv::Mat all;
    double column = 0;
    for (Cut& cut : cuts) {
        even_light(cut.grey, glyph_px);
        stretch_contrast(cut.grey);
        cut.stretch.from_px = column;
        column += cut.grey.cols;
        cut.stretch.to_px = column;
        out.stretches.push_back(cut.stretch);
        if (all.empty())
            all = cut.grey;
        else
            cv::hconcat(all, cut.grey, all);
    }
    out.grey = adapt::raster_of(all);
    return out;
}

}  // namespace

void even_light(cv::Mat& grey, double glyph_px) {
    const int reach = static_cast<int>(kPaperReach * glyph_px) | 1;
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, {reach, reach});
    cv::Mat paper;
    cv::blur(grey, paper, {3, 3});
    cv::morphologyEx(paper, paper, cv::MORPH_CLOSE, window, {-1, -1}, 1, cv::BORDER_REPLICATE);
    cv::blur(paper, paper, {reach / 2 | 1, reach / 2 | 1}, {-1, -1}, cv::BORDER_REPLICATE);
    double least = 0, most = 0;
    cv::minMaxLoc(paper, &least, &most);
    if (most < kUneven * least) return;
    cv::divide(grey, cv::max(paper, kDarkestPaper), grey, 255.0);
}

void stretch_contrast(cv::Mat& grey) {
    int histogram[256] = {};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) ++histogram[grey.at<uchar>(y, x)];
    const int total = grey.rows * grey.cols;
    int dark = 0, light = 255;
    for (int n = 0; dark < 255 && (n += histogram[dark]) < total / 100;) ++dark;
    // Most of a line's picture is paper: its brightness is the upper quartile's.
    for (int n = 0; light > 0 && (n += histogram[light]) < total / 4;) --light;
    if (light - dark < 12) return;
    const double gain = (255 - kDarkest) / (light - dark);
    grey.convertTo(grey, CV_8U, gain, 255 - gain * light);
}

Rect LinePicture::upright(const Rect& box_px) const {
    const double middle = box_px.centre().x;
    const Stretch* at = &stretches.front();
    for (const Stretch& s : stretches)
        if (middle >= s.from_px) at = &s;
    const double dx = (middle - at->from_px) / at->x_scale;
    const double x = at->x + (std::max(box_px.x, at->from_px) - at->from_px) / at->x_scale;
    const double right = at->x + (std::min(box_px.right(), at->to_px) - at->from_px) / at->x_scale;
    const double y = at->y + at->slope * dx + at->bend * dx * dx + box_px.y / at->y_scale;
    return {x, y, right - x, box_px.h / at->y_scale};
}

double LinePicture::column(double x_upright) const {
    for (const Stretch& s : stretches) {
        const double at = s.from_px + (x_upright - s.x) * s.x_scale;
        if (at < s.to_px) return std::max(at, s.from_px);
    }
    return stretches.back().to_px;
}

LinePicture picture_of(const FoundLine& line, const LineSource& source, const View& view) {
    const PageInk& ink = source.ink;
    std::vector<Cut> cuts;
    if (!line.vertical) {
        const Course course = course_of(line, ink.em);
        const double scale = view.glyph_px / (course.height() / ink.work_from_upright);
        const double margin = kSideMargin * course.height();
        for (const auto& [left, right] : runs_of(line, kWideGap * course.height()))
            cuts.push_back(cut_out(line, source, course, left - margin, right + margin, scale, view));
        return assembled(cuts, view.glyph_px);
    }
    const Fall fall = fall_of(line);
    const double side = std::max(fall.side, 0.5 * ink.em);
    const double scale = view.glyph_px / (side / ink.work_from_upright);
    for (const cv::Rect& cell : cells_of(line, fall)) {
        Course course;
        course.at = cell.y + cell.height / 2.0;
        course.x0 = fall.middle(course.at);
        course.above = course.below = side / 2;
        const double half = fall.side / 2 + kCellMargin * side;
        cuts.push_back(cut_out(line, source, course, course.x0 - half, course.x0 + half, scale, view));
    }
    return assembled(cuts, view.glyph_px);
}

}  // namespace mangping::ocr::lines
