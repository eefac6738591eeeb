// A transparent drawing surface, text as paths with exact ink boxes, and ink's unevenness.
#pragma once

#include <cairo.h>

#include <functional>
#include <string>

#include "tests/support/synthetic/artwork.hpp"

namespace mangping::synthetic {

struct Rgb {
    double r = 0, g = 0, b = 0;
};
[[nodiscard]] Rgb ink_of(InkColour colour, Rng& rng);

class Canvas {
public:
    Canvas(double width, double height);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    [[nodiscard]] cairo_t* cairo() const { return cr_; }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    /// Everything drawn, in `colour` where it was opaque.
    [[nodiscard]] Sprite take();

private:
    int width_, height_;
    cairo_surface_t* surface_;
    cairo_t* cr_;
};

struct Face {
    const char* family;
    int weight = 400;
};

/// A path of one line of text with its baseline starting at (0, 0), in user space; nothing is drawn. Returns the ink's
/// box in user space. Hinting is off, so that the box does not depend on where the text stands.
Rect text_path(cairo_t* cr, const std::string& text, const Face& face, double em);
/// The box through the current transformation.
[[nodiscard]] Quad to_device(cairo_t* cr, const Rect& user);
/// Replaces the current path by its image under `f`; curves are cut into short lines first.
void bend_path(cairo_t* cr, const std::function<Point(Point)>& f);

/// Ink as a rubber stamp leaves it: patchy, paler to one side, with pin-holes; 0 … 1.
void wear_ink(Sprite& sprite, double wear, Rng& rng);
/// Lets ink creep into the paper: its edge is blurred by sigma px.
void soften_ink(Sprite& sprite, double sigma);

/// The smallest sprite that holds all ink, quads moved along.
[[nodiscard]] Sprite trimmed(const Sprite& sprite);
/// The box around points of several quads.
[[nodiscard]] Quad quad_around(const std::vector<Quad>& quads);

}  // namespace mangping::synthetic
