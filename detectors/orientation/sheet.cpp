#include "detectors/orientation/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace mangping::detectors {
namespace {

// An outline is a quadrilateral when one with four corners holds so much of its area (chosen).
constexpr double kFourCornered = 0.93;
// Opposite sides of a sheet that a person photographs to be read differ by less than this many degrees (chosen).
constexpr double kMostFan = 25;

double direction(cv::Point2d a, cv::Point2d b) { return std::atan2(b.y - a.y, b.x - a.x) * 180 / CV_PI; }

cv::Point2d mapped(const cv::Matx33d& m, cv::Point2d p) {
    const cv::Vec3d v = m * cv::Vec3d(p.x, p.y, 1);
    return {v[0] / v[2], v[1] / v[2]};
}

/// Clockwise from the top left: the corner from which the next one lies most to the right and least down.
SheetQuad from_top_left(std::vector<cv::Point2f> corners) {
    if (cv::contourArea(corners, true) < 0) std::reverse(corners.begin(), corners.end());
    std::size_t first = 0;
    double best = 1e9;
    for (std::size_t i = 0; i < 4; ++i) {
        const double tilt = std::abs(direction(corners[i], corners[(i + 1) % 4]));
        if (tilt < best) best = tilt, first = i;
    }
    SheetQuad out;
    for (std::size_t i = 0; i < 4; ++i) out[i] = corners[(first + i) % 4];
    return out;
}

}  // namespace

std::optional<SheetQuad> corners_of(const std::vector<cv::Point2f>& outline, const cv::Size& picture) {
    if (outline.size() < 4) return std::nullopt;
    for (const cv::Point2f& p : outline)
        if (p.x <= 0 || p.y <= 0 || p.x >= static_cast<float>(picture.width) ||
            p.y >= static_cast<float>(picture.height))
            return std::nullopt;
    std::vector<cv::Point2f> corners = outline;
    const double around = cv::arcLength(outline, true);
    for (double share = 0.005; share < 0.08 && corners.size() > 4; share *= 1.3)
        cv::approxPolyDP(outline, corners, share * around, true);
    if (corners.size() != 4 || cv::contourArea(corners) < kFourCornered * cv::contourArea(outline)) return std::nullopt;
    const SheetQuad quad = from_top_left(corners);
    const double top = direction(quad[0], quad[1]), bottom = direction(quad[3], quad[2]);
    const double left = direction(quad[0], quad[3]), right = direction(quad[1], quad[2]);
    if (std::abs(top - bottom) > kMostFan || std::abs(left - right) > kMostFan) return std::nullopt;
    return quad;
}

SheetQuad turned_90(const SheetQuad& quad, const cv::Size& picture) {
    const auto turned = [&](cv::Point2f p) { return cv::Point2f(static_cast<float>(picture.height) - p.y, p.x); };
    // What was the bottom left is the top left now.
    return {turned(quad[3]), turned(quad[0]), turned(quad[1]), turned(quad[2])};
}

SheetPlane::SheetPlane(const SheetQuad& quad) {
    const std::array<cv::Point2f, 4> unit{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
    picture_from_sheet_ = cv::getPerspectiveTransform(unit.data(), quad.data());
    sheet_from_picture_ = picture_from_sheet_.inv();
}

cv::Point2d SheetPlane::on_sheet(cv::Point2d picture) const { return mapped(sheet_from_picture_, picture); }

cv::Point2d SheetPlane::in_picture(cv::Point2d sheet) const { return mapped(picture_from_sheet_, sheet); }

double SheetPlane::tilt_at(cv::Point2d picture) const {
    constexpr double kReach = 0.05;
    const cv::Point2d at = on_sheet(picture);
    return direction(in_picture({at.x - kReach, at.y}), in_picture({at.x + kReach, at.y}));
}

double SheetPlane::tilt_in_the_middle() const {
    constexpr double kLeft = 0.1, kRight = 0.9;  // margins
    return direction(in_picture({kLeft, 0.5}), in_picture({kRight, 0.5}));
}

}  // namespace mangping::detectors
