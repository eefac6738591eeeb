#include "pipeline/decide/findings.hpp"

#include <algorithm>
#include <charconv>

#include "models/section.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {

Check finding(const Rule& rule, CheckStatus status, const Subject& subject, std::string zh, std::string en,
              std::string cause) {
    Check check;
    check.id = rule.id;
    check.clause = rule.clause;
    check.status = status;
    check.severity = rule.severity;
    check.section = subject.section;
    check.entry = subject.entry;
    check.field = subject.field;
    check.message = status == CheckStatus::fail && !rule.say.empty() ? rule.say + zh : std::move(zh);
    check.message_en = std::move(en);
    check.cause = std::move(cause);
    return check;
}

std::vector<Check> or_pass(const Rule& rule, std::vector<Check> found, const Subject& subject) {
    if (!found.empty()) return found;
    const CheckSpec* spec = check_spec(rule.check);
    const std::string words = spec == nullptr ? std::string{} : std::string(spec->what);
    return {finding(rule, CheckStatus::pass, subject, words + "。", "as required: " + rule.check)};
}

std::string where_zh(const Subject& subject, const Case& c) {
    if (subject.section.empty()) return "申报材料";
    std::string out = "“" + section_zh(subject.section) + "”";
    const Section* section = c.dossier.section(subject.section);
    if (subject.entry && section != nullptr && section->is_list)
        out += "第" + std::to_string(*subject.entry + 1) + "条";
    if (!subject.field.empty()) out += "的“" + field_zh(subject.field) + "”";
    return out;
}

std::string where_en(const Subject& subject) {
    std::string out = subject.section.empty() ? "dossier" : subject.section;
    if (subject.entry) out += ", entry " + std::to_string(*subject.entry + 1);
    if (!subject.field.empty()) out += ", " + subject.field;
    return out;
}

Subject subject_of(std::string_view path, std::optional<int> entry) {
    const std::size_t dot = path.find('.');
    return {std::string(path.substr(0, dot)), entry,
            dot == std::string_view::npos ? std::string{} : std::string(path.substr(dot + 1))};
}

std::string text_of(const Rule& rule, const std::string& key) {
    const auto it = rule.with.text.find(key);
    return it == rule.with.text.end() ? std::string{} : it->second;
}

const std::vector<std::string>& list_of(const Rule& rule, const std::string& key) {
    static const std::vector<std::string> none;
    const auto it = rule.with.lists.find(key);
    return it == rule.with.lists.end() ? none : it->second;
}

bool flag_of(const Rule& rule, const std::string& key) { return text_of(rule, key) == "true"; }

int number_of(const Rule& rule, const std::string& key, int otherwise) {
    const std::string text = text_of(rule, key);
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string cause_of_file(const AttachmentOutcome& outcome) { return "file:" + outcome.ref.file; }

std::string kind_en(Kind kind) {
    std::string out(key(kind));
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

}  // namespace mangping::decide
