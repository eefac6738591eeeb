// Burns masks into an upright page.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/masked_page.hpp"
#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::mask {

struct Applied {
    MaskedPage page;
    std::vector<Mask> masks;          // as drawn, displayed coordinates
    Transform masked_from_displayed;  // the spec's `transform`
};

/// How long bars are: as the ink beneath them, or as a whole multiple of a fixed length where there is room
/// (widen.hpp).
enum class Width { fitted, fixed };

/// Masks every piece of every finding: fitted to ink, solid, snapped so that no JPEG halo of a glyph stays. `source`:
/// the bytes that the page was decoded from; where they are a plain JPEG that stands upright as it is, pixels away from
/// the masks stay exactly what they were (wipe.hpp). Empty: the page is encoded as a whole.
/// Faults: mask_degenerate (a piece off the page or of no area: nothing is silently skipped), encode_failed.
[[nodiscard]] Result<Applied> apply(const UprightPage& page, const std::vector<Finding>& to_mask,
                                    Width width = Width::fitted, std::span<const std::uint8_t> source = {});

/// The sheet that stands in for a withheld page: the page's size, a line that says so in Chinese, nothing of the
/// source. Both sizes in the page's own unit. Faults: encode_failed.
[[nodiscard]] Result<MaskedPage> withheld_sheet(Format format, double width, double height);

}  // namespace mangping::mask
