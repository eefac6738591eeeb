// Marks of a hand that are not writing.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/synthetic/artwork_canvas.hpp"

namespace mangping::synthetic {

Sprite fingerprint(double height, Rng& rng) {
    const double w = height * rng.between(0.66, 0.78), angle = rng.between(-0.5, 0.5);
    const double side = std::hypot(w, height) + 6;
    Sprite s;
    s.width = s.height = static_cast<int>(std::ceil(side));
    s.rgba.assign(static_cast<std::size_t>(s.width) * static_cast<std::size_t>(s.height) * 4, 0);
    const Rgb ink = ink_of(InkColour::red, rng);
    const double pitch = height / rng.between(20, 26), cx = rng.between(-0.1, 0.1) * w,
                 cy = rng.between(-0.12, 0.05) * height;
    const double p0 = rng.between(0, 6.28), p1 = rng.between(0, 6.28), flat = rng.between(1.1, 1.5);
    for (int y = 0; y < s.height; ++y)
        for (int x = 0; x < s.width; ++x) {
            const double dx = x + 0.5 - side / 2, dy = y + 0.5 - side / 2;
            const double u = dx * std::cos(angle) + dy * std::sin(angle),
                         v = -dx * std::sin(angle) + dy * std::cos(angle);
            const double edge = std::pow(std::abs(2 * u / w), 2.4) + std::pow(std::abs(2 * v / height), 2.4);
            if (edge > 1) continue;
            // A loop: ridges go round the core above it and open below.
            const double ru = u - cx, rv = v - cy;
            const double around = std::hypot(ru * flat, rv * (rv < 0 ? 1.0 : 0.55));
            const double wave = 0.9 * pitch * (std::sin(ru / (3.1 * pitch) + p0) + std::sin(rv / (4.3 * pitch) + p1));
            const double ridge = std::sin(2 * std::numbers::pi * (around + 0.5 * wave) / pitch);
            const double cover = std::clamp(0.5 + 1.1 * ridge, 0.0, 1.0) * std::clamp((1 - edge) * 6, 0.0, 1.0);
            std::uint8_t* p =
                s.rgba.data() +
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(s.width) + static_cast<std::size_t>(x)) * 4;
            p[0] = static_cast<std::uint8_t>(255 * ink.r);
            p[1] = static_cast<std::uint8_t>(255 * ink.g);
            p[2] = static_cast<std::uint8_t>(255 * ink.b);
            p[3] = static_cast<std::uint8_t>(255 * (0.14 + 0.8 * cover) * std::clamp((1 - edge) * 8, 0.0, 1.0));
        }
    soften_ink(s, pitch / 9);
    wear_ink(s, 0.75, rng);
    const Rect box{side / 2 - w / 2, side / 2 - height / 2, w, height};
    s.text = quad_of(box);
    const Transform turn = translation(side / 2, side / 2) * turning_cw(angle * 180 / std::numbers::pi) *
                           translation(-side / 2, -side / 2);
    s.text = turn(s.text);
    return s;
}

Sprite pen_scribble(double width, double height, InkColour colour, Rng& rng) {
    Canvas canvas(width, height);
    cairo_t* cr = canvas.cairo();
    const Rgb ink = ink_of(colour, rng);
    cairo_set_source_rgb(cr, ink.r, ink.g, ink.b);
    cairo_set_line_width(cr, std::max(1.0, height / 22));
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    const int strokes = rng.whole(5, 12);
    cairo_move_to(cr, 0.08 * width, height * rng.between(0.3, 0.7));
    for (int i = 1; i <= strokes; ++i) {
        const double x = width * (0.08 + 0.84 * i / strokes);
        cairo_curve_to(cr, x - rng.between(0, 0.2) * width, height * rng.between(0.08, 0.92),
                       x + rng.between(-0.1, 0.1) * width, height * rng.between(0.08, 0.92), x,
                       height * rng.between(0.15, 0.85));
    }
    cairo_stroke(cr);
    Sprite s = trimmed(canvas.take());
    s.text = quad_of(Rect{0, 0, static_cast<double>(s.width), static_cast<double>(s.height)});
    return s;
}

}  // namespace mangping::synthetic
