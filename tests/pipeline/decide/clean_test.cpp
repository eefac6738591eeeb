#include "tests/pipeline/decide/clean.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mangping::decide::testing {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

TEST(CleanDossier, RaisesNothingUnderItsOwnNotice) {
    for (const std::string& id : notice_ids) {
        const auto checks = checks_of(id, clean(id));
        EXPECT_GT(checks.size(), 20u) << id;
        for (const Check& c : checks) {
            EXPECT_NE(c.status, CheckStatus::fail) << c.id << " " << c.message;
            EXPECT_NE(c.status, CheckStatus::unsure) << c.id << " " << c.message;
        }
    }
}

TEST(CleanDossier, IsReady) {
    for (const std::string& id : notice_ids) {
        const Dossier dossier = parsed(clean(id));
        const Notice notice = pack(id);
        DossierOutcome outcome;
        outcome.attachments = looked_at(dossier);
        outcome.checks = check(notice, dossier, outcome.attachments, dossier.submission.submitted_at);
        conclude(outcome, notice, dossier, dossier.submission.submitted_at);
        EXPECT_EQ(outcome.verdict, Verdict::ready) << id;
        EXPECT_THAT(outcome.hold_reasons, IsEmpty()) << id;
        EXPECT_EQ(outcome.submissions_left, 2) << id;
        EXPECT_EQ(outcome.deadline, "") << id;
    }
}

TEST(CleanDossier, EveryFindingNamesItsRuleAndQuotesItsClause) {
    for (const std::string& id : notice_ids)
        for (const Check& c : checks_of(id, clean(id))) {
            EXPECT_FALSE(c.id.empty());
            EXPECT_FALSE(c.clause.empty()) << c.id;
            EXPECT_FALSE(c.message.empty()) << c.id;
            EXPECT_FALSE(c.message_en.empty()) << c.id;
        }
}

/// Which rules must fail when one attachment of a kind is taken away; a kind that is not listed is not asked for.
using Asked = std::map<std::string, std::set<std::string>>;

const std::map<std::string, Asked> asked{
    {"xj-2020-five-series",
     {{"id_card_front", {"N0-15"}},
      {"photo", {"N0-16"}},
      {"graduation_certificate", {"N0-08"}},
      {"chsi_report", {"N0-08"}},
      {"evidence", {"N0-07", "N0-22"}},
      {"award_certificate", {"N0-07"}},
      {"unit_publicity", {"N0-09", "N0-32"}},
      {"unit_publicity_result", {"N0-09", "N0-32"}},
      {"commitment_letter", {"N0-14"}},
      {"supervisor_opinion", {"N0-33"}},
      {"public_course_certificate", {"N0-07", "N0-23"}},
      {"professional_course_certificate", {"N0-07", "N0-24"}}}},
    {"bazhou-2023-engineering",
     {{"id_card_front", {"N1-22"}},
      {"id_card_back", {"N1-22"}},
      {"photo", {"N1-23"}},
      {"graduation_certificate", {"N1-26"}},
      {"chsi_report", {"N1-26"}},
      {"qualification_certificate", {"N1-29"}},
      {"qualification_document", {"N1-29"}},
      {"evidence", {"N1-13", "N1-34"}},
      {"award_certificate", {"N1-13", "N1-35"}},
      {"work_summary", {"N1-41"}},
      {"unit_publicity", {"N1-14", "N1-47", "N1-56"}},
      {"unit_publicity_result", {"N1-14", "N1-47", "N1-56"}},
      {"commitment_letter", {"N1-48"}},
      {"annual_assessment_form", {"N1-38"}},
      {"public_course_certificate", {"N1-13", "N1-44"}},
      {"professional_course_certificate", {"N1-13", "N1-44"}}}},
    {"xj-2021-research-experiment",
     {{"id_card_front", {"N2-11"}},
      {"id_card_back", {"N2-11"}},
      {"photo", {"N2-11"}},
      {"graduation_certificate", {"N2-12"}},
      {"degree_certificate", {"N2-12"}},
      {"evidence", {"N2-05", "N2-18"}},
      {"award_certificate", {"N2-05"}},
      {"work_summary", {"N2-19"}},
      {"unit_publicity", {"N2-23"}},
      {"unit_publicity_result", {"N2-23"}},
      {"commitment_letter", {"N2-10"}},
      {"supervisor_opinion", {"N2-24"}},
      {"annual_assessment_form", {"N2-20"}},
      {"public_course_certificate", {"N2-05", "N2-17"}},
      {"professional_course_certificate", {"N2-05", "N2-16"}}}},
    {"xj-2021-education-management",
     {{"id_card_front", {"N3-04"}},
      {"photo", {"N3-05"}},
      {"graduation_certificate", {"N3-06"}},
      {"degree_certificate", {"N3-06"}},
      {"chsi_report", {"N3-06"}},
      {"qualification_certificate", {"N3-09"}},
      {"service_years_proof", {"N3-08"}},
      {"evidence", {"N3-11"}},
      {"paper_cover", {"N3-12"}},
      {"paper_contents", {"N3-12"}},
      {"paper_body", {"N3-12"}},
      {"work_recognition_form", {"N3-13"}},
      {"similarity_report", {"N3-14"}},
      {"unit_proof", {"N3-15"}},
      {"unit_publicity", {"N3-20", "N3-29"}},
      {"unit_publicity_result", {"N3-20", "N3-29"}},
      {"commitment_letter", {"N3-24"}},
      {"annual_assessment_form", {"N3-19"}},
      {"public_course_certificate", {"N3-17"}},
      {"professional_course_certificate", {"N3-17"}}}},
    {"xj-2024-engineering-consulting",
     {{"id_card_front", {"N4-15"}},
      {"photo", {"N4-16"}},
      {"chsi_report", {"N4-06", "N4-20"}},
      {"qualification_certificate", {"N4-06", "N4-21"}},
      {"social_insurance_statement", {"N4-36"}},
      {"evidence", {"N4-06", "N4-23", "N4-25"}},
      {"award_certificate", {"N4-06"}},
      {"commitment_letter", {"N4-13", "N4-39"}},
      {"unit_publicity", {"N4-07", "N4-34", "N4-56"}},
      {"unit_publicity_result", {"N4-07", "N4-34", "N4-56"}},
      {"political_performance", {"N4-34"}},
      {"supervisor_opinion", {"N4-34"}},
      {"integrity_proof", {"N4-34"}},
      {"public_course_certificate", {"N4-06", "N4-27"}},
      {"professional_course_certificate", {"N4-06", "N4-28"}}}},
};

/// Every list of attachments of the dossier.
void each_list(json& node, const std::function<void(json&)>& visit) {
    if (node.is_object() && node.contains("attachments")) visit(node["attachments"]);
    if (node.is_structured())
        for (json& below : node) each_list(below, visit);
}

class OneMissing : public ::testing::TestWithParam<std::string> {};

TEST_P(OneMissing, IsFoundAndNothingElseIs) {
    const std::string id = GetParam();
    std::size_t lists = 0;
    json whole = clean(id);
    each_list(whole, [&lists](json&) { ++lists; });
    for (std::size_t at = 0; at < lists; ++at) {
        for (std::size_t item = 0;; ++item) {
            json dossier = clean(id);
            std::size_t list = 0;
            std::string kind;
            each_list(dossier, [&](json& attachments) {
                if (list++ != at || item >= attachments.size()) return;
                kind = attachments[item]["kind"];
                attachments.erase(item);
            });
            if (kind.empty()) break;
            const auto expected = asked.at(id).find(kind);
            EXPECT_EQ(failed(id, dossier), expected == asked.at(id).end() ? std::set<std::string>{} : expected->second)
                << id << " without " << kind;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Notices, OneMissing, ::testing::ValuesIn(notice_ids),
                         [](const auto& one) { return std::string("N").append(std::to_string(one.index)); });

}  // namespace
}  // namespace mangping::decide::testing
