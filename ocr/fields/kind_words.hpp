// Words that tell kinds of documents: their titles, and phrases that stand on hardly any other page.
#pragma once

#include <span>
#include <string_view>

#include "models/kind.hpp"

namespace mangping::ocr::fields {

/// A title decides alone when it stands in large letters at the top.
struct Title {
    Kind kind;
    std::u32string_view words;
};
/// Of a line that holds several, the longest counts.
[[nodiscard]] std::span<const Title> titles_of_kinds();

/// A phrase adds to its kind wherever it stands on the page: 1 would be proof alone.
struct Phrase {
    Kind kind;
    std::u32string_view words;
    double weight;
};
[[nodiscard]] std::span<const Phrase> phrases_of_kinds();

}  // namespace mangping::ocr::fields
