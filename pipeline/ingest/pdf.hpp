// PDF pages through poppler-cpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "pipeline/ingest/pdf_survey.hpp"

namespace mangping::ingest {

/// Displayed sizes of all pages in points; {0,0} for a page that is not there. Faults: pdf_broken, pdf_encrypted,
/// too_many_pages.
[[nodiscard]] Result<std::vector<PageSize>> pdf_pages(std::span<const std::uint8_t> bytes, const Limits& limits);

/// Faults: pdf_page_broken, page_too_large, page_too_small, page_timeout, cancelled, and those of pdf_pages.
[[nodiscard]] Result<SourcePage> pdf_page(std::span<const std::uint8_t> bytes, int index, const Limits& limits,
                                          const Context& context);

/// Whether a page of this many points can be rendered at all within the limits; the fault when not.
[[nodiscard]] std::optional<Fault> unrenderable(const PageSize& size, const Limits& limits);

/// Sizes of a page's text in points, weighted by characters; 0 where there is none.
struct TextSizes {
    double median = 0;
    double small = 0;  // tenth percentile
};

/// Pixels an inch at which the page is rendered: a scan at its own resolution, text at reading size, all within limits.
/// `size`: displayed page, points.
[[nodiscard]] double choose_dpi(const PdfSurvey& survey, const TextSizes& text, const PageSize& size,
                                const Limits& limits);

}  // namespace mangping::ingest
