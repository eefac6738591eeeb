// What both networks are asked about a page that was read, and what of it names the applicant.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "models/targets.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/spot/again.hpp"
#include "ocr/spot/blurred.hpp"
#include "ocr/spot/spot.hpp"
#include "pipeline/decide/decide.hpp"
#include "workers/recipe/scratch.hpp"

namespace mangping::recipe {

/// Strings on the lines of a page, as the rooms below ask for them.
[[nodiscard]] ocr::PlaceOnLines asking(ocr::OpenPage& page);

/// What both networks see of a string at a place of the page, as ocr/spot asks for it.
[[nodiscard]] ocr::Look looking(ocr::OpenPage& page);

/// Asks both networks about findings that leave a doubt, and about lines that hardly read; holds doubtful names against
/// those found on the page. `picture`: the page as it was read.
void ask_again(std::vector<Finding>& findings, ocr::OpenPage& page, const Raster& picture, const Targets& targets);

/// Adds what the search found, with what the networks say of it, and what stands in the page's watermark. Faults: those
/// of the reader.
[[nodiscard]] Status find_strings(decide::PageFacts& facts, const std::vector<ocr::Weighed>& weighed,
                                  ocr::OpenPage& open, const UprightPage& page, const Targets& targets,
                                  Scratch& scratch, const Context& context);

}  // namespace mangping::recipe
