// Which kind of document is this page, by its own words? An electricity bill in the ID slot is to be found out; a page
// whose words do not tell is left unsaid.
#pragma once

#include <optional>

#include "models/kind.hpp"
#include "models/page.hpp"

namespace mangping::ocr {

struct KindGuess {
    Kind kind = Kind::other;
    double confidence = 0;  // 0..1; 0.9 and above: the page's title says so and no other kind's words compete
};

/// What detectors saw of the page as a whole.
struct PageSigns {
    bool picture = false;  // one photograph fills it
};

/// `other` is said where the words are of something that no dossier asks for (a bill, an invoice, minutes).
/// By titles, phrases and label words of an upright page's reading. Empty: the words do not tell (continuation pages,
/// pictures, pages that could not be read).
[[nodiscard]] std::optional<KindGuess> recognise_kind(const Reading& reading, const PageSigns& signs = {});

}  // namespace mangping::ocr
