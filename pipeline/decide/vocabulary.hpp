// The words of the pack language and of the findings: what a clerk calls the platform's columns, their fields, the
// kinds of employer and so on, and the schema's key for each.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mangping::decide {

struct Word {
    std::string_view key;
    std::string_view zh;
};

/// Column names, the schema's sections and two of ours: 个人信息 (applicant) and 申报信息 (target).
[[nodiscard]] std::span<const Word> section_words();
[[nodiscard]] std::span<const Word> field_words();
[[nodiscard]] std::span<const Word> severity_words();
/// What is read off materials: the keys of the spec's field table.
[[nodiscard]] std::span<const Word> reading_words();
/// What the platform may have recorded: "缴费时间" is "fee.paid_at".
[[nodiscard]] std::span<const Word> platform_words();
/// What conditions may ask about: "单位性质" is "applicant.employer_kind".
[[nodiscard]] std::span<const Word> condition_words();
/// What conditions on an entry may ask about: "学信网查不到" is "chsi_not_found".
[[nodiscard]] std::span<const Word> entry_condition_words();
/// Values with a Chinese name, of whatever field: employer kinds, flags, origins, forms of papers, 是/否, …
[[nodiscard]] std::span<const Word> value_words();

/// The key for a Chinese word (or for the key itself); empty when it is not among `words`.
[[nodiscard]] std::optional<std::string_view> key_in(std::span<const Word> words, std::string_view word);
/// The Chinese word for a key; the key itself when there is none.
[[nodiscard]] std::string zh_in(std::span<const Word> words, std::string_view key);
/// "基本信息、学历学位、…".
[[nodiscard]] std::string listed(std::span<const Word> words);

/// The column's Chinese name, sections and applicant/target alike.
[[nodiscard]] std::string section_zh(std::string_view section);
[[nodiscard]] std::string field_zh(std::string_view field);

}  // namespace mangping::decide
