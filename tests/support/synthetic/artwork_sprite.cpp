#include "tests/support/synthetic/artwork_sprite.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::synthetic {
namespace {

Quad shifted(Quad q, Point by) {
    for (Point& p : q.at) p = {p.x + by.x, p.y + by.y};
    return q;
}

Point whole(Point p) { return {std::round(p.x), std::round(p.y)}; }

/// Calls f(page channel bytes, sprite bytes) where both are.
template <class F>
void over(Raster& page, const Sprite& sprite, Point at, F f) {
    const int x0 = static_cast<int>(at.x), y0 = static_cast<int>(at.y);
    for (int y = std::max(0, -y0); y < sprite.height && y + y0 < page.height; ++y) {
        for (int x = std::max(0, -x0); x < sprite.width && x + x0 < page.width; ++x) {
            const std::size_t to = (static_cast<std::size_t>(y + y0) * static_cast<std::size_t>(page.width) +
                                    static_cast<std::size_t>(x + x0)) *
                                   static_cast<std::size_t>(page.channels);
            const std::size_t from =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(sprite.width) + static_cast<std::size_t>(x)) *
                4;
            if (sprite.rgba[from + 3] != 0) f(page.pixels.data() + to, sprite.rgba.data() + from);
        }
    }
}

}  // namespace

Sprite placed(Sprite s, Point by) {
    s.text = shifted(s.text, by);
    for (auto* list : {&s.glyphs, &s.rows, &s.circle})
        for (Quad& q : *list) q = shifted(q, by);
    return s;
}

Sprite press(Raster& page, const Sprite& sprite, Point top_left, double strength) {
    const Point at = whole(top_left);
    over(page, sprite, at, [&](std::uint8_t* p, const std::uint8_t* s) {
        const double a = s[3] / 255.0 * strength;
        for (int c = 0; c < page.channels; ++c) {
            const double ink = page.channels == 3 ? s[c] : (s[0] * 77 + s[1] * 151 + s[2] * 28) / 256.0;
            p[c] = static_cast<std::uint8_t>(std::lround(p[c] * (1 - a * (1 - ink / 255.0))));
        }
    });
    return placed(sprite, at);
}

Sprite paste(Raster& page, const Sprite& sprite, Point top_left) {
    const Point at = whole(top_left);
    over(page, sprite, at, [&](std::uint8_t* p, const std::uint8_t* s) {
        const double a = s[3] / 255.0;
        for (int c = 0; c < page.channels; ++c) {
            const double ink = page.channels == 3 ? s[c] : (s[0] * 77 + s[1] * 151 + s[2] * 28) / 256.0;
            p[c] = static_cast<std::uint8_t>(std::lround(p[c] * (1 - a) + ink * a));
        }
    });
    return placed(sprite, at);
}

std::vector<std::uint8_t> premultiplied_bgra(const Sprite& sprite) {
    std::vector<std::uint8_t> out(sprite.rgba.size());
    for (std::size_t i = 0; i < out.size(); i += 4) {
        const int a = sprite.rgba[i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            out[i + c] = static_cast<std::uint8_t>((sprite.rgba[i + 2 - c] * a + 127) / 255);
        out[i + 3] = static_cast<std::uint8_t>(a);
    }
    return out;
}

Raster on_white(const Sprite& sprite) {
    Raster out(sprite.width, sprite.height, 3);
    std::fill(out.pixels.begin(), out.pixels.end(), std::uint8_t{255});
    paste(out, sprite, {});
    return out;
}

}  // namespace mangping::synthetic
