// Checks on single declared values.
#include <algorithm>

#include "models/numbers.hpp"
#include "models/section.hpp"
#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

struct Value {
    Subject subject;
    std::string text;
};

/// The values a path points at: one of the applicant, the target or an object; one an entry of a list. A list in which
/// nothing is declared gives one value, 无 where it was filled with 无 and empty where it was left out, so that a
/// required column cannot pass by being left out. A rule about entries of some sort gives none where there are no such
/// entries.
std::vector<Value> values_at(const std::string& path, const Rule& rule, const Case& c) {
    const Subject subject = subject_of(path);
    const auto info = section_info(subject.section);
    if (!info || !info->is_list) return {{subject, c.value(path)}};
    std::vector<Value> out;
    for (const EntryAt& at : c.entries(subject.section, rule))
        out.push_back({subject_of(path, at.index), std::string((*at.entry)[subject.field])});
    const bool of_some_sort = !rule.where.lists.empty() && !rule.where.lists.contains("current");
    if (!out.empty() || of_some_sort) return out;
    const Section* section = c.dossier.section(subject.section);
    return {{subject, section != nullptr && !section->entries.empty() ? "无" : ""}};
}

/// Columns of the person and of the application are chosen, not left at 无.
bool chosen(const Subject& subject) { return subject.section == "applicant" || subject.section == "target"; }

std::string shown(const std::string& value) { return zh_in(value_words(), value); }

bool matches(const std::string& text, const Rule& rule) {
    const auto &values = list_of(rule, "values"), &without = list_of(rule, "without");
    const bool part = flag_of(rule, "part");
    for (const std::string& word : without)
        if (contains(text, word)) return false;
    return std::any_of(values.begin(), values.end(),
                       [&](const std::string& value) { return part ? contains(text, value) : text == value; });
}

bool is_phone(const std::string& typed, bool mobile_only) {
    std::string digits;
    for (const char ch : typed)
        if (ch != ' ' && ch != '-' && ch != '(' && ch != ')') digits += ch;
    if (digits.empty() || !numbers::all_digits(digits)) return false;
    if (digits.size() == 11 && digits[0] == '1') return true;
    return !mobile_only && digits.size() >= 7 && digits.size() <= 12;
}

std::string digits_of(const std::string& date) {
    std::string out;
    for (const char ch : date)
        if (ch != '-') out += ch;
    return out;
}

}  // namespace

std::vector<Check> allowed_values(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const Value& value : values_at(text_of(rule, "field"), rule, c)) {
        const std::string text = trimmed(value.text);
        if (matches(text, rule) || (text.empty() && flag_of(rule, "may_be_empty"))) continue;
        std::vector<std::string> allowed;
        for (const std::string& word : list_of(rule, "values")) allowed.push_back(shown(word));
        const std::string now = says_something(text) ? "填的是“" + shown(text) + "”" : "没有填写";
        found.push_back(finding(rule, CheckStatus::fail, value.subject,
                                where_zh(value.subject, c) + now + "，只能是：" + joined(allowed, "、") + "。",
                                "value is not among those allowed (" + where_en(value.subject) + ")",
                                "value:" + where_en(value.subject)));
        found.back().declared = text;
    }
    return or_pass(rule, std::move(found), subject_of(text_of(rule, "field")));
}

std::vector<Check> excluded_values(const Rule& rule, const Case& c) {
    const std::string path = text_of(rule, "field");
    const auto& excluded = list_of(rule, "values");
    const std::string text = trimmed(c.value(path));
    const bool listed = std::any_of(excluded.begin(), excluded.end(),
                                    [&](const std::string& value) { return text == value || shown(text) == value; });
    // "无", "无受处分情况", "没有受过处分": whatever starts by saying there is none.
    const bool says_there_is =
        says_something(text) && !text.starts_with("无") && !text.starts_with("没有") && !text.starts_with("未受");
    if (!listed && !(flag_of(rule, "only_none") && says_there_is)) return or_pass(rule, {}, subject_of(path));
    Check check = finding(rule, CheckStatus::fail, subject_of(path),
                          where_zh(subject_of(path), c) + "为“" + shown(text) + "”，不能参加本次申报。",
                          "not eligible (" + where_en(subject_of(path)) + ")", "excluded:" + path);
    check.declared = text;
    return {check};
}

std::vector<Check> fields_filled(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const std::string& path : list_of(rule, "fields"))
        for (const Value& value : values_at(path, rule, c))
            if (is_blank(value.text) || (chosen(value.subject) && says_none(value.text)))
                found.push_back(finding(
                    rule, CheckStatus::fail, value.subject, where_zh(value.subject, c) + "没有填写，请补充填写。",
                    "required field is empty (" + where_en(value.subject) + ")", "empty:" + where_en(value.subject)));
    return or_pass(rule, std::move(found), subject_of(list_of(rule, "fields").front()));
}

std::vector<Check> phone_number(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const std::string& path : list_of(rule, "fields")) {
        const std::string text = trimmed(c.value(path));
        if (text.empty() || is_phone(text, flag_of(rule, "mobile"))) continue;
        found.push_back(finding(rule, CheckStatus::fail, subject_of(path),
                                where_zh(subject_of(path), c) + "格式不对，请核对号码。",
                                "phone number is malformed (" + where_en(subject_of(path)) + ")", "phone:" + path));
    }
    return or_pass(rule, std::move(found), subject_of(list_of(rule, "fields").front()));
}

std::vector<Check> identity_number(const Rule& rule, const Case& c) {
    std::string number = trimmed(c.dossier.applicant.id_number);
    if (number.ends_with('x')) number.back() = 'X';
    const Subject subject{"applicant", std::nullopt, "id_number"};
    const auto says = numbers::id_says(number);
    const std::string birth = digits_of(c.value("applicant.birth_date")), sex = trimmed(c.value("applicant.sex"));
    std::string wrong, en;
    if (!says) {
        wrong = "位数或校验位不对，请核对";
        en = "identity number fails its checksum";
    } else if (birth.size() >= 4 && !digits_of(says->birth_date).starts_with(birth)) {
        wrong = "与填写的出生日期不一致";
        en = "identity number contradicts the birth date";
    } else if ((sex == "男" || sex == "女") && says->male != (sex == "男")) {
        wrong = "与填写的性别不一致";
        en = "identity number contradicts the sex";
    }
    if (wrong.empty()) return or_pass(rule, {}, subject);
    return {finding(rule, CheckStatus::fail, subject, where_zh(subject, c) + wrong + "。", en, "id_number")};
}

std::vector<Check> unit_level(const Rule& rule, const Case& c) {
    const Subject subject{"applicant", std::nullopt, "employer_level"};
    if (c.value("applicant.employer_level") != "county_or_below") return or_pass(rule, {}, subject);
    const std::string unit = trimmed(c.dossier.applicant.employer);
    for (const std::string& prefix : list_of(rule, "prefixes")) {
        if (!unit.starts_with(prefix)) continue;
        const std::string rest = unit.substr(prefix.size());
        // A county's own office is often written with the prefecture in front of it.
        const bool local = contains(rest, "县") || contains(rest, "乡") || contains(rest, "镇") || contains(rest, "市");
        if (!local)
            return {finding(rule, CheckStatus::fail, subject,
                            where_zh(subject, c) + "选的是“县级及以下”，与单位名称不符，请按单位的机构规格选择。",
                            "unit level contradicts the unit's name", "unit_level")};
    }
    return or_pass(rule, {}, subject);
}

}  // namespace mangping::decide
