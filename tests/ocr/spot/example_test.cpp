#include "ocr/spot/example.hpp"

#include <gtest/gtest.h>

#include <map>

#include "build.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

constexpr double kEm = 24;

Finding name_at(double y, double confidence, Zone zone, const std::string& source) {
    Finding f;
    f.kind = MaskKind::name;
    f.text = "郗昶宁";
    for (int i = 0; i < 3; ++i) f.pieces_upright.push_back(quad_of(Rect{100 + kEm * i, y, kEm, kEm}));
    f.confidence = confidence;
    f.zone = zone;
    f.source = source;
    return f;
}

/// Glyph i of the doubtful finding is so alike the example's.
Alike being(const std::vector<double>& likeness) {
    return [likeness](const Rect& a, const Rect&) {
        return likeness[static_cast<std::size_t>((a.x - 100 + kEm / 2) / kEm)];
    };
}

std::vector<Finding> compared(const std::string& read_as, float surely, const std::vector<double>& likeness,
                              Zone zone = Zone::ask) {
    std::vector<Finding> found{name_at(400, 0.99, Zone::mask, "reading:exact"),
                               name_at(100, 0.12, zone, "reading:2-wrong")};
    compare_with_examples(found, page({line(read_as, {.p = surely})}), being(likeness));
    return found;
}

TEST(Example, AGlyphNobodyKnowsIsTheNamesWhereItLooksAsOnesThatWereFound) {
    const auto found = compared("殛堑宁", 0.3F, {0.97, 0.98, 0.98}, Zone::leave);
    EXPECT_EQ(found[1].zone, Zone::mask);
    EXPECT_GT(found[1].confidence, 0.9);
}

TEST(Example, InAnotherTypeSaysNothing) {
    EXPECT_EQ(compared("殛堑宁", 0.3F, {0.5, 0.6, 0.55})[1].zone, Zone::ask);
    EXPECT_EQ(compared("殛堑宁", 0.3F, {0.97, 0.8, 0.98})[1].zone, Zone::ask);
}

TEST(Example, OfTheSameTypeTellsAnothersName) {
    EXPECT_EQ(compared("潘昶宁", 0.9F, {0.3, 0.98, 0.97})[1].zone, Zone::leave);
    EXPECT_EQ(compared("潘昶宁", 0.4F, {0.3, 0.98, 0.97})[1].zone, Zone::ask) << "hardly read: something may lie on it";
    EXPECT_EQ(compared("潘起宁", 0.9F, {0.3, 0.4, 0.97})[1].zone, Zone::ask) << "one glyph alone is no type";
}

TEST(Example, IsNoneUnlessItWasFound) {
    std::vector<Finding> found{name_at(400, 0.6, Zone::ask, "reading:1-wrong"),
                               name_at(100, 0.12, Zone::ask, "reading:2-wrong")};
    compare_with_examples(found, page({line("殛堑宁")}), being({1, 1, 1}));
    EXPECT_EQ(found[0].zone, Zone::ask);
    EXPECT_EQ(found[1].zone, Zone::ask);
}

}  // namespace
}  // namespace mangping::ocr
