// What a PDF's own text layer says about the way its lines run.
#pragma once

#include <optional>

#include "models/page.hpp"

namespace mangping::detectors {

struct LayerTurn {
    int rotation_cw = 0;
    double share = 0;  // of the characters that run this way
    int characters = 0;
};

/// Empty when the layer holds too few characters or they run in several directions.
[[nodiscard]] std::optional<LayerTurn> turn_of_text_layer(const SourcePage& page);

}  // namespace mangping::detectors
