// Next year's notice is a copied file: dates and years moved on, one more kind asked for, no line of C++ touched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/decide/decide.hpp"
#include "tests/pipeline/decide/clean.hpp"

namespace mangping::decide::testing {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

Notice practice() {
    const auto file =
        std::filesystem::path(MANGPING_SOURCE_DIR) / "tests/pipeline/decide/packs/bazhou-2024-practice.yaml";
    const Result<Notice> notice = load_notice(file);
    EXPECT_TRUE(notice.ok()) << (notice ? "" : notice.fault().detail);
    return notice ? *notice : Notice{};
}

/// Every year of the declaration moved on by one.
json a_year_later(json d) {
    const auto later = [](std::string text) {
        for (std::size_t at = text.find("20"); at != std::string::npos; at = text.find("20", at + 4)) {
            const bool number = at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1]));
            if (number || at + 4 > text.size() || !std::isdigit(static_cast<unsigned char>(text[at + 2]))) continue;
            text.replace(at, 4, std::to_string(std::stoi(text.substr(at, 4)) + 1));
        }
        return text;
    };
    d["submission"]["submitted_at"] = later(d["submission"]["submitted_at"]);
    d["unit_opinion"]["date"] = later(d["unit_opinion"]["date"]);
    for (const char* section : {"assessments", "continuing_education"})
        for (json& row : d[section]) row["year"] = row["year"].get<int>() + 1;
    return d;
}

std::vector<Check> checks_under_practice(const json& d) {
    const Dossier dossier = parsed(d);
    auto outcomes = looked_at(dossier);
    for (AttachmentOutcome& o : outcomes)
        if (o.ref.kind == Kind::unit_publicity || o.ref.kind == Kind::unit_publicity_result) {
            o.pages[0].fields["start_date"].value = "2024-08-28";
            o.pages[0].fields["end_date"].value = "2024-09-04";
        }
    return check(practice(), dossier, outcomes, dossier.submission.submitted_at);
}

TEST(PracticePack, IsReadLikeTheOthersAndHasNothingOdd) {
    const Notice notice = practice();
    EXPECT_EQ(notice.id, "bazhou-2024-practice");
    EXPECT_EQ(notice.year, 2024);
    EXPECT_THAT(remarks_on(notice), IsEmpty());
    EXPECT_GT(explain(notice).size(), 4000u);
}

TEST(PracticePack, AsksForTheNewKindAndForTheNewYears) {
    const json moved = a_year_later(clean("bazhou-2023-engineering"));
    EXPECT_EQ(ids(checks_under_practice(moved), CheckStatus::fail), (std::set<std::string>{"B24-81"}));
    json with = moved;
    with["other"]["attachments"].push_back({{"file", "qt/lj.jpg"}, {"kind", "integrity_proof"}});
    EXPECT_THAT(ids(checks_under_practice(with), CheckStatus::fail), IsEmpty());
    EXPECT_THAT(ids(checks_under_practice(with), CheckStatus::unsure), IsEmpty());
}

TEST(PracticePack, RefusesLastYearsDossier) {
    const auto fails = ids(checks_under_practice(clean("bazhou-2023-engineering")), CheckStatus::fail);
    for (const char* rule : {"B24-06", "B24-38", "B24-44"}) EXPECT_TRUE(fails.contains(rule)) << rule;
}

}  // namespace
}  // namespace mangping::decide::testing
