// The pack language as a JSON Schema (draft 7), for editors that hold YAML against one. Made from the same tables that
// the loader reads by, so that the two cannot drift apart; the loader's own messages say more.
#include <nlohmann/json.hpp>

#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

using json = nlohmann::ordered_json;
using T = ParameterType;

json words_of(std::span<const Word> words) {
    json out = json::array();
    for (const Word& word : words) out.push_back(std::string(word.zh));
    return out;
}

json one_or_many(json item) {
    json many{{"type", "array"}, {"items", item}};
    return {{"anyOf", json::array({std::move(item), std::move(many)})}};
}

json enumerated(json words) { return {{"enum", std::move(words)}}; }

json choices_of(std::string_view choices) {
    json out = json::array();
    std::string rest(choices);
    for (std::size_t at = rest.find("、"); at != std::string::npos; at = rest.find("、")) {
        out.push_back(rest.substr(0, at));
        rest.erase(0, at + std::string_view("、").size());
    }
    out.push_back(rest);
    return out;
}

json schema_of(const ParameterSpec& p) {
    const json text{{"type", "string"}}, number{{"type", "integer"}};
    switch (p.type) {
        case T::number:
            return number;
        case T::yes_no:
            return enumerated({"是", "否"});
        case T::years:
            return one_or_many({{"type", json::array({"integer", "string"})}, {"pattern", "^[0-9]{4}(-[0-9]{4})?$"}});
        case T::start:
        case T::end:
            return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"}};
        case T::sections:
            return one_or_many(enumerated(words_of(section_words())));
        case T::readings:
            return one_or_many(enumerated(words_of(reading_words())));
        case T::many:
            return one_or_many(enumerated(words_of(value_words())));
        case T::value:
            return enumerated(words_of(value_words()));
        case T::record:
        case T::records: {
            json words = words_of(platform_words());
            words.push_back("提交时间");
            return p.type == T::record ? enumerated(std::move(words)) : one_or_many(enumerated(std::move(words)));
        }
        case T::pairs:
            return one_or_many({{"type", "string"}, {"pattern", "^.+ *= *.+[.].+$"}});
        case T::field:
            return {{"type", "string"}, {"pattern", "^.+[.].+$"}};
        case T::fields:
            return one_or_many({{"type", "string"}, {"pattern", "^.+[.].+$"}});
        case T::text:
            return p.choices.empty() ? text : enumerated(choices_of(p.choices));
        case T::texts:
            return one_or_many(p.choices.empty() ? text : enumerated(choices_of(p.choices)));
        default:
            return one_or_many(text);
    }
}

json conditions(std::span<const Word> words) {
    json properties = json::object();
    for (const Word& word : words) properties[std::string(word.zh)] = one_or_many({{"type", "string"}});
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
}

/// The rule of one check: its own parameters and no other's.
json rule_of(const CheckSpec& spec) {
    json properties{{"条", {{"type", "string"}}},
                    {"原文", {{"type", "string"}}},
                    {"检查", {{"const", std::string(spec.zh)}, {"description", std::string(spec.what)}}},
                    {"轻重", enumerated(words_of(severity_words()))},
                    {"条件", conditions(condition_words())},
                    {"条目条件", conditions(entry_condition_words())},
                    {"告知", {{"type", "string"}}}};
    json required = json::array({"条", "原文", "检查"});
    for (const ParameterSpec& p : spec.parameters) {
        properties[std::string(p.zh)] = schema_of(p);
        if (p.required) required.push_back(std::string(p.zh));
    }
    return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

}  // namespace

std::string pack_schema() {
    json rules = json::array(), kinds = json::array();
    for (const CheckSpec& spec : all_checks()) rules.push_back(rule_of(spec));
    for (const Kind kind : all_kinds()) kinds.push_back(std::string(label_zh(kind)));
    const json text{{"type", "string"}};
    const json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", "规则包：一份职称评审通知"},
                      {"type", "object"},
                      {"required", {"编号", "名称", "发布单位", "年度", "遮盖", "不给评委看", "规则"}},
                      {"additionalProperties", false},
                      {"properties",
                       {{"编号", text},
                        {"名称", text},
                        {"发布单位", text},
                        {"年度", {{"type", "integer"}}},
                        {"遮盖", one_or_many(enumerated({"姓名", "工作单位", "不遮盖"}))},
                        {"单位遮盖范围", enumerated({"整页", "本人所在行"})},
                        {"学校就是工作单位时", enumerated({"保留", "遮盖"})},
                        {"承诺书签名", enumerated({"遮盖", "保留"})},
                        {"不给评委看", one_or_many(enumerated(kinds))},
                        {"规则", {{"type", "array"}, {"items", {{"oneOf", rules}}}}}}}};
    return schema.dump(1) + "\n";
}

}  // namespace mangping::decide
