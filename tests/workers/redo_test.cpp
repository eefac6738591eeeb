// A page made again as a person decided: nothing is read to find more, and nothing escapes the attack.
#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline/mask/encode.hpp"
#include "tests/ocr/typeset.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::recipe {
namespace {

class Redo : public ::testing::Test {
protected:
    void SetUp() override {
        Raster page = mangping::testing::paper(1240, 700);
        mangping::testing::typeset(page, 120, 120,
                                   "工作情况说明\n灌区节水改造项目由林知远同志主持完成，\n"
                                   "参加人员还有周明川、何立夏等，成果通过验收，\n运行情况良好，现予说明。",
                                   {.em_px = 32, .line_height = 1.8});
        bytes_ = mask::encode_jpeg(page, 92).value();
        Dossier dossier;
        dossier.applicant.name = "林知远";
        dossier.applicant.employer = "疆南市云岭规划设计研究院";
        targets_ = targets_of(dossier);
        job_ = {bytes_, 0, Format::jpeg, {1240, 700}, &targets_, &notice_, Kind::evidence, {}, {}};
        first_ = std::make_unique<PageResult>(std::move(process_page(job_, scratch_, {}).value()));
    }

    PageOutcome& seen() { return first_->outcome; }
    Redone redone(const PageDecision& decision) {
        auto result = redo_page(job_, seen(), decision, scratch_, {});
        EXPECT_TRUE(result.ok()) << (result ? "" : result.fault().code);
        return result ? std::move(*result) : Redone{};
    }

    std::vector<std::uint8_t> bytes_;
    Targets targets_;
    Notice notice_;
    PageJob job_;
    Scratch scratch_;
    std::unique_ptr<PageResult> first_;
};

TEST_F(Redo, AnAcceptedPageHasTheSameBytes) {
    ASSERT_EQ(seen().masks.size(), 1u);
    const Redone again = redone({});
    ASSERT_TRUE(again.page);
    EXPECT_EQ(again.page->page.jpeg(), first_->page.jpeg());
    EXPECT_FALSE(again.page->outcome.review_needed);
}

TEST_F(Redo, ARejectedProposalStaysOpen) {
    // Another person's name, as if the search had been unsure of it.
    const Rect colleague{120 + 6 * 32, 120 + 2 * 58, 3 * 32, 40};
    seen().places.push_back(
        {{MaskKind::name, "林知远", {quad_of(colleague)}, 0.4, "reading:2-wrong", Zone::ask}, {}, true, false});
    ASSERT_EQ(proposals(seen()), std::vector<int>{1});
    const Redone accepted = redone({}), rejected = redone({{}, {1}, {}});
    ASSERT_TRUE(accepted.page && rejected.page);
    EXPECT_EQ(accepted.page->outcome.masks.size(), 2u);
    EXPECT_EQ(rejected.page->outcome.masks.size(), 1u);
    EXPECT_EQ(rejected.page->page.jpeg(), first_->page.jpeg());
    EXPECT_TRUE(rejected.page->outcome.places[1].decided);
}

TEST_F(Redo, WhatIsSureCannotBeRejected) {
    const auto result = redo_page(job_, seen(), {{}, {0}, {}}, scratch_, {});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.fault().code, "decision_unfit");
}

TEST_F(Redo, AProposalThatIsTheNameIsSeenByTheAttackWhenRejected) {
    ASSERT_FALSE(seen().places.empty());
    seen().places[0].finding.zone = Zone::ask;
    const Rect place = bounding(seen().places[0].finding.pieces_upright.front());
    const Redone open = redone({{}, {0}, {}});
    EXPECT_FALSE(open.page);
    ASSERT_FALSE(open.open.empty());
    EXPECT_FALSE(intersection(open.open[0], place).empty());
}

TEST_F(Redo, AMaskDrawnByHandHidesTheNameThatWasMissed) {
    Rect name;
    for (const Quad& q : seen().places[0].finding.pieces_upright) name = bounding(name, bounding(q));
    seen().places.clear();
    EXPECT_FALSE(redone({}).page) << "a page with an open name was given out";
    const Redone masked = redone({{}, {}, {grown(name, 4)}});
    ASSERT_TRUE(masked.page);
    ASSERT_EQ(masked.page->outcome.masks.size(), 1u);
    EXPECT_EQ(masked.page->outcome.masks[0].kind, MaskKind::manual);
}

TEST_F(Redo, TheDesksPictureHasACropRoundEachPlace) {
    const auto picture = desk_picture(job_, seen(), {0}, {});
    ASSERT_TRUE(picture.ok());
    ASSERT_EQ(picture->crops.size(), 1u);
    const Rect name = bounding(seen().places[0].finding.pieces_upright.front());
    EXPECT_EQ(intersection(picture->crops[0].where_upright, name), name);
    EXPECT_EQ(picture->width_upright, 1240);
    EXPECT_FALSE(picture->whole.empty());
}

}  // namespace
}  // namespace mangping::recipe
