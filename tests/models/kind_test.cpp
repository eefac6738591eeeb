#include "models/kind.hpp"

#include <gtest/gtest.h>

#include <set>

namespace mangping {
namespace {

TEST(Kind, EveryKeyComesBackAsItsKindAndNoneIsTwice) {
    std::set<std::string_view> seen;
    for (const Kind kind : all_kinds()) {
        EXPECT_EQ(kind_from(key(kind)), kind);
        EXPECT_TRUE(seen.insert(key(kind)).second) << key(kind);
        EXPECT_FALSE(label_zh(kind).empty());
    }
    EXPECT_EQ(seen.size(), 46u);
}

TEST(Kind, AnUnknownKeyIsAbsentNotWrong) { EXPECT_FALSE(kind_from("passport").has_value()); }

}  // namespace
}  // namespace mangping
