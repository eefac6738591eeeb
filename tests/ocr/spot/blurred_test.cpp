#include "ocr/spot/blurred.hpp"

#include <gtest/gtest.h>

#include "tests/ocr/spot/build.hpp"

namespace mangping::ocr {
namespace {

const Targets wanted = test::targets("阿依古丽·买买提", "疆南市云岭规划设计研究院");

Line blurred() {
    Line line = test::line("重垂谋乍勒交适独划研究耽", {.p = 0.3F});
    line.confidence = 0.3F;
    return line;
}

using OnOne = std::function<std::vector<StringOnLine>(const std::vector<AskedString>&, const Rect&)>;

PlaceOnLines on_each(const OnOne& one) {
    return [one](const std::vector<AskedString>& strings, const std::vector<Rect>& lines) {
        std::vector<std::vector<StringOnLine>> out;
        for (const Rect& line : lines) out.push_back(one(strings, line));
        return out;
    };
}

/// Networks for which this string takes `cost` a character on any line, every other one -18.
PlaceOnLines knowing(const std::string& text, double cost, int* asked = nullptr) {
    return on_each([=](const std::vector<AskedString>& strings, const Rect& line) {
        if (asked != nullptr) ++*asked;
        std::vector<StringOnLine> out;
        for (const AskedString& s : strings) {
            std::string joined;
            for (const std::string& c : s.characters) joined += c;
            StringOnLine on{joined == text ? cost : -18, {}, {}};
            for (std::size_t i = 0; i < s.characters.size(); ++i)
                on.boxes_upright.push_back({line.x + 24.0 * static_cast<double>(i), line.y, 24, line.h});
            out.push_back(std::move(on));
        }
        return out;
    });
}

TEST(Blurred, FindsAnEmployerThatNobodyCanRead) {
    std::vector<Finding> found;
    spot_blurred(test::page({blurred()}), wanted, knowing("疆南市云岭规划设计研究院", -4.1), found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, MaskKind::employer);
    EXPECT_EQ(found[0].zone, Zone::mask);
    EXPECT_EQ(found[0].pieces_upright.size(), 12U);
}

TEST(Blurred, FindsADottedNameAndAsksWhereItIsNotSure) {
    std::vector<Finding> found;
    spot_blurred(test::page({blurred()}), wanted, knowing("阿依古丽买买提", -8), found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, MaskKind::name);
    EXPECT_EQ(found[0].zone, Zone::ask);
}

TEST(Blurred, LeavesWhatAnotherStringExplains) {
    std::vector<Finding> found;
    spot_blurred(test::page({blurred()}), wanted, knowing("疆南市人民医院", -1), found);
    EXPECT_TRUE(found.empty());
}

TEST(Blurred, DoesNotLookWhereLinesReadWellOrNamesAreShort) {
    int asked = 0;
    std::vector<Finding> found;
    spot_blurred(test::page({test::line("该项目由第三方完成")}), wanted, knowing("", 0, &asked), found);
    EXPECT_EQ(asked, 0);
    spot_blurred(test::page({blurred()}), test::targets("林知远", "无"), knowing("林知远", 0, &asked), found);
    EXPECT_EQ(asked, 0);
    EXPECT_TRUE(found.empty());
}

TEST(Blurred, AsksAboutAHandThatAShortNameExplains) {
    const auto found_in = [](const std::string& read, const PlaceOnLines& place) {
        Line hand = test::line(read, {.p = 0.26F});
        hand.confidence = 0.26F;
        std::vector<Finding> found;
        spot_blurred(test::page({hand}), test::targets("林知远", "无"), place, found);
        return found;
    };
    const auto own = found_in("靳蚤钙", knowing("林知远", -5));
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].kind, MaskKind::name);
    EXPECT_EQ(own[0].zone, Zone::ask) << "never more";
    EXPECT_TRUE(found_in("靳蚤钙", knowing("吕春梅", -5)).empty());
    EXPECT_TRUE(found_in("靳蚤钙", knowing("林知远", -10)).empty()) << "hardly explained";
    EXPECT_TRUE(found_in("靳蚤钙重垂谋乍", knowing("林知远", -5)).empty()) << "a part of a line";
}

TEST(Blurred, LeavesAStringThatWouldHaveToCrowd) {
    const PlaceOnLines crowded = on_each([](const std::vector<AskedString>& strings, const Rect& line) {
        std::vector<StringOnLine> out;
        for (const AskedString& s : strings) {
            StringOnLine on{-3, {}, {}};
            for (std::size_t k = 0; k < s.characters.size(); ++k)
                on.boxes_upright.push_back({line.x + 5.0 * static_cast<double>(k), line.y, 5, line.h});
            out.push_back(std::move(on));
        }
        return out;
    });
    std::vector<Finding> found;
    spot_blurred(test::page({blurred()}), wanted, crowded, found);
    EXPECT_TRUE(found.empty());
}

TEST(Blurred, MakesSurerWhatWasDoubtfulAtThePlace) {
    const Line line = blurred();
    Finding doubt;
    doubt.kind = MaskKind::employer;
    doubt.confidence = 0.4;
    doubt.source = "reading:5-wrong";
    for (const Glyph& g : line.glyphs) doubt.pieces_upright.push_back(quad_of(g.box_upright));
    std::vector<Finding> found{doubt};
    spot_blurred(test::page({line}), wanted, knowing("疆南市云岭规划设计研究院", -4.1), found);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::mask);
}

TEST(Blurred, LeavesWhoSharesOnePartOfADottedName) {
    // 阿依古丽 fits well, 买买提 not at all; the mean alone would ask.
    const PlaceOnLines half = on_each([](const std::vector<AskedString>& strings, const Rect& line) {
        std::vector<StringOnLine> out;
        for (const AskedString& s : strings) {
            const bool name = s.characters.size() == 7;
            StringOnLine on{name ? -8.0 : -18.0, {}, {}};
            for (std::size_t k = 0; k < s.characters.size(); ++k) {
                on.boxes_upright.push_back({line.x + 24.0 * static_cast<double>(k), line.y, 24, line.h});
                on.cost.push_back(name && k < 4 ? -2.0 : -16.0);
            }
            out.push_back(std::move(on));
        }
        return out;
    });
    std::vector<Finding> found;
    spot_blurred(test::page({blurred()}), wanted, half, found);
    EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace mangping::ocr
