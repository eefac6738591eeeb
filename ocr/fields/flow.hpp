// A reading as text that can be searched: rows of characters, folded (ocr/names), each with where it stands, what else
// it may be, and how surely it was read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/page.hpp"

namespace mangping::ocr::fields {

/// One folded character. Its glyph belongs to the Reading, which must outlive it.
struct Mark {
    char32_t ch = 0;
    float p = 0;        // 0..1: mean support over all readings of the line
    double gap_em = 0;  // white between it and the mark before it on its row; 0 for the first
    Rect box;           // upright
    std::vector<std::pair<char32_t, float>> others;  // what else was read there, best first
};
using Text = std::vector<Mark>;
using View = std::span<const Mark>;

struct Row {
    Text text;
    Rect box;
    double em = 0;  // upright px
    bool vertical = false;
};

struct Flow {
    std::vector<Row> rows;  // reading order; none is empty
    double em = 0;          // median over characters
};

[[nodiscard]] Flow flow_of(const Reading& reading);
[[nodiscard]] std::u32string chars(View text);
[[nodiscard]] Rect box_of(View text);
/// Lowest support in `text`; 1 for none.
[[nodiscard]] double weakest(View text);
/// The character, or one of what else was read there.
[[nodiscard]] bool could_be(const Mark& mark, char32_t wanted);

/// All rows one after the other; `row` of each mark's row. For sentences that run over lines.
struct Running {
    Text text;
    std::vector<std::size_t> row;
};
[[nodiscard]] Running running(const Flow& flow);

/// Where `words` stand in `text` at or after `from`, each character as read or as it may have been read, with at most
/// `slips` characters read as something else. npos: nowhere.
inline constexpr std::size_t npos = static_cast<std::size_t>(-1);
[[nodiscard]] std::size_t find(View text, std::u32string_view words, std::size_t from = 0, std::size_t slips = 0);
/// How many characters differ when `words` are laid at `at`; npos when they do not fit or the first or last differs in
/// a word of two.
[[nodiscard]] std::size_t slips_at(View text, std::u32string_view words, std::size_t at);

[[nodiscard]] bool is_han(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
[[nodiscard]] bool is_latin(char32_t c);
/// Commas, stops, colons, brackets, quotation marks, dashes, underscores: what a value does not begin or end with.
[[nodiscard]] bool is_punctuation(char32_t c);
/// Without punctuation at both ends, except a bracket whose partner stands inside.
[[nodiscard]] View trimmed(View text);

}  // namespace mangping::ocr::fields
