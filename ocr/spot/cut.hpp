// An employer's name that a line's end cuts, and whose rest on the next line was not read as such: 19 of 20 characters
// at the end of one line must not stay open because the twentieth, alone under a rule, read as a dash.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "models/targets.hpp"

namespace mangping::ocr {

/// Beginnings of employers' forms at ends of lines, and ends of forms at beginnings of lines, that `found` does not
/// cover. Pieces are the glyphs of the fragment. zone: mask from three quarters of the form on, ask from six tenths.
[[nodiscard]] std::vector<Finding> spot_cut(const Reading& reading, const std::vector<Finding>& found,
                                            const Targets& targets);

}  // namespace mangping::ocr
