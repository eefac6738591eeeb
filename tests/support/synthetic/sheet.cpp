#include "tests/support/synthetic/sheet.hpp"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace mangping::synthetic {

namespace {

constexpr double kPointsPerInch = 72;
constexpr double kPdfArtDpi = 200;  // pictures inside a PDF page: what office scanners embed

/// A cairo picture that owns nothing: a view of `bgra`.
struct View {
    cairo_surface_t* surface;
    View(std::uint8_t* bgra, int w, int h, int stride)
        : surface(cairo_image_surface_create_for_data(bgra, CAIRO_FORMAT_ARGB32, w, h, stride)) {}
    ~View() { cairo_surface_destroy(surface); }
};

}  // namespace

Sheet::Sheet(double w_mm, double h_mm, double dpi, Color paper, std::vector<Known> known, std::uint64_t seed)
    : w_mm_(w_mm), h_mm_(h_mm), dpi_(dpi), known_(std::move(known)), random_(seed) {
    truth_.width = std::round(px(w_mm));
    truth_.height = std::round(px(h_mm));
    surface_ =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(truth_.width), static_cast<int>(truth_.height));
    cr_ = cairo_create(surface_);
    begin(paper);
}

Sheet::Sheet(double w_mm, double h_mm, cairo_t* pdf, Color paper, std::vector<Known> known, std::uint64_t seed)
    : w_mm_(w_mm),
      h_mm_(h_mm),
      dpi_(kPointsPerInch),
      known_(std::move(known)),
      random_(seed),
      cr_(cairo_reference(pdf)),
      pdf_(true) {
    truth_.width = px(w_mm);
    truth_.height = px(h_mm);
    begin(paper);
}

Sheet::~Sheet() {
    cairo_destroy(cr_);
    if (surface_) cairo_surface_destroy(surface_);
}

double Sheet::art_dpi() const { return pdf_ ? kPdfArtDpi : dpi_; }

void Sheet::begin(Color paper) { fill(0, 0, w_mm_, h_mm_, paper); }

Quad Sheet::quad_mm(double x, double y, double w, double h) const { return quad_of({px(x), px(y), px(w), px(h)}); }

void Sheet::rule(double x0, double y0, double x1, double y1, double thick_mm, Color c) {
    cairo_set_source_rgba(cr_, c.r, c.g, c.b, c.a);
    cairo_set_line_width(cr_, px(thick_mm));
    cairo_move_to(cr_, px(x0), px(y0));
    cairo_line_to(cr_, px(x1), px(y1));
    cairo_stroke(cr_);
}

void Sheet::box(double x, double y, double w, double h, double thick_mm, Color c) {
    cairo_set_source_rgba(cr_, c.r, c.g, c.b, c.a);
    cairo_set_line_width(cr_, px(thick_mm));
    cairo_rectangle(cr_, px(x), px(y), px(w), px(h));
    cairo_stroke(cr_);
}

void Sheet::fill(double x, double y, double w, double h, Color c) {
    cairo_set_source_rgba(cr_, c.r, c.g, c.b, c.a);
    cairo_rectangle(cr_, px(x), px(y), px(w), px(h));
    cairo_fill(cr_);
}

Sprite Sheet::put(const Sprite& sprite, double x, double y, bool ink, double strength) {
    const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_ARGB32, sprite.width);
    std::vector<std::uint8_t> bgra(static_cast<std::size_t>(stride) * static_cast<std::size_t>(sprite.height));
    for (int r = 0; r < sprite.height; ++r)
        for (int c = 0; c < sprite.width; ++c) {
            const std::uint8_t* from = &sprite.rgba[4 * static_cast<std::size_t>(r * sprite.width + c)];
            std::uint8_t* to = &bgra[static_cast<std::size_t>(r * stride + 4 * c)];
            const double alpha = from[3] / 255.0 * strength;
            for (int k = 0; k < 3; ++k) to[k] = static_cast<std::uint8_t>(std::lround(from[2 - k] * alpha));
            to[3] = static_cast<std::uint8_t>(std::lround(255 * alpha));
        }
    const double scale = dpi_ / art_dpi();
    const Point at = pdf_ ? Point{px(x), px(y)} : Point{std::round(px(x)), std::round(px(y))};
    const View view(bgra.data(), sprite.width, sprite.height, stride);
    cairo_save(cr_);
    if (ink) cairo_set_operator(cr_, CAIRO_OPERATOR_MULTIPLY);
    cairo_translate(cr_, at.x, at.y);
    cairo_scale(cr_, scale, scale);
    cairo_set_source_surface(cr_, view.surface, 0, 0);
    if (!pdf_) cairo_pattern_set_filter(cairo_get_source(cr_), CAIRO_FILTER_NEAREST);
    cairo_rectangle(cr_, 0, 0, sprite.width, sprite.height);
    cairo_fill(cr_);
    cairo_restore(cr_);
    const Transform page_from_sprite = translation(at.x, at.y) * scaling(scale, scale);
    Sprite out = sprite;
    out.rgba.clear();
    out.text = page_from_sprite(out.text);
    for (auto* quads : {&out.glyphs, &out.rows, &out.circle})
        for (Quad& q : *quads) q = page_from_sprite(q);
    return out;
}

void Sheet::code(std::string_view format, std::string_view payload, double x, double y, double w, double h,
                 bool identity) {
    const bool square = format == "QRCode" || format == "DataMatrix";
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormatFromString(std::string(format)));
    writer.setMargin(0).setEncoding(ZXing::CharacterSet::UTF8);
    const ZXing::BitMatrix bits = writer.encode(std::string(payload), square ? 0 : 1, square ? 0 : 1);
    const double cw = px(w) / bits.width(), ch = px(square ? w : h) / bits.height();
    cairo_set_source_rgba(cr_, kInk.r, kInk.g, kInk.b, 1);
    cairo_antialias_t before = cairo_get_antialias(cr_);
    cairo_set_antialias(cr_, CAIRO_ANTIALIAS_GRAY);
    for (int r = 0; r < bits.height(); ++r)
        for (int c = 0; c < bits.width();) {
            int end = c;
            while (end < bits.width() && bits.get(end, r)) ++end;
            if (end > c) cairo_rectangle(cr_, px(x) + c * cw, px(y) + r * ch, (end - c) * cw, ch);
            c = std::max(end, c + 1);
        }
    cairo_fill(cr_);
    cairo_set_antialias(cr_, before);
    const Quad quad = quad_mm(x, y, w, square ? w : h);
    truth_.codes.push_back({std::string(format), std::string(payload), quad});
    if (identity) truth_.targets.push_back({"code", std::string(payload), quad, "print", {}, "", 0, 1, "", true, {}});
}

void Sheet::watermark(std::string_view words, double pt, Color c, double turn_deg, double pitch_mm) {
    TextStyle style;
    style.family = "Noto Sans CJK SC";
    style.pt = pt;
    style.color = c;
    style.watermark = true;
    const double reach = std::hypot(w_mm_, h_mm_);
    cairo_save(cr_);
    cairo_translate(cr_, px(w_mm_ / 2), px(h_mm_ / 2));
    cairo_rotate(cr_, turn_deg * M_PI / 180);
    cairo_translate(cr_, -px(reach / 2), -px(reach / 2));
    for (double y = 0; y < reach; y += pitch_mm)
        for (double x = 0; x < reach; x += pitch_mm * 1.9) place(x, y, pitch_mm * 1.8, words, style, true);
    cairo_restore(cr_);
}

SyntheticPage Sheet::finish(Kind kind) {
    SyntheticPage page;
    page.kind = kind;
    if (!ems_.empty()) {
        std::nth_element(ems_.begin(), ems_.begin() + static_cast<std::ptrdiff_t>(ems_.size() / 2), ems_.end());
        truth_.text_px = ems_[ems_.size() / 2];
    }
    page.truth = std::move(truth_);
    if (pdf_) return page;
    cairo_surface_flush(surface_);
    const int w = cairo_image_surface_get_width(surface_), h = cairo_image_surface_get_height(surface_);
    const int stride = cairo_image_surface_get_stride(surface_);
    const std::uint8_t* from = cairo_image_surface_get_data(surface_);
    page.image = Raster(w, h, 3);
    for (int r = 0; r < h; ++r) {
        const std::uint8_t* s = from + static_cast<std::ptrdiff_t>(r) * stride;
        std::uint8_t* d = &page.image.pixels[static_cast<std::size_t>(r) * static_cast<std::size_t>(w) * 3];
        for (int c = 0; c < w; ++c, s += 4, d += 3) {
            d[0] = s[2];
            d[1] = s[1];
            d[2] = s[0];
        }
    }
    return page;
}

}  // namespace mangping::synthetic
