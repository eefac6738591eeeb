// The truth of pages as JSON, in the format that the acceptance scorer reads.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/support/synthetic/page.hpp"

namespace mangping::synthetic {

/// One page; lengths are multiplied by `scale` (72/dpi where a picture stands in a PDF page). `employer` tells which
/// employer targets are short forms.
[[nodiscard]] nlohmann::json page_json(const PageTruth& truth, int index, double scale, const std::string& employer);

}  // namespace mangping::synthetic
