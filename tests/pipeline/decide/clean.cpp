#include "tests/pipeline/decide/clean.hpp"

#include <gtest/gtest.h>

#include "pipeline/decide/data.hpp"
#include "tests/pipeline/decide/readings.hpp"

namespace mangping::decide::testing {
namespace {

using nlohmann::json;

json files(const std::string& stem, const std::vector<std::string>& kinds) {
    json out = json::array();
    for (const std::string& kind : kinds) out.push_back({{"file", stem + "/" + kind + ".jpg"}, {"kind", kind}});
    return out;
}

json item(const std::string& stem, const std::string& title, const std::string& date, const std::string& kind) {
    return {{"title", title},
            {"date", date},
            {"role", "负责人"},
            {"rank", "1"},
            {"issuer", "无"},
            {"grade", "无"},
            {"description", "2019年主持，完成工作量的一半，通过验收"},
            {"attachments", files(stem, {kind})}};
}

json course(const std::string& subject, int year) {
    const std::string kind = subject == "public" ? "public_course_certificate" : "professional_course_certificate";
    return {{"course", subject},
            {"year", year},
            {"hours", subject == "public" ? 30 : 60},
            {"attachments", files("ce/" + subject + std::to_string(year), {kind})}};
}

json assessment(int year) {
    const std::string stem = "kh/" + std::to_string(year);
    json out{{"year", year}, {"result", "合格"}, {"attachments", json::array()}};
    for (const char* side : {"front", "back"})
        out["attachments"].push_back(
            {{"file", stem + side + ".jpg"}, {"kind", "annual_assessment_form"}, {"side", side}});
    return out;
}

json years(int first, int last, json (*make)(int)) {
    json out = json::array();
    for (int year = first; year <= last; ++year) out.push_back(make(year));
    return out;
}

void add_courses(json& dossier, const std::string& subject, int first, int last) {
    for (int year = first; year <= last; ++year) dossier["continuing_education"].push_back(course(subject, year));
}

json base(const std::string& id, const std::string& submitted) {
    json d;
    d["schema"] = "mangping.dossier/1";
    d["id"] = "D-1";
    d["notice"] = id;
    d["submission"] = {{"round", 1}, {"submitted_at", submitted}};
    d["applicant"] = {{"name", "林知远"},
                      {"sex", "男"},
                      {"ethnicity", "汉族"},
                      {"political_status", "群众"},
                      {"birth_date", "1990-03-07"},
                      {"id_number", "652801199003071239"},
                      {"phone", "13900000000"},
                      {"work_since", "2012-07"},
                      {"employer", "云岭材料研究院"},
                      {"employer_kind", "public_institution"},
                      {"employer_level", "prefecture"},
                      {"employer_place", "库尔勒市"},
                      {"personnel_class", "staff"},
                      {"sanctions", "无"}};
    d["target"] = {{"series", "工程系列"}, {"specialty", "建材"}, {"secondary_specialty", "水泥"},
                   {"title", "工程师"},    {"level", "中级"},     {"mode", "评审"}};
    d["basic"]["attachments"] = files("basic", {"id_card_front", "id_card_back", "photo"});
    d["education"] =
        json::array({{{"level", "本科"},
                      {"school", "青原大学"},
                      {"major", "材料工程"},
                      {"start", "2008-09"},
                      {"end", "2012-06"},
                      {"certificate_no", "104251201205001234"},
                      {"degree", "工学学士"},
                      {"degree_certificate_no", "1042542012001234"},
                      {"study_form", "全日制"},
                      {"attachments", files("edu", {"graduation_certificate", "degree_certificate", "chsi_report"})}}});
    d["qualification"] =
        json::array({{{"title", "助理工程师"},
                      {"specialty", "建材"},
                      {"obtained", "2014-09"},
                      {"appointed", "2014-10"},
                      {"years_in_profession", "9"},
                      {"profession_start", "2014-09"},
                      {"profession_end", "2024-09"},
                      {"certificate_no", "652014000123"},
                      {"origin", "xinjiang"},
                      {"current", true},
                      {"attachments", files("zc", {"qualification_certificate", "qualification_document"})}}});
    d["resume"] =
        json::array({{{"start", "2012-07"}, {"end", "2018-03"}, {"unit", "云岭水泥厂"}, {"post", "技术员"}},
                     {{"start", "2018-04"}, {"end", "至今"}, {"unit", "云岭材料研究院"}, {"post", "工程师"}}});
    d["practice"] = json::array({item("sj", "生产线改造", "2019-05", "evidence")});
    d["achievements"] = json::array({item("yj", "节能项目", "2020-05", "evidence")});
    d["awards"] = json::array({item("hj", "技术创新奖", "2020-08", "award_certificate")});
    d["continuing_education"] = json::array();
    d["work_summary"] = {{"text", "任现职以来工作总结"}, {"attachments", files("zj", {"work_summary"})}};
    d["other"]["attachments"] = files("qt", {"unit_publicity", "unit_publicity_result"});
    d["commitment"] = {{"text", "本人承诺"}, {"attachments", files("cn", {"commitment_letter"})}};
    d["unit_opinion"] = {{"contact", "王经办"},
                         {"contact_phone", "0996-2000000"},
                         {"date", submitted.substr(0, 10)},
                         {"text", "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"}};
    d["supervisor_opinion"] = {{"text", "同意推荐"}, {"attachments", files("zg", {"supervisor_opinion"})}};
    return d;
}

json five_series() {
    json d = base("xj-2020-five-series", "2020-08-20T12:00:00+08:00");
    d["target"] = {{"series", "工程系列"},
                   {"specialty", "建材"},
                   {"title", "正高级工程师"},
                   {"level", "正高级"},
                   {"mode", "评审"}};
    d["qualification"][0]["title"] = "高级工程师";
    d["assessments"] = years(2017, 2019, assessment);
    add_courses(d, "public", 2014, 2020);
    add_courses(d, "professional", 2019, 2019);
    return d;
}

json bazhou() {
    json d = base("bazhou-2023-engineering", "2023-09-10T12:00:00+08:00");
    d["unit_opinion"]["text"] = "本单位已对提供的申报材料逐一审核，真实准确，同意推荐";
    d["assessments"] = years(2020, 2022, assessment);
    add_courses(d, "public", 2019, 2023);
    add_courses(d, "professional", 2021, 2023);
    return d;
}

json research() {
    json d = base("xj-2021-research-experiment", "2021-09-20T12:00:00+08:00");
    d["target"] = {{"series", "实验技术系列"},
                   {"specialty", "实验"},
                   {"title", "高级实验师"},
                   {"level", "副高级"},
                   {"mode", "评审"}};
    d["education"][0]["attachments"] = files("edu", {"graduation_certificate", "degree_certificate"});
    d["assessments"] = years(2018, 2020, assessment);
    add_courses(d, "public", 2014, 2020);
    add_courses(d, "professional", 2021, 2021);
    return d;
}

json management() {
    json d = base("xj-2021-education-management", "2021-09-20T12:00:00+08:00");
    d["target"] = {{"series", "教育管理研究"},
                   {"specialty", "教育管理"},
                   {"title", "副研究员"},
                   {"level", "副高级"},
                   {"mode", "评审"}};
    d["qualification"][0]["attachments"] = files("zc", {"qualification_certificate", "service_years_proof"});
    d["unit_opinion"]["text"] = "本单位已对林知远提供的申报材料逐一审核，真实准确，同意推荐";
    d["supervisor_opinion"] = {{"text", "同意推荐"}};
    d["assessments"] = years(2018, 2020, assessment);
    d["papers"] = json::array({{{"form", "paper"},
                                {"title", "论管理"},
                                {"journal", "某学报"},
                                {"date", "2019-05"},
                                {"author_rank", 1},
                                {"attachments", files("lw", {"paper_cover", "paper_contents", "paper_body",
                                                             "work_recognition_form", "similarity_report"})}},
                               {{"form", "survey_report"},
                                {"title", "调研"},
                                {"date", "2020-05"},
                                {"author_rank", 1},
                                {"attachments", files("dy", {"unit_proof"})}}});
    add_courses(d, "public", 2014, 2020);
    add_courses(d, "professional", 2020, 2020);
    return d;
}

json consulting() {
    json d = base("xj-2024-engineering-consulting", "2024-09-10T12:00:00+08:00");
    d["target"] = {{"series", "工程系列"},  {"specialty", "工程咨询"}, {"secondary_specialty", "规划咨询"},
                   {"title", "高级工程师"}, {"level", "高级"},         {"mode", "评审"}};
    d["applicant"]["employer_kind"] = "private_enterprise";
    d["social_insurance"] = {{"months", {"2024-03", "2024-04", "2024-05", "2024-06", "2024-07", "2024-08"}},
                             {"attachments", files("sb", {"social_insurance_statement"})}};
    d["education"][0]["attachments"] = files("edu", {"chsi_report"});
    d["qualification"][0]["title"] = "工程师";
    d["qualification"][0]["attachments"] = files("zc", {"qualification_certificate"});
    d["other"]["attachments"] = files("qt", {"political_performance", "unit_publicity", "unit_publicity_result",
                                             "supervisor_opinion", "integrity_proof"});
    d["supervisor_opinion"] = {{"text", "同意推荐"}};
    d["assessments"] = years(2021, 2023, assessment);
    add_courses(d, "public", 2020, 2024);
    add_courses(d, "professional", 2021, 2024);
    return d;
}

AttachmentOutcome outcome_of(const AttachmentRef& ref, const std::string& section, int entry) {
    AttachmentOutcome out;
    out.ref = ref;
    out.section = section;
    out.entry = entry;
    out.status = AttachmentStatus::ok;
    out.sha256 = ref.file;
    PageOutcome page;
    page.width = 1240;
    page.height = 1754;
    page.pose.unsure = ref.kind == Kind::photo;
    page.clarity.verdict = ref.kind == Kind::photo ? ClarityVerdict::blank : ClarityVerdict::clear;
    page.clarity.text_height_px = ref.kind == Kind::photo ? 0 : 24;
    out.pages.push_back(page);
    return out;
}

}  // namespace

const Notice& pack(const std::string& id) {
    static std::map<std::string, Notice> read;
    if (const auto it = read.find(id); it != read.end()) return it->second;
    const Result<Notice> notice = load_notice(notices_folder() / (id + ".yaml"));
    EXPECT_TRUE(notice.ok()) << (notice ? "" : notice.fault().detail);
    return read[id] = notice ? *notice : Notice{};
}

json clean(const std::string& id) {
    if (id == "xj-2020-five-series") return five_series();
    if (id == "bazhou-2023-engineering") return bazhou();
    if (id == "xj-2021-research-experiment") return research();
    if (id == "xj-2021-education-management") return management();
    return consulting();
}

Dossier parsed(const json& dossier) {
    Result<Dossier> out = parse_dossier(dossier.dump(), "folder");
    EXPECT_TRUE(out.ok()) << (out ? "" : out.fault().code + " " + out.fault().detail);
    return out ? *out : Dossier{};
}

std::vector<AttachmentOutcome> looked_at(const Dossier& dossier) {
    std::vector<AttachmentOutcome> out;
    for (const Section& section : dossier.sections)
        for (std::size_t i = 0; i < section.entries.size(); ++i)
            for (const AttachmentRef& ref : section.entries[i].attachments)
                out.push_back(outcome_of(ref, section.key, static_cast<int>(i)));
    read_faithfully(dossier, out);
    return out;
}

std::vector<Check> checks_of(const std::string& id, const json& dossier) {
    const Dossier d = parsed(dossier);
    return check(pack(id), d, looked_at(d), d.submission.submitted_at);
}

std::set<std::string> ids(const std::vector<Check>& checks, CheckStatus status) {
    std::set<std::string> out;
    for (const Check& c : checks)
        if (c.status == status) out.insert(c.id);
    return out;
}

std::set<std::string> failed(const std::string& id, const json& dossier) {
    return ids(checks_of(id, dossier), CheckStatus::fail);
}

}  // namespace mangping::decide::testing
