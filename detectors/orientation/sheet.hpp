// The four corners of a photographed sheet, and where its lines run.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace mangping::detectors {

/// Corners clockwise from the top left, in a frame in which lines of text run roughly left to right.
using SheetQuad = std::array<cv::Point2f, 4>;

/// From a sheet's convex outline; empty where it has no four clear corners or runs out of the picture of that size.
[[nodiscard]] std::optional<SheetQuad> corners_of(const std::vector<cv::Point2f>& outline, const cv::Size& picture);
/// The corners after the picture of that size has been turned clockwise by 90 degrees.
[[nodiscard]] SheetQuad turned_90(const SheetQuad& quad, const cv::Size& picture);

/// A plane sheet seen in perspective.
class SheetPlane {
public:
    explicit SheetPlane(const SheetQuad& quad);
    /// Shares of the sheet's width and height at which a point of the picture lies.
    [[nodiscard]] cv::Point2d on_sheet(cv::Point2d picture) const;
    /// Tilt, degrees clockwise, of the sheet's horizontals at a point of the picture.
    [[nodiscard]] double tilt_at(cv::Point2d picture) const;
    /// The same of the line through the sheet's middle.
    [[nodiscard]] double tilt_in_the_middle() const;

private:
    [[nodiscard]] cv::Point2d in_picture(cv::Point2d sheet) const;
    cv::Matx33d picture_from_sheet_, sheet_from_picture_;
};

}  // namespace mangping::detectors
