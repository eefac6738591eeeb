#include "ocr/lattice/confusion.hpp"

#include <gtest/gtest.h>

namespace mangping::ocr {
namespace {

TEST(SubstitutionCost, IsNothingForTheSameCharacter) {
    EXPECT_EQ(substitution_cost(U'张', U'张'), 0.0F);
    EXPECT_EQ(substitution_cost(U'z', U'z'), 0.0F);
}

TEST(SubstitutionCost, IsLowForCharactersThatLookAlike) {
    for (const auto& [want, seen] :
         {std::pair{U'未', U'末'}, {U'吕', U'昌'}, {U'曼', U'蔓'}, {U'李', U'季'}, {U'己', U'已'}})
        EXPECT_LE(substitution_cost(want, seen), 4.0F) << static_cast<unsigned>(want);
}

TEST(SubstitutionCost, ForgivesTheDotOfAName) { EXPECT_LE(substitution_cost(U'·', U'*'), 3.0F); }

TEST(SubstitutionCost, IsHighestForUnrelatedCharacters) {
    EXPECT_EQ(substitution_cost(U'王', U'懿'), kUnrelatedCost);
    EXPECT_EQ(substitution_cost(U'a', U'懿'), kUnrelatedCost);
}

TEST(MissedShare, IsOfCharactersThatTheReaderMisses) {
    EXPECT_GT(missed_share(U'嬴'), 0.5F);
    EXPECT_EQ(missed_share(U'中'), 0.0F);
    EXPECT_EQ(missed_share(U'a'), 0.0F);
}

TEST(SubstitutionCost, OrdersBySimilarityOfShape) {
    EXPECT_LT(substitution_cost(U'曼', U'蔓'), substitution_cost(U'曼', U'晏'));
    EXPECT_LT(substitution_cost(U'曼', U'晏'), substitution_cost(U'曼', U'懿'));
}

}  // namespace
}  // namespace mangping::ocr
