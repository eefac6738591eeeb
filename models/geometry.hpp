// Points, rectangles, quads and 3x3 transforms. Coordinates are continuous: the centre of pixel (0,0) is (0.5,0.5),
// x to the right, y down, origin at the top left. A variable's name says its frame (quad_displayed, box_upright) and a
// Transform is named b_from_a: it takes coordinates of frame a to frame b.
#pragma once

#include <array>
#include <vector>

namespace mangping {

struct Point {
    double x = 0;
    double y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// Axis-parallel, half open: [x, x+w) x [y, y+h).
struct Rect {
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;
    friend bool operator==(const Rect&, const Rect&) = default;
    [[nodiscard]] double right() const { return x + w; }
    [[nodiscard]] double bottom() const { return y + h; }
    [[nodiscard]] double area() const { return w * h; }
    [[nodiscard]] bool empty() const { return w <= 0 || h <= 0; }
    [[nodiscard]] Point centre() const { return {x + w / 2, y + h / 2}; }
};

[[nodiscard]] Rect intersection(const Rect& a, const Rect& b);
[[nodiscard]] Rect bounding(const Rect& a, const Rect& b);
[[nodiscard]] Rect grown(const Rect& r, double by);

/// Four corners, clockwise from the top left of the text as it reads.
struct Quad {
    std::array<Point, 4> at{};
    friend bool operator==(const Quad&, const Quad&) = default;
};

[[nodiscard]] Quad quad_of(const Rect& r);
[[nodiscard]] Rect bounding(const Quad& q);
[[nodiscard]] double area(const Quad& q);

/// Row-major 3x3 homography.
struct Transform {
    std::array<double, 9> m{1, 0, 0, 0, 1, 0, 0, 0, 1};
    friend bool operator==(const Transform&, const Transform&) = default;
    [[nodiscard]] Point operator()(Point p) const;
    [[nodiscard]] Quad operator()(const Quad& q) const;
};

/// (c_from_b * b_from_a) is c_from_a.
[[nodiscard]] Transform operator*(const Transform& c_from_b, const Transform& b_from_a);
/// Precondition: t is invertible (a singular one gives the identity).
[[nodiscard]] Transform inverse(const Transform& t);
[[nodiscard]] Transform scaling(double sx, double sy);
[[nodiscard]] Transform translation(double dx, double dy);
/// Clockwise turn by `degrees` about the origin, as seen on a screen (y down).
[[nodiscard]] Transform turning_cw(double degrees);

}  // namespace mangping
