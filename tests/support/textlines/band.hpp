// Lines as the ring of a seal gives them when it is unrolled.
#pragma once

#include <optional>

#include "tests/support/synthetic/random.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {

/// A seal of `text` (Han only) is drawn over print, compressed and unrolled by detectors/seal, and a stretch of
/// its arc cut between characters to `width` x `height` px. Glyphs have their characters and where they stand, no
/// width. Empty where no ring was seen or its arc lies outside the band that was unrolled.
[[nodiscard]] std::optional<TextLine> band_line(const std::u32string& text, int width, int height, synthetic::Rng& rng);

}  // namespace mangping::textlines
