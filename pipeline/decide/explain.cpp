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

std::string spoken_conditions(const Parameters& conditions, std::span<const Word> words) {
    std::vector<std::string> parts;
    for (const auto& [key, values] : conditions.lists) {
        std::vector<std::string> spoken;
        for (const std::string& value : values) spoken.push_back(zh_in(value_words(), value));
        parts.push_back(zh_in(words, key) + "为" + joined(spoken, "或"));
    }
    return joined(parts, "，并且");
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
        case ParameterType::yes_no:
        case ParameterType::value:
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
        for (const std::string& item : list_of(rule, key)) items.push_back(spoken_item(p.type, item));
        if (rule.with.text.contains(key)) items.push_back(spoken_item(p.type, text_of(rule, key)));
        if (!items.empty()) parts.push_back(std::string(p.zh) + "：" + joined(items, "、"));
    }
    return joined(parts, "；");
}

void explain_rule(std::ostringstream& out, const Rule& rule) {
    const CheckSpec* spec = check_spec(rule.check);
    out << "  " << rule.id << "  [" << zh_in(severity_words(), key(rule.severity)) << "] ";
    if (!rule.when.lists.empty()) out << spoken_conditions(rule.when, condition_words()) << "的：";
    if (!rule.where.lists.empty()) out << spoken_conditions(rule.where, entry_condition_words()) << "的条目：";
    out << (spec == nullptr ? rule.check : std::string(spec->what));
    if (spec != nullptr)
        if (const std::string parameters = spoken_parameters(rule, *spec); !parameters.empty())
            out << "（" << parameters << "）";
    out << "。\n      通知原文：" << rule.clause << "\n";
}

}  // namespace

std::string explain(const Notice& notice) {
    std::ostringstream out;
    out << notice.title << "\n编号 " << notice.id << "，" << notice.issuer << "，" << notice.year << "年度，共"
        << notice.rules.size() << "条规则\n\n遮盖：";
    if (!notice.mask_name && !notice.mask_employer) out << "不遮盖";
    if (notice.mask_name) out << "申报人姓名";
    if (notice.mask_employer) out << (notice.mask_name ? "、" : "") << "工作单位名称";
    out << "\n不给评委看的材料：";
    std::vector<std::string> withheld;
    for (const Kind kind : notice.withheld_kinds) withheld.emplace_back(label_zh(kind));
    out << (withheld.empty() ? std::string("没有") : joined(withheld, "、")) << "\n\n规则：\n";
    for (const Rule& rule : notice.rules) explain_rule(out, rule);
    return out.str();
}

}  // namespace mangping::decide
