#include "workers/batch/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/workers/scratch_folder.hpp"
#include "workers/batch/ledger.hpp"

namespace mangping::batch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Check failing(const std::string& section, const std::string& cause, const std::string& words) {
    Check c;
    c.id = "N1-00";
    c.status = CheckStatus::fail;
    c.section = section;
    c.cause = cause;
    c.message = words;
    return c;
}

/// A dossier of two columns; `education` is what its column holds.
PlannedDossier plan_with(const std::string& education, const std::string& hash) {
    PlannedDossier plan;
    plan.declared = R"({"education":[{"school":")" + education + R"("}],"basic":{},"submission":{"round":2}})";
    PlannedAttachment file;
    file.ref.file = "edu/1.jpg";
    file.section = "education";
    file.sha256 = hash;
    plan.attachments.push_back(file);
    return plan;
}

DossierOutcome outcome_with(int round, std::vector<Check> checks) {
    DossierOutcome o;
    o.round = round;
    o.checks = std::move(checks);
    return o;
}

std::string first_record() {
    return record_of_round(plan_with("甲大学", "a"),
                           outcome_with(1, {failing("basic", "missing:photo", "缺少照片。"),
                                            failing("education", "reading:x", "编号不一致。")}));
}

TEST(Rounds, SayWhatWasMendedAndWhatIsStillOpen) {
    DossierOutcome now = outcome_with(2, {failing("education", "reading:x", "编号还是不一致。")});
    compare_rounds(first_record(), plan_with("甲大学", "b"), now);
    EXPECT_EQ(now.rounds.before, 1);
    EXPECT_THAT(now.rounds.mended, ElementsAre("缺少照片。"));
    EXPECT_THAT(now.rounds.still_open, ElementsAre("编号不一致。"));
    EXPECT_THAT(now.rounds.late, IsEmpty());
    EXPECT_EQ(now.checks[0].status, CheckStatus::fail);
    EXPECT_EQ(now.checks[0].role, "again");
}

TEST(Rounds, RaiseNothingNewAboutWhatHasNotChanged) {
    DossierOutcome now = outcome_with(2, {failing("education", "reading:y", "姓名不一致。")});
    compare_rounds(first_record(), plan_with("甲大学", "a"), now);
    EXPECT_EQ(now.checks[0].status, CheckStatus::unsure);
    EXPECT_EQ(now.checks[0].role, "operator");
    EXPECT_THAT(now.rounds.late, ElementsAre("姓名不一致。"));
}

TEST(Rounds, RaiseWhatANewFileOrANewTextBrought) {
    for (const auto& plan : {plan_with("甲大学", "b"), plan_with("乙大学", "a")}) {
        DossierOutcome now = outcome_with(2, {failing("education", "reading:y", "姓名不一致。")});
        compare_rounds(first_record(), plan, now);
        EXPECT_EQ(now.checks[0].status, CheckStatus::fail);
    }
}

TEST(Rounds, RaiseWhatAnotherDeclarationOfThePersonBrought) {
    for (const char* column : {"applicant", "target"}) {
        PlannedDossier plan = plan_with("甲大学", "a");
        plan.declared.insert(1, "\"" + std::string(column) + "\":{\"name\":\"林知远\"},");
        DossierOutcome now = outcome_with(2, {failing("education", "reading:y", "姓名不一致。")});
        compare_rounds(first_record(), plan, now);
        EXPECT_EQ(now.checks[0].status, CheckStatus::fail) << column;
        EXPECT_THAT(now.rounds.late, IsEmpty());
    }
}

TEST(Rounds, RaiseWhatANewFileOfAnotherColumnBrought) {
    PlannedDossier plan = plan_with("甲大学", "a");
    PlannedAttachment other;
    other.ref.file = "other/1.jpg";
    other.section = "other";
    other.sha256 = "new";
    plan.attachments.push_back(other);
    DossierOutcome now = outcome_with(2, {failing("education", "reading:y", "两份材料不一致。")});
    now.checks[0].evidence = {{"edu/1.jpg", 0, {}}, {"other/1.jpg", 0, {}}};
    compare_rounds(first_record(), plan, now);
    EXPECT_EQ(now.checks[0].status, CheckStatus::fail);
}

TEST(Rounds, DoNotExcuseWhatTimeBrought) {
    DossierOutcome now = outcome_with(
        2, {failing("education", "register:edu/1.jpg:valid_to", "已过期。"), failing("", "window", "逾期。")});
    compare_rounds(first_record(), plan_with("甲大学", "a"), now);
    for (const Check& c : now.checks) EXPECT_EQ(c.status, CheckStatus::fail);
}

TEST(Rounds, FirstRoundHasNothingToCompareWith) {
    DossierOutcome now = outcome_with(1, {failing("education", "reading:y", "姓名不一致。")});
    compare_rounds("", plan_with("甲大学", "a"), now);
    EXPECT_EQ(now.rounds.before, 0);
    EXPECT_EQ(now.checks[0].status, CheckStatus::fail);
}

TEST(Rounds, AreRememberedByTheDossiersIdNotByItsFolder) {
    const tests::ScratchFolder folder;
    {
        auto ledger = Ledger::open(folder.path());
        ASSERT_TRUE(ledger);
        EXPECT_EQ((*ledger)->round_before("D-1", "n", 2), "");
        ASSERT_TRUE((*ledger)->put_round("D-1", "n", 1, "first"));
        ASSERT_TRUE((*ledger)->put_round("D-1", "n", 1, "first again"));
        ASSERT_TRUE((*ledger)->put_round("D-1", "other", 2, "of another notice"));
    }
    auto ledger = Ledger::open(folder.path());
    ASSERT_TRUE(ledger);
    EXPECT_EQ((*ledger)->round_before("D-1", "n", 3), "first again");
    EXPECT_EQ((*ledger)->round_before("D-1", "n", 1), "");
    EXPECT_EQ((*ledger)->round_before("D-2", "n", 3), "");
}

}  // namespace
}  // namespace mangping::batch
