#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/pipeline/decide/clean.hpp"

namespace mangping::decide::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

Fault fault_of(const std::string& text) {
    const Result<Dossier> result = parse_dossier(text, "folder");
    EXPECT_FALSE(result.ok());
    return result ? Fault{} : result.fault();
}

TEST(ParseDossier, KeepsWhatWasTyped) {
    json d = clean("bazhou-2023-engineering");
    d["applicant"]["aliases"] = {"林远"};
    d["applicant"]["flags"] = {"aid_xinjiang"};
    d["applicant"]["aid"] = {{"start", "2022-01"}, {"end", "2024-01"}};
    d["social_insurance"]["months"] = {"2023-07", "2023-08"};
    const Dossier dossier = parsed(d);
    EXPECT_EQ(dossier.id, "D-1");
    EXPECT_EQ(dossier.folder, "folder");
    EXPECT_EQ(dossier.submission.round, 1);
    EXPECT_EQ(dossier.applicant.name, "林知远");
    EXPECT_EQ(dossier.applicant.aliases, std::vector<std::string>{"林远"});
    EXPECT_TRUE(dossier.applicant.flags.contains("aid_xinjiang"));
    EXPECT_EQ(dossier.applicant.text.at("aid.end"), "2024-01");
    EXPECT_EQ(dossier.target.level, "中级");
    EXPECT_EQ(dossier.section("assessments")->entries.at(0)["year"], "2020");
    EXPECT_EQ(dossier.section("qualification")->entries.at(0)["current"], "true");
    EXPECT_EQ(dossier.section("social_insurance")->entries.at(0).lists.at("months").size(), 2u);
    EXPECT_EQ(dossier.section("assessments")->entries.at(0).attachments.at(1).side, "back");
}

TEST(ParseDossier, GivesAllSectionsInTheOrderOfTheSchema) {
    const Dossier dossier = parsed(clean("bazhou-2023-engineering"));
    ASSERT_EQ(dossier.sections.size(), 17u);
    EXPECT_EQ(dossier.sections.front().key, "basic");
    EXPECT_EQ(dossier.sections.back().key, "supervisor_opinion");
    EXPECT_FALSE(dossier.section("papers")->present);
    EXPECT_TRUE(dossier.section("education")->is_list);
}

TEST(ParseDossier, AcceptsAnUnknownKindAsAFindingOfThatFile) {
    json d = clean("bazhou-2023-engineering");
    d["practice"][0]["attachments"][0]["kind"] = "holiday_photo";
    const Dossier dossier = parsed(d);
    const AttachmentRef& ref = dossier.section("practice")->entries.at(0).attachments.at(0);
    EXPECT_EQ(ref.kind_key, "holiday_photo");
    EXPECT_FALSE(ref.kind.has_value());
    EXPECT_THAT(failed("bazhou-2023-engineering", d), ::testing::Contains("N1-16"));
}

TEST(ParseDossier, AcceptsAPathThatLeavesTheFolder) {
    json d = clean("bazhou-2023-engineering");
    d["practice"][0]["attachments"][0]["file"] = "../../etc/passwd";
    EXPECT_EQ(parsed(d).section("practice")->entries.at(0).attachments.at(0).file, "../../etc/passwd");
}

TEST(ParseDossier, SaysWhereJsonIsBroken) {
    EXPECT_EQ(fault_of("{\"schema\": ").code, "dossier_json_broken");
    EXPECT_EQ(fault_of("").code, "dossier_json_broken");
    EXPECT_THAT(fault_of("{,}").detail, HasSubstr("byte"));
}

TEST(ParseDossier, RefusesEndlessNesting) {
    EXPECT_EQ(fault_of(std::string(100'000, '[')).code, "dossier_json_broken");
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    EXPECT_EQ(fault_of(deep).code, "dossier_json_broken");
}

TEST(ParseDossier, NamesThePlaceAndWhatIsAllowedButNeverAValue) {
    json d = clean("bazhou-2023-engineering");
    d["applicant"]["employer_kind"] = "secret club";
    const Fault fault = fault_of(d.dump());
    EXPECT_EQ(fault.code, "dossier_schema");
    EXPECT_THAT(fault.detail, HasSubstr("/applicant/employer_kind"));
    EXPECT_THAT(fault.detail, HasSubstr("public_institution"));
    EXPECT_THAT(fault.detail, Not(HasSubstr("secret club")));
}

TEST(ParseDossier, ReportsTheInnermostPlaceOfALongPath) {
    json d = clean("bazhou-2023-engineering");
    d["assessments"][1]["attachments"][0]["side"] = "left";
    EXPECT_THAT(fault_of(d.dump()).detail, HasSubstr("/assessments/1/attachments/0/side"));
}

TEST(ParseDossier, NamesWhatIsMissing) {
    json d = clean("bazhou-2023-engineering");
    d["applicant"].erase("name");
    EXPECT_THAT(fault_of(d.dump()).detail, HasSubstr("name"));
    d = clean("bazhou-2023-engineering");
    d["submission"]["submitted_at"] = "yesterday";
    EXPECT_THAT(fault_of(d.dump()).detail, HasSubstr("/submission/submitted_at"));
}

TEST(ParseDossier, RefusesWhatIsNoDossierAtAll) {
    for (const char* text : {"[]", "3", "null", "\"a\"", "{}"})
        EXPECT_EQ(fault_of(text).code, "dossier_schema") << text;
}

}  // namespace
}  // namespace mangping::decide::testing
