// Continuing education: one certificate a year and subject, hours, and what excuses a year.
#include <algorithm>
#include <charconv>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/materials.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

constexpr const char* section = "continuing_education";
/// A year read off a certificate counts for the applicant from this confidence on.
constexpr double sure_of_year = 0.9;

std::string kind_of_course(const std::string& course) {
    return course == "public" ? "public_course_certificate" : "professional_course_certificate";
}

std::vector<EntryAt> entries_of(const Rule& rule, const Case& c, const std::string& course, const std::string& year) {
    std::vector<EntryAt> out;
    for (const EntryAt& at : c.entries(section, rule))
        if ((*at.entry)["course"] == course && (year.empty() || (*at.entry)["year"] == year)) out.push_back(at);
    return out;
}

bool in(const std::vector<std::string>& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// A certificate of this course, wherever it was uploaded, on which this year was read.
bool read_on_a_certificate(const Case& c, const std::string& course, const std::string& year) {
    const auto kind = kind_from(kind_of_course(course));
    return std::any_of(c.held.begin(), c.held.end(), [&](const Held& held) {
        if (held.standing != Standing::usable || !held.provides.contains(*kind)) return false;
        return std::any_of(held.outcome->pages.begin(), held.outcome->pages.end(), [&](const PageOutcome& page) {
            const auto it = page.fields.find("year");
            return it != page.fields.end() && it->second.value == year && it->second.confidence >= sure_of_year;
        });
    });
}

Having exemption_form(const Case& c) {
    std::vector<const Held*> all;
    for (const Held& held : c.held) all.push_back(&held);
    return having_of("course_exemption_form", all);
}

/// "2018=120": a certificate of that year counts only from so many hours on.
bool has_hours_to_count(const Rule& rule, const Entry& entry) {
    for (const std::string& written : list_of(rule, "least_hours")) {
        const std::size_t at = written.find('=');
        if (at == std::string::npos || entry["year"] != written.substr(0, at)) continue;
        int hours = 0, least = 0;
        const std::string_view said = entry["hours"];
        const std::string needed = written.substr(at + 1);
        std::from_chars(needed.data(), needed.data() + needed.size(), least);
        if (std::from_chars(said.data(), said.data() + said.size(), hours).ec == std::errc{}) return hours >= least;
    }
    return true;
}

/// How one year stands: covered, to be seen by a person, or lacking.
Having year_covered(const Rule& rule, const Case& c, const std::string& course, const std::string& year) {
    Having best = read_on_a_certificate(c, course, year) ? Having::yes : Having::no;
    for (const EntryAt& at : entries_of(rule, c, course, year)) {
        best = std::max(best, having_of(kind_of_course(course), c.held_by(at)));
        if ((*at.entry)["electronic"] == "true" && in(list_of(rule, "electronic"), year)) best = Having::yes;
        if ((*at.entry)["exempt"] != "true") continue;
        // An exemption where the notice knows none is for a person to judge.
        best = std::max(best, flag_of(rule, "exemption") ? exemption_form(c) : Having::doubtful);
    }
    return best;
}

std::string course_zh(const std::string& course) { return zh_in(value_words(), course); }

Check year_lacking(const Rule& rule, const Case& c, const std::string& course, const std::string& year, Having having) {
    const auto entries = entries_of(rule, c, course, year);
    const Subject subject{section, entries.empty() ? std::nullopt : std::optional<int>(entries.front().index), {}};
    const bool doubtful = having == Having::doubtful;
    Check check =
        finding(rule, doubtful ? CheckStatus::unsure : CheckStatus::fail, subject,
                doubtful ? year + "年度" + course_zh(course) + "继续教育的免试或证书需要人工查看。"
                         : "缺少" + year + "年度" + course_zh(course) + "继续教育合格证书，请在“继续教育”栏补充上传。",
                "continuing education of " + year + (doubtful ? " must be looked at" : " is missing"),
                entries.empty() ? "course:" + course + ":" + year
                                : cause_of_absence(c.held_by(entries.front()), std::string(any_material), subject));
    check.found = year;
    return check;
}

std::vector<Check> any_year(const Rule& rule, const Case& c, const std::string& course) {
    std::vector<const Held*> all;
    for (const Held& held : c.held) {
        const Section* rows = c.dossier.section(section);
        const auto row = static_cast<std::size_t>(held.outcome->entry);
        const bool of_a_row = held.outcome->section == section && rows != nullptr && row < rows->entries.size();
        if (!of_a_row || has_hours_to_count(rule, rows->entries[row])) all.push_back(&held);
    }
    Having best = having_of(kind_of_course(course), all);
    for (const EntryAt& at : entries_of(rule, c, course, ""))
        if ((*at.entry)["electronic"] == "true" && in(list_of(rule, "electronic"), (*at.entry)["year"]))
            best = Having::yes;
    const Subject subject{section, std::nullopt, {}};
    if (best == Having::yes) return or_pass(rule, {}, subject);
    return {finding(rule, best == Having::doubtful ? CheckStatus::unsure : CheckStatus::fail, subject,
                    "缺少" + course_zh(course) + "继续教育合格证书，请在“继续教育”栏补充上传。",
                    "continuing education certificate is missing", "course:" + course)};
}

std::optional<double> hours_of(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Hours of one entry: as declared, else as read off its certificate.
std::optional<double> hours_of(const Case& c, const EntryAt& at) {
    if (const auto declared = hours_of(std::string((*at.entry)["hours"]))) return declared;
    for (const Held* held : c.held_by(at))
        for (const PageOutcome& page : held->outcome->pages)
            if (const auto it = page.fields.find("hours");
                it != page.fields.end() && it->second.confidence >= sure_of_year)
                return hours_of(it->second.value);
    return std::nullopt;
}

std::string spoken_hours(double hours) {
    std::string text = std::to_string(hours);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

std::vector<Check> course_years(const Rule& rule, const Case& c) {
    const std::string course = text_of(rule, "course");
    if (flag_of(rule, "any_year")) return any_year(rule, c, course);
    std::vector<Check> found;
    for (const std::string& year : list_of(rule, "years"))
        if (const Having having = year_covered(rule, c, course, year); having != Having::yes)
            found.push_back(year_lacking(rule, c, course, year, having));
    return or_pass(rule, std::move(found), {section, std::nullopt, {}});
}

std::vector<Check> course_hours(const Rule& rule, const Case& c) {
    const std::string course = text_of(rule, "course");
    const double needed = number_of(rule, "hours");
    std::vector<Check> found;
    for (const std::string& year : list_of(rule, "years")) {
        const auto entries = entries_of(rule, c, course, year);
        double sum = 0;
        bool known = true, exempt = false;
        for (const EntryAt& at : entries) {
            const auto hours = hours_of(c, at);
            known = known && hours.has_value();
            sum += hours.value_or(0);
            exempt = exempt || (*at.entry)["exempt"] == "true";
        }
        // A year without any entry is the missing certificate's finding, not one about hours.
        if (entries.empty() || exempt || sum >= needed) continue;
        const Subject subject{section, entries.front().index, "hours"};
        if (flag_of(rule, "advice_only")) {
            found.push_back(advice(rule, subject,
                                   year + "年度" + course_zh(course) + "共" + spoken_hours(sum) + "学时，不足" +
                                       spoken_hours(needed) + "学时，不按此条认可。",
                                   "hours of " + year + " do not reach what this clause counts"));
            continue;
        }
        found.push_back(finding(
            rule, known ? CheckStatus::fail : CheckStatus::unsure, subject,
            year + "年度" + course_zh(course) + (known ? "共" + spoken_hours(sum) + "学时" : "的学时没有填写") +
                "，应不少于" + spoken_hours(needed) + "学时。",
            "hours of " + year + (known ? " fall short" : " are not declared"), "hours:" + course + ":" + year));
        found.back().declared = spoken_hours(sum);
    }
    return or_pass(rule, std::move(found), {section, std::nullopt, {}});
}

}  // namespace mangping::decide
