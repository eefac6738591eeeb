// Table rules and underlines, told from strokes and lifted out of the ink.
#pragma once

#include "ocr/lines/ink.hpp"

namespace mangping::ocr::lines {

/// Takes rules out of every layer of `ink` (strokes that cross a rule are kept) and notes where they ran.
void take_out_rules(PageInk& ink);

}  // namespace mangping::ocr::lines
