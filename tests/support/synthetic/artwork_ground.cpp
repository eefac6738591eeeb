// Backgrounds and hardware: security lines, frames, watermarks, staples, holes.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/synthetic/artwork_canvas.hpp"

namespace mangping::synthetic {
namespace {

constexpr double kPi = std::numbers::pi;

Sprite whole(Canvas& canvas) {
    Sprite s = canvas.take();
    s.text = quad_of(Rect{0, 0, static_cast<double>(s.width), static_cast<double>(s.height)});
    return s;
}

}  // namespace

Sprite guilloche(int width, int height, Rng& rng) {
    Canvas canvas(width, height);
    cairo_t* cr = canvas.cairo();
    const double unit = std::max(width, height) / 100.0;
    const double r = rng.between(0.55, 0.85), g = rng.between(0.62, 0.85), b = rng.between(0.6, 0.9);
    cairo_set_line_width(cr, std::max(0.6, unit * 0.045));
    const double f1 = rng.between(2, 5), f2 = rng.between(6, 11), p1 = rng.between(0, 6), p2 = rng.between(0, 6);
    const int lines = static_cast<int>(height / (unit * 0.9));
    for (int i = -6; i < lines + 6; ++i) {
        cairo_set_source_rgba(cr, r, g, b, 0.5);
        const double base = i * unit * 0.9, phase = i * 0.19;
        for (double x = 0; x <= width; x += unit * 0.6) {
            const double t = x / width * 2 * kPi;
            const double y =
                base + unit * (2.2 * std::sin(f1 * t + p1 + phase) + 0.8 * std::sin(f2 * t + p2 - 2 * phase));
            x == 0 ? cairo_move_to(cr, x, y) : cairo_line_to(cr, x, y);
        }
        cairo_stroke(cr);
    }
    // A rosette in the middle.
    cairo_set_source_rgba(cr, b, r, g, 0.55);
    const double radius = std::min(width, height) * 0.22;
    for (int k = 0; k < 3; ++k) {
        const int petals = 9 + 4 * k;
        for (int i = 0; i <= 720; ++i) {
            const double a = i * kPi / 360, rho = radius * (0.55 + 0.15 * k + 0.3 * std::sin(petals * a + k));
            const double x = width / 2.0 + rho * std::cos(a), y = height / 2.0 + rho * std::sin(a);
            i == 0 ? cairo_move_to(cr, x, y) : cairo_line_to(cr, x, y);
        }
        cairo_stroke(cr);
    }
    return whole(canvas);
}

Sprite ornate_frame(int width, int height, double thickness, Rng& rng) {
    Canvas canvas(width, height);
    cairo_t* cr = canvas.cairo();
    static constexpr Rgb kColours[] = {{0.74, 0.58, 0.22}, {0.7, 0.16, 0.16}, {0.2, 0.42, 0.62}, {0.28, 0.5, 0.36}};
    const Rgb c = kColours[rng.next() % 4];
    cairo_set_source_rgb(cr, c.r, c.g, c.b);
    const double t = thickness;
    for (const double inset : {0.06 * t, 0.94 * t}) {
        cairo_set_line_width(cr, 0.1 * t);
        cairo_rectangle(cr, inset, inset, width - 2 * inset, height - 2 * inset);
        cairo_stroke(cr);
    }
    // A running row of lozenges and dots between the two rules.
    const auto border = [&](double length, bool horizontal, double across) {
        const int n = std::max(4, static_cast<int>(length / (0.9 * t)));
        const double step = length / n;
        for (int i = 0; i < n; ++i) {
            const double along = (i + 0.5) * step, x = horizontal ? along : across, y = horizontal ? across : along;
            cairo_move_to(cr, x - 0.36 * t, y);
            cairo_curve_to(cr, x - 0.1 * t, y - 0.1 * t, x - 0.1 * t, y - 0.1 * t, x, y - 0.34 * t);
            cairo_curve_to(cr, x + 0.1 * t, y - 0.1 * t, x + 0.1 * t, y - 0.1 * t, x + 0.36 * t, y);
            cairo_curve_to(cr, x + 0.1 * t, y + 0.1 * t, x + 0.1 * t, y + 0.1 * t, x, y + 0.34 * t);
            cairo_curve_to(cr, x - 0.1 * t, y + 0.1 * t, x - 0.1 * t, y + 0.1 * t, x - 0.36 * t, y);
            cairo_close_path(cr);
            cairo_fill(cr);
            const double dot = along + step / 2;
            cairo_arc(cr, horizontal ? dot : x, horizontal ? y : dot, 0.09 * t, 0, 2 * kPi);
            cairo_fill(cr);
        }
    };
    border(width, true, t / 2);
    border(width, true, height - t / 2);
    border(height, false, t / 2);
    border(height, false, width - t / 2);
    return whole(canvas);
}

Sprite watermark(const std::string& text, int width, int height, double em, double angle_deg) {
    Canvas canvas(width, height);
    cairo_t* cr = canvas.cairo();
    cairo_set_source_rgba(cr, 0.55, 0.6, 0.68, 0.32);
    cairo_translate(cr, width / 2.0, height / 2.0);
    cairo_rotate(cr, angle_deg * kPi / 180);
    const Face face{"Noto Sans CJK SC", 400};
    const Rect ink = text_path(cr, text, face, em);
    cairo_new_path(cr);
    const double reach = std::hypot(width, height) / 2, step_x = ink.w + 2.5 * em, step_y = 4.2 * em;
    std::vector<Quad> rows;
    for (int row = 0; row * step_y < 2 * reach; ++row)
        for (int col = 0; col * step_x < 2 * reach + step_x; ++col) {
            cairo_save(cr);
            cairo_translate(cr, -reach + col * step_x - (row % 2) * step_x / 2, -reach + row * step_y);
            const Rect box = text_path(cr, text, face, em);
            const Quad q = to_device(cr, box);
            cairo_fill(cr);
            cairo_restore(cr);
            const Rect b = bounding(q);
            if (!intersection(b, {0, 0, static_cast<double>(width), static_cast<double>(height)}).empty())
                rows.push_back(q);
        }
    Sprite s = whole(canvas);
    s.rows = std::move(rows);
    return s;
}

Sprite staple(double length, Rng& rng) {
    const double margin = 3;
    Canvas canvas(length + 2 * margin, length * 0.35 + 2 * margin);
    cairo_t* cr = canvas.cairo();
    const double thick = std::max(1.2, length * 0.07), y = canvas.height() / 2.0,
                 tilt = rng.between(-0.1, 0.1) * length;
    const auto line = [&](double dx, double dy, double shade, double width) {
        cairo_set_source_rgb(cr, shade, shade, shade);
        cairo_set_line_width(cr, width);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
        cairo_move_to(cr, margin + thick + dx, y - tilt / 2 + dy);
        cairo_line_to(cr, length + margin - thick + dx, y + tilt / 2 + dy);
        cairo_stroke(cr);
    };
    line(thick * 0.5, thick * 0.7, 0.72, thick);
    line(0, 0, 0.45, thick);
    line(0, -thick * 0.15, 0.85, thick * 0.35);
    return whole(canvas);
}

Sprite punch_hole(double diameter) {
    Canvas canvas(diameter + 4, diameter + 4);
    cairo_t* cr = canvas.cairo();
    const double c = diameter / 2 + 2;
    cairo_arc(cr, c, c, diameter / 2, 0, 2 * kPi);
    cairo_set_source_rgb(cr, 0.22, 0.22, 0.23);
    cairo_fill(cr);
    cairo_arc(cr, c + 0.06 * diameter, c + 0.08 * diameter, diameter * 0.42, 0, 2 * kPi);
    cairo_set_source_rgb(cr, 0.34, 0.34, 0.35);
    cairo_fill(cr);
    return whole(canvas);
}

}  // namespace mangping::synthetic
