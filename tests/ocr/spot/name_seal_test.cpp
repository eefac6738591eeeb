#include "ocr/spot/name_seal.hpp"

#include <gtest/gtest.h>

#include "tests/ocr/spot/build.hpp"

namespace mangping::ocr {
namespace {

std::optional<Finding> match(const std::vector<std::string>& rows, const std::string& name) {
    Seal seal;
    seal.square = true;
    seal.centre_upright = {200, 300};
    seal.radius_x = seal.radius_y = 50;
    std::vector<LineReading> readings;
    for (const std::string& row : rows) readings.push_back({test::line(row).glyphs, 0.9F, nullptr});
    return match_name_seal(seal, readings, test::targets(name));
}

TEST(NameSeal, WithTheNameInOneOfItsOrdersIsMaskedAsAWhole) {
    const auto found = match({"博李印文", "李文博印"}, "李文博");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->zone, Zone::mask);
    EXPECT_EQ(found->kind, MaskKind::signature);
    ASSERT_EQ(found->pieces_upright.size(), 1U);
    EXPECT_EQ(bounding(found->pieces_upright[0]).x, 150);
    EXPECT_TRUE(match({"祁越之印"}, "祁越"));
}

TEST(NameSeal, OfWhichOneCharacterWasMisreadIsAskedAbout) {
    const auto found = match({"李文传印"}, "李文博");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->zone, Zone::ask);
}

TEST(NameSeal, OfAnotherIsLeft) {
    EXPECT_FALSE(match({"翟蕴章印", "章翟印蕴"}, "李文博"));
    EXPECT_FALSE(match({"祁玉山印"}, "祁越")) << "a surname alone";
    EXPECT_FALSE(match({}, "李文博"));
}

}  // namespace
}  // namespace mangping::ocr
