// What one glyph says about one character of a known string, in nats.
#pragma once

#include "ocr/spot/cells.hpp"
#include "ocr/spot/pattern.hpp"

namespace mangping::ocr {

struct Weight {
    /// ln P(what was read | the character stands there) - ln P(what was read | any text stands there).
    double for_target = 0;
    /// The same for "another character of another person's or organisation's name stands there"; only of a glyph that
    /// was not read as the character.
    double for_neighbour = 0;
    /// The part of `for_target` that only the reader's weakness for the character explains.
    double for_hardness = 0;
    bool exact = false;       // best reading is the character
    bool confusable = false;  // it is not, but alternatives or shape make it plausible
};

/// `index`: position of the wanted character in the pattern.
[[nodiscard]] Weight weigh(const Pattern& pattern, std::size_t index, const Cell& cell);

/// How often a character of this script stands at a given place of ordinary text.
[[nodiscard]] double background(Script script);

}  // namespace mangping::ocr
