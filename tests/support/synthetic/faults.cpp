// What applicants get wrong, planted one by one with the rules that must notice it.
//
// `expected` names the rule whose clause the fault breaks; `may` names rules that may fail with it as a consequence (a
// missing file also leaves its entry without proof). A fault that a notice has no clause for is not planted there.
#include <algorithm>
#include <map>
#include <utility>

#include "tests/support/synthetic/plan.hpp"
#include "tests/support/synthetic/scene.hpp"

namespace mangping::synthetic {

namespace {

using nlohmann::json;
using Rules = std::map<std::string, std::vector<std::string>>;  // by notice: the first is expected, the rest may fail

/// Rules that any missing, unreadable or misplaced file may break as well.
const Rules kConsequences = {
    {"N0", {"N0-06", "N0-07", "N0-08", "N0-09", "N0-10", "N0-11", "N0-14", "N0-15", "N0-16", "N0-18", "N0-19",
            "N0-22", "N0-23", "N0-24", "N0-27", "N0-30", "N0-32", "N0-33", "N0-45", "N0-46", "N0-48"}},
    {"N1", {"N1-12", "N1-13", "N1-14", "N1-15", "N1-16", "N1-22", "N1-23", "N1-24", "N1-26", "N1-28", "N1-29",
            "N1-34", "N1-35", "N1-38", "N1-41", "N1-42", "N1-43", "N1-44", "N1-47", "N1-48", "N1-49", "N1-54",
            "N1-56", "N1-66", "N1-67", "N1-68", "N1-71", "N1-72", "N1-75", "N1-76", "N1-77", "N1-80"}},
    {"N2",
     {"N2-05", "N2-06", "N2-10", "N2-11", "N2-12", "N2-13", "N2-16", "N2-17", "N2-18", "N2-19", "N2-20", "N2-21",
      "N2-23", "N2-24", "N2-31", "N2-32", "N2-35"}},
    {"N3",
     {"N3-03", "N3-04", "N3-05", "N3-06", "N3-07", "N3-08", "N3-09", "N3-11", "N3-12", "N3-13", "N3-14", "N3-16",
      "N3-17", "N3-19", "N3-20", "N3-24", "N3-28", "N3-29", "N3-40"}},
    {"N4", {"N4-05", "N4-06", "N4-07", "N4-08", "N4-09", "N4-10", "N4-13", "N4-15", "N4-16", "N4-20",
            "N4-21", "N4-22", "N4-23", "N4-25", "N4-27", "N4-28", "N4-30", "N4-34", "N4-39", "N4-53",
            "N4-54", "N4-56", "N4-59", "N4-61", "N4-62", "N4-66", "N4-67", "N4-68"}}};

class Planting {
public:
    Planting(Plan& plan, Rng& rng) : plan_(plan), rng_(rng) {}

    bool drop_kind(Kind kind, const Rules& rules, const std::string& why) {
        const auto it = std::find_if(plan_.attachments.begin(), plan_.attachments.end(),
                                     [&](const Planned& a) { return a.kind == kind; });
        if (it == plan_.attachments.end() || !expect(rules, why)) return false;
        plan_.attachments.erase(it);
        for (Planned& a : plan_.attachments)
            if (kind == Kind::id_card_back && a.kind == Kind::id_card_front) a.facts["sides"] = "one";
        return true;
    }

    /// One year of a yearly material goes, with its row.
    bool drop_year(Kind kind, const char* section, const Rules& rules, const std::string& why) {
        std::vector<int> entries;
        for (const Planned& a : plan_.attachments)
            if (a.kind == kind && (entries.empty() || entries.back() != a.entry)) entries.push_back(a.entry);
        if (entries.empty() || !expect(rules, why)) return false;
        const int gone = rng_.pick(entries);
        std::erase_if(plan_.attachments, [&](const Planned& a) { return a.section == section && a.entry == gone; });
        for (Planned& a : plan_.attachments)
            if (a.section == section && a.entry > gone) --a.entry;
        plan_.declared[section].erase(static_cast<std::size_t>(gone));
        return true;
    }

    bool spoil(Spoil how, const Rules& rules, const std::string& why) {
        std::vector<Planned*> candidates;
        for (Planned& a : plan_.attachments)
            if (a.spoil == Spoil::none && a.kind != Kind::photo && !a.declared && a.section != "intellectual_property")
                candidates.push_back(&a);
        if (candidates.empty() || !expect(rules, why)) return false;
        Planned& a = *rng_.pick(candidates);
        a.spoil = how;
        if (how != Spoil::absent) a.jacket = Jacket::jpeg;
        return true;
    }

    bool misplace(const Rules& rules) {
        for (Planned& a : plan_.attachments) {
            if (a.kind != Kind::graduation_certificate && a.kind != Kind::commitment_letter) continue;
            if (!rng_.chance(0.5) || !expect(rules, "another document in the slot of " + std::string(key(a.kind))))
                continue;
            a.declared = a.kind;
            a.kind = Kind::other;
            a.facts = {{"as_of", a.facts["as_of"]}, {"notice", a.facts["notice"]}};
            return true;
        }
        return false;
    }

    bool blank_column(const Rules& rules) {
        if (!plan_.notice->blanks || !expect(rules, "a column left blank instead of 无")) return false;
        if (rng_.chance(0.5))
            plan_.declared["applicant"]["political_status"] = rng_.pick({"", "　", " "});
        else
            plan_.declared["resume"][0]["post"] = "";
        return true;
    }

    bool short_publicity(const Rules& rules) {
        if (!expect(rules, "publicity of three working days")) return false;
        for (Planned& a : plan_.attachments) {
            if (a.kind != Kind::unit_publicity && a.kind != Kind::unit_publicity_result) continue;
            a.facts["end_date"] = days_after(a.facts["start_date"], 2);
            a.facts["days"] = "3";
        }
        return true;
    }

    bool bad_assessment(const char* result, const Rules& rules) {
        if (!expect(rules, std::string("assessed as ") + result)) return false;
        const int entry = rng_.whole(0, static_cast<int>(plan_.declared["assessments"].size()) - 1);
        plan_.declared["assessments"][static_cast<std::size_t>(entry)]["result"] = result;
        for (Planned& a : plan_.attachments)
            if (a.kind == Kind::annual_assessment_form && a.entry == entry) a.facts["result"] = result;
        return true;
    }

    bool few_hours(const Rules& rules) {
        for (Planned& a : plan_.attachments) {
            if (a.kind != Kind::professional_course_certificate) continue;
            if (!expect(rules, "too few hours in a year")) return false;
            a.facts["hours"] = "48";
            plan_.declared["continuing_education"][static_cast<std::size_t>(a.entry)]["hours"] = 48;
            return true;
        }
        return false;
    }

    bool late(const Rules& rules) {
        static const std::map<std::string, std::string> kAfter = {{"N0", "2020-09-03T09:12:00+08:00"},
                                                                  {"N1", "2023-09-26T00:30:00+08:00"},
                                                                  {"N2", "2021-10-11T08:40:00+08:00"},
                                                                  {"N4", "2024-09-30T20:45:00+08:00"}};
        const auto it = kAfter.find(plan_.notice->rule);
        if (it == kAfter.end() || !expect(rules, "submitted after the window")) return false;
        plan_.declared["submission"]["submitted_at"] = it->second;
        if (plan_.notice->rule == "N1") plan_.may.push_back("N1-10");
        return true;
    }

    bool fourth_round(const Rules& rules) {
        if (!expect(rules, "a fourth submission")) return false;
        plan_.declared["submission"]["round"] = 4;
        plan_.declared["submission"]["first_submitted_at"] = plan_.notice->submitted;
        return true;
    }

    /// Something else is printed on every attachment of a kind than was declared.
    bool print_otherwise(Kind kind, const std::string& fact, const std::function<std::string(std::string)>& otherwise,
                         const Rules& rules, const std::string& why) {
        std::vector<Planned*> there;
        for (Planned& a : plan_.attachments)
            if (a.kind == kind && a.facts.contains(fact)) there.push_back(&a);
        if (there.empty() || !expect(rules, why)) return false;
        for (Planned* a : there) a->facts[fact] = otherwise(a->facts[fact]);
        return true;
    }

    /// A fact that is otherwise invented.
    bool print_new(Kind kind, const std::string& fact, const std::string& value, const Rules& rules,
                   const std::string& why) {
        const auto there = std::find_if(plan_.attachments.begin(), plan_.attachments.end(),
                                        [&](const Planned& a) { return a.kind == kind; });
        if (there == plan_.attachments.end() || !expect(rules, why)) return false;
        there->facts[fact] = value;
        return true;
    }

    bool opinion_inside_publicity(const Rules& rules) {
        if (!expect(rules, "the unit's opinion is dated inside the publicity")) return false;
        plan_.declared["unit_opinion"]["date"] = days_after(plan_.notice->publicity_start, 1);
        return true;
    }

private:
    bool expect(const Rules& rules, const std::string& why) {
        const auto it = rules.find(plan_.notice->rule);
        if (it == rules.end() || it->second.empty()) return false;
        plan_.expected.push_back({{"id", it->second.front()}, {"status", "fail"}, {"why", why}});
        plan_.may.insert(plan_.may.end(), it->second.begin() + 1, it->second.end());
        const auto& more = kConsequences.at(plan_.notice->rule);
        plan_.may.insert(plan_.may.end(), more.begin(), more.end());
        plan_.verdict = "return";
        return true;
    }

    Plan& plan_;
    Rng& rng_;
};

using Faults = std::vector<std::pair<std::string, std::function<bool()>>>;

/// The number with its last digit but one changed.
std::string one_digit_off(std::string number) {
    char& digit = number[number.size() - 2];
    digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
    return number;
}

/// What only a reading of the attachments can find. Planted on demand, not by chance: the examples stay as they are.
Faults contradictions(Planting& p) {
    const Rules education{
        {"N0", {"N0-08"}}, {"N1", {"N1-26"}}, {"N2", {"N2-12"}}, {"N3", {"N3-06"}}, {"N4", {"N4-20"}}};
    const Rules title{{"N0", {"N0-18"}}, {"N1", {"N1-28"}}, {"N2", {"N2-13"}}, {"N3", {"N3-07"}}, {"N4", {"N4-21"}}};
    const Rules result{{"N0", {"N0-32"}}, {"N1", {"N1-72"}}, {"N2", {"N2-23"}}, {"N3", {"N3-29"}}, {"N4", {"N4-61"}}};
    const auto says = [](const char* text) { return [text](const std::string&) { return std::string(text); }; };
    return {{"register_number",
             [&p, education] {
                 return p.print_otherwise(Kind::chsi_report, "certificate_no", one_digit_off, education,
                                          "the register's certificate number differs in a digit");
             }},
            {"diploma_school",
             [&p, education, says] {
                 return p.print_otherwise(Kind::graduation_certificate, "school", says("海西农学院"), education,
                                          "another school on the diploma");
             }},
            {"title_date",
             [&p, title] {
                 return p.print_otherwise(
                     Kind::qualification_certificate, "obtained_on",
                     [](const std::string& date) { return std::to_string(year_of(date) - 2) + date.substr(4); }, title,
                     "another date on the title's certificate");
             }},
            {"objection",
             [&p, result] {
                 return p.print_new(Kind::unit_publicity_result, "objection", "some", result,
                                    "an objection was raised");
             }},
            {"sanctions",
             [&p] {
                 return p.print_new(Kind::unit_publicity, "sanctions", "2022年受行政警告处分", {{"N4", {"N4-60"}}},
                                    "a sanction in the publicity");
             }},
            {"opinion_inside_publicity", [&p] {
                 return p.opinion_inside_publicity(
                     {{"N0", {"N0-48"}}, {"N1", {"N1-75"}}, {"N2", {"N2-32"}}, {"N3", {"N3-40"}}, {"N4", {"N4-66"}}});
             }}};
}

}  // namespace

void plant_faults(Plan& plan, int count, const std::vector<std::string>& only, Rng& rng) {
    Planting p(plan, rng);
    const Rules unreadable{{"N0", {"N0-10"}}, {"N1", {"N1-68"}}, {"N3", {"N3-03"}}, {"N4", {"N4-08"}}};
    const Rules undecodable{
        {"N1", {"N1-68"}}, {"N3", {"N3-03"}}, {"N0", {"N0-11"}}, {"N4", {"N4-09"}}, {"N2", {"N2-06"}}};
    std::vector<std::pair<std::string, std::function<bool()>>> faults = {
        {"no_register_report",
         [&] {
             return p.drop_kind(Kind::chsi_report,
                                {{"N0", {"N0-08"}}, {"N1", {"N1-26"}}, {"N3", {"N3-06"}}, {"N4", {"N4-20"}}},
                                "no register report");
         }},
        {"assessment_year",
         [&] {
             return p.drop_year(
                 Kind::annual_assessment_form, "assessments",
                 {{"N0", {"N0-27"}}, {"N1", {"N1-38"}}, {"N2", {"N2-20"}}, {"N3", {"N3-19"}}, {"N4", {"N4-30"}}},
                 "a year's assessment is missing");
         }},
        {"course_year",
         [&] {
             return p.drop_year(
                 Kind::public_course_certificate, "continuing_education",
                 {{"N0", {"N0-23"}}, {"N1", {"N1-44"}}, {"N2", {"N2-17"}}, {"N3", {"N3-17"}}, {"N4", {"N4-27"}}},
                 "a year of the public course is missing");
         }},
        {"no_publicity_result",
         [&] {
             return p.drop_kind(
                 Kind::unit_publicity_result,
                 {{"N0", {"N0-32"}}, {"N1", {"N1-47"}}, {"N2", {"N2-23"}}, {"N3", {"N3-20"}}, {"N4", {"N4-34"}}},
                 "no publicity result");
         }},
        {"no_commitment",
         [&] {
             return p.drop_kind(
                 Kind::commitment_letter,
                 {{"N0", {"N0-14"}}, {"N1", {"N1-48"}}, {"N2", {"N2-10"}}, {"N3", {"N3-24"}}, {"N4", {"N4-13"}}},
                 "no commitment letter");
         }},
        {"one_card_side",
         [&] {
             return p.drop_kind(Kind::id_card_back, {{"N1", {"N1-22"}}, {"N2", {"N2-11"}}},
                                "only one side of the identity card");
         }},
        {"illegible", [&] { return p.spoil(Spoil::illegible, unreadable, "an illegible page"); }},
        {"blank", [&] { return p.spoil(Spoil::blank, unreadable, "a blank page"); }},
        {"sideways",
         [&] {
             return p.spoil(Spoil::sideways, {{"N0", {"N0-10"}}, {"N1", {"N1-66"}}}, "a page on its side");
         }},
        {"truncated", [&] { return p.spoil(Spoil::truncated, undecodable, "a file that cannot be opened"); }},
        {"foreign",
         [&] {
             return p.spoil(
                 Spoil::foreign,
                 {{"N1", {"N1-67"}}, {"N0", {"N0-11"}}, {"N2", {"N2-06"}}, {"N3", {"N3-03"}}, {"N4", {"N4-09"}}},
                 "a png under the name of a jpg");
         }},
        {"absent",
         [&] {
             return p.spoil(
                 Spoil::absent,
                 {{"N0", {"N0-11"}}, {"N1", {"N1-16"}}, {"N2", {"N2-06"}}, {"N3", {"N3-03"}}, {"N4", {"N4-09"}}},
                 "a file that was named but not uploaded");
         }},
        {"misplaced",
         [&] {
             return p.misplace(
                 {{"N0", {"N0-11"}}, {"N1", {"N1-16"}}, {"N2", {"N2-06"}}, {"N3", {"N3-03"}}, {"N4", {"N4-09"}}});
         }},
        {"blank_column",
         [&] {
             return p.blank_column({{"N0", {"N0-06"}}, {"N1", {"N1-12"}}, {"N4", {"N4-05"}}});
         }},
        {"short_publicity",
         [&] {
             return p.short_publicity(
                 {{"N0", {"N0-30"}}, {"N1", {"N1-54"}}, {"N2", {"N2-21"}}, {"N3", {"N3-28"}}, {"N4", {"N4-53"}}});
         }},
        {"failed_assessment",
         [&] {
             return p.bad_assessment("不合格", {{"N4", {"N4-31"}}, {"N1", {"N1-40"}}});
         }},
        {"basic_assessment",
         [&] {
             return p.bad_assessment("基本合格", {{"N1", {"N1-39"}}});
         }},
        {"few_hours",
         [&] {
             return p.few_hours({{"N1", {"N1-42"}}});
         }},
        {"late",
         [&] {
             return p.late({{"N0", {"N0-01"}}, {"N1", {"N1-06"}}, {"N2", {"N2-01"}}, {"N4", {"N4-01"}}});
         }},
        {"fourth_round", [&] {
             return p.fourth_round(
                 {{"N0", {"N0-13"}}, {"N1", {"N1-21"}}, {"N2", {"N2-09"}}, {"N3", {"N3-35"}}, {"N4", {"N4-11"}}});
         }}};
    if (!only.empty()) {
        for (auto& more : contradictions(p)) faults.push_back(std::move(more));
        for (const auto& [name, plant] : faults)
            if (std::find(only.begin(), only.end(), name) != only.end()) plant();
        return;
    }
    while (count > 0 && !faults.empty()) {
        const auto at = static_cast<std::size_t>(rng.whole(0, static_cast<int>(faults.size()) - 1));
        if (faults[at].second()) --count;
        faults.erase(faults.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

}  // namespace mangping::synthetic
