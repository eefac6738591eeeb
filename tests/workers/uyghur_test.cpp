#include "workers/recipe/uyghur.hpp"

#include <gtest/gtest.h>

#include "tests/ocr/typeset.hpp"

namespace mangping::recipe {
namespace {

TEST(Uyghur, OfAnIdentityCardIsMaskedAboveTheNameThoughNobodyReadsIt) {
    constexpr double em = 40;
    Raster page = mangping::testing::paper(900, 500);
    mangping::testing::typeset(page, 120, 200, "姓名　木塔力甫·亚森", {.em_px = em});
    mangping::testing::typeset(page, 240, 160, "mutllp ysn", {.em_px = 22});  // stands for what nobody reads
    UprightPage upright;
    upright.raster = std::make_shared<const Raster>(std::move(page));
    upright.text_height_px = em;
    Scratch scratch;
    auto reader = scratch.handles().reader("mangping");
    ASSERT_TRUE(reader.ok());
    auto open = ocr::OpenPage::read(upright, **reader, nullptr, {}, {});
    ASSERT_TRUE(open.ok());
    Finding name;
    name.kind = MaskKind::name;
    name.zone = Zone::mask;
    for (int i = 0; i < 7; ++i) name.pieces_upright.push_back(quad_of(Rect{240 + em * i, 202, em, em}));
    Dossier dossier;
    dossier.applicant.name = "木塔力甫·亚森";
    dossier.applicant.employer = "疆南市云岭规划设计研究院";
    const auto of = [&](Kind kind) {
        auto found = uyghur_findings(*open, targets_of(dossier), kind, {name}, scratch);
        EXPECT_TRUE(found.ok());
        return found.ok() ? found->size() : 99U;
    };
    EXPECT_EQ(of(Kind::id_card_front), 0U) << "no such name was declared";
    dossier.applicant.name_uyghur = "مۇتەللىپ ياسىن";
    EXPECT_EQ(of(Kind::id_card_front), 1U);
    EXPECT_EQ(of(Kind::evidence), 0U);
}

TEST(Uyghur, StandsAboveMaskedNamesOnly) {
    Finding asked;
    asked.kind = MaskKind::name;
    asked.pieces_upright = {quad_of(Rect{100, 100, 20, 20})};
    EXPECT_TRUE(above_names({asked}).empty());
    asked.zone = Zone::mask;
    const std::vector<Rect> above = above_names({asked});
    ASSERT_EQ(above.size(), 1U);
    EXPECT_LT(above[0].bottom(), 100);
    EXPECT_GE(above[0].y, 60);
}

}  // namespace
}  // namespace mangping::recipe
