// Known strings on real forms, which lie outside the project: MANGPING_SHARED/real, or ../shared/real beside the
// sources.
#pragma once

#include "ocr/engine.hpp"

namespace mangping::bench {

/// Prints how many of the strings in strings.json were read, exactly and with a doubtful line's other readings. True
/// when they are there and could be read, and when they are not there.
bool forms(ocr::Engine& first, ocr::Engine* second, bool each);

}  // namespace mangping::bench
