// Reading one line: in one view, and in further views where the first left doubt.
#pragma once

#include <optional>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "ocr/engine.hpp"
#include "ocr/lines/layout.hpp"
#include "ocr/lines/picture.hpp"

namespace mangping::ocr::lines {

struct OneReading {
    std::vector<Glyph> glyphs;  // upright px
    float confidence = 0;
};

struct Readers {
    Engine& first;
    Engine* second = nullptr;  // may be null
};

/// The line's picture, read, its boxes fitted to the ink. Faults: those of the engine.
[[nodiscard]] Result<OneReading> read_view(const FoundLine& line, const LineSource& source, Engine& engine,
                                           const View& view);

/// Whether a glyph in it is likely wrong, or most are.
[[nodiscard]] bool doubtful(const OneReading& reading);

/// Reads a doubtful line, or the doubtful stretches of one that is sure for the most part, in other views, until one is
/// sure or all are used up. `best` becomes the surest reading; `others` gets the rest, each of the whole line.
[[nodiscard]] std::optional<Fault> read_again(const FoundLine& line, const LineSource& source, const Readers& readers,
                                              OneReading& best, std::vector<std::vector<Glyph>>& others);

}  // namespace mangping::ocr::lines
