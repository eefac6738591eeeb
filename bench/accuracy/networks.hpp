// The networks that a run would read with: the chosen one, and the other that doubtful lines are shown to.
#pragma once

#include <memory>
#include <string>

#include "models/result.hpp"
#include "ocr/engine.hpp"

namespace mangping::bench {

struct Networks {
    std::unique_ptr<ocr::Engine> first, second;
};

/// `reader`: as `mangping run --reader`. Faults: those of ocr::open_network.
[[nodiscard]] Result<Networks> open_networks(const std::string& reader);

}  // namespace mangping::bench
