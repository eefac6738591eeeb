// Single lines of text as pictures, with exact truth of every glyph: what the line reader is trained on and what
// readers are compared on. Line n of a seed is the same on every machine that has the same fonts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/raster.hpp"

namespace mangping::textlines {

/// What happened to the line.
enum class Wear : std::uint8_t { clean, scan, photo, fax, seal, hand };
inline constexpr Wear every_wear[] = {Wear::clean, Wear::scan, Wear::photo, Wear::fax, Wear::seal, Wear::hand};
[[nodiscard]] std::string_view key(Wear wear);

/// Where a glyph's ink lies, px of the picture.
struct LineGlyph {
    char32_t c = 0;    // of the charset: wide forms as narrow ones
    char32_t set = 0;  // as it was set, wide forms as such
    bool space_before = false;
    float left = 0, right = 0;
    [[nodiscard]] float centre() const { return (left + right) / 2; }
};

struct TextLine {
    Raster grey;                    // dark on light
    std::vector<LineGlyph> glyphs;  // left to right, blanks left out
    Wear wear = Wear::clean;
    std::string face;
};

enum class Share {
    training,  // fonts and text for training
    held_out   // fonts that training never shows, and only text as dossiers have it
};

struct LineOptions {
    int height = 32;    // of the picture
    double em = 25.5;   // mean size of the type in it, px
    double spread = 1;  // how much size and place vary: 1 for training, less where lines were found properly
    int width = 480;    // 0: as long as the text asks
    Share share = Share::training;
    double blot_share = 0;   // of the lines: no text at all, only marks that finding took for some
    double band_share = 0;   // of the lines: stretches of a seal's ring unrolled
    double short_share = 0;  // of the lines: a value of some characters, and nothing behind it
    double dossier_share =
        0.2;                    // of training's text: phrases as dossiers have them; the rest is drawn from the charset
    std::u32string favoured{};  // characters that a reader misses: names and runs of text that hold some of them
    double favoured_share = 0;  // of training's text
};

/// Makes lines. Not thread safe: one a thread.
class LineMaker {
public:
    virtual ~LineMaker() = default;
    /// A line of drawn text. The wear is drawn too.
    [[nodiscard]] virtual TextLine make(std::uint64_t seed) = 0;
    [[nodiscard]] virtual TextLine make(std::uint64_t seed, Wear wear) = 0;
    /// A line of this text (UTF-8). Characters that the drawn font lacks are set in another of the same share.
    [[nodiscard]] virtual TextLine make(std::uint64_t seed, Wear wear, std::string_view text) = 0;
};

/// `charset`: the characters that text is drawn from, in the order of data/reader/charset.txt.
[[nodiscard]] std::unique_ptr<LineMaker> open_line_maker(std::u32string charset, const LineOptions& options);

/// Evens the light out and stretches the tones, as ocr/lines does before it shows a line to a reader.
void show_as_pages_do(Raster& grey);

/// The characters of a charset file; empty if it cannot be read.
[[nodiscard]] std::u32string read_charset(const std::string& path);
/// Wide forms to narrow ones, and of the signs that look alike the one that the charset has.
[[nodiscard]] char32_t plain_form(char32_t c);
[[nodiscard]] std::u32string code_points(std::string_view utf8);
/// Levenshtein's.
[[nodiscard]] std::size_t edit_distance(std::u32string_view a, std::u32string_view b);
[[nodiscard]] std::string utf8(std::u32string_view text);

}  // namespace mangping::textlines
