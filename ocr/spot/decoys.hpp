// What any string of this length would score. Ink that shows nothing is explained by every string about as well, so how
// well a known string explains it means little by itself: it has to beat strings that nobody asked for.
#pragma once

#include <string>
#include <vector>

#include "ocr/engine.hpp"

namespace mangping::ocr {

/// Strings of as many characters, every one another than at the same place of `characters`, all of the kind that
/// names and organisations are made of. The same for the same characters.
[[nodiscard]] std::vector<std::vector<std::string>> decoys_of(const std::vector<std::string>& characters);
/// The same to ask for, with marks where `string` has them.
[[nodiscard]] std::vector<AskedString> decoys_of(const AskedString& string);

}  // namespace mangping::ocr
