// Names in watermarks: pale text askew across the page, which the reader of level lines does not see.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "models/targets.hpp"
#include "pipeline/context.hpp"
#include "workers/recipe/scratch.hpp"

namespace mangping::recipe {

/// What names the applicant in the watermark of an upright page, in its frame; nothing where it has none. Sources begin
/// as those of the search do and end with ":watermark". Faults: those of the reader.
[[nodiscard]] Result<std::vector<Finding>> watermark_findings(const UprightPage& page, const Targets& targets,
                                                              Scratch& scratch, const Context& context);

}  // namespace mangping::recipe
