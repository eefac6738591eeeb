#include "ocr/lines/stretch.hpp"

#include <gtest/gtest.h>

namespace mangping::ocr::lines {
namespace {

/// A line of cells 20 px wide; each glyph as (text, probability).
std::pair<FoundLine, Line> line_of(const std::vector<std::pair<std::string, float>>& glyphs) {
    FoundLine found;
    Line read;
    int x = 0;
    for (const auto& [text, p] : glyphs) {
        found.parts.push_back({{x, 10, 18, 18}, 200});
        found.box = found.box.empty() ? found.parts.back().box : (found.box | found.parts.back().box);
        read.glyphs.push_back({{{text, p}}, {static_cast<double>(x), 10, 18, 18}});
        x += 20;
    }
    return {found, read};
}

TEST(Stretch, OfAnotherScriptReachesToTheChineseOnBothSides) {
    const auto [found, read] = line_of({{"姓", 0.99F},
                                        {"名", 0.97F},
                                        {"s", 0.9F},
                                        {"u", 0.4F},
                                        {"e", 0.3F},
                                        {"y", 0.3F},
                                        {";", 0.7F},
                                        {"身", 0.97F},
                                        {"份", 0.99F}});
    const auto stretch = doubtful_stretch(found, read, 1);
    ASSERT_TRUE(stretch);
    EXPECT_EQ(stretch->box.x, 40) << "with the letter that was taken for sure";
    EXPECT_EQ(stretch->box.br().x, 138);
    EXPECT_EQ(stretch->parts.size(), 5U);
}

TEST(Stretch, OfOneOrTwoDoubtfulCharactersIsNone) {
    const auto [found, read] = line_of({{"姓", 0.99F}, {"各", 0.4F}, {"林", 0.3F}, {"知", 0.97F}, {"远", 0.5F}});
    EXPECT_FALSE(doubtful_stretch(found, read, 1));
}

}  // namespace
}  // namespace mangping::ocr::lines
