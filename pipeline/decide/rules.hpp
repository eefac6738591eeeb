// The named checks that packs compose. A check is code; a rule is data: it names a check and gives its parameters.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/notice.hpp"
#include "models/outcome.hpp"
#include "pipeline/decide/case.hpp"

namespace mangping::decide {

/// What a parameter may hold, so that a pack can be refused before it is used.
enum class ParameterType {
    text,       // one free text
    texts,      // a list of free texts
    number,     // a whole number
    yes_no,     // 是 / 否
    start,      // a day or "YYYY-MM-DD HH:MM[:SS]"
    end,        // the same
    years,      // a list of years and ranges: [2014-2020]
    materials,  // a list of "毕业证书" / "社保缴费单 或 工资流水 + 劳动合同" / "任意材料"
    sections,   // a list of columns
    field,      // "申报信息.级别"
    fields,     // a list of these
    value,      // one of the vocabulary's values
    pairs,      // a list of "姓名 = 个人信息.姓名": what is read, and the declared field it is held against
    readings,   // a list of what is read: "姓名", "证书编号"
    many,       // a list of the vocabulary's values
    record,     // one thing that the platform records, or 提交时间
    records,    // a list of these
};

struct ParameterSpec {
    std::string_view key;
    std::string_view zh;
    ParameterType type;
    bool required = false;
    std::string_view choices = {};  // of a text or texts: the words that may stand here, "可以、提醒"; "" = any
};

/// Findings of one rule on one dossier: at least one. `rule` was found to apply.
using Decide = std::vector<Check> (*)(const Rule& rule, const Case& c);

struct CheckSpec {
    std::string_view key;
    std::string_view zh;
    std::string_view what;  // one sentence for an operator
    Decide decide;
    std::vector<ParameterSpec> parameters;
};

[[nodiscard]] std::span<const CheckSpec> all_checks();
/// By Chinese name or key; null when there is none.
[[nodiscard]] const CheckSpec* check_spec(std::string_view name);

/// Until when a dossier that was returned then may come again, by a rule of `resubmit_within`.
[[nodiscard]] Instant last_resubmission(const Rule& rule, Instant returned);

// The checks, by room of the house they look at. Each is described where CheckSpec::what says it.
std::vector<Check> required_kinds(const Rule&, const Case&);
std::vector<Check> right_section(const Rule&, const Case&);
std::vector<Check> every_entry_attached(const Rule&, const Case&);
std::vector<Check> attachments_usable(const Rule&, const Case&);
std::vector<Check> attachment_format(const Rule&, const Case&);
std::vector<Check> legible(const Rule&, const Case&);
std::vector<Check> upright(const Rule&, const Case&);
std::vector<Check> duplicates(const Rule&, const Case&);
std::vector<Check> submission_window(const Rule&, const Case&);
std::vector<Check> submission_rounds(const Rule&, const Case&);
std::vector<Check> resubmit_within(const Rule&, const Case&);
std::vector<Check> allowed_values(const Rule&, const Case&);
std::vector<Check> excluded_values(const Rule&, const Case&);
std::vector<Check> fields_filled(const Rule&, const Case&);
std::vector<Check> no_blanks(const Rule&, const Case&);
std::vector<Check> vague_words(const Rule&, const Case&);
std::vector<Check> phone_number(const Rule&, const Case&);
std::vector<Check> identity_number(const Rule&, const Case&);
std::vector<Check> unit_level(const Rule&, const Case&);
std::vector<Check> date_order(const Rule&, const Case&);
std::vector<Check> education_order(const Rule&, const Case&);
std::vector<Check> resume_continuity(const Rule&, const Case&);
std::vector<Check> since_current_title(const Rule&, const Case&);
std::vector<Check> aid_term(const Rule&, const Case&);
std::vector<Check> course_years(const Rule&, const Case&);
std::vector<Check> course_hours(const Rule&, const Case&);
std::vector<Check> assessment_years(const Rule&, const Case&);
std::vector<Check> assessment_results(const Rule&, const Case&);
std::vector<Check> insurance_months(const Rule&, const Case&);
std::vector<Check> sentence(const Rule&, const Case&);
std::vector<Check> decisive_opinion(const Rule&, const Case&);
std::vector<Check> for_a_person(const Rule&, const Case&);
std::vector<Check> information(const Rule&, const Case&);
std::vector<Check> agrees_with_form(const Rule&, const Case&);
std::vector<Check> agrees_between(const Rule&, const Case&);
std::vector<Check> reading_allowed(const Rule&, const Case&);
std::vector<Check> reading_at_least(const Rule&, const Case&);
std::vector<Check> within_validity(const Rule&, const Case&);
std::vector<Check> marks_present(const Rule&, const Case&);
std::vector<Check> photo_form(const Rule&, const Case&);
std::vector<Check> copy_endorsed(const Rule&, const Case&);
std::vector<Check> register_report(const Rule&, const Case&);
std::vector<Check> publicity_period(const Rule&, const Case&);
std::vector<Check> publicity_result(const Rule&, const Case&);
std::vector<Check> opinion_after_publicity(const Rule&, const Case&);
std::vector<Check> words_present(const Rule&, const Case&);
std::vector<Check> material_sentence(const Rule&, const Case&);
std::vector<Check> mentions(const Rule&, const Case&);
std::vector<Check> stated(const Rule&, const Case&);
std::vector<Check> one_person_each(const Rule&, const Case&);
std::vector<Check> mask_decided(const Rule&, const Case&);
std::vector<Check> mask_extent(const Rule&, const Case&);
std::vector<Check> mask_spares(const Rule&, const Case&);
std::vector<Check> service_years(const Rule&, const Case&);
std::vector<Check> course_since_title(const Rule&, const Case&);
std::vector<Check> material_flagged(const Rule&, const Case&);
std::vector<Check> person_class_hints(const Rule&, const Case&);
std::vector<Check> platform_has(const Rule&, const Case&);
std::vector<Check> platform_at_most(const Rule&, const Case&);
std::vector<Check> platform_window(const Rule&, const Case&);
std::vector<Check> platform_order(const Rule&, const Case&);
std::vector<Check> platform_path(const Rule&, const Case&);
std::vector<Check> banned(const Rule&, const Case&);
std::vector<Check> fee_amount(const Rule&, const Case&);
std::vector<Check> receiving_place(const Rule&, const Case&);

/// Specs of the checks that look at what was read, and of those that ask what the platform knows; rules.cpp joins them
/// to its own.
[[nodiscard]] std::vector<CheckSpec> specs_of_readings();
[[nodiscard]] std::vector<CheckSpec> specs_of_platform();

}  // namespace mangping::decide
