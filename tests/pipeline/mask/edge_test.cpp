#include "pipeline/mask/edge.hpp"

#include <gtest/gtest.h>

#include <string>

namespace mangping::mask {
namespace {

/// '#' is ink, '.' is white.
Profile profile(const std::string& picture) {
    Profile out;
    for (const char c : picture) out.push_back(c == '#' ? 5 : c == '-' ? 1 : 0);
    return out;
}

TEST(Edge, InAGapMovesInwardToTheFirstInk) {
    const Edge edge = low_edge(profile("..#.....####"), 4, {5, 5});
    EXPECT_EQ(edge.at, 8);
    EXPECT_EQ(edge.room, 5);
}

TEST(Edge, ThroughInkMovesOutToTheEndOfTheStroke) { EXPECT_EQ(low_edge(profile("...########"), 5, {5, 5}).at, 3); }

TEST(Edge, ThatBitesIntoANeighbourMovesInward) { EXPECT_EQ(low_edge(profile("..########..######"), 9, {5, 5}).at, 12); }

TEST(Edge, TakesInAPartBeyondASmallGapButNotAWholeNeighbour) {
    EdgeRule rule{6, 5, 2};
    EXPECT_EQ(low_edge(profile("......##..#####"), 10, rule).at, 6);
    EXPECT_EQ(low_edge(profile("...####.....###"), 12, rule).at, 12);
    rule.expected = 7;
    EXPECT_EQ(low_edge(profile("......##..#####"), 10, rule).at, 10) << "it lies outside the cell";
}

TEST(Edge, WhereGlyphsTouchStandsAtTheThinnestPlace) {
    EdgeRule rule{3, 3};
    rule.valley = 4;
    EXPECT_EQ(low_edge(profile("##########-##########"), 12, rule).at, 10);
}

TEST(Edge, OnBlankPaperStaysWhereItIs) { EXPECT_EQ(low_edge(profile("............"), 4, {5, 5}).at, 4); }

}  // namespace
}  // namespace mangping::mask
