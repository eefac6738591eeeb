// Pages of a pdf as poppler shows them.
#pragma once

#include <memory>
#include <string>

#include "models/raster.hpp"
#include "models/result.hpp"
#include "pipeline/verify/bytes.hpp"

namespace mangping::verify {

class PdfPages {
public:
    /// Faults: pdf_broken, pdf_encrypted. The bytes must outlive the object.
    [[nodiscard]] static Result<PdfPages> open(Bytes pdf);
    PdfPages(PdfPages&&) noexcept;
    PdfPages& operator=(PdfPages&&) noexcept;
    ~PdfPages();

    [[nodiscard]] int count() const;
    /// The text layer of a page, UTF-8; hidden text included.
    [[nodiscard]] std::string text(int page) const;
    /// RGB, at 150 dots an inch or fewer where the page is huge. Faults: pdf_page_unreadable.
    [[nodiscard]] Result<Raster> picture(int page) const;

private:
    struct Document;
    explicit PdfPages(std::unique_ptr<Document> document);
    std::unique_ptr<Document> document_;
};

}  // namespace mangping::verify
