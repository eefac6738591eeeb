#include "tests/support/synthetic/plan.hpp"

#include <algorithm>

#include "tests/support/synthetic/scene.hpp"

namespace mangping::synthetic {

namespace {

using nlohmann::json;

std::vector<int> years(int from, int to) {
    std::vector<int> out;
    for (int y = from; y <= to; ++y) out.push_back(y);
    return out;
}

std::vector<NoticeTraits> all_traits() {
    const Kind cert = Kind::qualification_certificate, doc = Kind::qualification_document;
    NoticeTraits five{"xj-2020-five-series",
                      "N0",
                      "2020-08-20T11:30:00+08:00",
                      "2020-08-03",
                      "2020-08-10",
                      "工程系列",
                      "",
                      "正高级工程师",
                      "正高级",
                      "高级工程师",
                      "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐",
                      years(2017, 2019),
                      years(2014, 2020),
                      {2018, 2019, 2020},
                      {cert}};
    five.upright = five.clarity = five.blanks = five.chsi = five.supervisor = true;
    NoticeTraits bazhou{"bazhou-2023-engineering",
                        "N1",
                        "2023-09-15T16:20:00+08:00",
                        "2023-09-04",
                        "2023-09-11",
                        "工程系列",
                        "",
                        "工程师",
                        "中级",
                        "助理工程师",
                        "本单位已对提供的申报材料逐一审核，真实准确，同意推荐",
                        years(2020, 2022),
                        years(2019, 2023),
                        years(2021, 2023),
                        {cert, doc}};
    bazhou.upright = bazhou.clarity = bazhou.blanks = bazhou.chsi = bazhou.id_back = bazhou.summary = bazhou.jpeg_only =
        bazhou.degree = true;
    NoticeTraits research{"xj-2021-research-experiment",
                          "N2",
                          "2021-09-20T10:05:00+08:00",
                          "2021-09-06",
                          "2021-09-13",
                          "自然科学研究系列",
                          "",
                          "副研究员",
                          "副高级",
                          "助理研究员",
                          "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐",
                          years(2018, 2020),
                          years(2014, 2020),
                          {2021},
                          {cert}};
    research.degree = research.id_back = research.supervisor = research.summary = true;
    NoticeTraits management{"xj-2021-education-management",
                            "N3",
                            "2021-09-22T18:00:00+08:00",
                            "2021-09-06",
                            "2021-09-13",
                            "高等学校教育管理研究系列",
                            "教育管理研究",
                            "副研究员",
                            "副高级",
                            "助理研究员",
                            "本单位巳对%提供的申报材料逐一审核，真实准确，同意推荐",
                            years(2018, 2020),
                            years(2014, 2020),
                            years(2016, 2021),
                            {cert}};
    management.degree = management.chsi = management.clarity = management.papers = true;
    NoticeTraits consulting{"xj-2024-engineering-consulting",
                            "N4",
                            "2024-09-12T12:00:00+08:00",
                            "2024-09-02",
                            "2024-09-09",
                            "工程系列",
                            "工程咨询",
                            "高级工程师",
                            "高级",
                            "工程师",
                            "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐",
                            years(2021, 2023),
                            years(2020, 2024),
                            years(2021, 2024),
                            {cert}};
    consulting.clarity = consulting.blanks = consulting.chsi = consulting.supervisor = true;
    return {five, bazhou, research, management, consulting};
}

const std::vector<NoticeTraits>& traits() {
    static const std::vector<NoticeTraits> kAll = all_traits();
    return kAll;
}

/// Old enough to have held the present title for some years.
Person grown_person(Rng& rng, int year) {
    constexpr int kYoungest = 34;
    for (int i = 0; i < 64; ++i) {
        Person p = make_person(rng, year);
        const int born = year_of(p.birth_date);
        if (year - born >= kYoungest && year - born <= 56) return p;
    }
    return make_person(rng, year);
}

Employer employer_for(const NoticeTraits& n, Rng& rng) {
    const bool bazhou = n.rule == "N1";
    for (int i = 0; i < 400; ++i) {
        Employer e = make_employer(rng);
        const bool place = e.place.find("库尔勒") != std::string::npos || e.place.find("且末") != std::string::npos ||
                           e.place.find("若羌") != std::string::npos || e.place.find("巴") != std::string::npos;
        const bool kind =
            e.kind == "public_institution" || e.kind == "state_enterprise" || e.kind == "private_enterprise";
        if (kind && (!bazhou || place)) return e;
    }
    return make_employer(rng, "public_institution");
}

std::string without_series(std::string series) {
    const auto at = series.find("系列");
    return at == std::string::npos ? series : series.substr(0, at);
}

/// What an office program or a web site prints; certificates come only as pictures.
bool office_print(Kind kind) {
    switch (kind) {
        case Kind::chsi_report:
        case Kind::social_insurance_statement:
        case Kind::work_summary:
        case Kind::paper_body:
        case Kind::annual_assessment_form:
        case Kind::unit_publicity:
        case Kind::unit_publicity_result:
        case Kind::evidence:
        case Kind::similarity_report:
        case Kind::service_years_proof:
        case Kind::public_course_certificate:
        case Kind::political_performance:
            return true;
        default:
            return false;
    }
}

std::string month_of_date(const std::string& iso) { return iso.substr(0, 7); }

class Planner {
public:
    Planner(const DossierOptions& options, Rng& rng) : o_(options), rng_(rng) {
        plan_.notice = &traits_of(options.notice);
        plan_.person = grown_person(rng, year());
        plan_.employer = employer_for(n(), rng);
        plan_.declared = json::object();
    }

    Plan make() {
        specialty_ = n().specialty.empty() ? n().rule == "N1"
                                                 ? std::string(rng_.pick({"建材", "石油", "化工", "纺织", "机械电子"}))
                                                 : make_specialty(rng_)
                                           : n().specialty;
        study_ = make_education(rng_, plan_.person, "本科", year());
        obtained_ = iso_date(std::max(year_of(study_.end) + 2, year() - rng_.whole(5, 7)), 12, rng_.whole(1, 28));
        head();
        applicant();
        basic();
        education();
        qualification();
        resume();
        works();
        papers();
        assessments();
        courses();
        letters();
        jackets();
        return std::move(plan_);
    }

private:
    const NoticeTraits& n() const { return *plan_.notice; }
    int year() const { return year_of(n().submitted); }
    std::string as_of() const { return n().submitted.substr(0, 10); }

    void add(const std::string& section, int entry, Kind kind, Facts facts = {}, std::string side = "") {
        facts.emplace("as_of", as_of());
        facts.emplace("notice", n().rule);
        plan_.attachments.push_back({section, entry, kind, {}, std::move(facts), std::move(side)});
    }

    void head() {
        plan_.declared["schema"] = "mangping.dossier/1";
        plan_.declared["id"] = o_.id;
        plan_.declared["notice"] = n().id;
        plan_.declared["submission"] = {{"round", 1}, {"submitted_at", n().submitted}};
        plan_.declared["target"] = {{"series", n().series},
                                    {"specialty", specialty_},
                                    {"title", n().title},
                                    {"level", n().level},
                                    {"mode", "评审"}};
        if (n().rule == "N4") plan_.declared["target"]["secondary_specialty"] = "水利工程";
    }

    void applicant() {
        const Person& p = plan_.person;
        const Employer& e = plan_.employer;
        json a{{"name", p.name},
               {"name_latin", p.name_latin},
               {"aliases", p.aliases},
               {"sex", p.sex},
               {"ethnicity", p.ethnicity},
               {"political_status", rng_.pick({"群众", "中共党员"})},
               {"birth_date", p.birth_date},
               {"id_number", p.id_number},
               {"phone", p.phone},
               {"work_since", month_of_date(days_after(study_.end, 20))},
               {"employer", e.name},
               {"employer_aliases", e.aliases},
               {"employer_latin", e.latin},
               {"employer_kind", e.kind},
               {"employer_level", e.level},
               {"employer_place", e.place},
               {"personnel_class", "staff"},
               {"flags", json::array()},
               {"sanctions", "无"}};
        if (!p.name_uyghur.empty()) a["name_uyghur"] = p.name_uyghur;
        plan_.declared["applicant"] = a;
    }

    void basic() {
        plan_.declared["basic"] = json::object();
        const std::string since = iso_date(year() - 3, rng_.whole(1, 6), 12);
        const std::string office =
            rng_.pick({"库尔勒市公安局", "昌吉市公安局", "乌鲁木齐市公安局天山分局", "伊宁市公安局"});
        add("basic", -1, Kind::id_card_front, {{"valid_from", since}, {"issuer", office}});
        if (n().id_back || rng_.chance(0.8))
            add("basic", -1, Kind::id_card_back, {{"valid_from", since}, {"issuer", office}});
        add("basic", -1, Kind::photo);
        const bool enterprise = plan_.employer.kind.find("enterprise") != std::string::npos;
        const bool wanted =
            n().rule == "N1" ? enterprise : n().rule == "N4" && plan_.employer.kind == "private_enterprise";
        if (!wanted) return;
        const int months = rng_.whole(7, 11);
        json list = json::array();
        for (int i = months; i >= 1; --i) {
            const int m = year() * 12 + month_of(as_of()) - 1 - i;
            list.push_back(iso_date(m / 12, m % 12 + 1, 1).substr(0, 7));
        }
        plan_.declared["social_insurance"] = {{"months", list}};
        add("social_insurance", -1, Kind::social_insurance_statement, {{"months", std::to_string(months)}});
    }

    void education() {
        const Education& s = study_;
        plan_.declared["education"] = json::array({{{"level", s.level},
                                                    {"school", s.school.name},
                                                    {"major", s.major},
                                                    {"start", month_of_date(s.start)},
                                                    {"end", month_of_date(s.end)},
                                                    {"certificate_no", s.certificate_no},
                                                    {"degree", s.degree},
                                                    {"degree_certificate_no", s.degree_no},
                                                    {"study_form", s.study_form},
                                                    {"chsi_not_found", false}}});
        const Facts facts{{"level", s.level},           {"school", s.school.name}, {"major", s.major},
                          {"start_date", s.start},      {"end_date", s.end},       {"certificate_no", s.certificate_no},
                          {"study_form", s.study_form}, {"category", s.category},  {"degree", s.degree},
                          {"degree_no", s.degree_no}};
        add("education", 0, Kind::graduation_certificate, facts);
        if (n().degree || (!o_.lean && rng_.chance(0.3))) add("education", 0, Kind::degree_certificate, facts);
        if (n().chsi || (!o_.lean && rng_.chance(0.3))) {
            Facts report = facts;
            report["updated_on"] = days_after(as_of(), -rng_.whole(12, 90));
            add("education", 0, Kind::chsi_report, report);
        }
    }

    void qualification() {
        const std::string number = "65" + obtained_.substr(0, 4) + rng_.digits(8);
        plan_.declared["qualification"] =
            json::array({{{"title", n().held_title},
                          {"specialty", specialty_},
                          {"obtained", obtained_},
                          {"appointed", month_of_date(days_after(obtained_, 40))},
                          {"years_in_profession", std::to_string(year() - year_of(study_.end))},
                          {"profession_start",
                           n().rule == "N4" ? month_of_date(obtained_) : month_of_date(days_after(study_.end, 20))},
                          {"profession_end", month_of_date(as_of())},
                          {"certificate_no", number},
                          {"origin", "xinjiang"},
                          {"current", true}}});
        const std::string issuer =
            rng_.pick({"新疆维吾尔自治区人力资源和社会保障厅", "巴音郭楞蒙古自治州人力资源和社会保障局"});
        for (const Kind k : n().title_proofs)
            add("qualification", 0, k,
                {{"title", n().held_title},
                 {"specialty", specialty_},
                 {"obtained_on", obtained_},
                 {"certificate_no", number},
                 {"issuer", issuer}});
        if (n().rule == "N3")
            add("qualification", 0, Kind::service_years_proof,
                {{"years", std::to_string(year() - year_of(study_.end))}, {"specialty", specialty_}});
    }

    void resume() {
        const std::string begin = month_of_date(days_after(study_.end, 20));
        const std::string change = std::to_string(year_of(study_.end) + 2) + "-03";
        const std::string before =
            plan_.employer.sisters.empty() ? std::string("塔河工程处") : rng_.pick(plan_.employer.sisters);
        plan_.declared["resume"] = json::array(
            {{{"start", begin}, {"end", change}, {"unit", before}, {"post", "技术员"}},
             {{"start", change}, {"end", "至今"}, {"unit", plan_.employer.name}, {"post", n().held_title}}});
    }

    void works() {
        const int count = o_.lean ? 1 : rng_.whole(1, 2);
        for (const char* section : {"practice", "achievements"}) {
            json list = json::array();
            for (int i = 0; i < count; ++i) {
                const std::string work = make_work_title(rng_),
                                  date = iso_date(year() - rng_.whole(1, 2), rng_.whole(1, 12), rng_.whole(1, 28));
                list.push_back({{"title", work},
                                {"date", date.substr(0, 7)},
                                {"role", "项目负责人"},
                                {"description", date.substr(0, 4) + "年承担“" + work + "”，任项目负责人，完成工作量的" +
                                                    std::to_string(rng_.whole(30, 70)) + "%，成果通过验收并应用。"}});
                add(section, i, Kind::evidence, {{"work", work}, {"date", date}});
                if (!o_.lean && rng_.chance(0.4)) add(section, i, Kind::evidence, {{"work", work}, {"date", date}});
            }
            plan_.declared[section] = list;
        }
        const std::string title = rng_.pick({"科学技术进步奖二等奖", "优秀工程咨询成果一等奖", "技术创新成果二等奖"}),
                          issuer = rng_.pick({"新疆维吾尔自治区科学技术协会", "天山科技发展基金会"}),
                          won = iso_date(year() - 1, rng_.whole(1, 12), rng_.whole(1, 28));
        if (rng_.chance(0.7)) {
            plan_.declared["awards"] = json::array({{{"title", title}, {"date", won}, {"issuer", issuer}}});
            add("awards", 0, Kind::award_certificate, {{"title", title}, {"date", won}, {"issuer", issuer}});
        } else {
            plan_.declared["awards"] = json::array({{{"title", "无"}}});
        }
        if (!o_.lean && rng_.chance(0.5)) {
            const std::string granted = iso_date(year() - 1, rng_.whole(1, 12), rng_.whole(1, 28)),
                              number = make_patent_number(rng_, year() - 3);
            plan_.declared["intellectual_property"] =
                json::array({{{"title", "一种滴灌首部过滤装置"}, {"date", granted}, {"number", number}}});
            add("intellectual_property", 0, Kind::patent_certificate,
                {{"title", "一种滴灌首部过滤装置"}, {"date", granted}, {"number", number}});
            plan_.attachments.back().jacket = Jacket::picture_pdf;
        } else {
            plan_.declared["intellectual_property"] = json::array({{{"title", "无"}}});
        }
    }

    void papers() {
        if (!n().papers && (o_.lean || rng_.chance(0.5))) {
            plan_.declared["papers"] = json::array({{{"title", "无"}}});
            return;
        }
        const std::string title = make_work_title(rng_),
                          journal = rng_.pick({"西域水利科技", "天山工程技术", "边疆教育管理研究"});
        const std::string when = std::to_string(year() - 1);
        plan_.declared["papers"] = json::array(
            {{{"form", "paper"}, {"title", title}, {"journal", journal}, {"date", when}, {"author_rank", 1}}});
        const Facts facts{{"title", title}, {"journal", journal}, {"year", when}, {"rank", "1"}};
        for (const Kind k : {Kind::paper_cover, Kind::paper_contents, Kind::paper_body}) add("papers", 0, k, facts);
        if (!n().papers) return;
        add("papers", 0, Kind::work_recognition_form, facts);
        add("papers", 0, Kind::similarity_report, facts);
    }

    void assessments() {
        json list = json::array();
        for (const int y : n().assessments) {
            const std::string result = rng_.pick({"合格", "合格", "优秀"});
            const int entry = static_cast<int>(list.size());
            list.push_back({{"year", y}, {"result", result}, {"probation", false}});
            const Facts facts{{"year", std::to_string(y)}, {"result", result}, {"title", n().held_title}};
            // Both sides look alike: one draw, so one seed, told by the facts.
            for (const char* side : {"front", "back"}) {
                Facts f = facts;
                f["side"] = side;
                add("assessments", entry, Kind::annual_assessment_form, f, side);
            }
        }
        plan_.declared["assessments"] = list;
    }

    void courses() {
        json list = json::array();
        const auto course = [&](const char* name, Kind kind, const std::vector<int>& which, int least) {
            for (const int y : which) {
                const int hours =
                    kind == Kind::professional_course_certificate && y == 2018 ? 120 : least + rng_.whole(0, 12);
                add("continuing_education", static_cast<int>(list.size()), kind,
                    {{"year", std::to_string(y)}, {"hours", std::to_string(hours)}});
                list.push_back(
                    {{"course", name}, {"year", y}, {"hours", hours}, {"electronic", false}, {"exempt", false}});
            }
        };
        course("public", Kind::public_course_certificate, n().public_years, 30);
        course("professional", Kind::professional_course_certificate, n().professional_years, 60);
        plan_.declared["continuing_education"] = list;
    }

    void letters() {
        const std::string words = "本人承诺以上填报内容和提交的材料真实有效";
        plan_.declared["work_summary"] = {
            {"text", "任现职以来，本人在工作态度、业务能力、工作业绩和学术水平方面不断进步，完成了各项任务。"}};
        if (n().summary) add("work_summary", -1, Kind::work_summary, {{"specialty", specialty_}});
        plan_.declared["commitment"] = {{"text", words}};
        add("commitment", -1, Kind::commitment_letter);
        const Facts publicity{{"series", without_series(n().series)},
                              {"specialty", specialty_},
                              {"level", n().level},
                              {"title", n().held_title},
                              {"start_date", n().publicity_start},
                              {"end_date", n().publicity_end},
                              {"days", "6"}};
        plan_.declared["other"] = json::object();
        add("other", -1, Kind::unit_publicity, publicity);
        add("other", -1, Kind::unit_publicity_result, publicity);
        std::string opinion = n().unit_opinion;
        if (const auto at = opinion.find('%'); at != std::string::npos) opinion.replace(at, 1, plan_.person.name);
        plan_.declared["unit_opinion"] = {{"text", opinion},
                                          {"date", days_after(n().publicity_end, 2)},
                                          {"contact", other_name(rng_)},
                                          {"contact_phone", make_phone(rng_)}};
        plan_.declared["supervisor_opinion"] = {{"text", "同意推荐"}, {"date", days_after(n().publicity_end, 3)}};
        Facts opinion_facts = publicity;
        opinion_facts["date"] = days_after(n().publicity_end, 3);
        if (n().supervisor)
            add(n().rule == "N4" ? "other" : "supervisor_opinion", -1, Kind::supervisor_opinion, opinion_facts);
        if (n().rule != "N4") return;
        add("other", -1, Kind::political_performance);
        add("other", -1, Kind::integrity_proof);
    }

    /// Some files come as PDF where the notice allows it.
    void jackets() {
        constexpr double kPdfShare = 0.22;
        for (Planned& a : plan_.attachments) {
            if (a.jacket != Jacket::jpeg || a.kind == Kind::photo || n().jpeg_only) continue;
            if (!rng_.chance(kPdfShare)) continue;
            const bool print = office_print(a.kind);
            a.jacket = !print || rng_.chance(0.5)    ? Jacket::picture_pdf
                       : o_.lean || rng_.chance(0.7) ? Jacket::born_digital
                                                     : Jacket::mixed_pdf;
        }
    }

    const DossierOptions& o_;
    Rng& rng_;
    Plan plan_;
    std::string specialty_, obtained_;
    Education study_;
};

}  // namespace

const NoticeTraits& traits_of(const std::string& notice) {
    for (const NoticeTraits& t : traits())
        if (t.id == notice) return t;
    return traits().front();
}

const std::vector<std::string>& notice_ids() {
    static const std::vector<std::string> kIds = [] {
        std::vector<std::string> ids;
        for (const NoticeTraits& t : traits()) ids.push_back(t.id);
        return ids;
    }();
    return kIds;
}

Plan make_plan(const DossierOptions& options, Rng& rng) { return Planner(options, rng).make(); }

}  // namespace mangping::synthetic
