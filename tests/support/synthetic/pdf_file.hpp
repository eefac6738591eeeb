// PDF files as applicants upload them: pictures in a PDF jacket, prints of an office program, both in one file.
#pragma once

#include <cstdint>
#include <vector>

namespace mangping::synthetic {

using Bytes = std::vector<std::uint8_t>;

/// One scanned page of a PDF.
struct PdfPicture {
    Bytes jpeg;     // the stored picture, as encoded; kept byte for byte
    int width = 0;  // px of the stored picture
    int height = 0;
    double dpi = 200;  // sets the page's size
    int rotate = 0;    // /Rotate: a viewer turns the stored picture by this clockwise
};

/// A PDF with one picture a page and nothing else.
[[nodiscard]] Bytes picture_pdf(const std::vector<PdfPicture>& pages);
/// The pages of all files, in order. Empty if one of them is no PDF.
[[nodiscard]] Bytes joined_pdf(const std::vector<Bytes>& files);

}  // namespace mangping::synthetic
