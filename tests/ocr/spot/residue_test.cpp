// What bars left over.
#include <gtest/gtest.h>

#include "build.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

/// The line without the glyphs that a bar over characters [from, to) hides, and that bar, 2 px wider all round.
std::pair<Reading, Rect> under_bar(std::string_view text, std::size_t from, std::size_t to) {
    Line l = line(text);
    Rect bar;
    for (std::size_t i = from; i < to; ++i) bar = bounding(bar, l.glyphs[i].box_upright);
    l.glyphs.erase(l.glyphs.begin() + static_cast<std::ptrdiff_t>(from),
                   l.glyphs.begin() + static_cast<std::ptrdiff_t>(to));
    return {page({l}), grown(bar, 2)};
}

std::size_t residues(std::string_view text, std::size_t from, std::size_t to, const std::string& name) {
    const auto [reading, bar] = under_bar(text, from, to);
    return spot_residue(reading, {bar}, targets(name)).size();
}

TEST(Residue, OfAHalfCoveredNameIsFound) {
    EXPECT_EQ(residues("由林知远负责", 2, 3, "林知远"), 1U);  // 林█远
    EXPECT_EQ(residues("由林知远负责", 2, 4, "林知远"), 1U);  // 林██
    EXPECT_EQ(residues("由林知远负责", 1, 2, "林知远"), 1U);  // █知远
    EXPECT_EQ(residues("由王伟负责", 2, 3, "王伟"), 1U);      // 王█
}

TEST(Residue, OfAWhollyCoveredNameIsNotThere) {
    EXPECT_EQ(residues("由林知远负责", 1, 4, "林知远"), 0U);
    EXPECT_EQ(residues("由王伟负责", 1, 3, "王伟"), 0U);
    EXPECT_EQ(residues("林林知远负责", 1, 4, "林知远"), 0U);
    EXPECT_EQ(residues("任职于疆南市云岭规划设计研究院", 3, 15, "林知远"), 0U);
}

TEST(Residue, OfAnEmployerIsFound) { EXPECT_EQ(residues("任职于疆南市云岭规划设计研究院", 3, 9, "林知远"), 1U); }

TEST(Residue, OfWhatEveryCompanysNameEndsWithTellsNothing) {
    const auto seen = [](std::string_view text, std::size_t from, std::size_t to) {
        const auto [reading, bar] = under_bar(text, from, to);
        return spot_residue(reading, {bar}, targets("林知远", "新疆昊晟公司")).size();
    };
    EXPECT_EQ(seen("对林知远司志申报", 1, 4), 0U);    // 同 was read as 司
    EXPECT_EQ(seen("在新疆昊晟公司工作", 1, 4), 1U);  // ███晟公司
}

}  // namespace
}  // namespace mangping::ocr
