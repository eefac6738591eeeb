// The truth of a page after a degradation.
#pragma once

#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/degrade_optics.hpp"
#include "tests/support/synthetic/degrade_warp.hpp"

namespace mangping::synthetic {

/// What is left of the frame after the crop, whole px.
struct Cut {
    int x = 0, y = 0, width = 0, height = 0;
};
[[nodiscard]] Cut cut_of(const Placement& p, const Warp& warp);

/// Median em of the text lines in page px; of a page without lines, what its size suggests.
[[nodiscard]] double median_em(const PageTruth& truth, double page_w, double page_h);

/// sigma_px: all blur together, in px of the frame.
[[nodiscard]] PageTruth truth_after(const SyntheticPage& clean, const Degradation& d, const Warp& warp, const Cut& cut,
                                    const LightField& light, double sigma_px);

}  // namespace mangping::synthetic
