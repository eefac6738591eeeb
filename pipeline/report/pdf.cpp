#include <podofo/podofo.h>

#include <algorithm>

#include "pipeline/report/pdf_parts.hpp"
#include "pipeline/report/report.hpp"
#include "pipeline/report/strokes.hpp"

namespace mangping::report {
namespace {

constexpr double kA4Short = 595.276, kA4Long = 841.89;  // points, ISO 216
constexpr double kMargin = 24, kFooter = 34;            // points; the footer's band lies below the picture
constexpr double kFooterHeight = 5.6, kFooterBase = 17;

struct Sheet {
    double width = 0, height = 0;
    Placed picture;
};

/// An upright sheet or one on its side, as the page is; the picture as large as it fits between the margins, centred.
Sheet sheet_for(int width_px, int height_px) {
    const bool wide = width_px > height_px;
    const double width = wide ? kA4Long : kA4Short, height = wide ? kA4Short : kA4Long;
    const double w = width - 2 * kMargin, h = height - kMargin - kFooter;
    const double scale = std::min(w / width_px, h / height_px);
    const double pw = width_px * scale, ph = height_px * scale;
    return {width, height, {(width - pw) / 2, kFooter + (h - ph) / 2, pw, ph}};
}

/// blind_id on the left, the page's number on the right, as fine grey lines.
std::string footer(const std::string& blind_id, std::size_t page, std::size_t pages, double width) {
    const std::string number = std::to_string(page) + " / " + std::to_string(pages);
    return "q 0.55 w 1 J 1 j 0.42 G\n" + stroked(blind_id, kMargin, kFooterBase, kFooterHeight) +
           stroked(number, width - kMargin - stroked_width(number, kFooterHeight), kFooterBase, kFooterHeight) + "Q\n";
}

Fault failed(const PoDoFo::PdfError& error) {
    const char* name = PoDoFo::PdfError::ErrorName(error.GetError());
    return {FaultKind::internal, "pdf_failed", name ? name : "podofo"};
}

/// A gap, on a file without pages: PDF has no such file that every reader opens.
Fault empty() { return {FaultKind::internal, "pdf_failed", "no pages"}; }

}  // namespace

SheetPlace sheet_place(int width_px, int height_px) {
    const Sheet sheet = sheet_for(width_px, height_px);
    const double scale = sheet.picture.width / width_px;
    const double top = sheet.height - sheet.picture.y - sheet.picture.height;
    return {translation(sheet.picture.x, top) * scaling(scale, scale), sheet.width, sheet.height};
}

Result<Bytes> pdf_of(const std::vector<const MaskedPage*>& pages) {
    if (pages.empty()) return empty();
    try {
        PictureDocument document;
        for (const MaskedPage* page : pages)
            document.add_page(page->width(), page->height(), *page, {0, 0, page->width(), page->height()}, "");
        return document.bytes();
    } catch (const PoDoFo::PdfError& error) {
        return failed(error);
    }
}

Result<Bytes> dossier_pdf(const std::string& blind_id, const std::vector<DossierSection>& sections) {
    std::size_t pages = 0;
    for (const DossierSection& section : sections)
        for (const DossierSection::Item& item : section.items) pages += item.pages.size();
    if (pages == 0) return empty();
    try {
        PictureDocument document;
        int number = 0;
        for (const DossierSection& section : sections) {
            bool section_marked = false;
            for (const DossierSection::Item& item : section.items) {
                const int first = number;
                for (const MaskedPage* page : item.pages) {
                    const Sheet sheet = sheet_for(page->width_px(), page->height_px());
                    document.add_page(sheet.width, sheet.height, *page, sheet.picture,
                                      footer(blind_id, static_cast<std::size_t>(++number), pages, sheet.width));
                }
                if (item.pages.empty()) continue;
                if (!section_marked) document.add_bookmark(section.title, 0, first);
                section_marked = true;
                document.add_bookmark(item.title, 1, first);
            }
        }
        return document.bytes();
    } catch (const PoDoFo::PdfError& error) {
        return failed(error);
    }
}

}  // namespace mangping::report
