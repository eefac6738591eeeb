// From a page's measures to one number: how hard it is to read.
#pragma once

#include <vector>

#include "detectors/clarity/measures.hpp"

namespace mangping::detectors {

/// 0 without effort, about 1 with effort, from about 2 on not at all; at most about 3.2. The sum of small decision
/// trees over the measures, trained on generated pages by bench/accuracy/train_severity.py.
[[nodiscard]] double severity_of(const std::vector<Measure>& measures);

}  // namespace mangping::detectors
