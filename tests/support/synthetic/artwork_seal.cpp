// Seals. The usual unit seal is 38 to 45 mm across: a ring, the name from lower left over the top to lower right in
// narrow glyphs whose feet point to the centre, a five-pointed star, and below it a line (财务专用章) or a number.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/synthetic/artwork_canvas.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::synthetic {
namespace {

constexpr double kPi = std::numbers::pi;

void star(cairo_t* cr, double radius) {
    for (int i = 0; i < 10; ++i) {
        const double r = i % 2 == 0 ? radius : radius * 0.382, a = -kPi / 2 + i * kPi / 5;
        if (i == 0)
            cairo_move_to(cr, r * std::cos(a), r * std::sin(a));
        else
            cairo_line_to(cr, r * std::cos(a), r * std::sin(a));
    }
    cairo_close_path(cr);
    cairo_fill(cr);
}

/// A glyph in a cell w x h around the origin, filled; the quad of its ink in device space.
Quad cell_glyph(cairo_t* cr, const std::string& glyph, const Face& face, double w, double h) {
    cairo_save(cr);
    cairo_scale(cr, w / h, 1);
    // The em box of a Han glyph reaches from 0.12 em below the baseline to 0.88 em above it.
    cairo_translate(cr, -h / 2, 0.38 * h);
    const Rect ink = text_path(cr, glyph, face, h);
    const Quad quad = to_device(cr, ink);
    cairo_fill(cr);
    cairo_restore(cr);
    return quad;
}

struct Arc {
    double radius;    // of the glyphs' middle
    double from, to;  // angles of the first and last glyph, clockwise from the top
    double height;    // of a glyph
    double ry = 1;    // vertical squeeze, for ovals
};

Point on_arc(const Arc& arc, double a) { return {arc.radius * std::sin(a), -arc.radius * arc.ry * std::cos(a)}; }

/// Angles of n glyphs at equal distances along the arc, which on an oval are not equal angles.
std::vector<double> even_angles(std::size_t n, const Arc& arc) {
    if (n <= 1) return {(arc.from + arc.to) / 2};
    constexpr int kSteps = 720;
    std::vector<double> along{0};
    for (int i = 1; i <= kSteps; ++i) {
        const Point a = on_arc(arc, arc.from + (arc.to - arc.from) * (i - 1) / kSteps);
        const Point b = on_arc(arc, arc.from + (arc.to - arc.from) * i / kSteps);
        along.push_back(along.back() + std::hypot(b.x - a.x, b.y - a.y));
    }
    std::vector<double> out;
    for (std::size_t k = 0; k < n; ++k) {
        const double want = along.back() * static_cast<double>(k) / static_cast<double>(n - 1);
        const auto at = std::lower_bound(along.begin(), along.end(), want - 1e-9) - along.begin();
        out.push_back(arc.from + (arc.to - arc.from) * static_cast<double>(at) / kSteps);
    }
    return out;
}

std::vector<Quad> arc_text(cairo_t* cr, const std::vector<std::string>& glyphs, const Face& face, const Arc& arc,
                           bool feet_out = false) {
    std::vector<Quad> quads;
    const std::vector<double> angles = even_angles(glyphs.size(), arc);
    const Point first = on_arc(arc, angles[0]),
                second = on_arc(arc, angles[std::min<std::size_t>(1, angles.size() - 1)]);
    const double room = glyphs.size() > 1 ? std::hypot(second.x - first.x, second.y - first.y) * 0.95 : arc.height;
    const double width = std::min(arc.height * 0.92, room);
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const double a = angles[i];
        cairo_save(cr);
        const Point at = on_arc(arc, a);
        cairo_translate(cr, at.x, at.y);
        // On an oval the feet point along its normal, not to the centre.
        const double normal = std::atan2(std::sin(a) * arc.ry, std::cos(a));
        cairo_rotate(cr, feet_out ? normal + kPi : normal);
        quads.push_back(cell_glyph(cr, glyphs[i], face, width, arc.height));
        cairo_restore(cr);
    }
    return quads;
}

/// Joined script along an arc: the line of text is bent as a whole.
void arc_script(cairo_t* cr, const std::string& text, double radius, double em, double most_angle) {
    const Face face{"UKIJ Basma", 700};
    Rect ink = text_path(cr, text, face, em);
    const double squeeze = std::min(1.0, most_angle * radius / ink.w);
    bend_path(cr, [&](Point p) {
        const double a = (p.x - ink.x - ink.w / 2) * squeeze / radius, r = radius - p.y;
        return Point{r * std::sin(a), -r * std::cos(a)};
    });
    cairo_fill(cr);
}

Sprite finished(Canvas& canvas, std::vector<Quad> glyphs, const RoundSeal& seal, Rng& rng) {
    Sprite s = canvas.take();
    s.text = quad_around(glyphs);
    s.glyphs = std::move(glyphs);
    soften_ink(s, seal.diameter / 600);
    wear_ink(s, seal.wear, rng);
    return s;
}

Quad centred_line(cairo_t* cr, const std::string& text, const Face& face, double em, double y, double most_width) {
    cairo_save(cr);
    const Rect ink = text_path(cr, text, face, em);
    const double squeeze = std::min(1.0, most_width / ink.w);
    cairo_translate(cr, 0, y);
    cairo_scale(cr, squeeze, 1);
    cairo_translate(cr, -ink.x - ink.w / 2, -ink.y - ink.h / 2);
    const Rect again = text_path(cr, text, face, em);
    const Quad quad = to_device(cr, again);
    cairo_fill(cr);
    cairo_restore(cr);
    return quad;
}

}  // namespace

Sprite round_seal(const RoundSeal& seal, Rng& rng) {
    const double margin = 4, d = seal.diameter, r = d / 2;
    Canvas canvas(d + 2 * margin, d + 2 * margin);
    cairo_t* cr = canvas.cairo();
    const Rgb ink = ink_of(seal.colour, rng);
    cairo_set_source_rgb(cr, ink.r, ink.g, ink.b);
    cairo_translate(cr, r + margin, r + margin);
    cairo_rotate(cr, seal.turn_deg * kPi / 180);
    const double ring = d * rng.between(0.022, 0.032);
    cairo_set_line_width(cr, ring);
    cairo_arc(cr, 0, 0, r - ring / 2, 0, 2 * kPi);
    cairo_stroke(cr);

    const bool bilingual = !seal.uyghur.empty();
    double outer = r - ring - 0.03 * r;
    if (bilingual) {
        const double em = 0.2 * r;
        arc_script(cr, seal.uyghur, outer - 0.17 * r, em, 1.5 * kPi);
        outer -= 0.24 * r;
    }
    const Face face{seal.family.c_str(), seal.weight};
    const std::vector<std::string> glyphs = characters(seal.employer);
    const auto n = static_cast<double>(glyphs.size());
    const double height = (bilingual ? 0.2 : n > 16 ? 0.235 : 0.26) * r, radius = outer - height / 2;
    // About 20 degrees a glyph until the circle is three quarters full.
    const double most = seal.digits.empty() && seal.bottom.empty() ? 1.56 * kPi : 1.34 * kPi;
    const double span = std::min(most, (n - 1) * 0.36);
    std::vector<Quad> quads = arc_text(cr, glyphs, face, {radius, -span / 2, span / 2, height});
    const double inner = radius - height / 2;
    if (seal.star) star(cr, std::min(0.34 * r, inner * 0.55));
    if (!seal.bottom.empty()) centred_line(cr, seal.bottom, face, 0.2 * r, 0.56 * inner + 0.1 * r, 1.25 * inner);
    if (!seal.digits.empty()) {
        const double digit = 0.115 * r, at = r - ring - 0.1 * r;
        const auto digits = characters(seal.digits);
        const double half = 0.058 * static_cast<double>(digits.size() - 1);
        arc_text(cr, digits, face, {at, kPi + half, kPi - half, digit}, true);
    }
    Sprite s = finished(canvas, std::move(quads), seal, rng);
    s.circle = {quad_of(Rect{margin, margin, d, d})};
    return s;
}

Sprite oval_seal(const RoundSeal& seal, Rng& rng) {
    const double margin = 4, w = seal.diameter, h = 0.68 * w, ry = h / w;
    Canvas canvas(w + 2 * margin, h + 2 * margin);
    cairo_t* cr = canvas.cairo();
    const Rgb ink = ink_of(seal.colour, rng);
    cairo_set_source_rgb(cr, ink.r, ink.g, ink.b);
    cairo_translate(cr, w / 2 + margin, h / 2 + margin);
    const double ring = 0.02 * w;
    for (const double inset : {ring / 2, 2.2 * ring}) {
        cairo_save(cr);
        cairo_scale(cr, w / 2 - inset, h / 2 - inset);
        cairo_arc(cr, 0, 0, 1, 0, 2 * kPi);
        cairo_restore(cr);
        cairo_set_line_width(cr, inset < ring ? ring : ring * 0.4);
        cairo_stroke(cr);
    }
    const Face face{seal.family.c_str(), seal.weight};
    const std::vector<std::string> glyphs = characters(seal.employer);
    const double height = 0.115 * w, span = std::min(1.5 * kPi, static_cast<double>(glyphs.size() - 1) * 0.34);
    std::vector<Quad> quads =
        arc_text(cr, glyphs, face, {w / 2 - 3.2 * ring - height / 2, -span / 2, span / 2, height, ry * 0.93});
    if (!seal.bottom.empty()) centred_line(cr, seal.bottom, face, 0.12 * w, 0.02 * w, 0.5 * w);
    if (!seal.digits.empty()) centred_line(cr, seal.digits, {"Noto Sans CJK SC", 500}, 0.07 * w, 0.15 * w, 0.5 * w);
    Sprite s = finished(canvas, std::move(quads), seal, rng);
    s.circle = {quad_of(Rect{margin, margin, w, h})};
    return s;
}

Sprite name_seal(const std::string& name, double size, Rng& rng) {
    const std::vector<std::string> own = characters(name);
    std::vector<std::string> cells = own;
    if (own.size() == 3) cells.emplace_back("印");
    if (own.size() == 2 && rng.chance(0.5)) cells.insert(cells.end(), {"之", "印"});
    const bool square = cells.size() == 4;
    const std::size_t rows = cells.size() <= 2 ? cells.size() : square ? 2 : (cells.size() + 5) / 6;
    const std::size_t cols = (cells.size() + rows - 1) / rows;
    const double margin = 3, cell = square ? size / 2.25 : size / std::max(2.4, static_cast<double>(rows) + 0.25);
    const double w = cell * static_cast<double>(cols) + 0.25 * cell, h = cell * static_cast<double>(rows) + 0.25 * cell;
    Canvas canvas(w + 2 * margin, h + 2 * margin);
    cairo_t* cr = canvas.cairo();
    const Rgb ink = ink_of(InkColour::red, rng);
    cairo_set_source_rgb(cr, ink.r, ink.g, ink.b);
    const double line = std::max(1.5, 0.06 * cell);
    const bool white_glyphs = rng.chance(0.25);
    cairo_rectangle(cr, margin + line / 2, margin + line / 2, w - line, h - line);
    cairo_set_line_width(cr, line);
    white_glyphs ? cairo_fill(cr) : cairo_stroke(cr);
    if (white_glyphs) cairo_set_operator(cr, CAIRO_OPERATOR_CLEAR);
    const Face face{rng.chance(0.5) ? "AR PL KaitiM GB" : "Noto Serif CJK SC", 700};
    std::vector<Quad> quads;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        // Four cells run down the right column first; rows of longer names run from the left.
        const std::size_t col = square ? 1 - i / 2 : i % cols, row = square ? i % 2 : i / cols;
        cairo_save(cr);
        cairo_translate(cr, margin + 0.125 * cell + (static_cast<double>(col) + 0.5) * cell,
                        margin + 0.125 * cell + (static_cast<double>(row) + 0.5) * cell);
        const Quad q = cell_glyph(cr, cells[i], face, 0.9 * cell, 0.92 * cell);
        if (i < own.size()) quads.push_back(q);
        cairo_restore(cr);
    }
    Sprite s = canvas.take();
    s.text = quad_around(quads);
    s.glyphs = std::move(quads);
    s.circle = {quad_of(Rect{margin, margin, w, h})};
    soften_ink(s, size / 260);
    wear_ink(s, rng.between(0.15, 0.55), rng);
    return s;
}

Sprite text_stamp(const std::string& line1, const std::string& line2, double height, InkColour colour, Rng& rng) {
    const std::size_t longest = std::max(characters(line1).size(), characters(line2).size());
    const double rows = line2.empty() ? 1 : 2, em = height / (rows * 1.25 + 0.55), margin = 3;
    const double width = em * (static_cast<double>(longest) * 1.06 + 0.9);
    Canvas canvas(width + 2 * margin, height + 2 * margin);
    cairo_t* cr = canvas.cairo();
    const Rgb ink = ink_of(colour, rng);
    cairo_set_source_rgb(cr, ink.r, ink.g, ink.b);
    const double line = 0.07 * em;
    cairo_set_line_width(cr, line);
    cairo_rectangle(cr, margin + line, margin + line, width - 2 * line, height - 2 * line);
    cairo_stroke(cr);
    cairo_translate(cr, margin + width / 2, margin);
    const Face face{"Noto Sans CJK SC", 700};
    const double most = width - 0.8 * em;
    std::vector<Quad> rows_quads{centred_line(cr, line1, face, em, line2.empty() ? height / 2 : 0.32 * height, most)};
    if (!line2.empty()) rows_quads.push_back(centred_line(cr, line2, face, em, 0.69 * height, most));
    Sprite s = canvas.take();
    s.text = quad_around(rows_quads);
    s.rows = std::move(rows_quads);
    soften_ink(s, em / 60);
    wear_ink(s, rng.between(0.2, 0.6), rng);
    return s;
}

}  // namespace mangping::synthetic
