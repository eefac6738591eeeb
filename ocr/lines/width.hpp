// How wide a character's ink is, by its kind of type.
#pragma once

#include <string>

namespace mangping::ocr::lines {

/// Shares of the pitch of Han type.
struct Width {
    double least = 0, most = 1;  // of the ink
    double advance = 1;          // from one glyph to the next
};

[[nodiscard]] Width width_of(const std::string& utf8_character);

}  // namespace mangping::ocr::lines
