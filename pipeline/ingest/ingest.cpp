#include "pipeline/ingest/ingest.hpp"

#include <algorithm>
#include <exception>
#include <string>

#include "pipeline/ingest/jpeg.hpp"
#include "pipeline/ingest/pdf.hpp"
#include "pipeline/ingest/sniff.hpp"

namespace mangping::ingest {
namespace {

// A picture narrower than this holds no line of text: one em of the smallest legible print.
constexpr int kMinSidePx = 16;

std::optional<Fault> check_jpeg(const JpegHeader& header, const Limits& limits) {
    const double pixels = static_cast<double>(header.width) * header.height;
    if (pixels > limits.max_pixels || std::max(header.width, header.height) > limits.max_side)
        return Fault{FaultKind::limit, "page_too_large", "pixels"};
    if (std::min(header.width, header.height) < kMinSidePx) return Fault{FaultKind::unsupported, "page_too_small", {}};
    return std::nullopt;
}

std::optional<Fault> check_bytes(std::span<const std::uint8_t> bytes, const Limits& limits, std::string_view sort) {
    if (bytes.empty()) return Fault{FaultKind::unreadable, "empty_file", {}};
    if (bytes.size() > limits.max_bytes) return Fault{FaultKind::limit, "too_large", {}};
    if (sort != "jpeg" && sort != "pdf") return Fault{FaultKind::unsupported, "not_jpeg_or_pdf", std::string(sort)};
    return std::nullopt;
}

Result<Document> inspect_jpeg(std::span<const std::uint8_t> bytes, const Limits& limits) {
    const auto header = jpeg_header(bytes);
    if (!header) return header.fault();
    if (auto fault = check_jpeg(*header, limits)) return *fault;
    PageSize size{static_cast<double>(header->width), static_cast<double>(header->height)};
    if (header->swaps_sides()) std::swap(size.width, size.height);
    return Document{Format::jpeg, {size}};
}

/// One page that cannot be rendered is that page's fault, said by decode(); when none can, the document is refused.
Result<Document> inspect_pdf(std::span<const std::uint8_t> bytes, const Limits& limits) {
    auto pages = pdf_pages(bytes, limits);
    if (!pages) return pages.fault();
    std::optional<Fault> first;
    for (const PageSize& size : *pages) {
        const auto fault = unrenderable(size, limits);
        if (!fault) return Document{Format::pdf, std::move(*pages)};
        if (!first) first = fault;
    }
    return *first;
}

}  // namespace

Result<Document> inspect(std::span<const std::uint8_t> bytes, const Limits& limits) {
    const std::string_view sort = sniff(bytes);
    if (auto fault = check_bytes(bytes, limits, sort)) return *fault;
    return sort == "jpeg" ? inspect_jpeg(bytes, limits) : inspect_pdf(bytes, limits);
}

Result<SourcePage> decode(std::span<const std::uint8_t> bytes, int index, const Limits& limits,
                          const Context& context) {
    if (auto fault = context.over()) return *fault;
    const std::string_view sort = sniff(bytes);
    if (auto fault = check_bytes(bytes, limits, sort)) return *fault;
    if (sort == "pdf") return pdf_page(bytes, index, limits, context);
    const auto header = jpeg_header(bytes);
    if (!header) return header.fault();
    if (auto fault = check_jpeg(*header, limits)) return *fault;
    return jpeg_page(bytes, context);
}

}  // namespace mangping::ingest
