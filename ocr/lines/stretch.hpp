// The part of a line that another script may have been read in.
#pragma once

#include <optional>

#include "models/page.hpp"
#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {

/// The longest stretch of glyphs of which each was hardly read, as a line of its own; empty where no three such glyphs
/// stand together. Of a Chinese line with a name in another script within it, which the line's mean does not show.
[[nodiscard]] std::optional<FoundLine> doubtful_stretch(const FoundLine& found, const Line& read,
                                                        double work_from_upright);

}  // namespace mangping::ocr::lines
