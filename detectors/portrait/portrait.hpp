// Portrait photographs on a page: never masked, never read.
#pragma once

#include <vector>

#include "models/page.hpp"

namespace mangping::detectors {

[[nodiscard]] std::vector<Rect> find_portraits(const Raster& upright);

/// The picture as a whole is a passport photograph: upright, a face in the middle third of its height. Wood and warm
/// paper have skin's colours too: ask only of pictures without text. False for grey pictures.
[[nodiscard]] bool is_portrait(const Raster& upright);

}  // namespace mangping::detectors
