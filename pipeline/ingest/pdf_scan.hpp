// Pages that show one JPEG and nothing else, as most scanners and phones write them: the picture can be decoded as it
// is, which costs less than having it drawn and leaves every pixel alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/geometry.hpp"

class QPDF;
class QPDFObjectHandle;

namespace mangping::ingest {

struct PageScan {
    std::vector<std::uint8_t> jpeg;  // the stream as it lies in the file
    int width = 0, height = 0;       // as the file says, before turning
    int turned_cw = 0;               // 0, 90, 180 or 270: how the page shows it, without the page's own /Rotate
    bool hidden_text = false;        // text in rendering mode 3
};

/// `content`: the page's content streams, unpacked; `crop` in default user space. Nothing where anything else is or may
/// be drawn (annotations, layers, masks, clips, other colour spaces, other filters) or where the picture's sides and
/// the crop box's differ by more than half a pixel. ISO 32000-1, 8.9.5 and 14.11.2. Throws what qpdf throws.
[[nodiscard]] std::optional<PageScan> page_scan(QPDF& pdf, QPDFObjectHandle page, std::string_view content,
                                                const Rect& crop);

}  // namespace mangping::ingest
