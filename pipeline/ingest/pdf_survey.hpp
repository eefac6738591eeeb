// What a PDF page will draw, seen with qpdf before poppler is let loose on it: the resolution of its pictures, whether
// it shows text, and whether drawing it would cost more than a page may.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "models/geometry.hpp"
#include "models/result.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "pipeline/ingest/pdf_scan.hpp"

namespace mangping::ingest {

struct PdfSurvey {
    bool known = false;      // false: qpdf could not read the page; the rest says nothing
    double image_share = 0;  // area of all pictures over area of the crop box, at most 1
    double image_dpi = 0;    // resolution of the pictures that fill the page; 0 when they fill too little of it
    bool visible_text = false;
    std::optional<PageScan> scan;  // where the page is one JPEG and nothing else
};

/// `crop` in default user space. A page that qpdf cannot read is not a fault (poppler mends more); a page whose streams
/// unpack to more than a page may hold, or whose pictures are too many or too large, is: page_too_large.
[[nodiscard]] Result<PdfSurvey> survey_pdf_page(std::span<const std::uint8_t> bytes, int index, const Rect& crop,
                                                const Limits& limits);

}  // namespace mangping::ingest
