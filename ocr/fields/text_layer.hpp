// A PDF's own text as if it had been read.
#pragma once

#include <span>

#include "models/page.hpp"

namespace mangping::ocr::fields {

/// One line a run, in reading order, every character sure; Flow joins what stands together. `runs` are upright.
[[nodiscard]] Reading reading_of(std::span<const TextRun> runs);

}  // namespace mangping::ocr::fields
