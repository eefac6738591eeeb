// Reports of the register of higher education (学信网), and validity of whatever prints a last day.
//
// What can be told offline (research: domain.md §2): a page that says 已过期 fails; a printed last day that has passed
// fails; a report prints only when it was updated, is valid for one to six months and may have been extended, so that
// an old one is for a person. The code has 12 digits, or 16 characters that begin with A and hold no I and no O. A QR
// code that leads elsewhere, or carries another code than the printed one, may be a forgery: for a person, never a
// fail.
#include <algorithm>

#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

bool code_is_well_formed(const std::string& code) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (code.size() == 12) return std::all_of(code.begin(), code.end(), digit);
    if (code.size() != 16 || code[0] != 'A') return false;
    return std::all_of(code.begin(), code.end(),
                       [&](char c) { return digit(c) || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O'); });
}

std::string host_of(const std::string& url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos) return {};
    const std::size_t from = scheme + 3, end = url.find_first_of("/?#", from);
    std::string host = url.substr(from, end - from);
    if (const std::size_t user = host.rfind('@'); user != std::string::npos) host.erase(0, user + 1);
    if (const std::size_t port = host.find(':'); port != std::string::npos) host.erase(port);
    std::transform(host.begin(), host.end(), host.begin(), [](unsigned char c) { return std::tolower(c); });
    return host;
}

bool belongs_to(const std::string& host, const std::string& domain) {
    return host == domain || host.ends_with("." + domain);
}

std::string parameter_of(const std::string& url, const std::string& name) {
    for (const char before : {'?', '&'}) {
        const std::size_t at = url.find(before + name + "=");
        if (at == std::string::npos) continue;
        const std::size_t from = at + name.size() + 2;
        return url.substr(from, url.find_first_of("&#", from) - from);
    }
    return {};
}

/// One report under judgement; what is wrong with it is added to `found`.
class Report {
public:
    Report(const Rule& rule, const Case& c, const Held& held, std::vector<Check>& found)
        : rule_(rule), c_(c), held_(held), found_(found) {}

    void judge() {
        expired_page();
        completion();
        code();
        qr();
        dates();
    }

private:
    void add(CheckStatus status, const std::string& zh, const std::string& en, const std::string& what,
             const std::optional<Read>& one = std::nullopt) {
        Check check = finding(rule_, status, place_of(held_), where_zh(place_of(held_), c_) + "的学信网报告" + zh, en,
                              "register:" + held_.outcome->ref.file + ":" + what);
        if (one)
            add_reading(check, *one, "");
        else
            check.evidence.push_back({held_.outcome->ref.file, std::nullopt, std::nullopt});
        found_.push_back(std::move(check));
    }

    void expired_page() {
        const std::string text = text_of_pages(held_);
        for (const char* words : {"已过期", "已关闭", "不合要求的在线验证码"})
            if (contains(text, words))
                return add(CheckStatus::fail, "页面写着“" + std::string(words) + "”，请重新申请报告后上传。",
                           "the report says that it has expired", "expired");
    }

    void completion() {
        const auto one = read(held_, "completion");
        if (one && contains(one->value, "结业"))
            add(one->sure() ? CheckStatus::fail : CheckStatus::unsure, "写的是“结业”，应为“毕业”，请核对。",
                "not graduated", "completion", one);
    }

    void code() {
        const auto one = read(held_, "verification_code");
        if (one && !code_is_well_formed(one->value))
            add(CheckStatus::unsure, "的在线验证码位数或字符不合规则，需要人工核对。", "verification code is malformed",
                "code", one);
    }

    void qr() {
        const auto printed = read(held_, "verification_code");
        bool decoded = false;
        for (const PageOutcome* page : readable_pages(held_))
            for (const CodeOutcome& one : page->codes) {
                decoded = decoded || !one.text.empty();
                const std::string host = host_of(one.text);
                if (host.empty()) continue;
                const auto& hosts = list_of(rule_, "hosts");
                const Read at{one.text, 1, {held_.outcome->ref.file, page->index, one.quad_displayed}};
                if (std::none_of(hosts.begin(), hosts.end(), [&](const auto& h) { return belongs_to(host, h); })) {
                    add(CheckStatus::unsure, "上的二维码指向“" + host + "”，不是学信网的网址，需要人工核对真伪。",
                        "the code leads to another site", "host", at);
                    continue;
                }
                const std::string carried = parameter_of(one.text, "vcode");
                if (!carried.empty() && printed && printed->sure() && carried != printed->value)
                    add(CheckStatus::unsure, "上印的在线验证码与二维码里的不同，需要人工核对真伪。",
                        "the code in the QR is not the printed one", "vcode", printed);
            }
        if (!decoded && flag_of(rule_, "qr") && !readable_pages(held_).empty())
            add(CheckStatus::unsure, "上没有读出二维码，需要人工查看。", "no code could be decoded", "qr");
    }

    void dates() {
        const Date now = day_of(c_.submitted.value_or(c_.as_of));
        const auto until = read(held_, "valid_to"), updated = read(held_, "updated_on");
        const auto last = until ? date_from(until->value) : std::nullopt;
        if (last && compare(*last, now) < 0)
            return add(until->sure() ? CheckStatus::fail : CheckStatus::unsure,
                       "的验证期到" + until->value + "为止，提交时已经过期，请重新申请报告后上传。",
                       "validity has ended", "valid_to", until);
        const auto day = updated ? date_from(updated->value) : std::nullopt;
        if (!day) return;
        const int months = number_of(rule_, "months");
        if (compare(*day, now) > 0)
            return add(updated->sure() ? CheckStatus::fail : CheckStatus::unsure,
                       "的更新日期" + updated->value + "晚于提交时间，请核对。", "updated after the submission",
                       "updated_on", updated);
        Date end = *day;
        end.month += months;
        end.year += (end.month - 1) / 12;
        end.month = (end.month - 1) % 12 + 1;
        if (months > 0 && !last && compare(end, now) < 0)
            add(CheckStatus::unsure, "更新于" + updated->value + "，可能已经过期（也可能延长过），需要人工核对。",
                "may have expired", "updated_on", updated);
    }

    const Rule& rule_;
    const Case& c_;
    const Held& held_;
    std::vector<Check>& found_;
};

/// "有效期至2023年12月31日" and the like in the text; the last date after the word.
std::optional<Date> printed_validity(const std::string& text) {
    const std::size_t at = text.find("有效期");
    if (at == std::string::npos) return std::nullopt;
    std::vector<int> numbers;
    std::string digits;
    constexpr std::size_t reach = 80;  // bytes after the word: two dates and what joins them
    for (std::size_t i = at; i < std::min(text.size(), at + reach); ++i) {
        if (text[i] >= '0' && text[i] <= '9') {
            digits += text[i];
        } else if (!digits.empty()) {
            numbers.push_back(digits.size() <= 4 ? std::stoi(digits) : 0);
            digits.clear();
        }
    }
    if (!digits.empty() && digits.size() <= 4) numbers.push_back(std::stoi(digits));
    std::optional<Date> last;
    for (std::size_t i = 0; i + 2 < numbers.size(); ++i) {
        if (numbers[i] < 1980 || numbers[i] > 2100) continue;
        char iso[16];
        std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", numbers[i], numbers[i + 1] % 100, numbers[i + 2] % 100);
        if (const auto date = date_from(iso)) last = date;
    }
    return last;
}

}  // namespace

std::vector<Check> register_report(const Rule& rule, const Case& c) {
    const auto reports = of_kinds(c, {"chsi_report", "chsi_degree_report"}, list_of(rule, "sections"));
    if (reports.empty()) return nothing_to_read(rule);
    std::vector<Check> found;
    for (const Held* held : reports) Report(rule, c, *held, found).judge();
    return or_pass(rule, std::move(found), place_of(*reports.front()));
}

std::vector<Check> within_validity(const Rule& rule, const Case& c) {
    const Date now = day_of(c.submitted.value_or(c.as_of));
    std::vector<Check> found;
    bool any = false, one_is_valid = false;
    for (const Held* held : of_kinds(c, list_of(rule, "kinds"))) {
        const auto one = read(*held, "valid_to");
        const auto last = one ? date_from(one->value) : printed_validity(text_of_pages(*held));
        any = any || last || one;
        const Subject subject = place_of(*held);
        if (!last && !one && text_of(rule, "without_validity") == "人工核对" && !readable_pages(*held).empty()) {
            any = true;
            found.push_back(
                finding(rule, CheckStatus::unsure, subject,
                        where_zh(subject, c) + "的" + material_zh(*held) + "上没有找到有效期，需要人工查看。",
                        "no validity is printed", "validity:" + held->outcome->ref.file));
        }
        one_is_valid = one_is_valid || !last || compare(*last, now) >= 0;
        if (!last || compare(*last, now) >= 0) continue;
        Check check = finding(rule, one && one->sure() ? CheckStatus::fail : CheckStatus::unsure, subject,
                              where_zh(subject, c) + "的" + material_zh(*held) + "已经过期，请换成有效期内的。",
                              "validity has ended (" + where_en(subject) + ")", "validity:" + held->outcome->ref.file);
        if (one) add_reading(check, *one, "");
        found.push_back(std::move(check));
    }
    if (!any) return nothing_to_read(rule);
    if (flag_of(rule, "one_will_do") && one_is_valid) found.clear();
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
