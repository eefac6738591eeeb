// How surely could this character have been read where that one stands? For searching known strings in a reading.
#pragma once

namespace mangping::ocr {

/// What two characters cost that never were, and hardly could be, taken for each other; nothing costs more.
inline constexpr float kUnrelatedCost = 10.0F;

/// Nats, 0..kUnrelatedCost: -ln of how often the reader says `seen` where `want` is printed, against how often it is
/// right. 0 when they are the same. Measured confusions first; pairs that were never seen confused get a cost from the
/// likeness of their shapes. Both characters as ocr/names folds them (half-width, lower case). Not symmetric.
[[nodiscard]] float substitution_cost(char32_t want, char32_t seen);

}  // namespace mangping::ocr
