// Annual assessments: a form for each year, both its sides where the notice asks for them, and what a result does.
#include <algorithm>
#include <set>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/materials.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

constexpr const char* section = "assessments";
/// A sheet this much wider than high is a spread: both sides of the form may stand on it.
constexpr double spread_aspect = 1.2;

std::vector<EntryAt> entries_of(const Rule& rule, const Case& c, const std::string& year) {
    std::vector<EntryAt> out;
    for (const EntryAt& at : c.entries(section, rule))
        if ((*at.entry)["year"] == year) out.push_back(at);
    return out;
}

struct Sides {
    std::set<std::string> said;
    std::size_t pages = 0;
    bool spread = false;
};

Sides sides_of(const std::vector<const Held*>& held) {
    Sides sides;
    for (const Held* h : held) {
        if (h->standing != Standing::usable || !h->provides.contains(Kind::annual_assessment_form)) continue;
        if (!h->outcome->ref.side.empty()) sides.said.insert(h->outcome->ref.side);
        sides.pages += std::max<std::size_t>(1, h->outcome->pages.size());
        for (const PageOutcome& page : h->outcome->pages)
            sides.spread =
                sides.spread || (page.pose.rotation_cw % 180 == 0 ? page.width > spread_aspect * page.height
                                                                  : page.height > spread_aspect * page.width);
    }
    return sides;
}

/// Year of the first employment, where it is known.
std::optional<int> employed_since(const Case& c) {
    const auto since = date_from(c.value("applicant.work_since"));
    return since ? std::optional<int>(since->year) : std::nullopt;
}

/// A year before the applicant worked is not asked for; the year of the start is a person's call.
Having excused(const Rule& rule, const Case& c, int year) {
    const std::string newcomers = text_of(rule, "newcomers");
    if (newcomers.empty()) return Having::no;
    if (newcomers == "限首次申报" && !c.dossier.applicant.flags.contains("first_application")) return Having::no;
    const auto since = employed_since(c);
    if (!since || *since < year) return Having::no;
    return *since > year ? Having::yes : Having::doubtful;
}

/// The result as a form of this row says it, when it says `result`.
std::optional<Read> result_read(const Case& c, const EntryAt& at, const std::string& result) {
    for (const Held* held : of_kinds(c.held_by(at), {"annual_assessment_form"}))
        if (auto one = read(*held, "result"); one && one->value == result) return one;
    return std::nullopt;
}

bool appraisal_serves(const Rule& rule, const Case& c) {
    const std::string kind = text_of(rule, "appraisal_for");
    if (kind.empty() || c.value("applicant.employer_kind") != kind) return false;
    std::vector<const Held*> all;
    for (const Held& held : c.held) all.push_back(&held);
    return having_of("appraisal", all) == Having::yes;
}

Check form_lacking(const Rule& rule, const std::string& year, std::optional<int> entry,
                   const std::vector<const Held*>& held, Having having) {
    const bool doubtful = having == Having::doubtful;
    Check check =
        finding(rule, doubtful ? CheckStatus::unsure : CheckStatus::fail, {section, entry, {}},
                doubtful ? year + "年度的考核登记表需要人工查看。"
                         : "缺少" + year + "年度考核登记表，请在“考核情况”栏补充上传。",
                "assessment form of " + year + (doubtful ? " must be looked at" : " is missing"),
                entry ? cause_of_absence(held, "annual_assessment_form", {section, entry, {}}) : "assessment:" + year);
    check.found = year;
    return check;
}

std::optional<Check> side_lacking(const Rule& rule, const std::string& year, int entry, const Sides& sides) {
    const bool both_said = sides.said.contains("front") && sides.said.contains("back");
    const bool one_said_twice = !both_said && !sides.said.empty() && sides.pages >= 2;
    if (both_said || (sides.pages >= 2 && !one_said_twice)) return std::nullopt;
    const bool doubtful = sides.spread || one_said_twice;
    return finding(
        rule, doubtful ? CheckStatus::unsure : CheckStatus::fail, {section, entry, {}},
        year + "年度考核登记表" + (doubtful ? "是否正反面都有，需要人工查看。" : "只有一面，请把正、反两面都上传。"),
        "assessment form of " + year + (doubtful ? ": sides must be looked at" : " has one side only"),
        "assessment_side:" + year);
}

}  // namespace

std::vector<Check> assessment_years(const Rule& rule, const Case& c) {
    if (appraisal_serves(rule, c)) return or_pass(rule, {}, {section, std::nullopt, {}});
    std::vector<Check> found;
    for (const std::string& year : list_of(rule, "years")) {
        const auto entries = entries_of(rule, c, year);
        Having having = Having::no;
        std::vector<const Held*> held;
        for (const EntryAt& at : entries)
            for (const Held* h : c.held_by(at)) held.push_back(h);
        having = having_of("annual_assessment_form", held);
        const auto entry = entries.empty() ? std::nullopt : std::optional<int>(entries.front().index);
        if (having != Having::yes) {
            having = std::max(having, excused(rule, c, std::stoi(year)));
            if (having != Having::yes) found.push_back(form_lacking(rule, year, entry, held, having));
        } else if (flag_of(rule, "both_sides")) {
            if (auto check = side_lacking(rule, year, *entry, sides_of(held))) found.push_back(std::move(*check));
        }
    }
    return or_pass(rule, std::move(found), {section, std::nullopt, {}});
}

std::vector<Check> assessment_results(const Rule& rule, const Case& c) {
    const std::string result = text_of(rule, "result");
    const int years_each = number_of(rule, "defer_years");
    std::vector<std::string> years;
    std::optional<int> entry;
    std::vector<Evidence> evidence;
    std::vector<Check> doubtful;
    for (const std::string& year : list_of(rule, "years"))
        for (const EntryAt& at : entries_of(rule, c, year)) {
            const std::string declared = trimmed((*at.entry)["result"]);
            const auto seen = result_read(c, at, result);
            if (declared == result || (seen && seen->sure())) {
                years.push_back(year);
                if (!entry) entry = at.index;
                if (seen) evidence.push_back(seen->at);
            } else if (seen) {
                doubtful.push_back(
                    finding(rule, CheckStatus::unsure, {section, at.index, "result"},
                            year + "年度考核表上的等次像是“" + result + "”，填的是“" + declared + "”，需要人工核对。",
                            "the result on the form may be another one", "reading:" + seen->at.file + ":result"));
                add_reading(doubtful.back(), *seen, declared);
            }
        }
    const Subject subject{section, entry, "result"};
    if (years.empty()) return or_pass(rule, std::move(doubtful), {section, std::nullopt, {}});
    const int deferred = years_each * static_cast<int>(years.size());
    const std::string effect =
        deferred > 0 ? std::string("，顺延").append(std::to_string(deferred)).append("年申报。") : "，不予申报。";
    Check check = finding(rule, CheckStatus::fail, subject, joined(years, "、") + "年度考核为“" + result + "”" + effect,
                          "assessment result bars or defers the application", "assessment_result:" + rule.id);
    check.declared = result;
    if (deferred > 0) check.found.append("+").append(std::to_string(deferred));
    check.evidence = std::move(evidence);
    // The notice looks at the years before its own: once this one is no longer among them, it bars no more.
    if (deferred == 0)
        check.ends = std::to_string(std::stoi(years.back()) + static_cast<int>(list_of(rule, "years").size()) + 1);
    return {check};
}

std::vector<Check> insurance_months(const Rule& rule, const Case& c) {
    const Subject subject{"social_insurance", std::nullopt, "months"};
    const Section* insurance = c.dossier.section("social_insurance");
    std::set<int> months;
    if (insurance != nullptr && !insurance->entries.empty())
        if (const auto it = insurance->entries.front().lists.find("months");
            it != insurance->entries.front().lists.end())
            for (const std::string& text : it->second)
                if (const auto date = date_from(text); date && date->month != 0) months.insert(date->month_index());
    if (months.empty())
        return {finding(rule, CheckStatus::not_applicable, subject, "没有填写缴费月份。", "months are not declared")};
    const int needed = number_of(rule, "months"), now = day_of(c.as_of).month_index();
    int run = 0;
    for (int month = *months.rbegin(); months.contains(month); --month) ++run;
    if (*months.rbegin() < now - number_of(rule, "lag"))
        return {finding(rule, CheckStatus::fail, subject, "社保缴费单不是最近的，请下载最近月份的缴费凭证。",
                        "the last month paid is too long ago", "insurance_months")};
    if (run >= needed) return or_pass(rule, {}, subject);
    const bool enough_with_gap = static_cast<int>(months.size()) >= needed;
    Check check = finding(rule, enough_with_gap ? CheckStatus::unsure : CheckStatus::fail, subject,
                          "社保连续缴费" + std::to_string(run) + "个月，应有近" + std::to_string(needed) + "个月" +
                              (enough_with_gap ? "，中间有断缴，需要人工查看。" : "，请补充。"),
                          "too few months of insurance", "insurance_months");
    check.declared = std::to_string(run);
    return {check};
}

}  // namespace mangping::decide
