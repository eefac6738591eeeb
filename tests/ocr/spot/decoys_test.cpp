#include "ocr/spot/decoys.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mangping::ocr {
namespace {

TEST(Decoys, AreOtherStringsOfTheSameLength) {
    const std::vector<std::string> name{"新", "疆", "水", "利", "有", "限", "公", "司"};
    const auto decoys = decoys_of(name);
    ASSERT_GE(decoys.size(), 5U);
    std::set<std::vector<std::string>> each;
    for (const auto& decoy : decoys) {
        ASSERT_EQ(decoy.size(), name.size());
        for (std::size_t i = 0; i < name.size(); ++i) EXPECT_NE(decoy[i], name[i]) << i;
        each.insert(decoy);
    }
    EXPECT_EQ(each.size(), decoys.size());
    EXPECT_EQ(decoys_of(name), decoys);
}

TEST(Decoys, OfNothingAreNothing) {
    for (const auto& decoy : decoys_of({})) EXPECT_TRUE(decoy.empty());
}

}  // namespace
}  // namespace mangping::ocr
