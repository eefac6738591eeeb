// How a check words its findings.
#pragma once

#include <string>
#include <vector>

#include "pipeline/decide/case.hpp"

namespace mangping::decide {

/// Where a finding points: a column, perhaps a row, perhaps a field.
struct Subject {
    std::string section;
    std::optional<int> entry;
    std::string field;
};

/// A finding of `rule`. Messages: Chinese and English.
[[nodiscard]] Check finding(const Rule& rule, CheckStatus status, const Subject& subject, std::string zh,
                            std::string en, std::string cause = {});
/// The findings; a pass in the same words as the check's own sentence when there are none.
[[nodiscard]] std::vector<Check> or_pass(const Rule& rule, std::vector<Check> found, const Subject& subject = {});

/// "“学历学位”第2条的“毕业时间”" / "education, entry 2, end".
[[nodiscard]] std::string where_zh(const Subject& subject, const Case& c);
[[nodiscard]] std::string where_en(const Subject& subject);
/// Of a field path: "applicant.sex".
[[nodiscard]] Subject subject_of(std::string_view path, std::optional<int> entry = std::nullopt);

/// Parameters of a rule with their defaults.
[[nodiscard]] std::string text_of(const Rule& rule, const std::string& key);
[[nodiscard]] const std::vector<std::string>& list_of(const Rule& rule, const std::string& key);
[[nodiscard]] bool flag_of(const Rule& rule, const std::string& key);
/// Precondition: the loader has checked that it is a number, or it is absent (then `otherwise`).
[[nodiscard]] int number_of(const Rule& rule, const std::string& key, int otherwise = 0);

/// Cause of every finding that comes of one file being unusable: its own, and those of the rules that miss it.
[[nodiscard]] std::string cause_of_file(const AttachmentOutcome& outcome);

/// "身份证人像面" / "id card front".
[[nodiscard]] std::string kind_en(Kind kind);

}  // namespace mangping::decide
