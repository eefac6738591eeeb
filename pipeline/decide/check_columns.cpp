// Checks on how the form's columns are filled: no blanks, no vague words.
#include <functional>
#include <set>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

/// Keys of dossier.json that are no columns of the platform's form: nobody is told to write 无 there.
bool on_the_form(std::string_view section, std::string_view field) {
    static const std::set<std::string_view> not_on_form{"applicant.name_uyghur", "applicant.aid.start",
                                                        "applicant.aid.end", "resume.secondment"};
    return !not_on_form.contains(std::string(section) + "." + std::string(field));
}

/// Names and titles of others: their wording is not the applicant's. "若干" is a good word in a paper's title.
bool is_a_name(std::string_view field) {
    static const std::set<std::string_view> names{"name",   "title",     "journal",  "issuer",
                                                  "unit",   "school",    "major",    "degree",
                                                  "series", "specialty", "employer", "employer_place"};
    return names.contains(field);
}

using Visit = std::function<void(const Subject&, const std::string&)>;

/// Every text the applicant typed, with its place.
void each_column(const Case& c, const Visit& visit) {
    for (const auto& [field, text] : c.dossier.applicant.text)
        if (on_the_form("applicant", field)) visit({"applicant", std::nullopt, field}, text);
    for (const Section& section : c.dossier.sections)
        for (std::size_t i = 0; i < section.entries.size(); ++i)
            for (const auto& [field, text] : section.entries[i].text)
                if (on_the_form(section.key, field)) visit({section.key, static_cast<int>(i), field}, text);
}

}  // namespace

std::vector<Check> no_blanks(const Rule& rule, const Case& c) {
    std::vector<Check> found, remarks;
    each_column(c, [&](const Subject& subject, const std::string& text) {
        if (is_blank(text)) {
            found.push_back(
                finding(rule, CheckStatus::fail, subject, where_zh(subject, c) + "是空的，没有内容请填“无”。",
                        "column is blank (" + where_en(subject) + ")", "blank_column:" + where_en(subject)));
        } else if (trimmed(text) == "暂无") {
            remarks.push_back(finding(rule, CheckStatus::pass, subject,
                                      where_zh(subject, c) + "填的是“暂无”，建议改为“无”。",
                                      "says 暂无 instead of 无 (" + where_en(subject) + ")"));
            remarks.back().severity = Severity::warn;
            remarks.back().role = "advice";
        }
    });
    found.insert(found.end(), remarks.begin(), remarks.end());
    return or_pass(rule, std::move(found));
}

std::vector<Check> vague_words(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    each_column(c, [&](const Subject& subject, const std::string& text) {
        if (is_a_name(subject.field)) return;
        for (const std::string& word : list_of(rule, "words")) {
            if (!contains(text, word)) continue;
            found.push_back(finding(rule, CheckStatus::fail, subject,
                                    where_zh(subject, c) + "用了含糊的词语“" + word + "”，请写明确。",
                                    "vague wording (" + where_en(subject) + ")", "vague:" + where_en(subject)));
            found.back().found = word;
            return;
        }
    });
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
