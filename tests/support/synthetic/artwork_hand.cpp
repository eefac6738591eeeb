// Handwriting from fonts: each glyph's outline is thinned by its light weight, then sheared, turned, scaled and bent by
// smooth random waves of its own; neighbouring glyphs overlap and are joined by a hair stroke now and then. The quads
// are the boxes of what was drawn, not of the font.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/synthetic/artwork_canvas.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::synthetic {
namespace {

/// By the first byte of UTF-8: U+0600 to U+06FF begin with D8 to DB, ASCII stands for itself.
bool arabic(const std::string& c) {
    const auto first = static_cast<unsigned char>(c[0]);
    return first >= 0xD8 && first <= 0xDB;
}
bool latin(const std::string& c) { return static_cast<unsigned char>(c[0]) < 0x80; }

/// One writer: slant, size and restlessness stay the same within a piece of writing.
struct Writer {
    Face face;
    double slant, tightness, unrest, pen;
    static Writer draw(Rng& rng) {
        static constexpr Face kFaces[] = {{"LXGW WenKai", 300}, {"AR PL KaitiM GB", 400}, {"AR PL UKai CN", 400}};
        return {kFaces[rng.next() % 3], rng.between(-0.08, 0.26), rng.between(0.76, 0.94), rng.between(0.5, 1.2),
                rng.between(0.022, 0.05)};
    }
};

/// A smooth displacement field for one glyph.
struct Wobble {
    double a[4], f[4], p[4];
    static Wobble draw(Rng& rng, double amount) {
        Wobble w{};
        for (int i = 0; i < 4; ++i) {
            w.a[i] = amount * rng.between(0.3, 1.0);
            w.f[i] = rng.between(1.2, 3.4);
            w.p[i] = rng.between(0, 6.28);
        }
        return w;
    }
    [[nodiscard]] Point operator()(Point q, double em) const {
        const double x = q.x / em, y = q.y / em;
        return {q.x + em * (a[0] * std::sin(f[0] * y * 3 + p[0]) + 0.5 * a[1] * std::sin(f[1] * x * 4 + p[1])),
                q.y + em * (a[2] * std::sin(f[2] * x * 3 + p[2]) + 0.5 * a[3] * std::sin(f[3] * y * 4 + p[3]))};
    }
};

struct Written {
    Rect ink;
    double advance = 0;
};

/// Writes one glyph or word with its pen at (x, y) on the baseline.
Written write(cairo_t* cr, const std::string& text, const Writer& w, double em, Point pen, Rng& rng) {
    const bool script = arabic(text);
    const Face face = script ? Face{rng.chance(0.5) ? "UKIJ Qolyazma" : "UKIJ Qolyazma Tez", 400} : w.face;
    const Rect flat = text_path(cr, text, face, em);
    const double turn = rng.between(-0.07, 0.07) * w.unrest, grow = 1 + rng.between(-0.14, 0.14) * w.unrest;
    const double wide = 1 + rng.between(-0.1, 0.12) * w.unrest, lift = em * rng.between(-0.06, 0.06) * w.unrest;
    const Wobble wobble = Wobble::draw(rng, 0.026 * w.unrest);
    const double c = std::cos(turn), s = std::sin(turn), middle_x = flat.x + flat.w / 2, middle_y = flat.y + flat.h / 2;
    bend_path(cr, [&](Point p) {
        p = wobble(p, em);
        const double x = (p.x - middle_x) * wide * grow, y = (p.y - middle_y) * grow;
        const double sheared = x - w.slant * y;
        return Point{pen.x + middle_x + c * sheared - s * y, pen.y + lift + middle_y + s * sheared + c * y};
    });
    // The pen's width goes round the thinned outline.
    cairo_set_line_width(cr, em * w.pen);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    cairo_stroke_extents(cr, &x0, &y0, &x1, &y1);
    cairo_fill_preserve(cr);
    cairo_stroke(cr);
    const double advance = latin(text) ? flat.w + 0.12 * em : script ? flat.w + 0.25 * em : em * w.tightness * grow;
    return {{x0, y0, x1 - x0, y1 - y0}, advance};
}

void hair_stroke(cairo_t* cr, const Rect& from, const Rect& to, double em, Rng& rng) {
    const Point a{from.right() - 0.12 * em, from.bottom() - rng.between(0.05, 0.3) * em};
    const Point b{to.x + rng.between(0.05, 0.2) * em, to.y + rng.between(0.15, 0.5) * em};
    cairo_set_line_width(cr, em * 0.022);
    cairo_move_to(cr, a.x, a.y);
    cairo_curve_to(cr, a.x + 0.2 * em, a.y + 0.1 * em, b.x - 0.25 * em, b.y + 0.25 * em, b.x, b.y);
    cairo_stroke(cr);
}

/// Han by characters, joined scripts and Latin by words.
std::vector<std::string> units_of(const std::string& text) {
    std::vector<std::string> out;
    for (const std::string& c : characters(text)) {
        const bool joins = (arabic(c) || latin(c)) && c != " ";
        const bool joined = !out.empty() && (arabic(out.back()) || latin(out.back())) && out.back() != " ";
        if (joins && joined)
            out.back() += c;
        else
            out.push_back(c);
    }
    return out;
}

/// Smallest sprite that holds all ink, quads moved along.
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

Sprite written(const std::string& text, double em, double width, InkColour colour, const Writer& writer, bool joined,
               Rng& rng) {
    const std::vector<std::string> units = units_of(text);
    const double line = 1.45 * em, room = width > 0 ? width : 1e9;
    const std::size_t length = characters(text).size();
    const double most = std::min(room, em * (static_cast<double>(length) + 1)) + 2 * em;
    const double rows = width > 0 ? std::ceil(em * static_cast<double>(length) * 1.1 / width) + 1 : 1;
    Canvas canvas(most, line * rows + 1.2 * em);
    cairo_t* cr = canvas.cairo();
    const Rgb ink = ink_of(colour, rng);
    cairo_set_source_rgb(cr, ink.r, ink.g, ink.b);
    const bool right_to_left = !units.empty() && arabic(units[0]);
    std::vector<Quad> glyphs, row_quads, row;
    Point pen{em * 0.7, 1.3 * em};
    const double rise = rng.between(-0.05, 0.02);
    if (right_to_left) pen.x = most - 0.5 * em;
    Rect last;
    for (const std::string& unit : units) {
        if (unit == " " || unit == "　") {
            pen.x += right_to_left ? -0.3 * em : 0.35 * em;
            continue;
        }
        if (right_to_left) pen.x -= text_path(cr, unit, {"UKIJ Qolyazma", 400}, em).w + 0.2 * em;
        if (!right_to_left && pen.x > room - 0.2 * em && !row.empty()) {
            row_quads.push_back(quad_around(row));
            row.clear();
            pen = {em * 0.7, pen.y + line};
            last = {};
        }
        const Written done = write(cr, unit, writer, em, {pen.x, pen.y + rise * (pen.x - 0.7 * em)}, rng);
        if (joined && !last.empty() && rng.chance(0.45)) hair_stroke(cr, last, done.ink, em, rng);
        last = done.ink;
        row.push_back(quad_of(done.ink));
        glyphs.push_back(row.back());
        if (!right_to_left) pen.x += done.advance;
    }
    if (!row.empty()) row_quads.push_back(quad_around(row));
    Sprite s = canvas.take();
    s.text = quad_around(glyphs);
    s.glyphs = std::move(glyphs);
    s.rows = std::move(row_quads);
    soften_ink(s, em / 110);
    wear_ink(s, 0.12, rng);
    return trimmed(s);
}

}  // namespace

Sprite signature(const std::string& text, double size, InkColour colour, Rng& rng) {
    Writer writer = Writer::draw(rng);
    writer.unrest *= 1.35;
    writer.tightness *= 0.94;
    return written(text, size, 0, colour, writer, true, rng);
}

Sprite handwriting(const std::string& text, double size, double width, InkColour colour, Rng& rng) {
    Writer writer = Writer::draw(rng);
    writer.unrest *= 0.7;
    return written(text, size, width, colour, writer, false, rng);
}

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
