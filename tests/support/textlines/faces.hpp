// The fonts that lines are set in, asked of fontconfig by name.
#pragma once

#include <cairo-ft.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/synthetic/random.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {

struct Face {
    std::string name;
    bool held_out = false, kai = false, latin = false;
    double share = 1;  // how often it is drawn
    FT_Face ft = nullptr;
    cairo_font_face_t* cairo = nullptr;
    [[nodiscard]] bool has(char32_t c) const { return FT_Get_Char_Index(ft, c) != 0; }
};

/// Not thread safe, as FreeType's faces are not.
class Faces {
public:
    explicit Faces(Share share);
    ~Faces();
    Faces(const Faces&) = delete;
    Faces& operator=(const Faces&) = delete;

    [[nodiscard]] const Face& draw_han(synthetic::Rng& rng, bool kai) const;
    [[nodiscard]] const Face& draw_latin(synthetic::Rng& rng) const;
    /// `wanted` if it has the character, otherwise one that has; null if none has.
    [[nodiscard]] const Face* with(char32_t c, const Face& wanted) const;

private:
    FT_Library library_ = nullptr;
    std::vector<Face> han_, latin_;
};

}  // namespace mangping::textlines
