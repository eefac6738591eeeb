// Every object of a pdf, as qpdf sees it.
#pragma once

#include <string>
#include <vector>

#include "models/result.hpp"
#include "pipeline/verify/bytes.hpp"
#include "pipeline/verify/verify.hpp"

namespace mangping::verify {

/// A picture that stands in the file as a jpeg.
struct StoredPicture {
    int page = -1;  // first page that uses it; -1: none does
    std::string jpeg;
};

struct PdfObjects {
    std::vector<Leak> leaks;  // strings, names and decompressed streams of all objects
    std::vector<StoredPicture> pictures;
    std::vector<std::string> attachments;  // contents of embedded files
    int pages = 0;
};

/// Faults: pdf_broken, pdf_encrypted.
[[nodiscard]] Result<PdfObjects> survey_objects(Bytes pdf, const Search& search);

/// Streams in the bytes, decompressed where they can be, whether or not an object table still points at them.
[[nodiscard]] bool loose_streams_speak(Bytes pdf, const Search& search);

}  // namespace mangping::verify
