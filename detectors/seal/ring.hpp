// Round things in a map of ink: by radial voting where a circle is, by least squares which ellipse it is exactly.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace mangping::detectors {

/// Axis-parallel ellipse, pixels of the map (continuous coordinates).
struct Ring {
    cv::Point2d centre;
    double rx = 0, ry = 0;
    double coverage = 0;  // share of the angles at which its outer edge was seen, 0..1
};

/// Circles of radius `least` to `most`, best first, no two inside each other. Each of their outer edge's pixels votes
/// for the points that lie inwards along its gradient (Kimme, Ballard, Sklansky 1975, with the gradient's sign kept).
/// `min_coverage`: of the outer edge; `min_excess`: how much more than at other radii about the same centre.
[[nodiscard]] std::vector<Ring> find_circles(const cv::Mat& ink, double least, double most, double min_coverage,
                                             double min_excess);

/// The ellipse through the outermost ink near `guess` (within a share `reach` of its radii), by least squares with
/// outliers dropped. Empty when fewer than `min_coverage` of the angles lie on it.
[[nodiscard]] std::optional<Ring> fit_outer_edge(const cv::Mat& ink, const Ring& guess, double reach,
                                                 double min_coverage);

}  // namespace mangping::detectors
