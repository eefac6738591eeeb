// Many pages at a glance, for the eyes of whoever changes the generator.
#pragma once

#include <vector>

#include "tests/support/synthetic/page.hpp"

namespace mangping::synthetic {

/// Pages shrunk into cells of `cell` px, `columns` a row, on grey. With `outlines`, targets are framed red, what must
/// stay green, and a bar at the cell's foot tells the verdict: green clear, yellow marginal, red illegible, white
/// blank. RGB; empty for no pages.
[[nodiscard]] Raster contact_sheet(const std::vector<SyntheticPage>& pages, int columns, int cell, bool outlines);

}  // namespace mangping::synthetic
