// How surely could this character have been read where that one stands? For searching known strings in a reading.
#pragma once

namespace mangping::ocr {

/// What two characters cost that never were, and hardly could be, taken for each other; nothing costs more.
inline constexpr float kUnrelatedCost = 10.0F;

/// Nats, 0..kUnrelatedCost: how much less surely `seen` is read where `want` is printed than `want` itself. 0 when they
/// are the same; 2.5 for confusions met on pages; 3 and more by the likeness of their shapes (shapes.inc, written by
/// make/shapes.cpp over GB 2312). Both characters as ocr/names folds them (half-width, lower case).
[[nodiscard]] float substitution_cost(char32_t want, char32_t seen);

/// How often our own reader misses this Han character where it stands among others in plain print, 0.25..0.95; 0 for
/// those it misses less often (hard.inc, written by bench/readers/hard.cpp). What is read in the place of such a
/// character says little.
[[nodiscard]] float missed_share(char32_t want);

}  // namespace mangping::ocr
