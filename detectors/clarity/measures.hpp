// What the judgement of a page rests on: numbers that mean the same on a page of any size.
#pragma once

#include <string_view>
#include <vector>

#include "detectors/clarity/evidence.hpp"

namespace mangping::detectors {

struct Measure {
    std::string_view name;
    double value = 0;
};

/// Always the same ones in the same order (their names say what they are; p25 is the quarter of the pieces below it).
[[nodiscard]] std::vector<Measure> measures_of(const Evidence& evidence);

}  // namespace mangping::detectors
