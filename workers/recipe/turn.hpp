// An upright page turned once more, and made anew from what was found out about it.
#pragma once

#include <cstdint>
#include <span>

#include "models/outcome.hpp"
#include "models/page.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"

namespace mangping::recipe {

/// The page turned by a quarter, a half or three quarters (degrees clockwise).
[[nodiscard]] Result<UprightPage> turned_further(const UprightPage& page, int degrees);

/// Notes in a pose that the reading asked for a further turn; further_turn gives it back, 0 where there was none.
void note_further_turn(Pose& pose, int degrees);
[[nodiscard]] int further_turn(const Pose& pose);

/// A page whose signs of orientation were weak and that reads as only an upright page does is sure after all.
void settle_by_reading(Pose& pose, const Reading& reading);

/// The very pixels that were looked at when `outcome` was made, without looking again. Faults: as ingest::decode,
/// normalize::upright.
[[nodiscard]] Result<UprightPage> upright_again(std::span<const std::uint8_t> bytes, const PageOutcome& outcome,
                                                const Context& context);

}  // namespace mangping::recipe
