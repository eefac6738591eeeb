// Handwriting. A Han character is written along the centre lines of a font's glyph with a pen of varying pressure;
// each character is sheared, turned, scaled and bent by smooth random waves of its own, neighbouring strokes are run
// together now and then, neighbouring characters overlap. Joined scripts and Latin bend a cursive font's outlines in
// the same way. The quads are the boxes of what was drawn, not of the font.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

#include "tests/support/synthetic/artwork_canvas.hpp"
#include "tests/support/synthetic/artwork_strokes.hpp"
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
    double slant, tightness, unrest;
    double pen;      // width as a share of em
    double running;  // how often strokes run together
    static Writer draw(Rng& rng) {
        static constexpr Face kFaces[] = {{"LXGW WenKai", 300}, {"AR PL KaitiM GB", 400}, {"AR PL UKai CN", 400}};
        return {kFaces[rng.next() % 3], rng.between(-0.08, 0.28), rng.between(0.76, 0.94),
                rng.between(0.5, 1.2),  rng.between(0.03, 0.062), rng.between(0.15, 0.5)};
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

/// Grows with every dab of the pen.
struct InkBox {
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    void add(Point p, double radius) {
        x0 = std::min(x0, p.x - radius);
        y0 = std::min(y0, p.y - radius);
        x1 = std::max(x1, p.x + radius);
        y1 = std::max(y1, p.y + radius);
    }
    [[nodiscard]] Rect rect() const { return x1 > x0 ? Rect{x0, y0, x1 - x0, y1 - y0} : Rect{}; }
};

/// How a writer distorts this one character.
class Manner {
public:
    Manner(const Writer& w, double em, Point pen, Point middle, Rng& rng)
        : em_(em), pen_(pen), middle_(middle), slant_(w.slant), wobble_(Wobble::draw(rng, 0.03 * w.unrest)) {
        const double turn = rng.between(-0.07, 0.07) * w.unrest;
        c_ = std::cos(turn);
        s_ = std::sin(turn);
        grow_ = 1 + rng.between(-0.14, 0.14) * w.unrest;
        wide_ = 1 + rng.between(-0.1, 0.12) * w.unrest;
        lift_ = em * rng.between(-0.06, 0.06) * w.unrest;
    }
    [[nodiscard]] double grow() const { return grow_; }
    Point operator()(Point p) const {
        p = wobble_(p, em_);
        const double x = (p.x - middle_.x) * wide_ * grow_, y = (p.y - middle_.y) * grow_, sheared = x - slant_ * y;
        return {pen_.x + middle_.x + c_ * sheared - s_ * y, pen_.y + lift_ + middle_.y + s_ * sheared + c_ * y};
    }

private:
    double em_;
    Point pen_, middle_;
    double slant_, c_ = 1, s_ = 0, grow_ = 1, wide_ = 1, lift_ = 0;
    Wobble wobble_;
};

/// One stroke of the pen: pressed at the start, lifted at the end.
void draw_stroke(cairo_t* cr, const Stroke& s, double pen, Rng& rng, InkBox& box) {
    const double press = rng.between(0.85, 1.15), wave = rng.between(0, 6.28);
    const auto n = static_cast<double>(s.size());
    for (std::size_t i = 0; i + 1 < s.size(); ++i) {
        const double t = static_cast<double>(i) / std::max(1.0, n - 1);
        const double lifted = t > 0.8 ? 1 - 0.55 * (t - 0.8) / 0.2 : 1;
        const double width = pen * press * lifted * (0.92 + 0.16 * std::sin(5 * t + wave));
        cairo_set_line_width(cr, width);
        cairo_move_to(cr, s[i].x, s[i].y);
        cairo_line_to(cr, s[i + 1].x, s[i + 1].y);
        cairo_stroke(cr);
        box.add(s[i], width / 2);
        box.add(s[i + 1], width / 2);
    }
}

/// The pen does not quite leave the paper between two strokes.
void draw_link(cairo_t* cr, Point from, Point to, double pen, double em, Rng& rng, InkBox& box) {
    const Point bow{(from.x + to.x) / 2 + em * rng.between(-0.05, 0.05),
                    (from.y + to.y) / 2 + em * rng.between(-0.02, 0.07)};
    Stroke way;
    for (int i = 0; i <= 8; ++i) {
        const double t = i / 8.0;
        way.push_back({(1 - t) * (1 - t) * from.x + 2 * t * (1 - t) * bow.x + t * t * to.x,
                       (1 - t) * (1 - t) * from.y + 2 * t * (1 - t) * bow.y + t * t * to.y});
    }
    draw_stroke(cr, way, 0.42 * pen, rng, box);
}

Written write_han(cairo_t* cr, const std::string& text, const Writer& w, double em, Point pen, Rng& rng) {
    const Manner manner(w, em, pen, {0.5 * em, -0.38 * em}, rng);
    InkBox box;
    Stroke last;
    for (Stroke stroke : strokes_of(text, w.face)) {
        const Point nudge{em * 0.012 * rng.between(-1, 1) * w.unrest, em * 0.012 * rng.between(-1, 1) * w.unrest};
        for (Point& p : stroke) p = manner({p.x * em + nudge.x, p.y * em + nudge.y});
        if (!last.empty() && rng.chance(w.running)) {
            const double gap = std::hypot(stroke.front().x - last.back().x, stroke.front().y - last.back().y);
            if (gap < 0.42 * em) draw_link(cr, last.back(), stroke.front(), w.pen * em, em, rng, box);
        }
        draw_stroke(cr, stroke, w.pen * em, rng, box);
        last = std::move(stroke);
    }
    return {box.rect(), em * w.tightness * manner.grow()};
}

/// Writes one glyph or word with its pen at (x, y) on the baseline.
Written write(cairo_t* cr, const std::string& text, const Writer& w, double em, Point pen, Rng& rng) {
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    const bool script = arabic(text);
    if (!script && !latin(text)) return write_han(cr, text, w, em, pen, rng);
    const Face face = script ? Face{rng.chance(0.5) ? "UKIJ Qolyazma" : "UKIJ Qolyazma Tez", 400} : Face{"Z003", 500};
    const double size = script ? em : 1.1 * em;
    const Rect flat = text_path(cr, text, face, size);
    const Manner manner(w, em, pen, {flat.x + flat.w / 2, flat.y + flat.h / 2}, rng);
    bend_path(cr, manner);
    cairo_set_line_width(cr, em * 0.012);
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    cairo_stroke_extents(cr, &x0, &y0, &x1, &y1);
    cairo_fill_preserve(cr);
    cairo_stroke(cr);
    return {{x0, y0, x1 - x0, y1 - y0}, flat.w + (script ? 0.25 : 0.12) * em};
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
        static constexpr std::string_view kHanging = "，。、；：）”";
        const bool hangs = kHanging.find(unit) != std::string_view::npos;
        if (!right_to_left && !hangs && pen.x > room - 0.2 * em && !row.empty()) {
            row_quads.push_back(quad_around(row));
            row.clear();
            pen = {em * 0.7, pen.y + line};
            last = {};
        }
        const Written done = write(cr, unit, writer, em, {pen.x, pen.y + rise * (pen.x - 0.7 * em)}, rng);
        if (joined && !right_to_left && !last.empty() && !done.ink.empty() && rng.chance(0.4))
            hair_stroke(cr, last, done.ink, em, rng);
        last = done.ink;
        if (!done.ink.empty()) {
            row.push_back(quad_of(done.ink));
            glyphs.push_back(row.back());
        }
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
    writer.running *= 0.3;
    return written(text, size, width, colour, writer, false, rng);
}

}  // namespace mangping::synthetic
