// The employer's name on an arc that hardly reads. Nobody has to read it to tell whose it is: each network is asked how
// well the given name explains the band, and the right name explains even a blurred one far better than any other.
#pragma once

#include <optional>
#include <span>

#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

struct SealVerdict {
    std::optional<Finding> finding;  // the employer's name, one piece a character; zone mask or ask
    bool of_another = false;         // text stands on the arc, and surely no full name of the employer
};

/// `bands`: the seal's band as the networks saw it; those without evidence are passed over.
[[nodiscard]] SealVerdict place_on_seal(const Seal& seal, std::span<const LineReading> bands, const Targets& targets);

}  // namespace mangping::ocr
