#include "pipeline/verify/pdf_pages.hpp"

#include <poppler-document.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "pipeline/verify/verify.hpp"

namespace mangping::verify {
namespace {
constexpr double points_an_inch = 72;
}

double pdf_scale(double width, double height) {
    constexpr double usual_dpi = 150, most_pixels = 40e6;
    const double area = std::max(1.0, width * height) / (points_an_inch * points_an_inch);
    return std::min(usual_dpi, std::sqrt(most_pixels / area)) / points_an_inch;
}

struct PdfPages::Document {
    std::unique_ptr<poppler::document> pdf;
};

PdfPages::PdfPages(std::unique_ptr<Document> document) : document_(std::move(document)) {}
PdfPages::PdfPages(PdfPages&&) noexcept = default;
PdfPages& PdfPages::operator=(PdfPages&&) noexcept = default;
PdfPages::~PdfPages() = default;

Result<PdfPages> PdfPages::open(Bytes bytes) {
    try {
        auto document = std::make_unique<Document>();
        document->pdf.reset(poppler::document::load_from_raw_data(reinterpret_cast<const char*>(bytes.data()),
                                                                  static_cast<int>(bytes.size())));
        if (!document->pdf) return Fault{FaultKind::unreadable, "pdf_broken", {}};
        if (document->pdf->is_locked()) return Fault{FaultKind::unsupported, "pdf_encrypted", {}};
        return PdfPages(std::move(document));
    } catch (const std::exception&) {
        return Fault{FaultKind::unreadable, "pdf_broken", {}};
    }
}

int PdfPages::count() const { return document_->pdf->pages(); }

std::string PdfPages::text(int index) const {
    try {
        const std::unique_ptr<poppler::page> page(document_->pdf->create_page(index));
        if (!page) return {};
        // The whole media area, not the crop box: text outside it is in the file all the same.
        const poppler::byte_array utf8 = page->text(page->page_rect(poppler::media_box)).to_utf8();
        const poppler::byte_array shown = page->text().to_utf8();
        return std::string(utf8.begin(), utf8.end()) + "\n" + std::string(shown.begin(), shown.end());
    } catch (const std::exception&) {
        return {};
    }
}

Result<Raster> PdfPages::picture(int index) const {
    const Fault unreadable{FaultKind::unreadable, "pdf_page_unreadable", {}};
    constexpr int least_side = 8;  // poppler answers pages it cannot show with a speck
    try {
        const std::unique_ptr<poppler::page> page(document_->pdf->create_page(index));
        if (!page) return unreadable;
        const poppler::rectf size = page->page_rect();
        const double dpi = pdf_scale(size.width(), size.height()) * points_an_inch;
        poppler::page_renderer renderer;
        renderer.set_render_hint(poppler::page_renderer::antialiasing);
        renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
        renderer.set_image_format(poppler::image::format_rgb24);
        const poppler::image image = renderer.render_page(page.get(), dpi, dpi);
        if (!image.is_valid() || image.width() < least_side || image.height() < least_side) return unreadable;
        Raster out(image.width(), image.height(), 3);
        const std::size_t row = static_cast<std::size_t>(out.width) * 3;
        for (int y = 0; y < out.height; ++y)
            std::copy_n(image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(), row,
                        reinterpret_cast<char*>(out.pixels.data()) + static_cast<std::size_t>(y) * row);
        return out;
    } catch (const std::exception&) {
        return unreadable;
    }
}

}  // namespace mangping::verify
