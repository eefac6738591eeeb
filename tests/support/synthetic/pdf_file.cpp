#include "tests/support/synthetic/pdf_file.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace mangping::synthetic {

namespace {

constexpr double kPointsPerInch = 72;

cairo_status_t append(void* closure, const unsigned char* data, unsigned int n) {
    auto* out = static_cast<Bytes*>(closure);
    out->insert(out->end(), data, data + n);
    return CAIRO_STATUS_SUCCESS;
}

void open(QPDF& pdf, const Bytes& file) {
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("made", reinterpret_cast<const char*>(file.data()), file.size());
}

Bytes written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return {buffer->getBuffer(), buffer->getBuffer() + buffer->getSize()};
}

void draw(cairo_t* cr, cairo_surface_t* pdf, const PdfPicture& page) {
    const double scale = kPointsPerInch / page.dpi;
    cairo_pdf_surface_set_size(pdf, page.width * scale, page.height * scale);
    cairo_surface_t* picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width, page.height);
    auto* own = new Bytes(page.jpeg);
    cairo_surface_set_mime_data(
        picture, CAIRO_MIME_TYPE_JPEG, own->data(), own->size(), [](void* data) { delete static_cast<Bytes*>(data); },
        own);
    cairo_save(cr);
    cairo_scale(cr, scale, scale);
    cairo_set_source_surface(cr, picture, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
    cairo_show_page(cr);
    cairo_surface_destroy(picture);
}

}  // namespace

Bytes picture_pdf(const std::vector<PdfPicture>& pages) {
    Bytes out;
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &out, 595, 842);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2023-08-01T10:00:00");
    cairo_t* cr = cairo_create(surface);
    for (const PdfPicture& page : pages) draw(cr, surface, page);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    if (std::none_of(pages.begin(), pages.end(), [](const PdfPicture& p) { return p.rotate != 0; })) return out;
    try {
        QPDF pdf;
        open(pdf, out);
        std::vector<QPDFPageObjectHelper> all = QPDFPageDocumentHelper(pdf).getAllPages();
        for (std::size_t i = 0; i < all.size() && i < pages.size(); ++i) all[i].rotatePage(pages[i].rotate, false);
        return written(pdf);
    } catch (const std::exception&) {
        return {};
    }
}

Bytes joined_pdf(const std::vector<Bytes>& files) {
    try {
        std::vector<std::unique_ptr<QPDF>> parts;  // must outlive the writing
        QPDF whole;
        whole.emptyPDF();
        for (const Bytes& file : files) {
            parts.push_back(std::make_unique<QPDF>());
            open(*parts.back(), file);
            for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(*parts.back()).getAllPages())
                QPDFPageDocumentHelper(whole).addPage(page, false);
        }
        return written(whole);
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace mangping::synthetic
