// Pages with fields as the reader saw them. Reading costs seconds a page, taking fields off a reading a millisecond:
// with a folder of readings the second can be measured again without the first. The folder is good for one reader and
// one generator; whoever changes either deletes it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "ocr/fields/fields.hpp"
#include "tests/support/synthetic/degrade.hpp"

namespace mangping::bench {

struct FieldPage {
    Kind kind = Kind::other;
    std::string name;  // "12-graduation_certificate-3-0": document, kind, layout, page; for messages
    int page = 0, pages = 1;
    std::string scan;       // digital scan photo fax
    std::string applicant;  // the declared name
    std::map<std::string, std::string> truth;
    double width = 0, height = 0;  // of the upright page, pixels
    Reading reading;
    std::vector<Code> codes;
    std::vector<std::string> true_codes;  // what the codes on the page say
    std::vector<ocr::SealText> seals;
    std::vector<Rect> portraits;
    bool picture = false;  // the page as a whole has a photograph's tones
    int round_seals = 0, square_seals = 0;
};

/// The pages of document `index` of the set `seed`, degraded so that a person reads all of them. Even documents are of
/// a kind with fields, odd ones of any kind; layouts follow one another. Empty when a reader could not be opened.
[[nodiscard]] std::vector<FieldPage> field_pages(std::uint64_t seed, int index, const std::string& folder);

}  // namespace mangping::bench
