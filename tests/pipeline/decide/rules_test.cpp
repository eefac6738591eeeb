// Rules by example: one change to a clean dossier, and the rules that must fail, or must not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/pipeline/decide/clean.hpp"

namespace mangping::decide::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string n0 = "xj-2020-five-series", n1 = "bazhou-2023-engineering", n2 = "xj-2021-research-experiment",
                  n3 = "xj-2021-education-management", n4 = "xj-2024-engineering-consulting";

struct Example {
    std::string name;
    std::string notice;
    std::function<void(json&)> change;
    std::set<std::string> fails;  // exactly these
};

json file(const std::string& kind) { return {{"file", "more/" + kind + ".jpg"}, {"kind", kind}}; }

void drop(json& attachments, const std::string& kind) {
    for (std::size_t i = 0; i < attachments.size(); ++i)
        if (attachments[i]["kind"] == kind) return attachments.erase(i), void();
    FAIL() << "no " << kind;
}

void flag(json& d, const char* name) { d["applicant"]["flags"] = {name}; }

/// What a failing example is called.
void PrintTo(const Example& example, std::ostream* out) { *out << example.notice << " " << example.name; }

class Rules : public ::testing::TestWithParam<Example> {};

TEST_P(Rules, FailExactlyWhereTheyShould) {
    json d = clean(GetParam().notice);
    GetParam().change(d);
    EXPECT_EQ(failed(GetParam().notice, d), GetParam().fails);
}

std::string name_of(const ::testing::TestParamInfo<Example>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Application, Rules,
    ::testing::Values(
        Example{"N0TitleOutside", n0, [](json& d) { d["target"]["title"] = "高级工程师"; }, {"N0-02"}},
        Example{"N0EconomistOfAnotherSpecialty",
                n0,
                [](json& d) { d["target"]["title"] = "高级经济师", d["target"]["specialty"] = "工商管理"; },
                {"N0-02"}},
        Example{"N0EconomistOfPersonnel",
                n0,
                [](json& d) { d["target"]["title"] = "高级经济师", d["target"]["specialty"] = "人力资源管理"; },
                {}},
        Example{"N0NoSpecialty", n0, [](json& d) { d["target"].erase("specialty"); }, {"N0-04"}},
        Example{"N1OtherSpecialty", n1, [](json& d) { d["target"]["specialty"] = "水利"; }, {"N1-01"}},
        Example{"N1PharmaceuticalChemistry", n1, [](json& d) { d["target"]["specialty"] = "化工(含制药)"; }, {}},
        Example{"N1NoMode", n1, [](json& d) { d["target"].erase("mode"); }, {"N1-02"}},
        Example{"N1Retired", n1, [](json& d) { d["applicant"]["personnel_class"] = "retired"; }, {"N1-03"}},
        Example{"N1CivilServant", n1, [](json& d) { d["applicant"]["personnel_class"] = "civil_servant"; }, {"N1-03"}},
        Example{"N1QuasiCivilServant",
                n1,
                [](json& d) { d["applicant"]["personnel_class"] = "quasi_civil_servant"; },
                {"N1-03"}},
        Example{"N1Senior", n1, [](json& d) { d["target"]["level"] = "高级"; }, {"N1-04"}},
        Example{"N2Professor", n2, [](json& d) { d["target"]["title"] = "教授"; }, {"N2-02"}},
        Example{"N4Intermediate", n4, [](json& d) { d["target"]["level"] = "中级"; }, {"N4-03"}},
        Example{"N4NoSecondarySpecialty", n4, [](json& d) { d["target"].erase("secondary_specialty"); }, {"N4-17"}},
        Example{"N4AssistantEngineer", n4, [](json& d) { d["qualification"][0]["title"] = "助理工程师"; }, {"N4-21"}},
        Example{
            "N4SeniorEngineerAlready", n4, [](json& d) { d["qualification"][0]["title"] = "高级工程师"; }, {"N4-21"}},
        Example{"N4Sanctioned", n4, [](json& d) { d["applicant"]["sanctions"] = "2022年警告"; }, {"N4-60"}},
        Example{"N4NotSanctioned", n4, [](json& d) { d["applicant"]["sanctions"] = "无受处分情况"; }, {}},
        Example{"N4RegionalUnitAsCounty",
                n4,
                [](json& d) {
                    d["applicant"]["employer"] = "新疆维吾尔自治区云岭规划院";
                    d["applicant"]["employer_level"] = "county_or_below";
                },
                {"N4-18"}},
        Example{"N4CountyOfficeUnderAPrefecture",
                n4,
                [](json& d) {
                    d["applicant"]["employer"] = "巴州云岭县水利站";
                    d["applicant"]["employer_level"] = "county_or_below";
                },
                {}},
        Example{"N4NoUnitLevel", n4, [](json& d) { d["applicant"].erase("employer_level"); }, {"N4-65"}},
        Example{"N4NoContact", n4, [](json& d) { d["unit_opinion"].erase("contact"); }, {"N4-57"}},
        Example{"N4ContactPhoneMalformed", n4, [](json& d) { d["unit_opinion"]["contact_phone"] = "12"; }, {"N4-57"}},
        Example{"N4MobileMalformed", n4, [](json& d) { d["applicant"]["phone"] = "1390000"; }, {"N4-14"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Columns, Rules,
    ::testing::Values(
        Example{"N0Empty", n0, [](json& d) { d["practice"][0]["role"] = ""; }, {"N0-06"}},
        Example{"N1FullWidthSpace", n1, [](json& d) { d["applicant"]["political_status"] = "　"; }, {"N1-12"}},
        Example{"N1Dash", n1, [](json& d) { d["resume"][0]["post"] = "—"; }, {"N1-12"}},
        Example{"N4NotAvailable", n4, [](json& d) { d["awards"][0]["grade"] = "N/A"; }, {"N4-05"}},
        Example{"N4NoneForNow", n4, [](json& d) { d["awards"][0]["grade"] = "暂无"; }, {}},
        Example{"N2HasNoRuleOnBlanks", n2, [](json& d) { d["practice"][0]["role"] = ""; }, {}},
        Example{"N3HasNoRuleOnBlanks", n3, [](json& d) { d["practice"][0]["role"] = ""; }, {}},
        Example{"N0Vague", n0, [](json& d) { d["practice"][0]["description"] = "大概三项左右"; }, {"N0-05"}},
        Example{"N3Vague", n3, [](json& d) { d["practice"][0]["description"] = "主持若干项目"; }, {"N3-02"}},
        Example{"N4HasNoRuleOnVagueWords", n4, [](json& d) { d["practice"][0]["description"] = "大概三项"; }, {}},
        Example{"N1TitleOfAWorkMayBeVague", n1, [](json& d) { d["practice"][0]["title"] = "若干问题研究"; }, {}},
        Example{"N0NothingToDeclareNeedsNoFile",
                n0,
                [](json& d) {
                    d["awards"] = json::array({{{"title", "无"}}});
                },
                {}},
        Example{"N3NothingInAFormWithDefaults",
                n3,
                [](json& d) {
                    d["papers"] = json::array({{{"title", "无"}, {"form", "book"}}});
                },
                {}},
        Example{"N1PledgeColumnEmpty", n1, [](json& d) { d["commitment"].erase("text"); }, {"N1-76"}},
        Example{"N4PledgeColumnEmpty", n4, [](json& d) { d["commitment"].erase("text"); }, {"N4-68"}},
        Example{"N0IdentityNumberMistyped",
                n0,
                [](json& d) { d["applicant"]["id_number"] = "652801199003071238"; },
                {"N0-15"}},
        Example{"N0BirthContradicts", n0, [](json& d) { d["applicant"]["birth_date"] = "1990-03-08"; }, {"N0-15"}},
        Example{"N0SexContradicts", n0, [](json& d) { d["applicant"]["sex"] = "女"; }, {"N0-15"}},
        Example{
            "N1DoesNotJudgeTheNumber", n1, [](json& d) { d["applicant"]["id_number"] = "652801199003071238"; }, {}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Education, Rules,
    ::testing::Values(Example{"N0NotFoundNeedsOtherMaterial",
                              n0,
                              [](json& d) {
                                  d["education"][0]["chsi_not_found"] = true;
                                  drop(d["education"][0]["attachments"], "chsi_report");
                              },
                              {"N0-17"}},
                      Example{"N0NotFoundWithOtherMaterial",
                              n0,
                              [](json& d) {
                                  d["education"][0]["chsi_not_found"] = true;
                                  drop(d["education"][0]["attachments"], "chsi_report");
                                  d["education"][0]["attachments"].push_back(file("education_other"));
                              },
                              {}},
                      Example{"N1NotFoundWithArchive",
                              n1,
                              [](json& d) {
                                  d["education"][0]["chsi_not_found"] = true;
                                  drop(d["education"][0]["attachments"], "chsi_report");
                                  d["education"][0]["attachments"].push_back(file("student_archive"));
                              },
                              {}},
                      Example{"N1NotFoundWithOtherMaterialOnly",
                              n1,
                              [](json& d) {
                                  d["education"][0]["chsi_not_found"] = true;
                                  drop(d["education"][0]["attachments"], "chsi_report");
                                  d["education"][0]["attachments"].push_back(file("education_other"));
                              },
                              {"N1-27"}},
                      Example{"N2WithoutRegister", n2, [](json&) {}, {}},
                      Example{"N2NoDegreeHeld",
                              n2,
                              [](json& d) {
                                  d["education"][0]["degree"] = "无";
                                  drop(d["education"][0]["attachments"], "degree_certificate");
                              },
                              {}},
                      Example{"N1HighestFirst",
                              n1,
                              [](json& d) {
                                  json lower = d["education"][0];
                                  lower["level"] = "专科";
                                  lower["start"] = "2005-09";
                                  lower["end"] = "2008-06";
                                  d["education"].push_back(lower);
                              },
                              {"N1-25"}},
                      Example{"N1LowestFirst",
                              n1,
                              [](json& d) {
                                  json higher = d["education"][0];
                                  higher["level"] = "硕士研究生";
                                  higher["end"] = "2016-06";
                                  d["education"].push_back(higher);
                              },
                              {}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Career, Rules,
    ::testing::Values(
        Example{"N1Gap", n1, [](json& d) { d["resume"][1]["start"] = "2018-06"; }, {"N1-32"}},
        Example{"N1Overlap", n1, [](json& d) { d["resume"][1]["start"] = "2018-01"; }, {"N1-32"}},
        Example{"N1SameMonth", n1, [](json& d) { d["resume"][1]["start"] = "2018-03"; }, {}},
        Example{"N1StartsLate", n1, [](json& d) { d["applicant"]["work_since"] = "2011-07"; }, {"N1-32"}},
        Example{"N1EndsEarly", n1, [](json& d) { d["resume"][1]["end"] = "2023-05"; }, {"N1-32"}},
        Example{"N1EndsInTheMonthOfSubmission", n1, [](json& d) { d["resume"][1]["end"] = "2023-09"; }, {}},
        Example{"N1SecondmentInside",
                n1,
                [](json& d) {
                    d["resume"].push_back({{"start", "2019-03"},
                                           {"end", "2020-02"},
                                           {"unit", "某村驻村"},
                                           {"post", "队员"},
                                           {"secondment", true}});
                },
                {}},
        Example{"N1NoCareer", n1, [](json& d) { d["resume"] = json::array(); }, {"N1-32"}},
        Example{"N0NoCareer", n0, [](json& d) { d.erase("resume"); }, {"N0-21"}},
        Example{"N0GapIsNotAsked", n0, [](json& d) { d["resume"][1]["start"] = "2019-06"; }, {}},
        Example{"N1AppointedBeforeObtained",
                n1,
                [](json& d) { d["qualification"][0]["appointed"] = "2014-08"; },
                {"N1-28"}},
        Example{"N1NoAppointment", n1, [](json& d) { d["qualification"][0].erase("appointed"); }, {"N1-28"}},
        Example{"N0AppointmentIsNotAsked", n0, [](json& d) { d["qualification"][0].erase("appointed"); }, {}},
        Example{"N3OlderThanTheTitle", n3, [](json& d) { d["practice"][0]["date"] = "2014-08"; }, {"N3-25"}},
        Example{"N3OfTheTitlesMonth", n3, [](json& d) { d["practice"][0]["date"] = "2014-09"; }, {}},
        Example{"N2OlderThanTheTitle", n2, [](json& d) { d["practice"][0]["date"] = "2014-08"; }, {"N2-18"}},
        Example{"N0AgeOfWorksIsNotAsked", n0, [](json& d) { d["practice"][0]["date"] = "2001-01"; }, {}}),
    name_of);

/// The three proofs of the current title, each there or not.
void proofs(json& d, bool document, bool certificate, bool form, const char* origin) {
    json& entry = d["qualification"][0];
    json kept = json::array();
    for (const json& one : entry["attachments"])
        if (!one["kind"].get<std::string>().starts_with("qualification_")) kept.push_back(one);
    if (document) kept.push_back(file("qualification_document"));
    if (certificate) kept.push_back(file("qualification_certificate"));
    if (form) kept.push_back(file("qualification_review_form"));
    kept.push_back(file("other"));  // so that the row has an attachment whatever is taken away
    entry["attachments"] = kept;
    entry["origin"] = origin;
}

TEST(TitleProofs, AreCountedByOriginInEveryCombination) {
    for (int mask = 0; mask < 8; ++mask) {
        const bool document = (mask & 1) != 0, certificate = (mask & 2) != 0, form = (mask & 4) != 0;
        const int count = document + certificate + form;
        const auto fails = [&](const std::string& notice, const char* origin) {
            json d = clean(notice);
            proofs(d, document, certificate, form, origin);
            return failed(notice, d);
        };
        using Ids = std::set<std::string>;
        EXPECT_EQ(fails(n0, "xinjiang"), count >= 1 ? Ids{} : Ids{"N0-19"}) << mask;
        EXPECT_EQ(fails(n0, "elsewhere"), count == 3 ? Ids{} : Ids{"N0-20"}) << mask;
        EXPECT_EQ(fails(n1, "xinjiang"), count >= 2 ? Ids{} : Ids{"N1-29"}) << mask;
        EXPECT_EQ(fails(n1, "elsewhere"), count == 3 ? Ids{} : Ids{"N1-30"}) << mask;
        EXPECT_EQ(fails(n2, "xinjiang"), count >= 1 ? Ids{} : Ids{"N2-13"}) << mask;
        EXPECT_EQ(fails(n2, "elsewhere"), count == 3 ? Ids{} : Ids{"N2-14"}) << mask;
        EXPECT_EQ(fails(n3, "xinjiang"), certificate ? Ids{} : Ids{"N3-09"}) << mask;
        EXPECT_EQ(fails(n3, "elsewhere"), certificate && form ? Ids{} : Ids{"N3-10"}) << mask;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Circumstances, Rules,
    ::testing::Values(
        Example{"N1TransferWithoutForms", n1, [](json& d) { flag(d, "transferred_from_government"); }, {"N1-31"}},
        Example{"N1TransferWithTheOtherNoticesForm",
                n1,
                [](json& d) {
                    flag(d, "transferred_from_government");
                    for (const char* k : {"appointment_document", "cadre_resume"})
                        d["qualification"][0]["attachments"].push_back(file(k));
                },
                {"N1-31"}},
        Example{"N1Transfer",
                n1,
                [](json& d) {
                    flag(d, "transferred_from_government");
                    for (const char* k : {"appointment_document", "cadre_approval_form"})
                        d["qualification"][0]["attachments"].push_back(file(k));
                },
                {}},
        Example{"N2Transfer",
                n2,
                [](json& d) {
                    flag(d, "transferred_from_government");
                    for (const char* k : {"appointment_document", "cadre_resume"})
                        d["qualification"][0]["attachments"].push_back(file(k));
                },
                {}},
        Example{"N0TransferIsNotAsked", n0, [](json& d) { flag(d, "transferred_from_government"); }, {}},
        Example{"N0CentralUnit",
                n0,
                [](json& d) { d["applicant"]["employer_kind"] = "central_unit_in_xinjiang"; },
                {"N0-34"}},
        Example{"N0CentralUnitEntrusted",
                n0,
                [](json& d) {
                    d["applicant"]["employer_kind"] = "central_unit_in_xinjiang";
                    d["other"]["attachments"].push_back(file("entrusting_letter"));
                },
                {}},
        Example{"N2Military", n2, [](json& d) { d["applicant"]["employer_kind"] = "military"; }, {"N2-25"}},
        Example{"N3CentralUnitIsNotAsked",
                n3,
                [](json& d) { d["applicant"]["employer_kind"] = "central_unit_in_xinjiang"; },
                {}},
        Example{"N0AidWithoutConsent",
                n0,
                [](json& d) {
                    flag(d, "aid_xinjiang");
                    d["applicant"]["aid"] = {{"start", "2019-09"}, {"end", "2021-08"}};
                },
                {"N0-35"}},
        Example{"N0AidOfElevenMonths",
                n0,
                [](json& d) {
                    flag(d, "aid_xinjiang");
                    d["applicant"]["aid"] = {{"start", "2020-01"}, {"end", "2020-11"}};
                    d["other"]["attachments"].push_back(file("dispatch_consent"));
                },
                {"N0-35"}},
        Example{"N3AidEnded",
                n3,
                [](json& d) {
                    flag(d, "aid_xinjiang");
                    d["applicant"]["aid"] = {{"start", "2019-01"}, {"end", "2021-08"}};
                    d["other"]["attachments"].push_back(file("dispatch_consent"));
                },
                {"N3-21"}},
        Example{"N2AidOfAYear",
                n2,
                [](json& d) {
                    flag(d, "aid_xinjiang");
                    d["applicant"]["aid"] = {{"start", "2021-03-01"}, {"end", "2022-02-28"}};
                    d["other"]["attachments"].push_back(file("dispatch_consent"));
                },
                {}},
        Example{"N1EnterpriseWithoutInsurance",
                n1,
                [](json& d) { d["applicant"]["employer_kind"] = "state_enterprise"; },
                {"N1-24"}},
        Example{"N4StateEnterpriseNeedsNoInsurance",
                n4,
                [](json& d) {
                    d["applicant"]["employer_kind"] = "state_enterprise";
                    d.erase("social_insurance");
                },
                {}},
        Example{"N4PayrollAndContractInstead",
                n4,
                [](json& d) {
                    d.erase("social_insurance");
                    for (const char* k : {"payroll_statement", "labor_contract"})
                        d["other"]["attachments"].push_back(file(k));
                },
                {}},
        Example{"N4PayrollAlone",
                n4,
                [](json& d) {
                    d.erase("social_insurance");
                    d["other"]["attachments"].push_back(file("payroll_statement"));
                },
                {"N4-36"}},
        Example{"N4FiveMonths", n4, [](json& d) { d["social_insurance"]["months"].erase(0); }, {"N4-36"}},
        Example{"N4OldMonths",
                n4,
                [](json& d) {
                    d["social_insurance"]["months"] = {"2023-12", "2024-01", "2024-02",
                                                       "2024-03", "2024-04", "2024-05"};
                },
                {"N4-36"}},
        Example{"N4VillageWorkWithoutForm", n4, [](json& d) { flag(d, "village_work"); }, {"N4-19"}},
        Example{"N1ExemptWithoutForm", n1, [](json& d) { flag(d, "course_exempt"); }, {"N1-46"}},
        Example{"N0ExemptionIsNotAsked", n0, [](json& d) { flag(d, "course_exempt"); }, {}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Years, Rules,
    ::testing::Values(
        Example{"N1YearGone", n1, [](json& d) { d["continuing_education"].erase(2); }, {"N1-44"}},
        Example{"N1PublicOfAYearTakenForProfessional",
                n1,
                [](json& d) { d["continuing_education"][5]["attachments"][0]["kind"] = "public_course_certificate"; },
                {"N1-44"}},
        Example{"N1JuniorNeedsTwoYears",
                n1,
                [](json& d) {
                    d["target"]["level"] = "初级";
                    json kept = json::array();
                    for (const json& one : d["continuing_education"])
                        if (one["year"] >= 2022) kept.push_back(one);
                    d["continuing_education"] = kept;
                },
                {}},
        Example{"N1JuniorOneYear",
                n1,
                [](json& d) {
                    d["target"]["level"] = "初级";
                    json kept = json::array();
                    for (const json& one : d["continuing_education"])
                        if (one["year"] >= 2023) kept.push_back(one);
                    d["continuing_education"] = kept;
                },
                {"N1-43"}},
        Example{"N1TwentyNineHours", n1, [](json& d) { d["continuing_education"][0]["hours"] = 29; }, {"N1-42"}},
        Example{"N1FiftyNineHours", n1, [](json& d) { d["continuing_education"][6]["hours"] = 59; }, {"N1-42"}},
        Example{"N1TwoCertificatesSumUp",
                n1,
                [](json& d) {
                    d["continuing_education"][6]["hours"] = 30;
                    d["continuing_education"].push_back(d["continuing_education"][6]);
                },
                {}},
        Example{"N3HoursAreNotAsked", n3, [](json& d) { d["continuing_education"][0]["hours"] = 3; }, {}},
        Example{"N1ExemptYear",
                n1,
                [](json& d) {
                    d["continuing_education"][2]["exempt"] = true;
                    d["continuing_education"][2]["attachments"] = {file("course_exemption_form")};
                },
                {}},
        Example{
            "N0ElectronicOf2020",
            n0,
            [](json& d) {
                d["continuing_education"].back() = {{"course", "professional"}, {"year", 2020}, {"electronic", true}};
            },
            {}},
        Example{
            "N0ElectronicOf2019",
            n0,
            [](json& d) {
                d["continuing_education"].back() = {{"course", "professional"}, {"year", 2019}, {"electronic", true}};
            },
            {"N0-24"}},
        Example{"N2ProfessionalOfAnotherYear",
                n2,
                [](json& d) { d["continuing_education"].back()["year"] = 2020; },
                {"N2-16"}},
        Example{"N4ProfessionalGap", n4, [](json& d) { d["continuing_education"].erase(7); }, {"N4-28"}},
        Example{"N0AssessmentGone", n0, [](json& d) { d["assessments"].erase(1); }, {"N0-27"}},
        Example{"N0OneSideIsEnough", n0, [](json& d) { d["assessments"][1]["attachments"].erase(1); }, {}},
        Example{"N0PrivateWithAppraisal",
                n0,
                [](json& d) {
                    d["applicant"]["employer_kind"] = "private_enterprise";
                    d.erase("assessments");
                    d["other"]["attachments"].push_back(file("appraisal"));
                },
                {}},
        Example{"N0PublicWithAppraisal",
                n0,
                [](json& d) {
                    d.erase("assessments");
                    d["other"]["attachments"].push_back(file("appraisal"));
                },
                {"N0-27"}},
        Example{"N3Newcomer",
                n3,
                [](json& d) {
                    d["applicant"]["work_since"] = "2019-01";
                    d["assessments"].erase(0);
                },
                {}},
        Example{"N4NewcomerNotFirst",
                n4,
                [](json& d) {
                    d["applicant"]["work_since"] = "2022-01";
                    d["assessments"].erase(0);
                },
                {"N4-30"}},
        Example{"N4NewcomerFirst",
                n4,
                [](json& d) {
                    d["applicant"]["work_since"] = "2022-01";
                    flag(d, "first_application");
                    d["assessments"].erase(0);
                },
                {}},
        Example{"N1JustQualified", n1, [](json& d) { d["assessments"][0]["result"] = "基本合格"; }, {"N1-39"}},
        Example{"N1NotQualified", n1, [](json& d) { d["assessments"][2]["result"] = "不合格"; }, {"N1-40"}},
        Example{"N4NotQualified", n4, [](json& d) { d["assessments"][2]["result"] = "不合格"; }, {"N4-31"}},
        Example{"N4JustQualified", n4, [](json& d) { d["assessments"][2]["result"] = "基本合格"; }, {}},
        Example{"N2ResultsAreNotAsked", n2, [](json& d) { d["assessments"][2]["result"] = "不合格"; }, {}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Sentences, Rules,
    ::testing::Values(
        Example{"N0Missing", n0, [](json& d) { d["unit_opinion"].erase("text"); }, {"N0-31"}},
        Example{"N0WithoutPunctuation",
                n0,
                [](json& d) { d["unit_opinion"]["text"] = "本单位巳对提供的申报材料逐一审核 真实完整有效 同意推荐"; },
                {}},
        Example{"N0Negated",
                n0,
                [](json& d) {
                    d["unit_opinion"]["text"] = "本单位已对提供的申报材料逐一审核，真实、完整、有效，不同意推荐";
                },
                {"N0-31"}},
        Example{"N1Other", n1, [](json& d) { d["unit_opinion"]["text"] = "情况属实"; }, {"N1-55"}},
        Example{"N1WithALeadIn",
                n1,
                [](json& d) {
                    d["unit_opinion"]["text"] =
                        "公示期间没有异议。本单位已对提供的申报材料逐一审核，真实准确，同意推荐。";
                },
                {}},
        Example{"N3AnotherPerson",
                n3,
                [](json& d) { d["unit_opinion"]["text"] = "本单位已对欧阳海提供的申报材料逐一审核，不真实，同意"; },
                {"N3-30"}},
        Example{"N3SeenOnly", n3, [](json& d) { d["supervisor_opinion"]["text"] = "已阅"; }, {"N3-32"}},
        Example{"N3NoOpinion", n3, [](json& d) { d.erase("supervisor_opinion"); }, {"N3-32"}},
        Example{"N1OpinionOfTheSupervisorIsNotAsked", n1, [](json& d) { d.erase("supervisor_opinion"); }, {}},
        Example{"N3Papers", n3, [](json& d) { d["papers"][0]["author_rank"] = 2; }, {"N3-12"}},
        Example{"N3IntermediateNeedsNoSimilarity",
                n3,
                [](json& d) {
                    d["target"]["level"] = "中级";
                    drop(d["papers"][0]["attachments"], "similarity_report");
                },
                {}}),
    name_of);

TEST(Sentence, OfAnotherNoticeIsForAPerson) {
    json d = clean(n1);
    d["unit_opinion"]["text"] = "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐";
    EXPECT_TRUE(ids(checks_of(n1, d), CheckStatus::unsure).contains("N1-55"));
}

TEST(UnknownCircumstance, NeverPassesSilently) {
    json d = clean(n4);
    d["applicant"].erase("employer_kind");
    EXPECT_FALSE(ids(checks_of(n4, d), CheckStatus::unsure).contains("N4-36"));  // the statement is there
    d.erase("social_insurance");
    EXPECT_TRUE(ids(checks_of(n4, d), CheckStatus::unsure).contains("N4-36"));
}

TEST(ExemptYear, IsForAPersonWhereTheNoticeKnowsNoExemption) {
    json d = clean(n0);
    d["continuing_education"][2]["exempt"] = true;
    d["continuing_education"][2].erase("attachments");
    EXPECT_TRUE(ids(checks_of(n0, d), CheckStatus::unsure).contains("N0-23"));
}

TEST(Deferral, AddsUp) {
    json d = clean(n1);
    d["assessments"][0]["result"] = "基本合格";
    d["assessments"][1]["result"] = "基本合格";
    for (const Check& c : checks_of(n1, d))
        if (c.id == "N1-39") {
            EXPECT_EQ(c.severity, Severity::defer);
            EXPECT_THAT(c.message, HasSubstr("顺延2年"));
        }
}

TEST(MissingYear, IsNamedInTheMessageAndPlaced) {
    json d = clean(n1);
    d["continuing_education"][2].erase("attachments");
    bool seen = false;
    for (const Check& c : checks_of(n1, d))
        if (c.id == "N1-44" && c.status == CheckStatus::fail) {
            seen = true;
            EXPECT_EQ(c.section, "continuing_education");
            EXPECT_EQ(c.entry, 2);
            EXPECT_THAT(c.message, HasSubstr("2021年度公需科目"));
        }
    EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace mangping::decide::testing
