#include "tests/support/synthetic/documents.hpp"

#include <cairo-pdf.h>

#include "tests/support/synthetic/scene.hpp"

namespace mangping::synthetic {

namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int n) {
    auto* out = static_cast<std::vector<std::uint8_t>*>(closure);
    out->insert(out->end(), data, data + n);
    return CAIRO_STATUS_SUCCESS;
}

void paint(Scene& scene) {
    const Painting usual = painting(scene.kind);
    (scene.layout < usual.layouts ? usual.painter : variant(scene.kind))(scene);
}

}  // namespace

int layouts(Kind kind) { return painting(kind).layouts; }
int all_layouts(Kind kind) { return layouts(kind) + (variant(kind) != nullptr ? 1 : 0); }

std::vector<SyntheticPage> make_document(Kind kind, const Person& person, const Employer& employer,
                                         const DocumentOptions& options) {
    Scene scene(kind, person, employer, options, nullptr);
    paint(scene);
    return scene.finish();
}

SyntheticPage make_page(Kind kind, const Person& person, const Employer& employer, const DocumentOptions& options) {
    return std::move(make_document(kind, person, employer, options).front());
}

BornDigital make_pdf(Kind kind, const Person& person, const Employer& employer, const DocumentOptions& options) {
    BornDigital out;
    cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &out.pdf, 595, 842);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2023-08-01T10:00:00");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, person.name.c_str());
    cairo_t* cr = cairo_create(surface);
    {
        Scene scene(kind, person, employer, options, cr);
        paint(scene);
        out.pages = scene.finish();
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return out;
}

}  // namespace mangping::synthetic
