// Documents of every kind a dossier can hold, drawn for one person and one employer, with what is true of each page.
//
// A kind has several layouts (different issuers, years and tastes); text, fonts, sizes, seals and the people around the
// applicant are drawn from the seed, but what must agree between documents (dates, numbers, titles) comes in as facts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/support/synthetic/page.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::synthetic {

/// What a document should say, by the field keys of the spec (year, hours, title, obtained_on, start_date, end_date,
/// school, certificate_no, result, …) and a few of its own: "specialty", "series", "level", "as_of" (YYYY-MM-DD, the
/// day by which everything has happened), "notice" (N0 … N4, chooses prescribed wordings), "work" (title of a project,
/// paper or award), "months" (of social insurance). What is absent is invented.
using Facts = std::map<std::string, std::string>;

struct DocumentOptions {
    double dpi = 200;
    int layout = -1;  // -1: one of layouts(kind) by the seed; otherwise taken modulo all_layouts(kind)
    std::uint64_t seed = 1;
    Facts facts;
};

/// How many different layouts a kind has; at least 1.
[[nodiscard]] int layouts(Kind kind);
/// With those of other offices, which are drawn only when asked for by number: layouts(kind) and above.
[[nodiscard]] int all_layouts(Kind kind);

/// All pages of a document, clean (as from the printer), truth in pixels. The same arguments give the same bytes.
[[nodiscard]] std::vector<SyntheticPage> make_document(Kind kind, const Person& person, const Employer& employer,
                                                       const DocumentOptions& options);
/// Its first page.
[[nodiscard]] SyntheticPage make_page(Kind kind, const Person& person, const Employer& employer,
                                      const DocumentOptions& options);

struct BornDigital {
    std::vector<std::uint8_t> pdf;     // with a text layer
    std::vector<SyntheticPage> pages;  // images empty; truth in points
};
/// The same document as an office program prints it to PDF.
[[nodiscard]] BornDigital make_pdf(Kind kind, const Person& person, const Employer& employer,
                                   const DocumentOptions& options);

/// A dense page of running text in `columns` columns that names the applicant `mentions` times.
[[nodiscard]] SyntheticPage make_text_page(const Person& person, const Employer& employer,
                                           const DocumentOptions& options, int columns = 1, int mentions = 2);

}  // namespace mangping::synthetic
