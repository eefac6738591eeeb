// Where on this page does one of the known strings stand? Search for given strings in an uncertain reading: not
// "what does it say" but "is this the name, against anything else".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/outcome.hpp"
#include "models/page.hpp"
#include "models/targets.hpp"

namespace mangping::ocr {

/// All places, on one line or broken over lines and cells, horizontal and vertical. pieces_upright: one quad per glyph.
/// zone: mask (sure enough), ask (a person must look), never leave.
[[nodiscard]] std::vector<Finding> spot(const Reading& reading, const std::vector<TextRun>& text_layer_upright,
                                        const Targets& targets);

/// A place with what it was weighed by.
struct Weighed {
    Finding finding;
    std::vector<Clue> clues;
    bool anothers = false;  // left, as it is surely a piece of a longer name: 廖戴义志 is not 戴义志
};
/// The same with the evidence, and after it the places that were left: read as the string or nearly so, and still
/// taken for something else (zone leave).
[[nodiscard]] std::vector<Weighed> spot_weighed(const Reading& reading, const std::vector<TextRun>& text_layer_upright,
                                                const Targets& targets);

/// A name left below a question that the networks may raise (look_again drops it where they do not).
[[nodiscard]] bool for_the_networks(const Weighed& w);

/// Parts of known strings that stick out beside solid bars (upright pixels, painted over in paper before reading):
/// 林█远, ██远. The characters beside the bar must be those of one form, and the bar as wide as the rest of it. Pieces
/// are the visible glyphs; zone mask. For the attack on released pages.
[[nodiscard]] std::vector<Finding> spot_residue(const Reading& reading, const std::vector<Rect>& bars,
                                                const Targets& targets);

/// The same search in plain text (metadata, file names, bookmarks, code contents): the forms found, exact after
/// folding.
[[nodiscard]] std::vector<std::string> spot_text(std::string_view utf8, const Targets& targets);

}  // namespace mangping::ocr
