// Prescribed sentences in declared text. Compared after folding (width, punctuation, spaces, 已/巳/己), so that only
// words count. A negation near the expected words fails whatever the similarity.
#include <algorithm>
#include <array>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/sentences.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

/// At least this similar: the sentence with a slip of the pen. Below the second: another sentence. Between, a person
/// decides. Values of the rules' analysis (section 0): the nearest wrong sentence of another notice scores 0.85.
constexpr double same_sentence = 0.95;
constexpr double another_sentence = 0.75;

constexpr std::array negations{"不同意", "不予推荐", "不予同意", "不推荐", "有异议", "有投诉", "有举报"};

double best_match(const std::vector<std::string>& sentences, const Case& c, const std::string& text) {
    const std::u32string said = fold_sentence(text);
    double best = 0;
    for (const std::string& sentence : sentences) {
        const std::u32string wanted = fold_sentence(with_name(sentence, c.dossier.applicant.name));
        best = std::max(best, said.find(wanted) != std::u32string::npos ? 1 : similarity(said, wanted));
    }
    return best;
}

}  // namespace

bool negates(std::string text) {
    // "没有异议" says the contrary of "有异议", whose characters it contains.
    for (const std::string harmless : {"没有异议", "没有投诉", "没有举报", "不同意见", "如有异议"})
        for (std::size_t at = text.find(harmless); at != std::string::npos; at = text.find(harmless))
            text.erase(at, harmless.size());
    return std::any_of(negations.begin(), negations.end(), [&](const char* word) { return contains(text, word); });
}

std::string with_name(std::string sentence, const std::string& name) {
    const std::string placeholder = "××";
    for (std::size_t at = sentence.find(placeholder); at != std::string::npos; at = sentence.find(placeholder, at))
        sentence.replace(at, placeholder.size(), name), at += name.size();
    return sentence;
}

std::vector<Check> sentence(const Rule& rule, const Case& c) {
    const std::string path = text_of(rule, "field");
    const Subject subject = subject_of(path);
    const std::string text = c.value(path);
    const std::string wanted = "“" + list_of(rule, "sentences").front() + "”";
    if (!says_something(text))
        return {finding(rule, CheckStatus::fail, subject, where_zh(subject, c) + "没有填写，应填写" + wanted + "。",
                        "prescribed sentence is missing", "sentence:" + path)};
    const double match = negates(text) ? 0 : best_match(list_of(rule, "sentences"), c, text);
    if (match < same_sentence && !negates(text) && best_match(list_of(rule, "also"), c, text) >= same_sentence)
        return {advice(rule, subject,
                       where_zh(subject, c) + "写的是另一种可以接受的语句，本通知规定的是" + wanted + "。",
                       "another accepted wording was used (" + where_en(subject) + ")")};
    CheckStatus status = CheckStatus::fail;
    if (match >= same_sentence)
        status = CheckStatus::pass;
    else if (match >= another_sentence)
        status = CheckStatus::unsure;
    if (match == 1) return or_pass(rule, {}, subject);
    const std::string zh = status == CheckStatus::fail ? "与规定的语句不符，应填写" : "与规定的语句略有出入，规定的是";
    Check check = finding(rule, status, subject, where_zh(subject, c) + zh + wanted + "。",
                          "differs from the prescribed sentence (" + where_en(subject) + ")", "sentence:" + path);
    if (status == CheckStatus::pass) {
        check.severity = Severity::warn;
        check.role = "advice";
    }
    check.declared = text;
    return {check};
}

std::vector<Check> decisive_opinion(const Rule& rule, const Case& c) {
    const std::string path = text_of(rule, "field");
    const Subject subject = subject_of(path);
    const std::string text = c.value(path);
    const Section* section = c.dossier.section(subject.section);
    const bool has_file =
        section != nullptr && !section->entries.empty() && !section->entries.front().attachments.empty();
    if (!says_something(text)) {
        // The opinion may be given as a sealed letter alone; that it is there is another rule's business.
        if (has_file)
            return {
                finding(rule, CheckStatus::not_applicable, subject, "意见见所附材料。", "opinion is given as a file")};
        return {finding(rule, CheckStatus::fail, subject, where_zh(subject, c) + "没有填写，应写明同意或者不同意。",
                        "opinion is missing", "opinion:" + path)};
    }
    if (contains(text, "同意") || contains(text, "不予推荐")) return or_pass(rule, {}, subject);
    Check check = finding(rule, CheckStatus::fail, subject, where_zh(subject, c) + "不明确，应写明同意或者不同意。",
                          "opinion is not decisive", "opinion:" + path);
    check.declared = text;
    return {check};
}

std::vector<Check> for_a_person(const Rule& rule, const Case&) {
    Check check = finding(rule, CheckStatus::not_applicable, {}, rule.say.empty() ? "由人工核对。" : rule.say,
                          "for a person to check");
    check.severity = Severity::note;  // an item of a person's list stops no dossier, whatever the notice threatens
    check.role = "checklist";
    return {check};
}

std::vector<Check> information(const Rule& rule, const Case&) {
    Check check = finding(rule, CheckStatus::not_applicable, {}, rule.say.empty() ? "供了解，不用核对。" : rule.say,
                          "for information");
    check.severity = Severity::note;
    return {check};
}

}  // namespace mangping::decide
