// Pages spoilt by one fault of a drawn strength, and how much of them a reader still reads: what the clarity score is
// held against.
#pragma once

#include <cstdint>
#include <string>

#include "bench/accuracy/pages.hpp"
#include "ocr/engine.hpp"

namespace mangping::bench {

/// Page `index` of the set `seed`: a page of print with a fault between none and far beyond legible, strengths spread
/// evenly over the scale of severity. `fault` becomes its name.
[[nodiscard]] GradedPage spoilt_page(std::uint64_t seed, int index, const std::string& store, std::string& fault);

/// The share of a page's printed characters that a reader did not find anywhere on it; negative when nothing could be
/// compared. Characters are counted, not aligned: a page read in another order is as legible. The reading is kept in
/// `store` under `name` and found there the next time.
[[nodiscard]] double reading_error(const GradedPage& page, const std::string& store, const std::string& name,
                                   ocr::Engine& engine);

}  // namespace mangping::bench
