// A piece of ink with transparency, and how it comes onto a page.
#pragma once

#include <cstdint>
#include <vector>

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::synthetic {

struct Sprite {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgba;  // 4 bytes a pixel, not premultiplied
    Quad text;                       // hugging the (whole) text or picture, sprite px
    std::vector<Quad> glyphs;        // hugging each glyph or word, in reading order
    std::vector<Quad> rows;          // of text in several rows
    std::vector<Quad> circle;        // 0 or 1 quads: around a whole seal
    [[nodiscard]] bool empty() const { return rgba.empty(); }
};

/// The same sprite with its quads moved: where they are on a page that it is put onto at `top_left`.
[[nodiscard]] Sprite placed(Sprite sprite, Point top_left);
/// Ink on paper: page *= 1 - alpha * (1 - colour). `top_left` is rounded to whole pixels; parts outside are dropped.
/// Returns the sprite with its quads in page px.
Sprite press(Raster& page, const Sprite& sprite, Point top_left, double strength = 1);
/// 4 bytes a pixel, premultiplied, blue first, rows of width * 4: what cairo calls ARGB32 on a little-endian machine.
[[nodiscard]] std::vector<std::uint8_t> premultiplied_bgra(const Sprite& sprite);
/// RGB on white paper.
[[nodiscard]] Raster on_white(const Sprite& sprite);
/// Covers what is below (photos, labels, holes).
Sprite paste(Raster& page, const Sprite& sprite, Point top_left);

}  // namespace mangping::synthetic
