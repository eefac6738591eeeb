// Can a person read all of this page? Judged at the worst text region, with its box and its reason.
#pragma once

#include "models/page.hpp"

namespace mangping::detectors {

/// Works on the page as it was displayed (before any interpolation of ours); the pose tells which way the lines run.
[[nodiscard]] Clarity judge_clarity(const SourcePage& page, const Pose& pose);

}  // namespace mangping::detectors
