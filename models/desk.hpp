// What the person who must look at a page is shown, and what that person may decide.
//
// A DeskPicture holds unmasked pixels: without them nobody could say whether a proposed mask is right. It is a type of
// its own so that no writer of released files, all of which take a MaskedPage, can be handed one by mistake.
#pragma once

#include <cstdint>
#include <vector>

#include "models/geometry.hpp"

namespace mangping {

/// A part of the page at the resolution of the source.
struct DeskCrop {
    Rect where_upright;
    std::vector<std::uint8_t> jpeg;
};

struct DeskPicture {
    double width_upright = 0, height_upright = 0;  // px
    double px_per_unit = 1;                        // upright px in one unit of the masked page (1 for an image)
    std::vector<std::uint8_t> whole;               // JPEG of the upright page, made smaller
    std::vector<DeskCrop> crops;                   // one for each place that was asked for, in that order
};

/// What a person says of one page: everything proposed is right but for `rejected`, which is left open, and `covered`,
/// which is masked although it was proposed to be left; and `added` is to be masked too.
struct PageDecision {
    std::vector<int> covered;   // indices into PageOutcome::places, ascending
    std::vector<int> rejected;  // indices into PageOutcome::places, ascending
    std::vector<Rect> added;    // in the masked page's own unit: what a viewer of the masked file shows
    friend bool operator==(const PageDecision&, const PageDecision&) = default;
};

}  // namespace mangping
