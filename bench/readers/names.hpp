// Is a known name in this line? One score a reader, so that all can be held to the same rate of false hits.
#pragma once

#include <string>
#include <vector>

#include "bench/readers/contest.hpp"

namespace mangping::bench {

/// ln of how well the name explains the best stretch of the line, against what explains it best; higher is surer. In
/// the posterior where the engine keeps one, else by the glyphs' alternatives. `width`: of the line's picture, px.
[[nodiscard]] double score_of(const ocr::LineReading& answer, const std::u32string& name, double width);

/// Share of `there` above the score that one in `rate` of `elsewhere` exceeds.
[[nodiscard]] double found_at(std::vector<double> elsewhere, const std::vector<double>& there, double rate);

}  // namespace mangping::bench
