// Text as it is compared, not as it looks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mangping::decide {

/// NFKC, without white space and punctuation, 已/巳/己 as one, runs of ×, X, ＊ as one placeholder. Code points.
[[nodiscard]] std::u32string fold_sentence(std::string_view utf8);
/// 1 - (edit distance / longer length); 1 for two empty strings.
[[nodiscard]] double similarity(const std::u32string& a, const std::u32string& b);

/// How well `pattern` stands somewhere in `text`, both folded: 1 - (edit distance to the best stretch of the text /
/// pattern length). A placeholder × of the pattern stands for up to `longest_placeholder` characters of the text.
struct Place {
    double similarity = 0;
    std::u32string where;  // the best stretch of the text
};
[[nodiscard]] Place find_in(const std::u32string& pattern, const std::u32string& text);
/// `word` stands in `text`, both folded; long words may be misread in one character of four.
[[nodiscard]] bool stands_in(const std::u32string& word, const std::u32string& text);
[[nodiscard]] std::string utf8_of(const std::u32string& text);

/// White space of every sort (full-width too) taken off both ends.
[[nodiscard]] std::string trimmed(std::string_view utf8);
/// Nothing is said: empty, white space, or a mark people type instead ("-", "—", "/", "N/A").
[[nodiscard]] bool is_blank(std::string_view utf8);
/// Exactly 无, what a column with nothing to say holds.
[[nodiscard]] bool says_none(std::string_view utf8);
/// Something is declared: neither blank nor 无.
[[nodiscard]] bool says_something(std::string_view utf8);

[[nodiscard]] bool contains(std::string_view text, std::string_view part);
/// Joined by `between`.
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between);

}  // namespace mangping::decide
