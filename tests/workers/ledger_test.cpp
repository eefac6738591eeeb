#include "workers/batch/ledger.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "pipeline/mask/mask.hpp"
#include "tests/workers/scratch_folder.hpp"

namespace mangping::batch {
namespace {

PageOutcome some_outcome() {
    PageOutcome o;
    o.index = 3;
    o.width = 595.25;
    o.pose.skew_deg = 0.1234567890123;
    o.clarity.verdict = ClarityVerdict::marginal;
    o.clarity.reasons = {ClarityReason::blur};
    o.text = "第一行\n第二行";
    o.fields["name"] = {"古丽·买买提", Quad{}, 0.5};
    o.masks.push_back({MaskKind::employer, quad_of({1, 2, 3, 4}), "某某院", 0.9, "reading:exact"});
    o.review_reasons = {"name_doubtful"};
    return o;
}

MaskedPage some_page() {
    auto sheet = mask::withheld_sheet(Format::jpeg, 200, 100);
    EXPECT_TRUE(sheet);
    return *sheet;
}

TEST(Ledger, APageComesBackAsItWas) {
    const tests::ScratchFolder folder;
    auto ledger = Ledger::open(folder.path());
    ASSERT_TRUE(ledger);
    const MaskedPage page = some_page();
    ASSERT_TRUE((*ledger)->put_page("k", some_outcome(), page));
    const auto back = (*ledger)->page("k");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->page.jpeg(), page.jpeg());
    EXPECT_EQ(back->outcome.pose.skew_deg, 0.1234567890123);
    EXPECT_EQ(back->outcome.fields.at("name").value, "古丽·买买提");
    EXPECT_EQ(back->outcome.masks.at(0).quad_displayed, quad_of({1, 2, 3, 4}));
    EXPECT_EQ(back->outcome.clarity.reasons, std::vector{ClarityReason::blur});
    EXPECT_FALSE((*ledger)->page("other"));
}

TEST(Ledger, APictureThatChangedOnDiskIsNotBelieved) {
    const tests::ScratchFolder folder;
    auto ledger = Ledger::open(folder.path());
    ASSERT_TRUE(ledger);
    ASSERT_TRUE((*ledger)->put_page("k", some_outcome(), some_page()));
    int changed = 0;
    for (const auto& item : std::filesystem::recursive_directory_iterator(folder / ".mangping/pages"))
        if (item.is_regular_file()) {
            std::fstream file(item.path(), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(500);
            file.put('\x55');
            ++changed;
        }
    ASSERT_EQ(changed, 1);
    EXPECT_FALSE((*ledger)->page("k"));
}

TEST(Ledger, ASecondRunOnTheSameFolderIsRefused) {
    const tests::ScratchFolder folder;
    auto first = Ledger::open(folder.path());
    ASSERT_TRUE(first);
    auto second = Ledger::open(folder.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.fault().code, "out_in_use");
}

TEST(Ledger, ADossierComesBackAfterReopening) {
    const tests::ScratchFolder folder;
    {
        auto ledger = Ledger::open(folder.path());
        ASSERT_TRUE(ledger);
        StoredDossier stored;
        stored.input_key = "key";
        stored.declared = "{}";
        stored.outcome.folder = "a";
        stored.outcome.submissions_left = 2;
        Check check;
        check.id = "N1-26";
        check.entry = 1;
        check.evidence.push_back({"edu/1.jpg", 0, std::nullopt});
        stored.outcome.checks.push_back(check);
        stored.pages.push_back({"edu/1.jpg", 0, "k"});
        stored.files["report.json"] = "hash";
        ASSERT_TRUE((*ledger)->put_dossier("a", stored));
    }
    auto ledger = Ledger::open(folder.path());
    ASSERT_TRUE(ledger);
    const auto back = (*ledger)->dossier("a");
    ASSERT_TRUE(back);
    EXPECT_EQ(back->outcome.submissions_left, 2);
    EXPECT_EQ(back->outcome.checks.at(0).entry, 1);
    EXPECT_EQ(back->outcome.checks.at(0).evidence.at(0).page, 0);
    EXPECT_EQ(back->pages.at(0).key, "k");
    EXPECT_EQ(back->files.at("report.json"), "hash");
    EXPECT_EQ((*ledger)->folders(), std::vector<std::string>{"a"});
}

TEST(Ledger, KeepsDecisionsUntilTheyAreTakenBack) {
    const tests::ScratchFolder folder;
    const StoredDecision one{"s1", "edu/1.jpg", 0, "{}"}, two{"s2", "edu/2.pdf", 3, "{}"};
    {
        auto ledger = Ledger::open(folder.path());
        ASSERT_TRUE(ledger);
        ASSERT_TRUE((*ledger)->put_decision("a", two));
        ASSERT_TRUE((*ledger)->put_decision("a", one));
        ASSERT_TRUE((*ledger)->put_decision("b", one));
    }
    auto ledger = Ledger::open(folder.path());
    ASSERT_TRUE(ledger);
    EXPECT_EQ((*ledger)->decisions("a"), (std::vector<StoredDecision>{one, two}));
    ASSERT_TRUE((*ledger)->drop_decisions("a", "edu/2.pdf", 3));
    EXPECT_EQ((*ledger)->decisions("a"), std::vector<StoredDecision>{one});
    EXPECT_EQ((*ledger)->decisions("b").size(), 1u);
}

}  // namespace
}  // namespace mangping::batch
