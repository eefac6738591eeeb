#include "pipeline/mask/edge.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace mangping::mask {
namespace {

// Of two ends of a cut stroke the outer one is taken unless the inner one is this many times nearer: a neighbour's
// stroke hidden is a blemish, a stroke of the name left standing is a leak.
// Where the glyph's cell is known and holds the outer end, the stroke is its own but for a wrong pitch.
constexpr double kOutwardPreference = 1.5, kOutwardInCell = 4;

// Cells placed by one jittered box are off by twice the reach of the search for the thinnest place.
constexpr double kNearEnd = 2;

struct Walk {
    const Profile& ink;
    [[nodiscard]] int size() const { return static_cast<int>(ink.size()); }
    [[nodiscard]] bool on(int i) const { return i >= 0 && i < size() && ink[static_cast<std::size_t>(i)] > 0; }
    [[nodiscard]] int start_of_stroke(int i) const {
        while (on(i - 1)) --i;
        return i;
    }
    [[nodiscard]] int end_of_stroke(int i) const {
        while (on(i)) ++i;
        return i;
    }
    /// The first ink at or after i; size() when there is none.
    [[nodiscard]] int next_ink(int i) const {
        while (i < size() && !on(i)) ++i;
        return i;
    }
    /// One past the last ink before i; -1 when there is none.
    [[nodiscard]] int ink_before(int i) const {
        while (i > 0 && !on(i - 1)) --i;
        return i > 0 ? i : -1;
    }
};

bool allowed(double at, double from, const EdgeRule& rule) {
    if (from - at > rule.grow) return false;
    return rule.expected < 0 || at >= rule.expected - rule.slack;
}

/// Takes in strokes that a small gap parts from the one at `at`.
int with_satellites(const Walk& walk, int at, double from, const EdgeRule& rule) {
    for (;;) {
        const int end = walk.ink_before(at);
        if (end < 0 || at - end > rule.satellite) return at;
        const int start = walk.start_of_stroke(end - 1);
        if (start == 0 || !allowed(start, from, rule)) return at;
        at = start;
    }
}

int thinnest(const Walk& walk, int from, double reach) {
    const int lo = std::max(0, static_cast<int>(from - reach));
    const int hi = std::min(walk.size() - 1, static_cast<int>(from + reach));
    int best = from;
    for (int i = lo; i <= hi; ++i) {
        const int here = walk.ink[static_cast<std::size_t>(i)], there = walk.ink[static_cast<std::size_t>(best)];
        if (here < there || (here == there && std::abs(i - from) < std::abs(best - from))) best = i;
    }
    return best;
}

}  // namespace

Edge low_edge(const Profile& profile, double from, const EdgeRule& rule) {
    const Walk walk{profile};
    const int e = std::clamp(static_cast<int>(std::lround(from)), 0, walk.size() - 1);
    int at = e;
    if (walk.on(e) && walk.on(e - 1)) {
        const int outer = walk.start_of_stroke(e), inner = walk.end_of_stroke(e);
        const double out = e - outer, in = inner - e;
        const int inside = walk.next_ink(inner);
        const bool in_cell = rule.expected < 0 || inside <= rule.expected + rule.bearing;
        const bool inward_open = in <= rule.shrink && inside < walk.size() && in_cell;
        const double outward = rule.expected < 0 ? kOutwardPreference : kOutwardInCell;
        // Where no cell is known, a stroke with white on both sides belongs to the side it stands closer to.
        const int beyond = walk.ink_before(outer);
        const bool closer_inside = rule.expected < 0 && (beyond < 0 || inside - inner <= outer - beyond);
        if (allowed(outer, from, rule) && (out <= outward * in || closer_inside || !inward_open))
            at = with_satellites(walk, outer, from, rule);
        else if (inward_open)
            at = inside;
        else if (out <= kNearEnd * rule.valley)
            at = outer;  // beyond the cell by a little: the cell was placed by a box that is off
        else
            at = thinnest(walk, e, rule.valley);
    } else {
        const int first = walk.next_ink(e);
        at = with_satellites(walk, first < walk.size() ? first : e, from, rule);
    }
    const int before = walk.on(at - 1) ? at : walk.ink_before(at);
    return {double(at), before < 0 ? double(walk.size()) : double(at - before)};
}

}  // namespace mangping::mask
