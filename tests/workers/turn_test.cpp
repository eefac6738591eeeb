#include "workers/recipe/turn.hpp"

#include <gtest/gtest.h>

namespace mangping::recipe {
namespace {

Reading reading_of(std::size_t characters, float confidence) {
    Reading out;
    out.confidence = confidence;
    Line line;
    line.glyphs.assign(characters, Glyph{{{"字", confidence}}, {0, 0, 10, 10}});
    out.lines.push_back(std::move(line));
    return out;
}

TEST(Turn, APageThatReadsAsOnlyUprightOnesDoIsSureAfterAll) {
    Pose pose;
    pose.unsure = true;
    pose.rotation_cw = 90;
    settle_by_reading(pose, reading_of(60, 0.93F));
    EXPECT_FALSE(pose.unsure);
    EXPECT_EQ(pose.rotation_cw, 90);
    EXPECT_EQ(further_turn(pose), 0);
}

TEST(Turn, AFewCharactersOrAHalfReadPageSettleNothing) {
    Pose pose;
    pose.unsure = true;
    settle_by_reading(pose, reading_of(6, 0.97F));
    EXPECT_TRUE(pose.unsure);
    settle_by_reading(pose, reading_of(200, 0.55F));
    EXPECT_TRUE(pose.unsure);
}

}  // namespace
}  // namespace mangping::recipe
