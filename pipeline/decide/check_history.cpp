// Checks on declared dates against each other: education, career, the current title.
#include <algorithm>
#include <array>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/history.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

Check out_of_order(const Rule& rule, const Case& c, const EntryAt& at, const char* field, const std::string& zh,
                   const std::string& en) {
    const Subject subject{at.section, at.index, field};
    return finding(rule, CheckStatus::fail, subject, where_zh(subject, c) + zh, en + " (" + where_en(subject) + ")",
                   "order:" + where_en(subject));
}

/// A row of the career at month precision; `last` is the last month, open rows end with the submission.
struct Row {
    EntryAt at;
    int first = 0, last = 0;
    bool open = false, nested_allowed = false;
};

bool is_secondment(const Entry& entry) {
    if (entry["secondment"] == "true") return true;
    const std::string_view unit = entry["unit"];
    return contains(unit, "借调") || contains(unit, "驻村") || contains(unit, "访惠聚") || contains(unit, "挂职");
}

std::optional<Row> row_of(const EntryAt& at, int now) {
    const auto start = date_from((*at.entry)["start"]);
    const std::string end_text = trimmed((*at.entry)["end"]);
    const auto end = date_from(end_text);
    const bool open = end_text == "至今" || end_text == "今" || end_text == "现在";
    if (!start || start->month == 0 || (!open && (!end || end->month == 0))) return std::nullopt;
    return Row{at, start->month_index(), open ? now : end->month_index(), open, is_secondment(*at.entry)};
}

/// The rows against each other; secondments may lie inside another row.
void judge_rows(const Rule& rule, const Case& c, const std::vector<Row>& rows, std::vector<Check>& found) {
    const Row* previous = nullptr;
    for (const Row& row : rows) {
        if (row.last < row.first)
            found.push_back(out_of_order(rule, c, row.at, "end", "早于开始时间。", "ends before it starts"));
        if (previous != nullptr) {
            const bool inside = row.first >= previous->first && row.last <= previous->last;
            if (row.nested_allowed && inside) continue;
            if (row.first > previous->last + 1)
                found.push_back(out_of_order(
                    rule, c, row.at, "start",
                    "与上一段之间空了" + std::to_string(row.first - previous->last - 1) + "个月，时间段应上下衔接。",
                    "gap in the career"));
            else if (row.first < previous->last)
                found.push_back(out_of_order(rule, c, row.at, "start", "与上一段时间重叠，时间段应上下衔接。",
                                             "overlap in the career"));
        }
        if (previous == nullptr || row.last >= previous->last) previous = &row;
    }
}

}  // namespace

int rank_of_education(std::string_view level) {
    // Longer words first: they contain the shorter ones.
    struct Rank {
        std::string_view word;
        int rank;
    };
    constexpr std::array ranks{Rank{"博士", 6},   Rank{"硕士", 5}, Rank{"研究生", 5}, Rank{"第二学士", 4},
                               Rank{"专升本", 4}, Rank{"本科", 4}, Rank{"大专", 3},   Rank{"专科", 3},
                               Rank{"高职", 3},   Rank{"中专", 2}, Rank{"中技", 2},   Rank{"高中", 1}};
    for (const Rank& r : ranks)
        if (contains(level, r.word)) return r.rank;
    return 0;
}

std::vector<Check> education_order(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    std::optional<EntryAt> previous;
    for (const EntryAt& at : c.entries("education", rule)) {
        if (previous) {
            const int before = rank_of_education((*previous->entry)["level"]),
                      now = rank_of_education((*at.entry)["level"]);
            const auto a = date_from((*previous->entry)["end"]), b = date_from((*at.entry)["end"]);
            if (before != 0 && now != 0 && now < before)
                found.push_back(out_of_order(rule, c, at, "level", "比上一条低，学历应从低到高填写。",
                                             "education is not in ascending order"));
            else if (a && b && compare(*b, *a) < 0)
                found.push_back(out_of_order(rule, c, at, "end", "早于上一条，学历应按时间先后填写。",
                                             "education is not in order of time"));
        }
        previous = at;
    }
    return or_pass(rule, std::move(found), {"education", std::nullopt, {}});
}

std::vector<Check> date_order(const Rule& rule, const Case& c) {
    const Subject before = subject_of(text_of(rule, "before")), after = subject_of(text_of(rule, "after"));
    std::vector<Check> found;
    for (const EntryAt& at : c.entries(before.section, rule)) {
        const auto a = date_from((*at.entry)[before.field]), b = date_from((*at.entry)[after.field]);
        if (a && b && flag_of(rule, "equal") && compare(*a, *b) != 0) {
            const Subject other{at.section, std::nullopt, after.field};
            found.push_back(out_of_order(rule, c, at, before.field.c_str(),
                                         "应与" + where_zh(other, c) + "一致，请核对。", "dates are not the same"));
        } else if (a && b && compare(*a, *b) > 0) {
            const Subject earlier{at.section, std::nullopt, before.field};
            found.push_back(out_of_order(rule, c, at, after.field.c_str(), "早于" + where_zh(earlier, c) + "，请核对。",
                                         "dates are the wrong way round"));
        }
    }
    return or_pass(rule, std::move(found), before);
}

std::vector<Check> resume_continuity(const Rule& rule, const Case& c) {
    const Subject subject{"resume", std::nullopt, {}};
    const int now = day_of(c.submitted.value_or(c.as_of)).month_index();
    std::vector<Row> rows;
    std::vector<Check> found;
    for (const EntryAt& at : c.entries("resume", rule)) {
        if (const auto row = row_of(at, now))
            rows.push_back(*row);
        else
            found.push_back(finding(rule, CheckStatus::unsure, {"resume", at.index, {}},
                                    where_zh({"resume", at.index, {}}, c) + "的起止时间不完整，看不出是否衔接。",
                                    "dates are incomplete (" + where_en({"resume", at.index, {}}) + ")",
                                    "resume_dates"));
    }
    if (rows.empty() && found.empty())
        return {finding(rule, CheckStatus::fail, subject, "“工作简历”没有填写，请从参加工作起按时间填写。",
                        "career is empty", "empty:resume")};
    if (!found.empty()) return found;
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.first < b.first; });
    const auto since = date_from(c.value("applicant.work_since"));
    const auto first = date_from((*rows.front().at.entry)["start"]);
    if (since && first && compare(*first, *since) != 0)
        found.push_back(out_of_order(rule, c, rows.front().at, "start",
                                     "与参加工作时间不一致，简历应从参加工作时写起。",
                                     "career does not start when work began"));
    judge_rows(rule, c, rows, found);
    const auto last =
        std::max_element(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.last < b.last; });
    if (!last->open && last->last + 1 < now)
        found.push_back(out_of_order(rule, c, last->at, "end", "没有写到现在，简历应写到申报时为止。",
                                     "career ends before the submission"));
    return or_pass(rule, std::move(found), subject);
}

std::vector<Check> since_current_title(const Rule& rule, const Case& c) {
    Rule current;
    current.where.lists["current"] = {"true"};
    const std::vector<EntryAt> titles = c.entries("qualification", current);
    const auto obtained = titles.empty() ? std::nullopt : date_from((*titles.front().entry)["obtained"]);
    if (!obtained)
        return {finding(rule, CheckStatus::not_applicable, {"qualification", std::nullopt, "obtained"},
                        "没有填写现任资格的取得时间。", "date of the current title is not declared")};
    std::vector<Check> found;
    for (const std::string& section : list_of(rule, "sections"))
        for (const EntryAt& at : c.entries(section, rule)) {
            const auto date = date_from((*at.entry)["date"]);
            if (!date || compare(*date, *obtained) >= 0) continue;
            found.push_back(out_of_order(rule, c, at, "date", "早于现任资格的取得时间，只能用任现职以来的材料。",
                                         "older than the current title"));
            found.back().declared = (*at.entry)["date"];
        }
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
