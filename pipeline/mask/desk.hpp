// Pictures for the person who must look at a held page.
#pragma once

#include <vector>

#include "models/desk.hpp"
#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::mask {

/// The page without masks: as a whole, small enough for a page of many, and round each place (upright px) at the
/// source's resolution with as much around it as tells what it is. Faults: encode_failed.
[[nodiscard]] Result<DeskPicture> desk_picture(const UprightPage& page, const std::vector<Rect>& places_upright);

}  // namespace mangping::mask
