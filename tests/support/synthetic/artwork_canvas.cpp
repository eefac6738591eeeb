#include "tests/support/synthetic/artwork_canvas.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/support/synthetic/degrade_optics.hpp"

namespace mangping::synthetic {

Rgb ink_of(InkColour colour, Rng& rng) {
    const double d = rng.between(-0.05, 0.05);
    switch (colour) {
        case InkColour::red:
            return {0.82 + d, 0.12 + 0.5 * d, 0.14 - 0.5 * d};
        case InkColour::blue:
            return {0.12, 0.2 + d, 0.58 + d};
        case InkColour::grey:
            return {0.42 + d, 0.42 + d, 0.43 + d};
        case InkColour::violet:
            return {0.42 + d, 0.2, 0.55 + d};
        case InkColour::black:
            return {0.1, 0.1, 0.12};
    }
    return {};
}

Canvas::Canvas(double width, double height)
    : width_(std::max(1, static_cast<int>(std::ceil(width)))),
      height_(std::max(1, static_cast<int>(std::ceil(height)))),
      surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_, height_)),
      cr_(cairo_create(surface_)) {}

Canvas::~Canvas() {
    cairo_destroy(cr_);
    cairo_surface_destroy(surface_);
}

Sprite Canvas::take() {
    cairo_surface_flush(surface_);
    Sprite s;
    s.width = width_;
    s.height = height_;
    s.rgba.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4);
    const unsigned char* data = cairo_image_surface_get_data(surface_);
    const int stride = cairo_image_surface_get_stride(surface_);
    std::uint8_t* to = s.rgba.data();
    for (int y = 0; y < height_; ++y) {
        const unsigned char* p = data + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < width_; ++x, p += 4, to += 4) {
            const int a = p[3];
            for (int c = 0; c < 3; ++c)
                to[c] = a == 0 ? 0 : static_cast<std::uint8_t>(std::min(255, (p[2 - c] * 255 + a / 2) / a));
            to[3] = static_cast<std::uint8_t>(a);
        }
    }
    return s;
}

Rect text_path(cairo_t* cr, const std::string& text, const Face& face, double em) {
    PangoLayout* layout = pango_cairo_create_layout(cr);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
    cairo_font_options_destroy(options);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, face.family);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(face.weight));
    pango_font_description_set_absolute_size(font, em * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, text.c_str(), static_cast<int>(text.size()));
    pango_cairo_update_layout(cr, layout);
    cairo_new_path(cr);
    cairo_move_to(cr, 0, 0);
    pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    cairo_path_extents(cr, &x0, &y0, &x1, &y1);
    pango_font_description_free(font);
    g_object_unref(layout);
    return {x0, y0, x1 - x0, y1 - y0};
}

Quad to_device(cairo_t* cr, const Rect& user) {
    Quad q = quad_of(user);
    for (Point& p : q.at) cairo_user_to_device(cr, &p.x, &p.y);
    return q;
}

void bend_path(cairo_t* cr, const std::function<Point(Point)>& f) {
    cairo_path_t* path = cairo_copy_path_flat(cr);
    cairo_new_path(cr);
    Point last{};
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t* d = path->data + i;
        if (d->header.type == CAIRO_PATH_CLOSE_PATH) {
            cairo_close_path(cr);
            continue;
        }
        const Point p{d[1].point.x, d[1].point.y};
        if (d->header.type == CAIRO_PATH_MOVE_TO) {
            const Point q = f(p);
            cairo_move_to(cr, q.x, q.y);
        } else {
            // Long straight strokes must bend as well.
            const double length = std::hypot(p.x - last.x, p.y - last.y);
            const int steps = std::clamp(static_cast<int>(length / 2), 1, 64);
            for (int s = 1; s <= steps; ++s) {
                const double t = static_cast<double>(s) / steps;
                const Point q = f({last.x + (p.x - last.x) * t, last.y + (p.y - last.y) * t});
                cairo_line_to(cr, q.x, q.y);
            }
        }
        last = p;
    }
    cairo_path_destroy(path);
}

void wear_ink(Sprite& sprite, double wear, Rng& rng) {
    const cv::Mat fine = noise_tile(rng, 1), patch = noise_tile(rng, 9), broad = noise_tile(rng, 40);
    const double slope_x = rng.between(-1, 1), slope_y = rng.between(-1, 1);
    std::uint8_t* p = sprite.rgba.data();
    for (int y = 0; y < sprite.height; ++y)
        for (int x = 0; x < sprite.width; ++x, p += 4) {
            if (p[3] == 0) continue;
            const int tx = x % 512, ty = y % 512;
            const double f = fine.at<std::int16_t>(ty, tx) / 64.0, m = patch.at<std::int16_t>(ty, tx) / 64.0,
                         b = broad.at<std::int16_t>(ty, tx) / 64.0;
            const double pressure = slope_x * (static_cast<double>(x) / sprite.width - 0.5) +
                                    slope_y * (static_cast<double>(y) / sprite.height - 0.5);
            double keep = 0.95 - 0.12 * wear + wear * (0.35 * pressure + 0.16 * b + 0.14 * m);
            // Pin-holes where the pad was dry.
            const double hole = f + 0.9 * m - (2.9 - 1.7 * wear);
            if (hole > 0) keep -= std::min(0.9, hole * 0.8);
            keep += 0.05 * f;
            p[3] = static_cast<std::uint8_t>(p[3] * std::clamp(keep, 0.04, 1.0));
        }
}

void soften_ink(Sprite& sprite, double sigma) {
    if (sigma <= 0) return;
    cv::Mat rgba(sprite.height, sprite.width, CV_8UC4, sprite.rgba.data()), alpha;
    cv::extractChannel(rgba, alpha, 3);
    // Colour has to reach where the edge spreads to: one ink, one colour.
    std::uint8_t ink[3] = {0, 0, 0};
    for (std::size_t i = 0; i < sprite.rgba.size(); i += 4)
        if (sprite.rgba[i + 3] > 200) {
            std::copy_n(sprite.rgba.data() + i, 3, ink);
            break;
        }
    cv::GaussianBlur(alpha, alpha, {}, sigma);
    for (int y = 0; y < sprite.height; ++y)
        for (int x = 0; x < sprite.width; ++x) {
            std::uint8_t* p = rgba.ptr<std::uint8_t>(y) + static_cast<std::ptrdiff_t>(4) * x;
            if (p[3] == 0) std::copy_n(ink, 3, p);
            p[3] = alpha.at<std::uint8_t>(y, x);
        }
}

Sprite trimmed(const Sprite& s) {
    int x0 = s.width, y0 = s.height, x1 = -1, y1 = -1;
    for (int y = 0; y < s.height; ++y)
        for (int x = 0; x < s.width; ++x)
            if (s.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(s.width) + static_cast<std::size_t>(x)) *
                           4 +
                       3] > 0) {
                x0 = std::min(x0, x);
                x1 = std::max(x1, x);
                y0 = std::min(y0, y);
                y1 = std::max(y1, y);
            }
    if (x1 < 0) return s;
    Sprite out = placed(s, {-static_cast<double>(x0), -static_cast<double>(y0)});
    out.width = x1 - x0 + 1;
    out.height = y1 - y0 + 1;
    out.rgba.clear();
    for (int y = y0; y <= y1; ++y) {
        const auto row = s.rgba.begin() + (static_cast<std::ptrdiff_t>(y) * s.width + x0) * 4;
        out.rgba.insert(out.rgba.end(), row, row + static_cast<std::ptrdiff_t>(4) * out.width);
    }
    return out;
}

Quad quad_around(const std::vector<Quad>& quads) {
    if (quads.empty()) return {};
    Rect r = bounding(quads[0]);
    for (const Quad& q : quads) r = bounding(r, bounding(q));
    return quad_of(r);
}

}  // namespace mangping::synthetic
