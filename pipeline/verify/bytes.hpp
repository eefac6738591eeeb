// Known strings in bytes whose encoding nobody told us.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mangping::verify {

using Bytes = std::span<const std::uint8_t>;
using Search = std::function<std::vector<std::string>(std::string_view utf8)>;

/// Whether `search` finds anything in the text runs of `bytes` read as UTF-8, UTF-16 in both orders (and at odd
/// offsets) and GB18030, with character references (&#x6797;), percent and backslash escapes undone.
[[nodiscard]] bool speaks(Bytes bytes, const Search& search);

/// The same for text that is UTF-8 already.
[[nodiscard]] bool speaks_text(std::string_view utf8, const Search& search);

}  // namespace mangping::verify
