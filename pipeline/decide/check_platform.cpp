// What the platform knows and the materials do not: states, payments, paper, sanctions. dossier.json may carry it under
// "platform"; where it does not, the rule is the platform's to decide, and the finding says so.
#include <algorithm>
#include <charconv>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

std::optional<std::string> known(const Case& c, const std::string& item) {
    const auto it = c.dossier.platform.find(item);
    if (it == c.dossier.platform.end() || trimmed(it->second).empty()) return std::nullopt;
    return it->second;
}

std::optional<Instant> instant_of(const Case& c, const std::string& item, bool end_of_day) {
    if (item == "submitted_at") return c.submitted;
    const auto text = known(c, item);
    if (!text) return std::nullopt;
    return end_of_day ? end_instant_from(*text) : instant_from(*text);
}

std::string item_zh(const std::string& item) {
    return item == "submitted_at" ? "提交时间" : zh_in(platform_words(), item);
}

std::vector<Check> not_known(const Rule& rule) {
    Check check = finding(rule, CheckStatus::not_applicable, {},
                          rule.say.empty() ? "由平台记录和把关，材料包里没有，不在这里核对。" : rule.say,
                          "the platform keeps this; the dossier does not say");
    check.severity = Severity::note;
    return {check};
}

std::vector<Check> failed(const Rule& rule, const std::string& zh, const std::string& en, const std::string& found) {
    Check check = finding(rule, CheckStatus::fail, {}, zh, en, "platform:" + en);
    check.found = found;
    return {check};
}

/// A day some years later; 29 February becomes 28.
Date years_later(Date day, int years) {
    day.year += years;
    const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
    if (day.month == 2 && day.day == 29 && !leap) day.day = 28;
    return day;
}

std::string iso(const Date& d) {
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", d.year, std::max(d.month, 1), std::max(d.day, 1));
    return out;
}

}  // namespace

std::vector<Check> platform_has(const Rule& rule, const Case& c) {
    bool any = false;
    for (const std::string& item : list_of(rule, "items")) {
        const auto value = known(c, item);
        any = any || value;
        const bool lacking = !value && flag_of(rule, "required") && !c.dossier.platform.empty();
        if (lacking || value == "false" || value == "否")
            return failed(rule, "平台上“" + item_zh(item) + "”还没有完成，请完成后再提交。", "not done: " + item,
                          value.value_or(""));
    }
    return any ? or_pass(rule, {}) : not_known(rule);
}

std::vector<Check> platform_at_most(const Rule& rule, const Case& c) {
    const std::string item = list_of(rule, "items").front();
    const auto text = known(c, item);
    int value = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc{})
        return not_known(rule);
    if (value <= number_of(rule, "at_most")) return or_pass(rule, {});
    return failed(rule, item_zh(item) + "为" + *text + "，最多" + text_of(rule, "at_most") + "。", "too many: " + item,
                  *text);
}

std::vector<Check> platform_window(const Rule& rule, const Case& c) {
    const std::string item = list_of(rule, "items").front();
    const auto from = instant_from(text_of(rule, "from")), until = end_instant_from(text_of(rule, "until"));
    const auto start = instant_of(c, item, false);
    const std::string window = from && until ? spoken(*from) + "至" + spoken(*until) : std::string{};
    if (!start) {
        const bool overdue = flag_of(rule, "required") && !c.dossier.platform.empty() && until && c.as_of > *until;
        if (overdue) return failed(rule, item_zh(item) + "应在" + window + "之内，已经逾期。", "overdue: " + item, "");
        return not_known(rule);
    }
    if (from && until && *start >= *from && *start <= *until) return or_pass(rule, {});
    return failed(rule, item_zh(item) + "是" + spoken(*start) + "，不在" + window + "之内。",
                  "outside the window: " + item, rfc3339(*start));
}

std::vector<Check> platform_order(const Rule& rule, const Case& c) {
    const std::string first = text_of(rule, "first"), second = text_of(rule, "second");
    const auto a = instant_of(c, first, false), b = instant_of(c, second, false);
    const int days = number_of(rule, "days", -1);
    if (!b && !(a && first == "submitted_at")) {
        // The second has not come yet. That is late only where there is a limit and it has passed.
        const bool overdue = a && days >= 0 && c.as_of > last_second(day_of({a->seconds + days * 24 * hour}));
        if (overdue)
            return failed(
                rule, item_zh(second) + "应在" + item_zh(first) + "后" + std::to_string(days) + "天之内，已经逾期。",
                "overdue: " + second, "");
        return not_known(rule);
    }
    if (!b) return not_known(rule);
    if (!a) {
        // What must come first is not recorded, though the platform's record is there.
        if (!flag_of(rule, "required") || c.dossier.platform.empty()) return not_known(rule);
        return failed(rule, "还没有“" + item_zh(first) + "”的记录，不能" + item_zh(second) + "。", "not yet: " + first,
                      "");
    }
    if (*b < *a)
        return failed(rule,
                      item_zh(second) + "（" + spoken(*b) + "）早于" + item_zh(first) + "（" + spoken(*a) + "）。",
                      "before its time: " + second, rfc3339(*b));
    if (days >= 0 && *b > last_second(day_of({a->seconds + days * 24 * hour})))
        return failed(
            rule,
            item_zh(second) + "（" + spoken(*b) + "）应在" + item_zh(first) + "后" + std::to_string(days) + "天之内。",
            "too late: " + second, rfc3339(*b));
    return or_pass(rule, {});
}

std::vector<Check> platform_path(const Rule& rule, const Case& c) {
    const auto path = known(c, "path");
    if (!path) return not_known(rule);
    const auto& levels = list_of(rule, "levels");
    std::size_t from = 0, at = 0;
    while (from <= path->size()) {
        const std::size_t end = path->find(" > ", from);
        const std::string level = path->substr(from, end - from);
        if (at >= levels.size() || level != levels[at])
            return failed(rule, "应逐级上报（" + joined(levels, "→") + "），现在是" + *path + "。",
                          "a level was skipped", *path);
        ++at;
        if (end == std::string::npos) break;
        from = end + 3;
    }
    return or_pass(rule, {});
}

std::vector<Check> banned(const Rule& rule, const Case& c) {
    const bool unit = text_of(rule, "who") == "单位";
    const auto text = known(c, unit ? "unit_sanctioned_on" : "person_sanctioned_on");
    const auto since = text ? date_from(*text) : std::nullopt;
    if (!since) return not_known(rule);
    const Date free = years_later(*since, number_of(rule, "years"));
    if (compare(day_of(c.submitted.value_or(c.as_of)), free) >= 0) return or_pass(rule, {});
    auto out = failed(rule,
                      std::string(unit ? "所在单位" : "本人") + "于" + *text + "被处理，" + text_of(rule, "years") +
                          "年内不得申报，到" + iso(free) + "为止。",
                      unit ? "the unit is barred" : "the applicant is barred", *text);
    out.front().ends = iso(free);
    return out;
}

std::vector<Check> fee_amount(const Rule& rule, const Case& c) {
    const auto amount = known(c, "fee.amount");
    std::string due;
    for (const std::string& line : list_of(rule, "amounts")) {
        // "评审 中级 380"
        const std::size_t a = line.find(' '), b = line.rfind(' ');
        if (a == std::string::npos || a == b) continue;
        if (line.substr(0, a) == c.dossier.target.mode &&
            trimmed(line.substr(a + 1, b - a - 1)) == c.dossier.target.level)
            due = line.substr(b + 1);
    }
    const auto number = [](const std::string& text) {
        double value = -1;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    if (!amount || due.empty()) {
        auto out = not_known(rule);
        if (!due.empty()) out.front().message = "按申报方式和级别，评审费是" + due + "元。";
        return out;
    }
    if (number(*amount) == number(due)) return or_pass(rule, {});
    return failed(rule, "缴费" + *amount + "元，按申报方式和级别应是" + due + "元。", "the fee is not what is due",
                  *amount);
}

std::vector<Check> receiving_place(const Rule& rule, const Case& c) {
    const auto received = known(c, "receiving_place");
    const std::string own = trimmed(c.value("applicant.employer_place"));
    if (!received || own.empty()) return not_known(rule);
    if (contains(*received, own) || contains(own, *received)) return or_pass(rule, {});
    return {advice(rule, {"applicant", std::nullopt, "employer_place"},
                   "企业按营业执照注册地（" + own + "）选择受理部门，现在选的是" + *received + "，请核对。",
                   "the receiving office is not that of the registered place")};
}

}  // namespace mangping::decide
