#include "tests/support/textlines/draw.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::textlines {
namespace {

using synthetic::Rng;

/// A cairo surface that is a cv::Mat.
struct Canvas {
    cv::Mat pixels;
    cairo_surface_t* surface;
    cairo_t* cr;
    explicit Canvas(cv::Size size) {
        const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, size.width);
        pixels = cv::Mat(size.height, stride, CV_8U, cv::Scalar(0));
        surface = cairo_image_surface_create_for_data(pixels.data, CAIRO_FORMAT_A8, size.width, size.height, stride);
        cr = cairo_create(surface);
        cairo_set_source_rgba(cr, 0, 0, 0, 1);
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_set_font_options(cr, options);
        cairo_font_options_destroy(options);
    }
    ~Canvas() {
        cairo_destroy(cr);
        cairo_surface_destroy(surface);
    }
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;
    [[nodiscard]] cv::Mat taken(int width) const {
        cairo_surface_flush(surface);
        return pixels.colRange(0, width).clone();
    }
};

struct Placed {
    const Face* face;
    cairo_glyph_t glyph;
    cairo_matrix_t matrix;
    LineGlyph truth;
};

bool latin_letter(char32_t c) { return c < 0x250 && c != 0xB7; }

/// Signs of Han text are mostly set in their wide forms.
char32_t as_set(char32_t c, bool han_before, Rng& rng) {
    const bool letter_or_digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const double wide = letter_or_digit ? 0.01 : han_before && c != '-' && c != '.' && c != '/' ? 0.6 : 0.02;
    return c > ' ' && c < 0x7F && rng.chance(wide) ? c + 0xFEE0 : c;
}

class Setter {
public:
    Setter(const Faces& faces, const Face& han, const Face& latin, const Setting& setting, Rng& rng)
        : faces_(faces), han_(han), latin_(latin), s_(setting), rng_(rng), phase_(rng.between(0, 6.28)) {}

    /// The glyphs up to limit_px.
    std::vector<Placed> place(const std::u32string& text, cv::Point2d at, double limit_px, double& end_px, bool& full) {
        std::vector<Placed> out;
        bool han_before = true, space_before = false;
        for (const char32_t c : text) {
            if (c == ' ') {
                space_before = true;
                at.x += s_.em_px * 0.3;
                continue;
            }
            const char32_t set = c > 0x7E ? c : as_set(c, han_before, rng_);
            han_before = !latin_letter(set);
            const Face* face = faces_.with(set, han_before ? han_ : latin_);
            if (face == nullptr) continue;
            Placed p = one(*face, set, at);
            if (p.truth.right > limit_px) {
                full = true;
                break;
            }
            at.x += advance_ * s_.x_stretch + s_.spacing * s_.em_px + s_.hand * s_.em_px * rng_.between(-0.04, 0.08);
            p.truth.c = plain_form(c);
            p.truth.set = set;
            p.truth.space_before = space_before;
            space_before = false;
            out.push_back(p);
        }
        end_px = at.x;
        return out;
    }

private:
    Placed one(const Face& face, char32_t c, cv::Point2d at) {
        Placed p{&face, {}, {}, {}};
        const double h = s_.hand, size = s_.em_px * (1 + h * rng_.between(-0.1, 0.1));
        cairo_matrix_init(&p.matrix, size * s_.x_stretch, h * size * rng_.between(-0.06, 0.02),
                          -size * (s_.slant + h * rng_.between(-0.05, 0.18)), size, 0, 0);
        cairo_matrix_t identity;
        cairo_matrix_init_identity(&identity);
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_scaled_font_t* font = cairo_scaled_font_create(face.cairo, &p.matrix, &identity, options);
        cairo_font_options_destroy(options);
        const double wave = s_.wave * s_.em_px * std::sin(at.x / s_.em_px * 0.7 + phase_);
        p.glyph.index = FT_Get_Char_Index(face.ft, c);
        p.glyph.x = at.x;
        p.glyph.y = at.y + s_.baseline_slope * at.x + wave + 0.36 * s_.em_px + h * s_.em_px * rng_.between(-0.06, 0.06);
        cairo_text_extents_t extents;
        cairo_scaled_font_glyph_extents(font, &p.glyph, 1, &extents);
        cairo_scaled_font_destroy(font);
        advance_ = extents.x_advance / s_.x_stretch;
        p.truth.left = static_cast<float>(at.x + extents.x_bearing);
        p.truth.right = static_cast<float>(at.x + extents.x_bearing + extents.width);
        return p;
    }

    const Faces& faces_;
    const Face &han_, &latin_;
    const Setting& s_;
    Rng& rng_;
    double phase_, advance_ = 0;
};

/// The outline bent by a slow wave, as a hand bends strokes.
void fill_bent(cairo_t* cr, const Placed& p, double em, Rng& rng) {
    cairo_new_path(cr);
    cairo_glyph_path(cr, &p.glyph, 1);
    cairo_path_t* path = cairo_copy_path(cr);
    const double phase = rng.between(0, 6.28), wave = rng.between(0.015, 0.045) * em;
    for (int i = 0; i < path->num_data; i += path->data[i].header.length)
        for (int k = 1; k < path->data[i].header.length; ++k) {
            auto& point = path->data[i + k].point;
            const double u = point.x / em * 3.1 + phase, v = point.y / em * 2.7 + 1.3 * phase;
            point.x += wave * std::sin(v);
            point.y += wave * std::sin(u);
        }
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
    cairo_fill(cr);
}

}  // namespace

Ink set_line(const Faces& faces, const Face& han, const Face& latin, const std::u32string& text, const Setting& setting,
             cv::Size2d size_px, cv::Point2d at_px, Rng& rng) {
    Ink out;
    double end = 0;
    Setter setter(faces, han, latin, setting, rng);
    const std::vector<Placed> placed =
        setter.place(text, at_px, size_px.width > 0 ? size_px.width : 1e9, end, out.full);
    const int width = static_cast<int>(std::ceil(size_px.width > 0 ? size_px.width : end + at_px.x));
    Canvas canvas({std::max(8, width), static_cast<int>(std::ceil(size_px.height))});
    const Face* current = nullptr;
    for (const Placed& p : placed) {
        if (p.face != current) cairo_set_font_face(canvas.cr, p.face->cairo);
        current = p.face;
        cairo_set_font_matrix(canvas.cr, &p.matrix);
        if (setting.hand > 0)
            fill_bent(canvas.cr, p, setting.em_px, rng);
        else
            cairo_show_glyphs(canvas.cr, &p.glyph, 1);
        if (setting.double_struck) {
            const cairo_glyph_t again{p.glyph.index, p.glyph.x + setting.em_px * 0.025, p.glyph.y};
            cairo_show_glyphs(canvas.cr, &again, 1);
        }
        out.glyphs.push_back(p.truth);
    }
    out.cover = canvas.taken(std::max(8, width));
    return out;
}

void stamp(cv::Mat& cover, const Face& face, const std::u32string& letters, cv::Point2d centre, double radius,
           Rng& rng) {
    Canvas canvas(cover.size());
    cairo_t* cr = canvas.cr;
    cairo_set_line_width(cr, radius * rng.between(0.04, 0.08));
    cairo_arc(cr, centre.x, centre.y, radius, 0, 6.2832);
    cairo_stroke(cr);
    for (int i = 0; i < 10; ++i) {
        const double r = radius * (i % 2 == 0 ? 0.3 : 0.115), a = i * 0.6283 - 1.5708;
        cairo_line_to(cr, centre.x + r * std::cos(a), centre.y + r * std::sin(a));
    }
    cairo_fill(cr);
    cairo_set_font_face(cr, face.cairo);
    const double size = radius * rng.between(0.22, 0.32), turn = rng.between(-0.4, 0.4);
    cairo_set_font_size(cr, size);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const double a = turn + (static_cast<double>(i) - static_cast<double>(letters.size() - 1) / 2) * 0.36;
        cairo_save(cr);
        cairo_translate(cr, centre.x, centre.y);
        cairo_rotate(cr, a);
        const cairo_glyph_t glyph{FT_Get_Char_Index(face.ft, letters[i]), -size / 2, -radius * 0.62};
        cairo_show_glyphs(cr, &glyph, 1);
        cairo_restore(cr);
    }
    cv::max(cover, canvas.taken(cover.cols), cover);
}

}  // namespace mangping::textlines
