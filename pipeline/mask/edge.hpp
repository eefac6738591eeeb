// One edge of a mask, moved along a profile of ink. See fit.hpp for the reasons.
#pragma once

#include <vector>

namespace mangping::mask {

/// Ink pixels per row or column.
using Profile = std::vector<int>;

struct EdgeRule {
    double grow = 0;       // furthest the edge may move outward, px
    double shrink = 0;     // furthest it may move inward out of cut ink, px
    double satellite = 0;  // ink beyond a gap of at most this belongs to the glyph, px; 0: none does
    double expected = -1;  // where the glyph's cell begins; negative: not known
    double slack = 0;      // how far beyond `expected` its ink may reach, px
    double bearing = 0;    // how far inside `expected` its ink may begin, px
    double valley = 0;     // how far the thinnest place is looked for, px
};

struct Edge {
    double at = 0;    // the first index of ink that belongs to the run
    double room = 0;  // ink-free px before it
};

/// The low edge; ink at `from` and above is the run's as far as the box knows. Precondition: profile not empty.
[[nodiscard]] Edge low_edge(const Profile& profile, double from, const EdgeRule& rule);

}  // namespace mangping::mask
