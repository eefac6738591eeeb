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

TEST(Uyghur, AboveAMaskedLetterheadIsMaskedWithIt) {
    const auto line = [](const Rect& box, float confidence) {
        Line out;
        out.box_upright = box;
        out.confidence = confidence;
        out.glyphs.assign(9, {{{"字", confidence}}, box});
        return out;
    };
    const Rect name{300, 180, 540, 60};
    const auto masked_above = [&](const Rect& box, float confidence, double height = 60, bool wrapped = false) {
        Reading reading;
        reading.lines = {line(box, confidence), line({name.x, name.y, name.w, height}, 1)};
        for (int i = 0; i < 5; ++i) reading.lines.push_back(line({200, 400 + 50.0 * i, 600, 28}, 0.98F));
        Finding employer;
        employer.kind = MaskKind::employer;
        employer.zone = Zone::mask;
        employer.pieces_upright = {quad_of(Rect{name.x, name.y, name.w, height})};
        if (wrapped) employer.pieces_upright.push_back(quad_of(Rect{name.x, name.y + 45, name.w, height}));
        return above_letterheads(reading, {employer}).size();
    };
    EXPECT_EQ(masked_above({470, 135, 300, 30}, 0.3F), 1U);
    EXPECT_EQ(masked_above({470, 135, 300, 30}, 0.95F), 0U) << "Chinese that was read";
    EXPECT_EQ(masked_above({470, 20, 300, 30}, 0.3F), 0U) << "not right above it";
    EXPECT_EQ(masked_above({470, 135, 40, 30}, 0.3F), 0U) << "no line";
    EXPECT_EQ(masked_above({470, 135, 300, 30}, 0.3F, 28), 0U) << "running text";
    EXPECT_EQ(masked_above({470, 135, 300, 30}, 0.3F, 28, true), 0U) << "two lines of it";
}

}  // namespace
}  // namespace mangping::recipe
