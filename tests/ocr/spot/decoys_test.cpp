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

TEST(Decoys, HaveTheirMarksWhereTheStringHasThem) {
    const AskedString name{{"阿", "依", "古", "丽", "买", "提"}, {false, false, false, false, true, false}};
    const std::vector<AskedString> decoys = decoys_of(name);
    ASSERT_EQ(decoys.size(), decoys_of(name.characters).size());
    for (const AskedString& decoy : decoys) {
        EXPECT_EQ(decoy.mark_before, name.mark_before);
        EXPECT_EQ(decoy.characters.size(), name.characters.size());
    }
}

TEST(Decoys, OfNothingAreNothing) {
    for (const auto& decoy : decoys_of(std::vector<std::string>{})) EXPECT_TRUE(decoy.empty());
}

}  // namespace
}  // namespace mangping::ocr
