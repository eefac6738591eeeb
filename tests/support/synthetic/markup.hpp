// The small markup of text on a sheet (described in sheet.hpp) and the search for strings that must be masked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/synthetic/sheet.hpp"

namespace mangping::synthetic {

/// A marked piece of the plain text, in bytes.
struct Span {
    char mark = 0;  // o r k b _ h w e
    std::size_t from = 0, to = 0;
};

struct Marked {
    std::string plain;
    std::vector<Span> spans;
};

/// Takes the marks out of `text`. An unclosed mark runs to the end.
Marked parse_markup(std::string_view text);

/// A mention of a known string in plain text, in bytes; `from` and `to` lie on characters.
struct Mention {
    std::size_t from = 0, to = 0;
    Known known;
    bool spaced = false;  // blanks between its characters
};

/// Finds every known string in text, blanks ignored and the dot of a name in any of its prints, longest first and
/// without overlap. Text under the marks o, k and r is not searched; a w or e mark is a mention whatever it holds.
std::vector<Mention> find_mentions(const Marked& text, const std::vector<Known>& known);

/// Splits UTF-8 into code points with their byte offsets. Invalid bytes count as one code point each.
struct CodePoint {
    char32_t value;
    std::size_t at, length;
};
std::vector<CodePoint> code_points(std::string_view utf8);
[[nodiscard]] bool is_blank(char32_t c);

}  // namespace mangping::synthetic
