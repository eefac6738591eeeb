#include "ocr/spot/signature.hpp"

#include <gtest/gtest.h>

#include "tests/ocr/spot/build.hpp"

namespace mangping::ocr {
namespace {

TEST(Signature, IsAskedForBesideLabelsThatOnlyTheApplicantFills) {
    for (const char* label : {"本人签名：", "承诺人（签字）：", "申报人签名：", "被考核人签字：", "本人鉴名："}) {
        const Reading page = test::page({test::line(label)});
        const auto places = signing_places(page, Kind::other);
        ASSERT_EQ(places.size(), 1U) << label;
        const Rect& box = page.lines[0].box_upright;
        EXPECT_GT(places[0].region_upright.x, box.right() - 1) << label;
        EXPECT_GT(places[0].region_upright.w, 3 * places[0].em) << label;
    }
}

TEST(Signature, OfOthersIsNotLookedFor) {
    for (const char* label : {"单位负责人（签字）：", "主管领导签字：", "签字：", "审核人签名：",
                              "承诺人对所填内容负责", "本人承诺以上属实"})
        EXPECT_TRUE(signing_places(test::page({test::line(label)}), Kind::other).empty()) << label;
}

TEST(Signature, OfPartyBIsTheApplicantsOnALabourContractOnly) {
    const Reading page = test::page({test::line("乙方（签字）：")});
    EXPECT_EQ(signing_places(page, Kind::labor_contract).size(), 1U);
    EXPECT_TRUE(signing_places(page, Kind::evidence).empty());
}

TEST(Signature, EndsBeforeTheDate) {
    const Reading page = test::page({test::line("本人签名：　　　　　2023年9月12日")});
    const auto places = signing_places(page, Kind::other);
    ASSERT_EQ(places.size(), 1U);
    double date = 1e9;
    for (const Glyph& g : page.lines[0].glyphs)
        if (g.text() == "2") date = std::min(date, g.box_upright.x);
    EXPECT_LE(places[0].region_upright.right(), date);
}

}  // namespace
}  // namespace mangping::ocr
