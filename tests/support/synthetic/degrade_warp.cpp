#include "tests/support/synthetic/degrade_warp.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mangping::synthetic {
namespace {

constexpr int kTable = 2048;
/// Camera height over the page in units of the page's longer side: a telephone held over a desk.
constexpr double kCameraDistance = 1.5;

double interpolated(const std::vector<double>& table, double index) {
    const double i = std::clamp(index, 0.0, static_cast<double>(table.size() - 1) - 1e-9);
    const auto at = static_cast<std::size_t>(i);
    return table[at] + (table[at + 1] - table[at]) * (i - static_cast<double>(at));
}

}  // namespace

Bulge::Bulge(double page_w, double page_h, double height, bool along_x, double phase)
    : w_(page_w), h_(page_h), height_(height), along_x_(along_x), phase_(phase) {
    if (flat()) return;
    const double extent = along_x ? w_ : h_;
    const double distance = kCameraDistance * std::max(w_, h_);
    std::vector<double> arc(kTable + 1);
    for (int i = 1; i <= kTable; ++i) {
        const double s = slope((i - 0.5) / kTable);
        arc[static_cast<std::size_t>(i)] = arc[static_cast<std::size_t>(i) - 1] + std::sqrt(std::max(0.0, 1 - s * s));
    }
    for (int i = 0; i <= kTable; ++i) {
        const double u = static_cast<double>(i) / kTable;
        const double gain = distance / (distance - z(u) * extent);
        const double along = arc[static_cast<std::size_t>(i)] / arc.back() * extent;
        gain_of_u_.push_back(gain);
        seen_of_u_.push_back(extent / 2 + (along - extent / 2) * gain);
    }
}

double Bulge::z(double u) const {
    // One crest, a little off the middle, and a slight wave as paper has it that once was folded.
    const double crest = std::sin(std::numbers::pi * u + phase_ * std::sin(2 * std::numbers::pi * u));
    return height_ * (crest + 0.18 * std::sin(3 * std::numbers::pi * u + 2 * phase_));
}

double Bulge::slope(double u) const {
    constexpr double step = 1e-4;
    return (z(u + step) - z(u - step)) / (2 * step);
}

Point Bulge::forward(Point p) const {
    if (flat()) return p;
    const double extent = along_x_ ? w_ : h_, centre = (along_x_ ? h_ : w_) / 2;
    const double index = (along_x_ ? p.x : p.y) / extent * kTable;
    const double gain = interpolated(gain_of_u_, index);
    double u = interpolated(seen_of_u_, index);
    if (index < 0) u += index / kTable * extent;
    if (index > kTable) u += (index / kTable - 1) * extent;
    const double v = centre + ((along_x_ ? p.y : p.x) - centre) * gain;
    return along_x_ ? Point{u, v} : Point{v, u};
}

Point Bulge::backward(Point seen) const {
    if (flat()) return seen;
    const double extent = along_x_ ? w_ : h_, centre = (along_x_ ? h_ : w_) / 2;
    const double u = along_x_ ? seen.x : seen.y;
    double index = 0;
    if (u <= seen_of_u_.front()) {
        index = (u - seen_of_u_.front()) / extent * kTable;
    } else if (u >= seen_of_u_.back()) {
        index = kTable + (u - seen_of_u_.back()) / extent * kTable;
    } else {
        const auto above = std::upper_bound(seen_of_u_.begin(), seen_of_u_.end(), u);
        const auto i = static_cast<std::size_t>(above - seen_of_u_.begin()) - 1;
        index = static_cast<double>(i) + (u - seen_of_u_[i]) / (seen_of_u_[i + 1] - seen_of_u_[i]);
    }
    const double page_u = index / kTable * extent;
    const double page_v = centre + ((along_x_ ? seen.y : seen.x) - centre) / interpolated(gain_of_u_, index);
    return along_x_ ? Point{page_u, page_v} : Point{page_v, page_u};
}

bool Warp::straight() const {
    const auto& m = frame_from_bulged.m;
    return bulge.flat() && m[1] == 0 && m[2] == 0 && m[3] == 0 && m[5] == 0 && m[6] == 0 && m[7] == 0;
}

Warp make_warp(const Placement& p, double page_w, double page_h, bool photo, double jitter_x, double jitter_y) {
    Bulge bulge(page_w, page_h, p.curl, std::abs(jitter_x) > 0.5, 0.3 * jitter_y);
    const bool landscape = page_w > page_h;
    const double aspect = p.frame_aspect > 0 ? (landscape ? 1 / p.frame_aspect : p.frame_aspect) : page_h / page_w;
    const double shorter = p.target_width > 0 ? p.target_width : std::min(page_w, page_h);
    const double frame_w = std::round(aspect >= 1 ? shorter : shorter / aspect);
    const double frame_h = std::round(frame_w * aspect);

    // Tilt: the side in direction `dir` is farther away by the ratio that `perspective` asks for.
    const double k = 2 * p.perspective / (2 - p.perspective);
    const double dir = (p.perspective_dir - 90) * std::numbers::pi / 180;
    const double half = std::max(page_w, page_h) / 2;
    Transform tilt;
    tilt.m[6] = k / 2 * std::cos(dir) / half;
    tilt.m[7] = k / 2 * std::sin(dir) / half;
    const double shorten = 1 - 0.8 * p.perspective;  // foreshortening along the tilt
    const double degrees = p.perspective_dir;
    const Transform squeeze =
        p.perspective > 0 ? turning_cw(degrees) * scaling(1, shorten) * turning_cw(-degrees) : Transform{};
    const Transform centred = turning_cw(p.skew_deg) * squeeze * tilt * translation(-page_w / 2, -page_h / 2);

    if (!photo) {
        const double s = frame_w / page_w;
        const Transform whole = p.skew_deg == 0 && p.perspective == 0
                                    ? scaling(s, frame_h / page_h)
                                    : translation(frame_w / 2, frame_h / 2) * scaling(s, s) * centred;
        return {std::move(bulge), whole, inverse(whole), static_cast<int>(frame_w), static_cast<int>(frame_h)};
    }
    Rect seen;
    for (int i = 0; i <= 16; ++i) {
        const double t = i / 16.0;
        for (const Point e :
             {Point{t * page_w, 0}, Point{t * page_w, page_h}, Point{0, t * page_h}, Point{page_w, t * page_h}}) {
            const Point q = centred(bulge.forward(e));
            seen = bounding(seen, Rect{q.x, q.y, 1e-9, 1e-9});
        }
    }
    const double s = p.fill * std::min(frame_w / seen.w, frame_h / seen.h);
    const double slack_x = std::max(0.0, frame_w - s * seen.w) / 2, slack_y = std::max(0.0, frame_h - s * seen.h) / 2;
    const Transform whole =
        translation(frame_w / 2 + 0.7 * jitter_x * slack_x, frame_h / 2 + 0.7 * jitter_y * slack_y) * scaling(s, s) *
        translation(-seen.centre().x, -seen.centre().y) * centred;
    return {std::move(bulge), whole, inverse(whole), static_cast<int>(frame_w), static_cast<int>(frame_h)};
}

}  // namespace mangping::synthetic
