// A pack in words.
#include <sstream>

#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/materials.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

/// "勾选了“援疆”", "“现任”", "不是“学信网查不到”", "单位性质为民营企业或国有企业".
std::string spoken_condition(const std::string& key, const std::vector<std::string>& values,
                             std::span<const Word> words) {
    std::vector<std::string> spoken;
    for (const std::string& value : values) spoken.push_back(zh_in(value_words(), value));
    if (key == "flags") return "勾选了“" + joined(spoken, "”或“") + "”";
    if (key == "no_flags") return "没有勾选“" + joined(spoken, "”或“") + "”";
    const std::string what = zh_in(words, key);
    if (values == std::vector<std::string>{"true"}) return "“" + what + "”";
    if (values == std::vector<std::string>{"false"}) return "不属于“" + what + "”";
    return what + "为" + joined(spoken, "或");
}

std::string spoken_conditions(const Parameters& conditions, std::span<const Word> words) {
    std::vector<std::string> parts;
    for (const auto& [key, values] : conditions.lists) parts.push_back(spoken_condition(key, values, words));
    return joined(parts, "，并且");
}

/// "2014-2020" for a run of years.
std::string spoken_years(const std::vector<std::string>& years) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < years.size();) {
        std::size_t last = i;
        while (last + 1 < years.size() && std::stoi(years[last + 1]) == std::stoi(years[last]) + 1) ++last;
        parts.push_back(last == i ? years[i] : years[i] + "-" + years[last]);
        i = last + 1;
    }
    return joined(parts, "、");
}

std::string spoken_path(const std::string& path) {
    const Subject subject = subject_of(path);
    return "“" + section_zh(subject.section) + "”的“" + field_zh(subject.field) + "”";
}

std::string spoken_item(ParameterType type, const std::string& item) {
    switch (type) {
        case ParameterType::materials:
            return spoken_zh(item);
        case ParameterType::sections:
            return "“" + section_zh(item) + "”";
        case ParameterType::field:
        case ParameterType::fields:
            return spoken_path(item);
        case ParameterType::pairs:
            return zh_in(reading_words(), item.substr(0, item.find(" = ")));
        case ParameterType::readings:
            return zh_in(reading_words(), item);
        case ParameterType::record:
        case ParameterType::records:
            return item == "submitted_at" ? "提交时间" : zh_in(platform_words(), item);
        case ParameterType::yes_no:
        case ParameterType::value:
        case ParameterType::many:
            return zh_in(value_words(), item);
        case ParameterType::years:
            return item;
        default:
            return item;
    }
}

std::string spoken_parameters(const Rule& rule, const CheckSpec& spec) {
    std::vector<std::string> parts;
    for (const ParameterSpec& p : spec.parameters) {
        const std::string key(p.key);
        std::vector<std::string> items;
        if (p.type == ParameterType::years && !list_of(rule, key).empty())
            items.push_back(spoken_years(list_of(rule, key)));
        else
            for (const std::string& item : list_of(rule, key)) items.push_back(spoken_item(p.type, item));
        if (rule.with.text.contains(key)) items.push_back(spoken_item(p.type, text_of(rule, key)));
        if (!items.empty()) parts.push_back(std::string(p.zh) + "：" + joined(items, "、"));
    }
    return joined(parts, "；");
}

/// What required_kinds asks, as a clerk says it; it makes up half of every pack.
std::string spoken_materials(const Rule& rule) {
    std::vector<std::string> kinds, sections;
    for (const std::string& kind : list_of(rule, "kinds")) kinds.push_back(spoken_zh(kind));
    for (const std::string& section : list_of(rule, "sections")) sections.push_back("“" + section_zh(section) + "”");
    const int some = number_of(rule, "at_least");
    std::string out = sections.empty() ? "" : joined(sections, "和") + (flag_of(rule, "each") ? "的每一条" : "栏");
    out += "应上传" + joined(kinds, "、");
    if (some > 0 && some < static_cast<int>(kinds.size())) out += "中的" + std::to_string(some) + "项";
    for (const std::string& hint : list_of(rule, "optional")) out += "，建议一并上传" + spoken_zh(hint);
    return out;
}

std::string spoken_rule(const Rule& rule) {
    if (rule.check == "information") return "说明：" + (rule.say.empty() ? "供了解。" : rule.say);
    if (rule.check == "for_a_person") return "人工：" + (rule.say.empty() ? "由人核对。" : rule.say);
    const CheckSpec* spec = check_spec(rule.check);
    if (spec == nullptr) return rule.check + "。";
    if (rule.check == "required_kinds") return spoken_materials(rule) + "。";
    const std::string parameters = spoken_parameters(rule, *spec);
    return std::string(spec->what) + (parameters.empty() ? "。" : "（" + parameters + "）。");
}

/// One clause with all that it asks, each on a line of its own.
void explain_clause(std::ostringstream& out, const std::vector<Rule>& rules, std::size_t first, std::size_t last) {
    out << "\n" << rules[first].id << "  " << rules[first].clause << "\n";
    for (std::size_t i = first; i < last; ++i) {
        const Rule& rule = rules[i];
        const bool stops =
            rule.severity != Severity::block && rule.check != "information" && rule.check != "for_a_person";
        out << "  - ";
        if (!rule.when.lists.empty()) out << spoken_conditions(rule.when, condition_words()) << "的人：";
        if (!rule.where.lists.empty()) out << spoken_conditions(rule.where, entry_condition_words()) << "的条目：";
        out << spoken_rule(rule);
        if (stops) out << "（" << zh_in(severity_words(), key(rule.severity)) << "）";
        out << "\n";
    }
}

}  // namespace

std::string explain(const Notice& notice) {
    std::ostringstream out;
    out << notice.title << "\n编号 " << notice.id << "，" << notice.issuer << "，" << notice.year << "年度，共"
        << notice.rules.size() << "条规则\n\n遮盖：";
    if (!notice.mask_name && !notice.mask_employer) out << "不遮盖";
    if (notice.mask_name) out << "申报人姓名";
    if (notice.mask_employer) out << (notice.mask_name ? "、" : "") << "工作单位名称";
    if (notice.mask_employer)
        out << "\n单位遮盖范围："
            << (notice.employer_by_row ? "名单里只遮申报人所在的一行" : "整页，别人的单位相同也遮")
            << "\n学校就是工作单位时，学历学位材料上的校名：" << (notice.mask_school ? "遮盖" : "保留，由人确认");
    if (notice.mask_name) out << "\n承诺书上的签名：" << (notice.mask_pledge_signature ? "遮盖" : "保留");
    out << "\n不给评委看的材料：";
    std::vector<std::string> withheld;
    for (const Kind kind : notice.withheld_kinds) withheld.emplace_back(label_zh(kind));
    out << (withheld.empty() ? std::string("没有") : joined(withheld, "、"))
        << "\n\n没有另外注明的，不符合就退回修改。\n";
    for (std::size_t i = 0; i < notice.rules.size();) {
        std::size_t last = i + 1;
        while (last < notice.rules.size() && notice.rules[last].id == notice.rules[i].id &&
               notice.rules[last].clause == notice.rules[i].clause)
            ++last;
        explain_clause(out, notice.rules, i, last);
        i = last;
    }
    return out.str();
}

std::vector<std::string> remarks_on(const Notice& notice) {
    std::vector<std::string> out;
    const auto says = [&](const Rule& rule, const std::string& what) { out.push_back(rule.id + "：" + what); };
    for (const Rule& rule : notice.rules) {
        const auto from = instant_from(text_of(rule, "from")), until = end_instant_from(text_of(rule, "until"));
        if (from && until && *until < *from) says(rule, "“止”早于“起”。");
        if (from && day_of(*from).year != notice.year)
            says(rule, "时间在" + std::to_string(day_of(*from).year) + "年，本包的年度是" +
                           std::to_string(notice.year) + "。");
        for (const std::string& year : list_of(rule, "years"))
            if (std::stoi(year) > notice.year)
                says(rule, "年度" + year + "晚于本包的年度" + std::to_string(notice.year) + "。");
        const std::string prefix = notice.rules.front().id.substr(0, notice.rules.front().id.find('-'));
        if (rule.id.substr(0, rule.id.find('-')) != prefix)
            says(rule, "编号与本包其他规则的开头（" + prefix + "）不同。");
    }
    return out;
}

}  // namespace mangping::decide
