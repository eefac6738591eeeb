// The unit's publicity: its period in working days, its result, and that the opinion came after it.
//
// The notices say "不少于5个工作日" of "从…起至…止": both ends are counted. Where the count is just enough and would
// not be if the first day were left out, the operator is told. The region's own holidays are not known for every year;
// that, too, is for the operator.
#include <algorithm>

#include "pipeline/decide/calendar.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

const std::vector<std::string> publicity{"unit_publicity"}, result{"unit_publicity_result"};

struct Period {
    const Held* held = nullptr;
    Read start, end;
    std::optional<Date> first, last;
    bool sure = false;
};

bool whole(const std::optional<Date>& date) { return date && date->day != 0; }

/// Two weak readings of the same day on two papers make a strong one.
bool confirmed(const Case& c, const char* key, const Read& one, const std::vector<std::string>& elsewhere) {
    if (one.sure()) return true;
    const auto others = of_kinds(c, elsewhere);
    return std::any_of(others.begin(), others.end(), [&](const Held* held) {
        const auto other = read(*held, key);
        return other && other->value == one.value;
    });
}

std::optional<Period> period_of(const Case& c, const Held& held, const std::vector<std::string>& elsewhere) {
    const auto start = read(held, "start_date"), end = read(held, "end_date");
    if (!start || !end) return std::nullopt;
    Period out{&held, *start, *end, date_from(start->value), date_from(end->value), false};
    out.sure = confirmed(c, "start_date", *start, elsewhere) && confirmed(c, "end_date", *end, elsewhere);
    return out;
}

Check about(const Rule& rule, const Period& p, CheckStatus status, const std::string& zh, const std::string& en) {
    // What is doubtful, or certain of doubtful dates, is for a person.
    if (!p.sure && status == CheckStatus::fail) status = CheckStatus::unsure;
    Check check = finding(rule, status, place_of(*p.held),
                          "公示期为" + p.start.value + "至" + p.end.value + "，" + zh +
                              (status == CheckStatus::unsure ? "日期读得不够清楚，需要人工核对。" : ""),
                          en, "publicity:" + p.held->outcome->ref.file + ":" + en);
    check.found = p.start.value + "/" + p.end.value;
    check.evidence = {p.start.at, p.end.at};
    return check;
}

std::optional<Check> remark(const Rule& rule, const Case&, const Period& p, int days, int needed) {
    const Calendar& calendar = Calendar::standard();
    std::string zh;
    if (days == needed && text_of(rule, "first_day") != "不计入")
        zh += "首尾两天都计入正好" + std::to_string(days) + "个工作日，如果首日不计入就不够（PUB_BORDERLINE）。";
    if (!calendar.knows_nation(p.first->year))
        zh += "还没有" + std::to_string(p.first->year) + "年的放假安排，只扣除了周末。";
    else if (!calendar.knows_region(p.first->year))
        zh += "新疆" + std::to_string(p.first->year) + "年增放的假日还不知道，按全国日历计算。";
    if (zh.empty()) return std::nullopt;
    return advice(rule, place_of(*p.held), "公示期共" + std::to_string(days) + "个工作日，符合要求。" + zh,
                  "publicity is long enough; see the remark on the calendar", "operator");
}

Check judge_period(const Rule& rule, const Case& c, const Period& p) {
    const int needed = number_of(rule, "working_days");
    const Date submitted = day_of(c.submitted.value_or(c.as_of));
    if (!whole(p.first) || !whole(p.last))
        return about(rule, p, CheckStatus::unsure, "看不出是哪几天。", "publicity dates are incomplete");
    if (compare(*p.last, *p.first) < 0)
        return about(rule, p, CheckStatus::fail, "起止日期颠倒，请核对。", "publicity ends before it starts");
    if (p.first->year != c.notice.year && p.last->year != c.notice.year)
        return about(rule, p, CheckStatus::fail, "不是" + std::to_string(c.notice.year) + "年度的公示，请核对。",
                     "publicity is of another year");
    if (compare(*p.last, submitted) > 0)
        return about(rule, p, CheckStatus::fail, "提交时公示还没有结束，请公示期满后再提交。",
                     "publicity ends after the submission");
    int days = Calendar::standard().working_days(*p.first, *p.last);
    if (text_of(rule, "first_day") == "不计入") days -= Calendar::standard().works(*p.first) ? 1 : 0;
    if (days < needed)
        return about(rule, p, CheckStatus::fail,
                     "只有" + std::to_string(days) + "个工作日（不算周末和节假日），应不少于" + std::to_string(needed) +
                         "个工作日，请补足公示期后重新出具公示和公示结果。",
                     "publicity is too short");
    if (!p.sure) return about(rule, p, CheckStatus::unsure, "", "publicity dates are not certain");
    if (auto check = remark(rule, c, p, days, needed)) return *check;
    return or_pass(rule, {}, place_of(*p.held)).front();
}

bool anything_read(const Held& held) {
    const auto pages = readable_pages(held);
    return std::any_of(pages.begin(), pages.end(), [](const PageOutcome* p) { return !p->fields.empty(); });
}

/// The last day of publicity, of whichever paper says it for certain.
std::optional<Read> end_of_publicity(const Case& c) {
    std::optional<Read> best;
    for (const auto* kinds : {&publicity, &result})
        for (const Held* held : of_kinds(c, *kinds))
            if (auto one = read(*held, "end_date"); one && (!best || one->confidence > best->confidence)) best = one;
    return best;
}

}  // namespace

std::vector<Check> publicity_period(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, publicity)) {
        const auto period = period_of(c, *held, result);
        if (period) {
            any = true;
            found.push_back(judge_period(rule, c, *period));
        } else if (anything_read(*held)) {
            any = true;
            found.push_back(
                finding(rule, CheckStatus::unsure, place_of(*held),
                        "没有读出公示的起止日期，需要人工核对是否不少于" + text_of(rule, "working_days") + "个工作日。",
                        "publicity dates could not be read", "publicity_dates:" + held->outcome->ref.file));
            found.back().evidence.push_back({held->outcome->ref.file, std::nullopt, std::nullopt});
        }
    }
    if (!any) return nothing_to_read(rule);
    return found;
}

std::vector<Check> publicity_result(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, result)) {
        const auto objection = read(*held, "objection"), days = read(*held, "days");
        const auto period = period_of(c, *held, publicity);
        any = any || objection || days;
        const auto add = [&](const Read& one, const std::string& zh, const std::string& en) {
            const bool sure = one.sure();
            Check check = finding(rule, sure ? CheckStatus::fail : CheckStatus::unsure, place_of(*held),
                                  "公示结果" + zh + (sure ? "" : "（读得不够清楚，需要人工核对）"), en,
                                  "publicity_result:" + held->outcome->ref.file + ":" + en);
            add_reading(check, one, "");
            found.push_back(std::move(check));
        };
        if (objection && objection->value == "some")
            add(*objection, "写明公示有异议，请由单位核实处理后重新出具。", "an objection was raised");
        const int said = days ? std::atoi(days->value.c_str()) : 0;
        const int least = number_of(rule, "least");
        if (days && said < least)
            add(*days, "写的公示天数是" + days->value + "天，应不少于" + std::to_string(least) + "天。",
                "publicity lasted too few days");
        if (!days || said < least || !period || !whole(period->first) || !whole(period->last)) continue;
        const int working = Calendar::standard().working_days(*period->first, *period->last);
        const auto calendar_days =
            (first_second(*period->last).seconds - first_second(*period->first).seconds) / (24 * hour) + 1;
        if (said >= std::min<std::int64_t>(working - 1, calendar_days) && said <= calendar_days) continue;
        found.push_back(finding(rule, CheckStatus::unsure, place_of(*held),
                                "公示结果写的天数（" + days->value + "天）与起止日期（" + period->start.value + "至" +
                                    period->end.value + "）对不上，需要人工核对。",
                                "days and dates of the publicity do not fit",
                                "publicity_days:" + held->outcome->ref.file));
        found.back().evidence = {days->at, period->start.at, period->end.at};
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> opinion_after_publicity(const Rule& rule, const Case& c) {
    const Subject subject{"unit_opinion", std::nullopt, "date"};
    std::vector<Check> found;
    for (const Held* held : of_kinds(c, result))
        if (const auto objection = read(*held, "objection"); objection && objection->value == "some") {
            found.push_back(finding(rule, objection->sure() ? CheckStatus::fail : CheckStatus::unsure, place_of(*held),
                                    "公示有异议，单位不能填写同意推荐的意见，请核实处理后再填。",
                                    "the opinion was given in spite of an objection",
                                    "publicity_result:" + held->outcome->ref.file + ":an objection was raised"));
            add_reading(found.back(), *objection, "");
        }
    const auto given = date_from(trimmed(c.value("unit_opinion.date")));
    const auto end = end_of_publicity(c);
    const auto last = end ? date_from(end->value) : std::nullopt;
    if (found.empty() && (!whole(given) || !whole(last))) return nothing_to_read(rule, subject);
    if (whole(given) && whole(last) && compare(*given, *last) <= 0) {
        found.push_back(finding(rule, end->sure() ? CheckStatus::fail : CheckStatus::unsure, subject,
                                "单位审核意见填写于" + trimmed(c.value("unit_opinion.date")) + "，公示到" + end->value +
                                    "才结束；应在公示期满、无异议后填写。",
                                "the opinion is dated inside the publicity", "opinion_date"));
        add_reading(found.back(), *end, trimmed(c.value("unit_opinion.date")));
    }
    return or_pass(rule, std::move(found), subject);
}

}  // namespace mangping::decide
