// Small pictures of text for the tests of the reading rooms: what stands in them is known exactly.
#pragma once

#include <pango/pangocairo.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "models/raster.hpp"

namespace mangping::testing {

struct Type {
    std::string family = "Noto Serif CJK SC";
    double em_px = 28;
    double letter_spacing_em = 0;
    double line_height = 1.6;  // of the em
    int weight = 400;
};

/// Draws `utf8` ('\n' breaks lines) in black onto `page` with its top left at (x, y). `page`: grey or RGB.
inline void typeset(Raster& page, double x, double y, const std::string& utf8, const Type& type = {},
                    std::uint8_t red = 0, std::uint8_t green = 0, std::uint8_t blue = 0) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, page.width, page.height);
    cairo_t* cr = cairo_create(surface);
    PangoLayout* layout = pango_cairo_create_layout(cr);
    pango_cairo_context_set_resolution(pango_layout_get_context(layout), 72);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, type.family.c_str());
    pango_font_description_set_absolute_size(font, type.em_px * PANGO_SCALE);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(type.weight));
    pango_layout_set_font_description(layout, font);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(
        attributes, pango_attr_letter_spacing_new(static_cast<int>(type.letter_spacing_em * type.em_px * PANGO_SCALE)));
    pango_attr_list_insert(
        attributes, pango_attr_line_height_new_absolute(static_cast<int>(type.line_height * type.em_px * PANGO_SCALE)));
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_text(layout, utf8.c_str(), -1);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, layout);
    cairo_surface_flush(surface);
    const unsigned char* ink = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    const std::uint8_t colour[3] = {red, green, blue};
    for (int row = 0; row < page.height; ++row)
        for (int col = 0; col < page.width; ++col) {
            const int a = ink[row * stride + col];
            std::uint8_t* pixel = &page.pixels[static_cast<std::size_t>((row * page.width + col) * page.channels)];
            for (int c = 0; c < page.channels; ++c)
                pixel[c] = static_cast<std::uint8_t>((pixel[c] * (255 - a) + colour[c] * a + 127) / 255);
        }
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

inline Raster paper(int width, int height, int channels = 1, std::uint8_t value = 255) {
    Raster out(width, height, channels);
    std::fill(out.pixels.begin(), out.pixels.end(), value);
    return out;
}

}  // namespace mangping::testing
