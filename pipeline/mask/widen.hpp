// Bars that do not tell how many characters they hide.
//
// A bar that hugs a name says whether it has two, three or four characters, which among the applicants of one unit can
// be enough to tell who it is. With fixed widths a bar is as long as the next multiple of its class's length (5 em for
// a person's name, 12 em for an employer or a foreign form), as far as there is bare paper beside it: another word, a
// table's rule or a seal ends it sooner. What limits this: in a narrow cell or in running text there is no room and the
// bar stays as it is; a name broken over lines has a bar on each; and the length of the gap in a line of running text
// still tells what stood there.
#pragma once

#include "models/geometry.hpp"
#include "pipeline/mask/patch.hpp"
#include "pipeline/mask/runs.hpp"

namespace mangping::mask {

/// How far around the run the patch must reach, px. `page_em`: the page's median em height, 0 if unknown.
[[nodiscard]] double reach_of_widening(const Run& run, double page_em);
/// `box`, local frame, longer along the run; never shorter. Seals, signatures, codes and manual masks stay as they are.
[[nodiscard]] Rect widened(const Run& run, const Patch& patch, const Rect& box, double page_em);

}  // namespace mangping::mask
