#include "tests/pipeline/mask/drawn_page.hpp"

#include <pango/pangocairo.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::mask {
namespace {

// Encoding moves the rim of a bar by up to 20 levels; black ink is 45 away from the fill.
constexpr int kNearFill = 30;

std::vector<std::string> characters_of(const std::string& utf8) {
    std::vector<std::string> out;
    for (const char c : utf8) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) out.emplace_back();
        out.back() += c;
    }
    return out;
}

/// Coverage of one glyph in a cell of 2 em, its origin at half an em.
cv::Mat coverage(const std::string& glyph, const LineStyle& style) {
    const int side = static_cast<int>(2 * style.em);
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, side, side);
    cairo_t* cr = cairo_create(surface);
    PangoLayout* layout = pango_cairo_create_layout(cr);
    PangoFontDescription* font = pango_font_description_from_string(style.font.c_str());
    pango_font_description_set_absolute_size(font, style.em * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, glyph.c_str(), -1);
    cairo_move_to(cr, style.em / 2, style.em / 4);
    pango_cairo_show_layout(cr, layout);
    cairo_surface_flush(surface);
    cv::Mat out;
    cv::Mat(side, side, CV_8UC1, cairo_image_surface_get_data(surface),
            static_cast<std::size_t>(cairo_image_surface_get_stride(surface)))
        .copyTo(out);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return out;
}

}  // namespace

DrawnPage::DrawnPage(int width, int height, cv::Scalar paper) : pixels_(height, width, CV_8UC3, paper) {}

std::vector<DrawnGlyph> DrawnPage::line(const std::string& utf8, int x, int y, const LineStyle& style) {
    std::vector<DrawnGlyph> out;
    int n = 0;
    for (const std::string& character : characters_of(utf8)) {
        const int step = static_cast<int>(std::lround(n++ * style.em * style.pitch));
        const cv::Mat alpha = coverage(character, style);
        const cv::Rect ink = cv::boundingRect(alpha > 8);
        if (ink.empty()) continue;
        const int left = x + (style.down ? 0 : step) - static_cast<int>(style.em / 2);
        const int top = y + (style.down ? step : 0) - static_cast<int>(style.em / 4);
        for (int r = ink.y; r < ink.br().y; ++r)
            for (int c = ink.x; c < ink.br().x; ++c) {
                cv::Vec3b& p = pixels_.at<cv::Vec3b>(top + r, left + c);
                const double a = alpha.at<std::uint8_t>(r, c) / 255.0;
                for (int k = 0; k < 3; ++k)
                    p[k] = cv::saturate_cast<std::uint8_t>(p[k] * (1 - a) + style.colour[k] * a);
            }
        out.push_back({character, ink + cv::Point{left, top}, alpha(ink) > 64});
    }
    return out;
}

UprightPage DrawnPage::upright(int jpeg_quality) const { return upright_of(pixels_, jpeg_quality); }

UprightPage upright_of(const cv::Mat& picture, int jpeg_quality) {
    UprightPage page;
    page.raster = std::make_shared<const Raster>(adapt::raster_of(picture));
    page.jpeg_quality = jpeg_quality;
    return page;
}

cv::Mat through_jpeg(const cv::Mat& rgb, int quality) {
    cv::Mat bgr, out;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    cv::cvtColor(cv::imdecode(bytes, cv::IMREAD_COLOR), out, cv::COLOR_BGR2RGB);
    return out;
}

cv::Mat decoded(const std::vector<std::uint8_t>& jpeg) {
    cv::Mat out = cv::imdecode(jpeg, cv::IMREAD_UNCHANGED);
    if (out.channels() == 3) cv::cvtColor(out, out, cv::COLOR_BGR2RGB);
    return out;
}

double share(const DrawnGlyph& glyph, const cv::Mat& inside) {
    return double(cv::countNonZero(glyph.own & inside(glyph.ink))) / std::max(1, cv::countNonZero(glyph.own));
}

double change(const DrawnGlyph& glyph, const cv::Mat& before, const cv::Mat& after) {
    cv::Mat d;
    cv::absdiff(before(glyph.ink), after(glyph.ink), d);
    const cv::Scalar mean = cv::mean(d, glyph.own);
    return (mean[0] + mean[1] + mean[2]) / before.channels();
}

cv::Mat filled(const cv::Mat& masked, const std::vector<Mask>& masks) {
    cv::Mat out = cv::Mat::zeros(masked.size(), CV_8UC1);
    for (const Mask& mask : masks) {
        Point centre{};
        for (const Point& p : mask.quad_displayed.at) centre = {centre.x + p.x / 4, centre.y + p.y / 4};
        cv::Mat d;
        cv::absdiff(masked,
                    masked.channels() == 3 ? cv::Scalar(masked.at<cv::Vec3b>(int(centre.y), int(centre.x)))
                                           : cv::Scalar(masked.at<std::uint8_t>(int(centre.y), int(centre.x))),
                    d);
        std::vector<cv::Mat> channels;
        cv::split(d, channels);
        cv::Mat near = channels[0] < kNearFill;
        for (const cv::Mat& c : channels) near &= c < kNearFill;
        cv::morphologyEx(near, near, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
        out |= near;
    }
    return out;
}

Finding finding_of(const std::string& text, const std::vector<Quad>& pieces, MaskKind kind) {
    return {kind, text, pieces, 0.99, "reading:exact", Zone::mask};
}

}  // namespace mangping::mask
