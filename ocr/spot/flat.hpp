// A line's best readings as one folded string, with the glyph that each character comes from.
#pragma once

#include <string>
#include <vector>

#include "models/page.hpp"
#include "ocr/names/targets.hpp"

namespace mangping::ocr {

struct Flat {
    std::u32string text;
    std::vector<std::size_t> glyph;  // one a character of `text`
};

[[nodiscard]] inline Flat flat(const std::vector<Glyph>& glyphs) {
    Flat out;
    for (std::size_t i = 0; i < glyphs.size(); ++i)
        for (const char32_t c : fold(glyphs[i].text())) {
            out.text.push_back(c);
            out.glyph.push_back(i);
        }
    return out;
}

}  // namespace mangping::ocr
