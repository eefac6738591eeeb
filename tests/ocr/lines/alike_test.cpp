#include "ocr/lines/alike.hpp"

#include <gtest/gtest.h>

#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

TEST(Alike, AreGlyphsOfOneCharacterInOneType) {
    Raster page = mangping::testing::paper(700, 300);
    mangping::testing::typeset(page, 40, 40, "郗昶宁", {.em_px = 36});
    mangping::testing::typeset(page, 340, 140, "郗昶忻", {.em_px = 30});
    const auto box = [](int i, bool second) {
        return second ? Rect{340.0 + 30 * i, 149, 30, 30} : Rect{40.0 + 36 * i, 51, 36, 36};
    };
    for (int i = 0; i < 2; ++i) EXPECT_GT(alike(page, box(i, false), box(i, true)), 0.9) << i;
    EXPECT_LT(alike(page, box(2, false), box(2, true)), 0.7);
    EXPECT_LT(alike(page, box(0, false), box(1, true)), 0.7);
    EXPECT_EQ(alike(page, {690, 290, 36, 36}, box(0, true)), 0);
}

}  // namespace
}  // namespace mangping::ocr
