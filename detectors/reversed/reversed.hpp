// Light print on a dark sheet: covers, plaques, slides. Print is looked for as what is darker than its surroundings;
// on such a page that is grain and shadow.
#pragma once

#include "models/page.hpp"

namespace mangping::detectors {

/// Whether the middle of the page is dark ground of about one level on which lighter strokes stand, and few darker
/// ones.
[[nodiscard]] bool light_on_dark(const Raster& raster);
/// The page as orientation and clarity are to see it: of light print on a dark sheet the negative (every level taken
/// from 255), else as it came, sharing its pixels.
[[nodiscard]] SourcePage dark_on_light(const SourcePage& page);

}  // namespace mangping::detectors
