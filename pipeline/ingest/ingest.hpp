// From bytes to pages, without any other state, so that it can move into a process of its own.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"

namespace mangping::ingest {

/// Checked against headers before memory is spent.
struct Limits {
    std::size_t max_bytes = 100u << 20;
    int max_pages = 2000;
    double max_pixels = 100e6;  // of one page
    int max_side = 20'000;      // pixels; 20,000 x 20,000 is refused by max_pixels
};

struct PageSize {
    double width = 0, height = 0;  // displayed page: px (jpeg) or pt (pdf)
};

struct Document {
    Format format = Format::jpeg;
    std::vector<PageSize> pages;
};

/// Looks at content, never at the file's name. Faults (code): empty_file, too_large, not_jpeg_or_pdf (detail names what
/// it is, as "png"), jpeg_broken, pdf_broken, pdf_encrypted, too_many_pages, page_too_large, page_too_small (1x1).
[[nodiscard]] Result<Document> inspect(std::span<const std::uint8_t> bytes, const Limits& limits);

/// Page `index` of bytes that inspect() accepted. The raster is the displayed page (EXIF, /Rotate applied); a pdf page
/// is rendered so that its text stands at reading size (an image-only page at the image's own resolution).
/// Faults: jpeg_truncated, jpeg_broken, pdf_page_broken, page_too_large, page_timeout, cancelled.
[[nodiscard]] Result<SourcePage> decode(std::span<const std::uint8_t> bytes, int index, const Limits& limits,
                                        const Context& context);

}  // namespace mangping::ingest
