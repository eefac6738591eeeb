// UTF-8 to code points and back, without a library: malformed bytes become U+FFFD and never end the text early.
#pragma once

#include <string>
#include <string_view>

namespace mangping::ocr {

[[nodiscard]] std::u32string code_points(std::string_view utf8);
[[nodiscard]] std::string utf8(std::u32string_view text);

}  // namespace mangping::ocr
