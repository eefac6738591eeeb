// Ink that looks like text and that no engine could read.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {

/// Conservative: it may hold a page for a person to look at. True for ink of a word's size whose best reading is noise.
[[nodiscard]] bool could_not_be_read(const FoundLine& found, const Line& read, const PageInk& ink);

/// Takes out of `unread_upright` what lies on the desk round the sheet: outside the box of all that was read well, on
/// ground much darker than the paper there.
void drop_beyond_the_sheet(std::vector<Rect>& unread_upright, const std::vector<Line>& lines, const PageInk& ink);

}  // namespace mangping::ocr::lines
