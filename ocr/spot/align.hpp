// Aligns a known string with a stretch of a stream of cells.
#pragma once

#include <optional>
#include <vector>

#include "ocr/spot/cells.hpp"
#include "ocr/spot/pattern.hpp"

namespace mangping::ocr {

struct Match {
    const Pattern* pattern = nullptr;
    const Stream* stream = nullptr;
    std::size_t begin = 0, end = 0;  // cells of the stream, half open
    std::vector<int> cell_of;        // per character of the pattern: index of its cell, -1 where its glyph is missing
    double for_target = 0;           // sum of Weight::for_target and of the costs of missing and extra glyphs
    double for_hardness = 0;         // the part of for_target that only the reader's weakness for characters explains
    double for_neighbour = 0;  // of the wrong, missing and extra glyphs only: neighbour's weight - target's weight
    int exact = 0, confusable = 0, wrong = 0;  // characters; wrong counts missing and extra glyphs too
};

/// The best alignment near `start`, the position where the pattern's first character would stand if nothing were
/// missing before it; it may begin up to three cells earlier or later. Empty when there are too few cells.
[[nodiscard]] std::optional<Match> align(const Pattern& pattern, const Stream& stream, std::ptrdiff_t start);

}  // namespace mangping::ocr
