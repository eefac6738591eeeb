// The applicant's name and employer in Uyghur script.
#pragma once

#include <vector>

#include "models/kind.hpp"
#include "models/result.hpp"
#include "models/targets.hpp"
#include "ocr/lines/reader.hpp"
#include "workers/recipe/scratch.hpp"

namespace mangping::recipe {

/// The applicant's name in Uyghur script, where one was declared: the Chinese models do not know the script, and what
/// they read without doubt is not in it. The other lines are read once more by one that does. An identity card carries
/// it in small type above the Chinese name (`found`): what stands there is masked, read or not. Faults: the reader's.
[[nodiscard]] Result<std::vector<Finding>> uyghur_findings(ocr::OpenPage& page, const Targets& targets, Kind kind,
                                                           const std::vector<Finding>& found, Scratch& scratch);

/// Upright: where on an identity card the name in the other script stands, above its masked Chinese names.
[[nodiscard]] std::vector<Rect> above_names(const std::vector<Finding>& found);

/// A letterhead of an autonomous region carries the organisation's name in the other script right above the Chinese
/// one. What hardly reads above the employer's masked name in large type (`found`) is taken for it.
[[nodiscard]] std::vector<Finding> above_letterheads(const Reading& reading, const std::vector<Finding>& found);

}  // namespace mangping::recipe
