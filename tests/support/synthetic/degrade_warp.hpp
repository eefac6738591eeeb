// The geometry of a picture of a page, exact in both directions.
//
// A page bends like a cylinder (a sheet cannot bend two ways), is seen by a camera above it and then tilted:
//     frame_from_page = projective o bulge
// Bulge: along the bent axis u the sheet's height is z(u); a camera at distance d above the centre sees a point
// magnified by g(u) = d / (d - z(u)), and the arc's length is kept, so the position along u is x(u) = integral of
// sqrt(1 - z'(u)^2). Because g depends on u alone, u' = c + (x(u) - c) g(u) is a function of one variable and is
// inverted by a table; v = c + (v' - c) / g(u) follows. So no iteration, and quads go where the pixels go.
#pragma once

#include <vector>

#include "models/geometry.hpp"
#include "tests/support/synthetic/degrade.hpp"

namespace mangping::synthetic {

class Bulge {
public:
    /// height: share of the extent along the bent axis; 0 is flat. phase shifts the crest, -0.3 … 0.3.
    Bulge(double page_w, double page_h, double height, bool along_x, double phase);
    [[nodiscard]] Point forward(Point page) const;
    [[nodiscard]] Point backward(Point seen) const;
    [[nodiscard]] bool flat() const { return height_ == 0; }
    /// Slope of the sheet at page coordinate u in 0 … 1 along the bent axis, for shading.
    [[nodiscard]] double slope(double u01) const;
    [[nodiscard]] bool along_x() const { return along_x_; }

private:
    [[nodiscard]] double z(double u01) const;
    double w_, h_, height_;
    bool along_x_;
    double phase_;
    std::vector<double> seen_of_u_, gain_of_u_;  // tables over u
};

struct Warp {
    Bulge bulge;
    Transform frame_from_bulged;
    Transform bulged_from_frame;
    int width = 0, height = 0;  // frame px
    [[nodiscard]] Point frame_from_page(Point p) const { return frame_from_bulged(bulge.forward(p)); }
    [[nodiscard]] Point page_from_frame(Point p) const { return bulge.backward(bulged_from_frame(p)); }
    /// Nothing but a scaling.
    [[nodiscard]] bool straight() const;
};

/// The warp that Placement asks for on a page of page_w x page_h px, without quarter turns and crop. `photo` gives the
/// frame a camera's shape. `jitter` in -1 … 1 moves the page in the frame and shifts the crest.
[[nodiscard]] Warp make_warp(const Placement& p, double page_w, double page_h, bool photo, double jitter_x,
                             double jitter_y);

}  // namespace mangping::synthetic
