// Characters that names are made of. A reader is at times sure of a character that no name holds (试 for 斌): outside
// of these lists a name is never sure, inside of them it is as sure as it was read.
#pragma once

#include <string_view>

namespace mangping::ocr::fields {

/// Every character may stand where it does: a surname and given characters, or the syllables of a transliterated name
/// (with "·"). Written from general knowledge of names, not from any register; rare names fall outside.
[[nodiscard]] bool made_of_name_characters(std::u32string_view name);

}  // namespace mangping::ocr::fields
