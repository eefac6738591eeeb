// Finds the places worth aligning: an inverted index of all readings of a page, voted on by each known string.
#pragma once

#include <vector>

#include "ocr/spot/align.hpp"

namespace mangping::ocr {

/// All alignments of all patterns with enough characters in place; best of each place, still overlapping one another.
/// `exact_only`: for text that was not read by an engine.
[[nodiscard]] std::vector<Match> search_cells(const std::vector<Pattern>& patterns, const Cells& cells,
                                              bool exact_only);

}  // namespace mangping::ocr
