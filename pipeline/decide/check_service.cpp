// Years of service, kinds of staff, and flags that belong to materials.
#include <algorithm>
#include <charconv>

#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

std::optional<int> whole_years(std::string_view text) {
    int value = 0;
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{} ? std::optional<int>(value)
                                                                                            : std::nullopt;
}

/// Whole years from a date to the submission.
int years_since(const Date& from, const Date& now) {
    const int months = now.year * 12 + now.month - (from.year * 12 + std::max(from.month, 1));
    return months / 12;
}

std::optional<EntryAt> current_title(const Case& c) {
    Rule current;
    current.where.lists["current"] = {"true"};
    const auto titles = c.entries("qualification", current);
    return titles.empty() ? std::nullopt : std::optional(titles.front());
}

}  // namespace

std::vector<Check> service_years(const Rule& rule, const Case& c) {
    constexpr int working_age = 16;  // 《劳动法》第十五条
    const auto title = current_title(c);
    const auto birth = date_from(c.value("applicant.birth_date"));
    if (!title || !birth) return nothing_to_read(rule);
    const int said = whole_years((*title->entry)["years_in_profession"]).value_or(-1);
    if (said < 0) return nothing_to_read(rule);
    const Date now = day_of(c.submitted.value_or(c.as_of));
    const Subject subject{"qualification", title->index, "years_in_profession"};
    const int possible = now.year - birth->year - working_age;
    if (said > possible) {
        Check check =
            finding(rule, CheckStatus::fail, subject,
                    where_zh(subject, c) + "是" + std::to_string(said) + "年，按出生日期不可能这么长，请核对。",
                    "more years of service than age allows", "service_years");
        check.declared = std::to_string(said);
        return {check};
    }
    std::optional<Date> first;
    if (const Section* resume = c.dossier.section("resume"); resume != nullptr)
        for (const Entry& row : resume->entries)
            if (const auto start = date_from(row["start"]); start && (!first || compare(*start, *first) < 0))
                first = start;
    if (first && said > years_since(*first, now) + 1)
        return {advice(rule, subject, where_zh(subject, c) + "比工作简历还长，请核对。",
                       "more years of service than the career shows")};
    return or_pass(rule, {}, subject);
}

std::vector<Check> course_since_title(const Rule& rule, const Case& c) {
    const auto title = current_title(c);
    const auto obtained = title ? date_from((*title->entry)["obtained"]) : std::nullopt;
    if (!obtained) return nothing_to_read(rule);
    std::vector<std::string> missing;
    for (int year = obtained->year; year <= c.notice.year; ++year) {
        const auto rows = c.entries("continuing_education", rule);
        const bool there = std::any_of(rows.begin(), rows.end(),
                                       [&](const EntryAt& at) { return (*at.entry)["year"] == std::to_string(year); });
        if (!there) missing.push_back(std::to_string(year));
    }
    const Subject subject{"continuing_education", std::nullopt, {}};
    if (missing.empty()) return or_pass(rule, {}, subject);
    return {advice(rule, subject, "任现职以来" + joined(missing, "、") + "年度的继续教育没有填写，建议补充。",
                   "some years since the current title have no continuing education")};
}

std::vector<Check> material_flagged(const Rule& rule, const Case& c) {
    const auto& wanted = list_of(rule, "flags");
    const auto materials = of_kinds(c, list_of(rule, "kinds"));
    if (materials.empty()) return nothing_to_read(rule);
    const bool flagged = std::any_of(wanted.begin(), wanted.end(),
                                     [&](const std::string& flag) { return c.dossier.applicant.flags.contains(flag); });
    if (flagged) return or_pass(rule, {});
    return {advice(rule, place_of(*materials.front()),
                   "上传了" + material_zh(*materials.front()) + "，但没有勾选“" + zh_in(value_words(), wanted.front()) +
                       "”，请核对。",
                   "the material is there and the box is not ticked")};
}

std::vector<Check> person_class_hints(const Rule& rule, const Case& c) {
    const int age = number_of(rule, "age", 60);
    std::vector<Check> found;
    const auto birth = date_from(c.value("applicant.birth_date"));
    const Date now = day_of(c.submitted.value_or(c.as_of));
    if (birth && birth->month != 0 && years_since(*birth, now) >= age)
        found.push_back(finding(rule, CheckStatus::unsure, {"applicant", std::nullopt, "birth_date"},
                                "按出生日期已满" + std::to_string(age) + "岁，需要人工确认是否已经退休。",
                                "of the age of retirement", "retired"));
    for (const EntryAt& at : c.entries("assessments", rule))
        if (contains((*at.entry)["result"], "称职")) {
            found.push_back(finding(rule, CheckStatus::unsure, {at.section, at.index, "result"},
                                    "考核等次写的是“" + std::string((*at.entry)["result"]) +
                                        "”，这是公务员考核的等次，需要人工确认人员身份。",
                                    "assessed as civil servants are", "civil_servant"));
            break;
        }
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
