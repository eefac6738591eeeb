// How well pictures of lines read as they stand: what tells upright text from overturned text.
#pragma once

#include <span>
#include <vector>

#include "models/result.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

struct ReadScore {
    double mean = 0;  // over the characters read, 0..100
    int characters = 0;
};

/// One a line. A character's score is 100 + 35 ln of how sure the engine is of it, at least 0. Faults: those of the
/// engine.
[[nodiscard]] Result<std::vector<ReadScore>> read_scores(Engine& engine, std::span<const Raster* const> lines);

}  // namespace mangping::ocr
