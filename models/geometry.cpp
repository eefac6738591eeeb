#include "models/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mangping {

Rect intersection(const Rect& a, const Rect& b) {
    const double x0 = std::max(a.x, b.x), y0 = std::max(a.y, b.y);
    const double x1 = std::min(a.right(), b.right()), y1 = std::min(a.bottom(), b.bottom());
    return {x0, y0, std::max(0.0, x1 - x0), std::max(0.0, y1 - y0)};
}

Rect bounding(const Rect& a, const Rect& b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const double x0 = std::min(a.x, b.x), y0 = std::min(a.y, b.y);
    return {x0, y0, std::max(a.right(), b.right()) - x0, std::max(a.bottom(), b.bottom()) - y0};
}

Rect grown(const Rect& r, double by) { return {r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by}; }

Quad quad_of(const Rect& r) {
    return {{Point{r.x, r.y}, Point{r.right(), r.y}, Point{r.right(), r.bottom()}, Point{r.x, r.bottom()}}};
}

Rect bounding(const Quad& q) {
    double x0 = q.at[0].x, x1 = x0, y0 = q.at[0].y, y1 = y0;
    for (const Point& p : q.at) {
        x0 = std::min(x0, p.x);
        x1 = std::max(x1, p.x);
        y0 = std::min(y0, p.y);
        y1 = std::max(y1, p.y);
    }
    return {x0, y0, x1 - x0, y1 - y0};
}

double area(const Quad& q) {  // shoelace
    double twice = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Point& a = q.at[i];
        const Point& b = q.at[(i + 1) % 4];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2;
}

Point Transform::operator()(Point p) const {
    const double w = m[6] * p.x + m[7] * p.y + m[8];
    return {(m[0] * p.x + m[1] * p.y + m[2]) / w, (m[3] * p.x + m[4] * p.y + m[5]) / w};
}

Quad Transform::operator()(const Quad& q) const {
    return {{(*this)(q.at[0]), (*this)(q.at[1]), (*this)(q.at[2]), (*this)(q.at[3])}};
}

Transform operator*(const Transform& a, const Transform& b) {
    Transform out;
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            out.m[r * 3 + c] = a.m[r * 3] * b.m[c] + a.m[r * 3 + 1] * b.m[3 + c] + a.m[r * 3 + 2] * b.m[6 + c];
    return out;
}

Transform inverse(const Transform& t) {
    const auto& m = t.m;
    const double det =
        m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
    if (std::abs(det) < 1e-300) return {};
    const double d = 1 / det;
    return {{(m[4] * m[8] - m[5] * m[7]) * d, (m[2] * m[7] - m[1] * m[8]) * d, (m[1] * m[5] - m[2] * m[4]) * d,
             (m[5] * m[6] - m[3] * m[8]) * d, (m[0] * m[8] - m[2] * m[6]) * d, (m[2] * m[3] - m[0] * m[5]) * d,
             (m[3] * m[7] - m[4] * m[6]) * d, (m[1] * m[6] - m[0] * m[7]) * d, (m[0] * m[4] - m[1] * m[3]) * d}};
}

Transform scaling(double sx, double sy) { return {{sx, 0, 0, 0, sy, 0, 0, 0, 1}}; }
Transform translation(double dx, double dy) { return {{1, 0, dx, 0, 1, dy, 0, 0, 1}}; }

Transform turning_cw(double degrees) {
    const double a = degrees * std::numbers::pi / 180, c = std::cos(a), s = std::sin(a);
    return {{c, -s, 0, s, c, 0, 0, 0, 1}};
}

}  // namespace mangping
