// The pieces of one finding, gathered into runs: glyphs that stand on one line, close together.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::mask {

/// "local" is the upright frame turned about its origin so that the run's text is level (the identity for level text).
struct Run {
    Transform upright_from_local;
    bool turned = false;             // local is not the upright frame
    std::vector<Rect> pieces_local;  // in the finding's order
    double em = 0;                   // glyph size, px
    bool down = false;               // the glyphs follow each other downwards
    bool han = false;                // square glyphs: one cell of an em each
    MaskKind kind = MaskKind::name;
    [[nodiscard]] Rect bounds() const;
};

// Spaced names (林 知 远) up to this gap are hidden by one bar, wider ones by a bar a glyph, so that the mask hugs.
// Where bars must not tell how many characters there are, one bar goes over wider gaps as well.
inline constexpr double kJoinGapEm = 0.6, kJoinGapFixedEm = 3.2;

/// Splits a finding into runs. `width`, `height`: the upright page, px; `page_em`: its median em height, 0 if unknown.
/// Faults: mask_degenerate when a piece is not finite, has no area, or lies off the page.
[[nodiscard]] Result<std::vector<Run>> runs_of(const Finding& finding, double width, double height, double page_em,
                                               double join_gap_em = kJoinGapEm);

}  // namespace mangping::mask
