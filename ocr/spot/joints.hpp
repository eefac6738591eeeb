// Where text may continue: from the end of a line or table cell to the next one.
#pragma once

#include <vector>

#include "ocr/spot/cells.hpp"

namespace mangping::ocr {

struct LineCells {
    std::vector<const Cell*> main;
    std::vector<std::vector<const Cell*>> others;
    Rect box_flow;
    bool vertical = false;
};

/// Adds to `out.streams` the ends of segments joined to the beginnings of those that may continue them: below in the
/// same column or paragraph, or to the right on the same row. A chain goes on over further short segments. Joints
/// without characters of one pattern on both sides are left out: hundreds of lines with several readings each have far
/// too many.
void add_joined_streams(const std::vector<LineCells>& lines, const std::vector<Pattern>& patterns, Cells& out);

}  // namespace mangping::ocr
