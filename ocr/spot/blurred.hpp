// Long known strings in lines that hardly read. Glyphs tell nothing there, neither which character nor where one ends;
// but the networks can still be asked how well the whole string explains a stretch of the line, and a string of many
// characters that explains blurred ink by chance is rare.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

/// What the source of a hand that a short name explains ends with.
inline constexpr std::string_view hand_source = ":hand:string";

/// Answers for the line in each of these boxes, one a string; empty where nothing can be asked.
using PlaceOnLines =
    std::function<std::vector<std::vector<StringOnLine>>(const std::vector<AskedString>&, const std::vector<Rect>&)>;

/// Looks for the target's long forms in level lines of which little was read; adds to `found`, or makes surer what it
/// has there. Names of fewer than five characters are not looked for, as they share too much with others, but where one
/// explains the whole of a short line: a hand that may be the applicant's is asked about.
void spot_blurred(const Reading& reading, const Targets& targets, const PlaceOnLines& place,
                  std::vector<Finding>& found);

}  // namespace mangping::ocr
