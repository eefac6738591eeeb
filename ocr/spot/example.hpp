// Query by example: a name that was surely found elsewhere on the page shows what its glyphs look like in that type.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "models/page.hpp"

namespace mangping::ocr {

/// How alike the pictures of two glyphs are, brought to one size: 1 for the same, about 0 for two that have nothing in
/// common. Upright px.
using Alike = std::function<double(const Rect& a, const Rect& b)>;

/// Ends the source of what an example settled: the networks, which do not know its characters, have no say in it.
inline constexpr std::string_view example_source = ":example";

/// Findings of names that were not read as they are, held against those of the same string that were: where every glyph
/// looks like the example's, the name stands there; where the print is the same and one glyph that was surely read
/// otherwise looks otherwise too, somebody else's does, and the finding falls to Zone::leave.
void compare_with_examples(std::vector<Finding>& findings, const Reading& reading, const Alike& alike);

}  // namespace mangping::ocr
