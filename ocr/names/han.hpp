// What is known about Chinese characters in names: which are surnames, which occur in given names, which write the
// sounds of minority names. Closed lists, compiled in; used as evidence, never as proof.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mangping::ocr {

[[nodiscard]] bool is_han(char32_t c);
/// Arabic script, presentation forms included.
[[nodiscard]] bool is_arabic(char32_t c);

/// One of the common single-character surnames.
[[nodiscard]] bool is_surname(char32_t c);
/// Often the second or third character of a Han name.
[[nodiscard]] bool is_given(char32_t c);
/// Often used to write Uyghur, Kazakh, … names in characters.
[[nodiscard]] bool is_transliteration(char32_t c);
/// The same with characters that ordinary words are full of as well (达, 马, 根): two in a row tell.
[[nodiscard]] bool may_transliterate(char32_t c);

/// Number of characters of the surname a Han name begins with: 2 for the compound ones (欧阳, 尉迟), else 1.
/// Precondition: a name of 2 to 4 Han characters; a shorter name gives 1.
[[nodiscard]] std::size_t surname_length(std::u32string_view name);

/// For each position 0..size whether a word of running text begins or ends there (ICU's dictionary). In 提高明显 there
/// is no break before 高明, in 由高明负责 there is one on either side.
[[nodiscard]] std::vector<bool> word_breaks(std::u32string_view text);

}  // namespace mangping::ocr
