// Checks on the clock of the submission: window, rounds, hours after a return.
#include "pipeline/decide/calendar.hpp"
#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"

namespace mangping::decide {
namespace {

Check clock_unsure(const Rule& rule, const std::string& zh, const std::string& en) {
    return finding(rule, CheckStatus::unsure, {}, zh + "，需要人工查看。", en, "clock:" + rule.id);
}

/// When the dossier was first submitted; empty when a later round does not say.
std::optional<Instant> first_submission(const Case& c) {
    const Submission& s = c.dossier.submission;
    if (!s.first_submitted_at.empty()) return instant_from(s.first_submitted_at);
    return s.round == 1 ? c.submitted : std::nullopt;
}

}  // namespace

Instant last_resubmission(const Rule& rule, Instant returned) {
    const int hours = number_of(rule, "hours");
    if (text_of(rule, "counted") == "只算工作日")
        return Calendar::standard().after_hours_of_working_days(returned, hours);
    return {returned.seconds + hours * hour};
}

std::vector<Check> submission_window(const Rule& rule, const Case& c) {
    const auto from = instant_from(text_of(rule, "from"));
    const auto until = end_instant_from(text_of(rule, "until"));
    const auto first = first_submission(c);
    if (!from || !until || !c.submitted || !first)
        return {clock_unsure(rule, "不知道首次提交的时间", "time of the first submission is not known")};
    const std::string window = spoken(*from) + "至" + spoken(*until);
    if (*first < *from || *first > *until) {
        Check check = finding(rule, CheckStatus::fail, {},
                              "首次提交时间" + spoken(*first) + "不在申报时间（" + window + "）之内。",
                              "first submitted outside the window", "window");
        check.found = rfc3339(*first);
        return {check};
    }
    const std::string late = text_of(rule, "late_resubmission");
    if (*c.submitted > *until && late != "可以") {
        if (late == "不可以")
            return {finding(rule, CheckStatus::fail, {},
                            "申报时间已于" + spoken(*until) + "截止，本次" + spoken(*c.submitted) + "提交已逾期。",
                            "resubmitted after the window", "window")};
        Check check =
            finding(rule, CheckStatus::pass, {},
                    "首次提交在申报时间之内；本次补交已过" + spoken(*until) + "，通知没有写明是否受理，按受理处理。",
                    "first submission in time; resubmission after the window, which the notice leaves open");
        check.severity = Severity::warn;
        check.role = "operator";
        return {check};
    }
    return {
        finding(rule, CheckStatus::pass, {}, "首次提交在申报时间（" + window + "）之内。", "submitted in the window")};
}

std::vector<Check> submission_rounds(const Rule& rule, const Case& c) {
    // Whether the first submission is one of them is a parameter: not every notice says so.
    const bool first_counts = text_of(rule, "first_counts") != "false";
    const int most = number_of(rule, "at_most"), round = c.dossier.submission.round - (first_counts ? 0 : 1);
    const std::string count = "这是第" + std::to_string(round) + (first_counts ? "次提交，" : "次修改后提交，") +
                              "上限" + std::to_string(most) + "次";
    if (round > most)
        return {finding(rule, CheckStatus::fail, {}, count + "，不能再提交。", "too many submissions", "rounds")};
    return {finding(rule, CheckStatus::pass, {}, count + "。",
                    "submission " + std::to_string(round) + " of " + std::to_string(most))};
}

std::vector<Check> resubmit_within(const Rule& rule, const Case& c) {
    const Submission& s = c.dossier.submission;
    if (s.round <= 1)
        return {finding(rule, CheckStatus::not_applicable, {}, "首次提交，没有被退回过。", "first submission")};
    const auto returned = instant_from(s.returned_at);
    if (!returned || !c.submitted)
        // The platform knows when it returned the dossier; that this one does not say so is nothing to find fault with.
        return {advice(rule, {}, "不知道上一次退回的时间，没有核对期限，请在平台上查看。",
                       "time of the return is not known; the term was not checked", "operator")};
    const Instant last = last_resubmission(rule, *returned);
    if (*c.submitted > last)
        return {finding(
            rule, CheckStatus::fail, {},
            "退回后应在" + spoken(last) + "前再次提交，实际" + spoken(*c.submitted) + "提交，已逾期，视为放弃申报。",
            "resubmitted too late after the return", "resubmission")};
    return {finding(rule, CheckStatus::pass, {}, "退回后在期限（" + spoken(last) + "）内再次提交。",
                    "resubmitted in time")};
}

std::vector<Check> aid_term(const Rule& rule, const Case& c) {
    const Subject subject{"applicant", std::nullopt, "aid.start"};
    const auto start = date_from(c.value("applicant.aid.start")), end = date_from(c.value("applicant.aid.end"));
    if (!start || !end)
        return {finding(rule, CheckStatus::unsure, subject, "没有填写援疆的起止时间，需要人工查看。",
                        "aid term is not declared", "aid_term")};
    Date anniversary = *start;
    ++anniversary.year;
    const bool a_year = last_second(*end) >= Instant{first_second(anniversary).seconds - 24 * hour};
    const bool current = first_second(*start) <= c.as_of && c.as_of <= last_second(*end);
    if (a_year && current) return or_pass(rule, {}, subject);
    return {finding(rule, CheckStatus::fail, subject,
                    !a_year ? "援疆期不满一年，不符合要求。" : "目前不在援疆期间，不符合要求。",
                    !a_year ? "aid term is shorter than a year" : "not within the aid term", "aid_term")};
}

}  // namespace mangping::decide
