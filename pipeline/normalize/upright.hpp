// Turns a page upright and levels it, at the source's own resolution.
#pragma once

#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::normalize {

/// Quarter turns are exact (pixels are moved, not interpolated); the skew is taken out only when |skew_deg| is worth an
/// interpolation. Corners that the turn uncovers are filled with the paper's colour, and the picture grows so that no
/// pixel of the page is lost. upright_from_displayed is exact, including that growth. Faults: pose_invalid (a turn that
/// is no quarter, a skew beyond 15 degrees), normalize_failed.
[[nodiscard]] Result<UprightPage> upright(const SourcePage& page, const Pose& pose, double text_height_px);

}  // namespace mangping::normalize
