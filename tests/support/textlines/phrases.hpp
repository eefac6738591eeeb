// What lines say.
#pragma once

#include <string>

#include "tests/support/synthetic/random.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {

/// A piece of a dossier: a name, an employer, a label with its value, a date, a number, an address, a title.
[[nodiscard]] std::u32string dossier_phrase(synthetic::Rng& rng);
/// Any characters of the charset: most are the common ones of level 1, and those of names come more often than those of
/// level 2: a reader learns how likely a character is along with its looks.
[[nodiscard]] std::u32string any_characters(synthetic::Rng& rng, const std::u32string& charset, int count);
/// Digits, dates, Latin words, as no table has them.
[[nodiscard]] std::u32string latin_phrase(synthetic::Rng& rng);
/// A person's name, or a run of common characters, that holds some of these.
[[nodiscard]] std::u32string favouring(synthetic::Rng& rng, const std::u32string& favoured,
                                       const std::u32string& charset);
/// Something to fill a line of at least `count` characters.
[[nodiscard]] std::u32string line_text(synthetic::Rng& rng, const std::u32string& charset, int count,
                                       const LineOptions& options);

}  // namespace mangping::textlines
