// Somebody who does not exist, as a passport photo shows people: plain ground, head and shoulders, even light.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "tests/support/synthetic/artwork_canvas.hpp"
#include "tests/support/synthetic/degrade_optics.hpp"

namespace mangping::synthetic {
namespace {

constexpr double kPi = std::numbers::pi;

void ellipse(cairo_t* cr, double x, double y, double rx, double ry) {
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, rx, ry);
    cairo_new_sub_path(cr);
    cairo_arc(cr, 0, 0, 1, 0, 2 * kPi);
    cairo_restore(cr);
}

void fill_shaded(cairo_t* cr, Rgb c, double x, double y, double r, double dark) {
    cairo_pattern_t* p = cairo_pattern_create_radial(x - 0.25 * r, y - 0.2 * r, 0.1 * r, x, y, 1.25 * r);
    cairo_pattern_add_color_stop_rgb(p, 0, std::min(1.0, c.r * 1.06), std::min(1.0, c.g * 1.05),
                                     std::min(1.0, c.b * 1.05));
    cairo_pattern_add_color_stop_rgb(p, 1, c.r * dark, c.g * dark, c.b * dark);
    cairo_set_source(cr, p);
    cairo_fill(cr);
    cairo_pattern_destroy(p);
}

struct Head {
    double x, y, rx, ry;  // of the face
    bool woman;
    Rgb skin, hair;
};

void clothes(cairo_t* cr, const Head& h, double W, double H, Rng& rng) {
    const double top = h.y + 1.28 * h.ry, half = W * rng.between(0.44, 0.5);
    const Rgb coat = rng.chance(0.5)   ? Rgb{0.12, 0.13, 0.18}
                     : rng.chance(0.5) ? Rgb{0.2, 0.24, 0.34}
                                       : Rgb{0.36, 0.2, 0.22};
    cairo_move_to(cr, h.x - half, H);
    cairo_curve_to(cr, h.x - half, top + 0.35 * h.ry, h.x - 0.6 * half, top + 0.12 * h.ry, h.x - 0.42 * h.rx,
                   top - 0.06 * h.ry);
    cairo_line_to(cr, h.x + 0.42 * h.rx, top - 0.06 * h.ry);
    cairo_curve_to(cr, h.x + 0.6 * half, top + 0.12 * h.ry, h.x + half, top + 0.35 * h.ry, h.x + half, H);
    cairo_close_path(cr);
    fill_shaded(cr, coat, h.x, H, H * 0.5, 0.7);
    // Shirt and collar.
    cairo_move_to(cr, h.x - 0.46 * h.rx, top - 0.08 * h.ry);
    cairo_line_to(cr, h.x, top + 0.62 * h.ry);
    cairo_line_to(cr, h.x + 0.46 * h.rx, top - 0.08 * h.ry);
    cairo_close_path(cr);
    cairo_set_source_rgb(cr, 0.93, 0.94, 0.96);
    cairo_fill(cr);
    if (!h.woman && rng.chance(0.6)) {
        cairo_move_to(cr, h.x - 0.1 * h.rx, top + 0.14 * h.ry);
        cairo_line_to(cr, h.x + 0.1 * h.rx, top + 0.14 * h.ry);
        cairo_line_to(cr, h.x + 0.15 * h.rx, H);
        cairo_line_to(cr, h.x - 0.15 * h.rx, H);
        cairo_set_source_rgb(cr, rng.between(0.1, 0.5), 0.12, rng.between(0.15, 0.4));
        cairo_fill(cr);
    }
}

void face(cairo_t* cr, const Head& h, Rng& rng) {
    for (const double side : {-1.0, 1.0}) {
        ellipse(cr, h.x + side * 0.99 * h.rx, h.y + 0.05 * h.ry, 0.13 * h.rx, 0.2 * h.ry);
        fill_shaded(cr, h.skin, h.x + side * h.rx, h.y, 0.3 * h.rx, 0.78);
    }
    // Broad above, narrow at the chin.
    cairo_move_to(cr, h.x - h.rx, h.y - 0.1 * h.ry);
    cairo_curve_to(cr, h.x - h.rx, h.y + 0.55 * h.ry, h.x - 0.55 * h.rx, h.y + h.ry, h.x, h.y + h.ry);
    cairo_curve_to(cr, h.x + 0.55 * h.rx, h.y + h.ry, h.x + h.rx, h.y + 0.55 * h.ry, h.x + h.rx, h.y - 0.1 * h.ry);
    cairo_curve_to(cr, h.x + h.rx, h.y - 0.95 * h.ry, h.x - h.rx, h.y - 0.95 * h.ry, h.x - h.rx, h.y - 0.1 * h.ry);
    cairo_close_path(cr);
    fill_shaded(cr, h.skin, h.x, h.y, h.ry, 0.74);
    const double eye_y = h.y + rng.between(-0.04, 0.02) * h.ry, apart = rng.between(0.4, 0.46) * h.rx;
    for (const double side : {-1.0, 1.0}) {
        const double ex = h.x + side * apart;
        ellipse(cr, ex, eye_y, 0.17 * h.rx, 0.055 * h.ry);
        cairo_set_source_rgb(cr, 0.95, 0.94, 0.92);
        cairo_fill(cr);
        ellipse(cr, ex, eye_y, 0.075 * h.rx, 0.057 * h.ry);
        cairo_set_source_rgb(cr, 0.13, 0.09, 0.07);
        cairo_fill(cr);
        cairo_set_source_rgba(cr, 0.12, 0.08, 0.07, 0.9);
        cairo_set_line_width(cr, 0.028 * h.ry);
        cairo_move_to(cr, ex - 0.19 * h.rx, eye_y + 0.01 * h.ry);
        cairo_curve_to(cr, ex - 0.08 * h.rx, eye_y - 0.075 * h.ry, ex + 0.08 * h.rx, eye_y - 0.075 * h.ry,
                       ex + 0.19 * h.rx, eye_y);
        cairo_stroke(cr);
        cairo_set_source_rgba(cr, h.hair.r, h.hair.g, h.hair.b, 0.85);
        cairo_set_line_width(cr, (h.woman ? 0.035 : 0.055) * h.ry);
        cairo_move_to(cr, ex - 0.24 * h.rx, eye_y - 0.14 * h.ry);
        cairo_curve_to(cr, ex - 0.1 * h.rx, eye_y - 0.21 * h.ry, ex + 0.1 * h.rx, eye_y - 0.21 * h.ry, ex + 0.24 * h.rx,
                       eye_y - 0.14 * h.ry);
        cairo_stroke(cr);
    }
    cairo_set_source_rgba(cr, h.skin.r * 0.62, h.skin.g * 0.55, h.skin.b * 0.5, 0.55);
    cairo_set_line_width(cr, 0.025 * h.ry);
    cairo_move_to(cr, h.x + 0.07 * h.rx, eye_y + 0.02 * h.ry);
    cairo_curve_to(cr, h.x + 0.1 * h.rx, h.y + 0.2 * h.ry, h.x + 0.2 * h.rx, h.y + 0.33 * h.ry, h.x + 0.02 * h.rx,
                   h.y + 0.36 * h.ry);
    cairo_curve_to(cr, h.x - 0.05 * h.rx, h.y + 0.37 * h.ry, h.x - 0.13 * h.rx, h.y + 0.36 * h.ry, h.x - 0.14 * h.rx,
                   h.y + 0.31 * h.ry);
    cairo_stroke(cr);
    const double mouth = h.y + 0.58 * h.ry, half = rng.between(0.25, 0.32) * h.rx;
    cairo_move_to(cr, h.x - half, mouth);
    cairo_curve_to(cr, h.x - 0.4 * half, mouth - 0.06 * h.ry, h.x + 0.4 * half, mouth - 0.06 * h.ry, h.x + half, mouth);
    cairo_curve_to(cr, h.x + 0.4 * half, mouth + 0.09 * h.ry, h.x - 0.4 * half, mouth + 0.09 * h.ry, h.x - half, mouth);
    cairo_set_source_rgb(cr, h.woman ? 0.72 : 0.66, h.woman ? 0.32 : 0.4, 0.37);
    cairo_fill(cr);
}

/// Long hair falls behind the shoulders, a bob ends at the chin, or it is tied back and hardly seen.
void hair_behind(cairo_t* cr, const Head& h, Rng& rng) {
    const double style = rng.unit(), low = style < 0.35 ? 1.75 : style < 0.65 ? 0.78 : 0.15;
    const double wide = style < 0.65 ? rng.between(1.14, 1.22) : 1.05, lean = rng.between(-0.06, 0.06);
    cairo_move_to(cr, h.x - wide * h.rx, h.y - 0.2 * h.ry);
    cairo_curve_to(cr, h.x - 1.28 * h.rx, h.y - 1.32 * h.ry, h.x + 1.28 * h.rx, h.y - 1.32 * h.ry, h.x + wide * h.rx,
                   h.y - 0.2 * h.ry);
    cairo_curve_to(cr, h.x + (wide + 0.12) * h.rx, h.y + 0.4 * low * h.ry, h.x + (wide + lean) * h.rx,
                   h.y + 0.8 * low * h.ry, h.x + 0.82 * h.rx, h.y + low * h.ry);
    cairo_line_to(cr, h.x - 0.82 * h.rx, h.y + low * h.ry);
    cairo_curve_to(cr, h.x - (wide - lean) * h.rx, h.y + 0.8 * low * h.ry, h.x - (wide + 0.12) * h.rx,
                   h.y + 0.4 * low * h.ry, h.x - wide * h.rx, h.y - 0.2 * h.ry);
    cairo_close_path(cr);
    fill_shaded(cr, h.hair, h.x, h.y, 1.5 * h.ry, 0.6);
}

void hair_over(cairo_t* cr, const Head& h, Rng& rng) {
    const double low = h.woman ? -0.1 : -0.32, line = rng.between(-0.55, -0.42);
    cairo_move_to(cr, h.x - 1.04 * h.rx, h.y + low * h.ry);
    cairo_curve_to(cr, h.x - 1.3 * h.rx, h.y - 1.25 * h.ry, h.x + 1.3 * h.rx, h.y - 1.25 * h.ry, h.x + 1.04 * h.rx,
                   h.y + low * h.ry);
    cairo_curve_to(cr, h.x + 0.9 * h.rx, h.y + (line - 0.05) * h.ry, h.x + 0.3 * h.rx, h.y + (line - 0.1) * h.ry,
                   h.x + rng.between(-0.3, 0.3) * h.rx, h.y + line * h.ry);
    cairo_curve_to(cr, h.x - 0.5 * h.rx, h.y + (line - 0.05) * h.ry, h.x - 0.9 * h.rx, h.y + line * h.ry,
                   h.x - 1.04 * h.rx, h.y + low * h.ry);
    cairo_close_path(cr);
    fill_shaded(cr, h.hair, h.x - 0.2 * h.rx, h.y - h.ry, 1.2 * h.ry, 0.55);
    // A few strands catch the light.
    cairo_set_line_width(cr, 0.012 * h.ry);
    for (int i = 0; i < 14; ++i) {
        const double from = rng.between(-0.8, 0.8), to = from * rng.between(0.7, 1.1);
        cairo_set_source_rgba(cr, h.hair.r + 0.22, h.hair.g + 0.2, h.hair.b + 0.18, 0.35);
        cairo_move_to(cr, h.x + from * 0.8 * h.rx, h.y - rng.between(0.86, 0.98) * h.ry);
        cairo_curve_to(cr, h.x + from * h.rx, h.y - 0.8 * h.ry, h.x + to * h.rx, h.y - 0.7 * h.ry, h.x + to * h.rx,
                       h.y + (line - 0.08) * h.ry);
        cairo_stroke(cr);
    }
}

/// A camera's softness and grain take the vector look away.
void photographed(Sprite& s, Rng& rng) {
    cv::Mat rgba(s.height, s.width, CV_8UC4, s.rgba.data());
    cv::GaussianBlur(rgba, rgba, {}, std::max(0.5, s.width / 260.0));
    const cv::Mat grain = noise_tile(rng, 0.6), broad = noise_tile(rng, 8);
    for (int y = 0; y < s.height; ++y) {
        std::uint8_t* p = rgba.ptr<std::uint8_t>(y);
        for (int x = 0; x < s.width; ++x, p += 4) {
            const int add =
                grain.at<std::int16_t>(y % 512, x % 512) / 28 + broad.at<std::int16_t>(y % 512, x % 512) / 32;
            for (int c = 0; c < 3; ++c) p[c] = static_cast<std::uint8_t>(std::clamp(p[c] + add, 0, 255));
            p[3] = 255;
        }
    }
}

}  // namespace

Sprite portrait(int width, int height, Rng& rng, std::string_view sex) {
    Canvas canvas(width, height);
    cairo_t* cr = canvas.cairo();
    const double W = width, H = height;
    static constexpr std::array<Rgb, 4> kGrounds{
        {{0.27, 0.55, 0.83}, {0.95, 0.96, 0.97}, {0.78, 0.13, 0.15}, {0.72, 0.84, 0.93}}};
    const Rgb ground = kGrounds[rng.next() % kGrounds.size()];
    cairo_rectangle(cr, 0, 0, W, H);
    fill_shaded(cr, ground, W / 2, 0.4 * H, H, 0.9);
    const double tan = rng.between(-0.06, 0.05), age = rng.between(0, 0.25);
    const Head h{W * rng.between(0.48, 0.52),
                 H * rng.between(0.42, 0.45),
                 W * rng.between(0.215, 0.245),
                 H * rng.between(0.225, 0.245),
                 rng.chance(0.45) ? sex != "男" : sex == "女",
                 {0.90 + tan, 0.74 + tan, 0.62 + tan},
                 {0.1 + age, 0.08 + age, 0.07 + age}};
    if (h.woman) hair_behind(cr, h, rng);
    cairo_rectangle(cr, h.x - 0.42 * h.rx, h.y + 0.6 * h.ry, 0.84 * h.rx, 0.85 * h.ry);
    fill_shaded(cr, {h.skin.r * 0.9, h.skin.g * 0.86, h.skin.b * 0.84}, h.x, h.y + h.ry, h.ry, 0.75);
    clothes(cr, h, W, H, rng);
    face(cr, h, rng);
    hair_over(cr, h, rng);
    Sprite s = canvas.take();
    photographed(s, rng);
    s.text = quad_of(Rect{0, 0, W, H});
    return s;
}

Sprite emblem(double diameter, Rng& rng) {
    Canvas canvas(diameter, diameter);
    cairo_t* cr = canvas.cairo();
    const double r = diameter / 2;
    const Rgb red{0.78, 0.1, 0.12}, gold{0.93, 0.75, 0.25 + rng.between(-0.05, 0.05)};
    cairo_translate(cr, r, r);
    const int teeth = 24;
    for (int i = 0; i < 2 * teeth; ++i) {
        const double a = i * kPi / teeth, radius = i % 2 == 0 ? 0.97 * r : 0.9 * r;
        cairo_line_to(cr, radius * std::sin(a), -radius * std::cos(a));
    }
    cairo_close_path(cr);
    cairo_set_source_rgb(cr, gold.r, gold.g, gold.b);
    cairo_fill(cr);
    cairo_arc(cr, 0, 0, 0.78 * r, 0, 2 * kPi);
    cairo_set_source_rgb(cr, red.r, red.g, red.b);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, gold.r, gold.g, gold.b);
    const auto star = [&](double x, double y, double size) {
        for (int i = 0; i < 10; ++i) {
            const double rr = i % 2 == 0 ? size : 0.4 * size, a = -kPi / 2 + i * kPi / 5;
            cairo_line_to(cr, x + rr * std::cos(a), y + rr * std::sin(a));
        }
        cairo_close_path(cr);
        cairo_fill(cr);
    };
    star(0, -0.38 * r, 0.2 * r);
    for (int i = 0; i < 4; ++i) star((-0.42 + 0.28 * i) * r, -0.06 * r - (i == 1 || i == 2 ? 0.1 * r : 0), 0.09 * r);
    cairo_rectangle(cr, -0.42 * r, 0.14 * r, 0.84 * r, 0.12 * r);
    cairo_rectangle(cr, -0.5 * r, 0.3 * r, 1.0 * r, 0.1 * r);
    for (int i = 0; i < 5; ++i) cairo_rectangle(cr, (-0.38 + 0.17 * i) * r, 0.14 * r, 0.06 * r, 0.3 * r);
    cairo_fill(cr);
    Sprite s = canvas.take();
    s.text = quad_of(Rect{0, 0, diameter, diameter});
    return s;
}

}  // namespace mangping::synthetic
