#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "tests/pipeline/report/sample.hpp"

namespace mangping::report {
namespace {

using nlohmann::json;

/// "" when `document` follows the schema of report.json, else what is wrong and where.
std::string schema_fault(const json& document) {
    std::ifstream file(std::string(MANGPING_SOURCE_DIR) + "/data/schemas/report.schema.json");
    const json schema_json = json::parse(file);
    valijson::Schema schema;
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) return {};
    valijson::ValidationResults::Error error;
    std::string out = "invalid";
    while (results.popError(error)) {
        out += "\n";
        for (const auto& step : error.context) out += step;
        out += ": " + error.description;
    }
    return out;
}

TEST(ReportJson, FollowsTheSchema) {
    const std::string text = report_json(sample_outcome());
    keep("report.json", text);
    EXPECT_EQ(schema_fault(json::parse(text)), "");
}

TEST(ReportJson, FollowsTheSchemaForADossierThatCouldNotBeProcessed) {
    DossierOutcome o;
    o.folder = "x";
    o.failed = true;
    o.error = "dossier_json_broken";
    const json report = json::parse(report_json(o));
    EXPECT_EQ(schema_fault(report), "");
    EXPECT_EQ(report["error"], "dossier_json_broken");
}

TEST(ReportJson, IsTheSameWhateverTheClockSays) {
    DossierOutcome a = sample_outcome(), b = sample_outcome();
    b.seconds = 99;
    b.attachments[0].pages[0].stage_ms["read"] = 1234;
    EXPECT_EQ(report_json(a), report_json(b));
    EXPECT_FALSE(json::parse(report_json(a)).contains("seconds"));
}

TEST(ReportJson, SurvivesTextThatIsNoUtf8AndNumbersThatAreNone) {
    DossierOutcome o = sample_outcome();
    o.attachments[0].pages[0].text = "a\xFF\xC3 b";
    o.attachments[0].pages[0].pose.skew_deg = std::numeric_limits<double>::quiet_NaN();
    o.attachments[0].pages[0].clarity.score = 1.7;
    const json report = json::parse(report_json(o));
    EXPECT_EQ(schema_fault(report), "");
    EXPECT_EQ(report["attachments"][0]["pages"][0]["skew_deg"], 0);
    EXPECT_EQ(report["attachments"][0]["pages"][0]["clarity"]["score"], 1);
}

TEST(BatchJson, CountsWhatEachDossierHolds) {
    const BatchSummary summary{{{sample_outcome(), {}}}, "mangping 0.1.0"};
    const json batch = json::parse(batch_json(summary));
    const json& row = batch["dossiers"][0];
    EXPECT_EQ(row["pages"], 3);
    EXPECT_EQ(row["masks"], 1);
    EXPECT_EQ(row["pages_to_review"], 1);
    EXPECT_EQ(row["checks_failed"], 2);
    EXPECT_EQ(row["checks_unsure"], 1);
    EXPECT_EQ(row["verdict"], "return");
    EXPECT_EQ(row["reasons"], (json{"check_unsure", "unread_text", "clarity_illegible"}));
}

TEST(BatchXlsx, IsAZipWithTheSameBytesEachTime) {
    const BatchSummary summary{{{sample_outcome(), {}}}, "mangping 0.1.0"};
    const auto a = batch_xlsx(summary), b = batch_xlsx(summary);
    ASSERT_TRUE(a.ok() && b.ok());
    keep("batch.xlsx", *a);
    EXPECT_EQ((*a)[0], 'P');
    EXPECT_EQ((*a)[1], 'K');
    EXPECT_EQ(*a, *b);
}

}  // namespace
}  // namespace mangping::report
