// The pages that the parts are measured on: a dossier's mixture of kinds, each degraded as uploads are.
#pragma once

#include <cstdint>
#include <string>

#include "models/page.hpp"
#include "tests/support/synthetic/degrade.hpp"

namespace mangping::bench {

struct GradedPage {
    synthetic::PageTruth truth;
    SourcePage source;  // as ingest gives it
    std::vector<std::uint8_t> jpeg;
    double decode_ms = 0;
    Kind kind = Kind::other;
    synthetic::ScanClass scan = synthetic::ScanClass::digital;
    synthetic::Difficulty difficulty = synthetic::Difficulty::easy;
};

/// Page `index` of the set `seed`. A fifth is easy, a half as a platform gets them on one day, the rest hard. `store`:
/// a folder in which pages are kept as files and found again, since making one costs more than judging it; "" keeps
/// none.
[[nodiscard]] GradedPage graded_page(std::uint64_t seed, int index, const std::string& store = "");
/// Writes the page's picture to `folder` as `name`.jpg; nothing where the folder is "".
void keep_picture(const std::string& folder, const std::string& name, const GradedPage& page);
/// The source page that a picture without a file would be.
[[nodiscard]] SourcePage source_of(Raster image, int jpeg_quality);

}  // namespace mangping::bench
