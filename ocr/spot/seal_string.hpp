// The employer's name on an arc that hardly reads. Nobody has to read it to tell whose it is: each network is asked how
// well the given name explains the band, and the right name explains even a blurred one far better than any other.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

/// How well a string explains an arc.
struct OnArc {
    double per_character = 0;  // Evidence::log_ratio, mean over the networks
    // Per character: the better of the networks' Placed::cost; its middle in px of the band, where the surer one puts
    // it.
    std::vector<double> cost, centre;
};
/// Empty where no network can place the characters. `bands`: as place_on_seal takes them; `width`: px of the band.
[[nodiscard]] std::optional<OnArc> on_arc(std::span<const LineReading> bands,
                                          const std::vector<std::string>& characters, double width);

struct SealVerdict {
    std::optional<Finding> finding;  // the employer's name, one piece a character; zone mask or ask
    bool of_another = false;         // text stands on the arc, and surely no full name of the employer
};

/// `bands`: the seal's band as the networks saw it; those without evidence are passed over.
[[nodiscard]] SealVerdict place_on_seal(const Seal& seal, std::span<const LineReading> bands, const Targets& targets);

}  // namespace mangping::ocr
