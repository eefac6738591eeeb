// Things that stand on paper besides print: seals, signatures, fingerprints, codes, portraits, stamps. Each maker
// returns a Sprite: ink with transparency and exact quads. `press` puts a sprite on a page as ink does (it darkens what
// is below), `paste` covers. Sizes are pixels of the page; a seal of 42 mm at 200 dpi is 330 px across.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/synthetic/artwork_sprite.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::synthetic {

enum class InkColour { red, blue, grey, black, violet };

struct RoundSeal {
    std::string employer;  // on the arc, Han
    std::string uyghur;    // on the arc above it; may be empty
    std::string bottom;    // 财务专用章 …; may be empty
    std::string digits;    // 6501…; may be empty
    bool star = true;
    double diameter = 330;  // px
    InkColour colour = InkColour::red;
    double turn_deg = 0;                       // how crookedly it was pressed
    double wear = 0.3;                         // 0 perfect … 1 hardly readable
    std::string family = "Noto Serif CJK SC";  // of the arc, and its weight
    int weight = 600;
};
/// glyphs: a quad per Han glyph of the arc; text: the quad round the arc's text; circle: round the whole seal.
[[nodiscard]] Sprite round_seal(const RoundSeal& seal, Rng& rng);
/// An oval unit seal (text on the arc, line below).
[[nodiscard]] Sprite oval_seal(const RoundSeal& seal, Rng& rng);
/// A square (or upright oblong) name seal of a person: 2 to 4 characters, right column first; longer names run in rows.
[[nodiscard]] Sprite name_seal(const std::string& name, double size, Rng& rng);
/// 已审核，与原件相符 and the like: a frame with one or two lines.
[[nodiscard]] Sprite text_stamp(const std::string& line1, const std::string& line2, double height, InkColour colour,
                                Rng& rng);

/// Handwriting of a name or a sentence; `size` is the em in px. glyphs: a quad per character (Han) or word.
[[nodiscard]] Sprite signature(const std::string& text, double size, InkColour colour, Rng& rng);
/// Handwriting in tidy rows: width 0 is one row. Each row's quad is one of `rows`.
[[nodiscard]] Sprite handwriting(const std::string& text, double size, double width, InkColour colour, Rng& rng);
[[nodiscard]] Sprite fingerprint(double height, Rng& rng);

enum class CodeFormat { qr, data_matrix, pdf417, code128, ean13 };
/// Module size is a whole number of px; text: the quad of the code without its quiet zone. Empty if it cannot be made.
[[nodiscard]] Sprite code(CodeFormat format, const std::string& content, double width);
/// The name ZXing and the truth use: QRCode DataMatrix PDF417 Code128 EAN-13.
[[nodiscard]] std::string format_name(CodeFormat format);
/// sex: 男, 女 or empty (either).
[[nodiscard]] Sprite portrait(int width, int height, Rng& rng, std::string_view sex = {});
/// A national-emblem-like round of gears and stars (no true copy of one).
[[nodiscard]] Sprite emblem(double diameter, Rng& rng);

/// Fine wavy lines over a box, as certificates have.
[[nodiscard]] Sprite guilloche(int width, int height, Rng& rng);
/// A gilt or coloured frame of `thickness` px.
[[nodiscard]] Sprite ornate_frame(int width, int height, double thickness, Rng& rng);
/// Pale text across the page at an angle, repeated. Its quads are not reported unless it names somebody: one glyph run
/// per repetition is in `rows`.
[[nodiscard]] Sprite watermark(const std::string& text, int width, int height, double em, double angle_deg);

[[nodiscard]] Sprite staple(double length, Rng& rng);
[[nodiscard]] Sprite punch_hole(double diameter);
[[nodiscard]] Sprite pen_scribble(double width, double height, InkColour colour, Rng& rng);

}  // namespace mangping::synthetic
