// A page while it is being drawn: text, tables and pictures go in at millimetres, and what is true of them comes out
// with them. Every piece of text is searched for the applicant's and the employer's strings as it is laid out, so a
// mention cannot be drawn without its truth; what must survive is marked in the text itself:
//     {o:王伟东}  another person     {r:负责人}  a role word     {k:附属学校}  text that stays (a sister organisation)
//     {b:粗体}    bold               {_:填写}    underlined      {h:手写}      in handwriting
//     {w:林知远}  a target written out where the search must not decide (a spaced or unusual printing)
// Marks do not nest, except that o, r, k and b may carry plain text only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/synthetic/artwork_sprite.hpp"
#include "tests/support/synthetic/page.hpp"
#include "tests/support/synthetic/random.hpp"

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;

namespace mangping::synthetic {

struct Color {
    double r = 0, g = 0, b = 0, a = 1;
};
inline constexpr Color kInk{0.07, 0.07, 0.08, 1};
inline constexpr Color kRed{0.80, 0.07, 0.09, 1};
inline constexpr Color kBlue{0.10, 0.16, 0.48, 1};
inline constexpr Color kGrey{0.45, 0.45, 0.47, 1};

enum class Align { left, centre, right };

/// How a block of text is set. Sizes in points, lengths in ems of the size.
struct TextStyle {
    std::string family = "Noto Serif CJK SC";
    double pt = 12;
    int weight = 400;
    double spacing_em = 0;     // between characters
    double line_factor = 1.5;  // line pitch over size
    double indent_em = 0;      // first line
    Align align = Align::left;
    bool justify = false;
    bool hand = false;  // warped as if written
    Color color = kInk;
    std::string style = "print";  // what a target found here is called: print, table, running, hand …
    bool right_to_left = false;
    bool watermark = false;  // neither a line to read nor a neighbour of a target
    [[nodiscard]] TextStyle size(double points) const { return with(&TextStyle::pt, points); }
    [[nodiscard]] TextStyle bold(int w = 700) const { return with(&TextStyle::weight, w); }
    [[nodiscard]] TextStyle in(Color c) const { return with(&TextStyle::color, c); }
    [[nodiscard]] TextStyle face(std::string f) const { return with(&TextStyle::family, std::move(f)); }
    [[nodiscard]] TextStyle spaced(double em) const { return with(&TextStyle::spacing_em, em); }
    [[nodiscard]] TextStyle at(Align a) const { return with(&TextStyle::align, a); }
    [[nodiscard]] TextStyle pitch(double f) const { return with(&TextStyle::line_factor, f); }
    [[nodiscard]] TextStyle indent(double em) const { return with(&TextStyle::indent_em, em); }
    [[nodiscard]] TextStyle named(std::string s) const { return with(&TextStyle::style, std::move(s)); }
    [[nodiscard]] TextStyle justified() const { return with(&TextStyle::justify, true); }

private:
    template <class T>
    TextStyle with(T TextStyle::*field, T value) const {
        TextStyle copy = *this;
        copy.*field = std::move(value);
        return copy;
    }
};

/// A string whose mention must be masked.
struct Known {
    std::string kind;  // name, employer, name_latin, employer_latin, name_uyghur
    std::string text;
    bool declared = true;
};

struct Cell {
    std::string text;
    double w_mm = 0;     // 0: shares what the row has left
    bool label = false;  // set in the label style of the table
    Align align = Align::centre;
    bool vertical = false;
    bool top = false;  // text at the top of the cell instead of the middle
    bool hand = false;
};

struct Row {
    std::vector<Cell> cells;
    double h_mm = 9;  // at least; grows with its text
};

struct TableLook {
    TextStyle label{};
    TextStyle value{};
    double rule_mm = 0.22;
    double frame_mm = 0.35;
    Color rule = kInk;
    Color label_fill{1, 1, 1, 0};
    double pad_mm = 1.0;
};

/// One page. Positions and sizes in millimetres from the top left; truth in the surface's units (pixels of an image,
/// points of a PDF page).
class Sheet {
public:
    /// Draws at `dpi` into a picture of its own.
    Sheet(double w_mm, double h_mm, double dpi, Color paper, std::vector<Known> known, std::uint64_t seed);
    /// Draws onto a page of `pdf` (72 units an inch); the caller shows the page.
    Sheet(double w_mm, double h_mm, cairo_t* pdf, Color paper, std::vector<Known> known, std::uint64_t seed);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    [[nodiscard]] double width() const { return w_mm_; }
    [[nodiscard]] double height() const { return h_mm_; }
    [[nodiscard]] double px(double mm) const { return mm * dpi_ / 25.4; }
    /// The resolution that pictures for `paste` should have.
    [[nodiscard]] double art_dpi() const;

    /// Sets `text` in the column x..x+w from y down; returns the y below it. '\n' ends a paragraph.
    double text(double x, double y, double w, std::string_view text, const TextStyle& style);
    /// The height that text() would take, without drawing.
    double measure(double w, std::string_view text, const TextStyle& style);
    /// One column of upright characters downwards, centred on x; returns the y below it.
    double vertical(double x, double y, std::string_view text, const TextStyle& style);
    /// A ruled table of width w; returns the y below it.
    double table(double x, double y, double w, const std::vector<Row>& rows, const TableLook& look);

    void rule(double x0, double y0, double x1, double y1, double thick_mm, Color c = kInk);
    void box(double x, double y, double w, double h, double thick_mm, Color c = kInk);
    void fill(double x, double y, double w, double h, Color c);
    /// Pale text over the whole page at a slant; never a target, never a line.
    void watermark(std::string_view text, double pt, Color c, double turn_deg, double pitch_mm);
    /// Puts a sprite made at art_dpi() with its top left at x, y: as ink (it darkens what is below) or as an opaque
    /// picture. The sprite comes back with its quads on the page, in the truth's units.
    Sprite put(const Sprite& sprite, double x, double y, bool ink = true, double strength = 1);
    /// A bar or QR code of `payload`, `w` wide; `identity` makes it a target of kind "code".
    void code(std::string_view format, std::string_view payload, double x, double y, double w, double h, bool identity);

    void add_target(TruthTarget t) { truth_.targets.push_back(std::move(t)); }
    void add_keep(std::string kind, std::string text, const Quad& q) {
        truth_.keep.push_back({std::move(kind), std::move(text), q});
    }
    void add_field(const std::string& key, std::string value) { truth_.fields[key] = std::move(value); }
    [[nodiscard]] Quad quad_mm(double x, double y, double w, double h) const;
    [[nodiscard]] cairo_t* cairo() { return cr_; }
    [[nodiscard]] Rng& random() { return random_; }
    [[nodiscard]] PageTruth& truth() { return truth_; }

    /// The picture (empty for a PDF page) and the truth; the sheet is done afterwards.
    SyntheticPage finish(Kind kind);

private:
    double place(double x, double y, double w, std::string_view text, const TextStyle& style, bool draw);
    void begin(Color paper);

    double w_mm_, h_mm_, dpi_;
    std::vector<Known> known_;
    Rng random_;
    cairo_surface_t* surface_ = nullptr;
    cairo_t* cr_ = nullptr;
    bool pdf_ = false;
    PageTruth truth_;
    std::vector<double> ems_;
    int groups_ = 0;
};

}  // namespace mangping::synthetic
