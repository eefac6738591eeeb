// Faults of a wanted strength, and sheets with nothing to read on them: what the presets of the degradations do not
// draw.
#pragma once

#include <array>
#include <cstddef>

#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::bench {

inline constexpr std::array kFaults{"blur",  "motion", "faint",  "small",      "noise",
                                    "moire", "specks", "shadow", "compression"};

/// Adds fault number `fault` of kFaults so that the page's severity becomes about `severity` (see degrade_clarity.hpp).
void spoil(std::size_t fault, double severity, const synthetic::SyntheticPage& clean, synthetic::Degradation& d);

/// A sheet without text, as scanned or photographed: white, grey or yellowed, punched, folded, soiled, some with a page
/// number. Its truth says blank.
[[nodiscard]] synthetic::SyntheticPage blank_sheet(double dpi, synthetic::Rng& rng);
[[nodiscard]] synthetic::Degradation blank_degradation(synthetic::ScanClass scan, synthetic::Rng& rng);

}  // namespace mangping::bench
