#include "ocr/spot/again.hpp"

#include <gtest/gtest.h>

#include "build.hpp"
#include "ocr/spot/blurred.hpp"
#include "ocr/spot/judge.hpp"

namespace mangping::ocr {
namespace {

Finding doubtful(double probability, const std::string& source = "reading:1-wrong") {
    Finding f;
    f.kind = MaskKind::name;
    f.text = "林知远";
    for (int i = 0; i < 3; ++i) f.pieces_upright.push_back(quad_of(Rect{100.0 + 24 * i, 50, 22, 24}));
    f.confidence = probability;
    f.source = source;
    f.zone = Zone::ask;
    return f;
}

Look answering(std::vector<double> ratios) {
    return [ratios](const auto&, const auto&, const Rect&) { return ratios; };
}

TEST(Again, AStringThatExplainsThePlaceNearlyAsWellIsMasked) {
    std::vector<Finding> found{doubtful(0.6)};
    look_again(found, answering({-3.2, -3.3, -6.6, -6.2}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::mask);
}

TEST(Again, AnotherNameThatBothNetworksReadIsLeft) {
    std::vector<Finding> found{doubtful(0.7)};
    look_again(found, answering({-16.1, -17.4, -16.6, -21.1}));
    EXPECT_TRUE(found.empty());
}

TEST(Again, AVeryLongNameOfWhichNearlyAllWasReadStaysAQuestion) {
    Finding crossed = doubtful(0.69, "reading:2-wrong" + std::string(own_part_source));
    crossed.kind = MaskKind::employer;
    crossed.text = "新疆云岭经纬水资源规划设计咨询集团";
    std::vector<Finding> found{crossed};
    look_again(found, answering({-36.1, -37.4, -36.6, -41.1}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::ask);
    for (const std::string& source :
         {"reading:5-wrong" + std::string(own_part_source), std::string("reading:2-wrong")}) {
        crossed.source = source;
        found = {crossed};
        look_again(found, answering({-36.1, -37.4, -36.6, -41.1}));
        EXPECT_TRUE(found.empty()) << source << ": too little, or another's own part";
    }
}

TEST(Again, WhatWasSurelyFoundAndHalfReadIsAQuestionWhateverTheNetworksSay) {
    Finding sure = doubtful(0.99);
    sure.zone = Zone::mask;
    std::vector<Finding> found{sure};
    look_again(found, answering({-36.1, -37.4, -36.6, -41.1}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::ask);
    sure.source = "reading:2-wrong";
    found = {sure};
    look_again(found, answering({-36.1, -37.4, -36.6, -41.1}));
    EXPECT_TRUE(found.empty());
}

TEST(Again, AHandWhereTheFormAsksForTheEmployerIsTheEmployers) {
    Finding hand = doubtful(0.9, "reading:4-wrong" + std::string(asked_for_source));
    hand.kind = MaskKind::employer;
    hand.zone = Zone::mask;
    hand.text = "阿南套矿业集团有限责任公司";
    std::vector<Finding> found{hand};
    look_again(found, answering({-20, -22, -24, -26}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::mask);
    hand.source = "reading:4-wrong";
    found = {hand};
    look_again(found, answering({-20, -22, -24, -26}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::ask) << "no label asks for it";
}

TEST(Again, OfALongNameOneCharacterMayBeAmiss) {
    Finding cover = doubtful(0.95);
    cover.zone = Zone::mask;
    cover.text = "叶尔扎提·胡马尔别克";
    std::vector<Finding> found{cover};
    look_again(found, answering({-20, -22, -24, -26}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::mask);
    cover.source = "reading:2-wrong";
    found = {cover};
    look_again(found, answering({-20, -22, -24, -26}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::ask);
}

TEST(Again, ADisputeIsSettledWhereAnotherSignsOrAMaskHidesIt) {
    const auto disputed = [](double y) {
        Finding f = doubtful(0.5, "reading:1-wrong:again" + std::string(disputed_source));
        for (Quad& q : f.pieces_upright) q = quad_of(Rect{bounding(q).x + 160, y, 22, 24});
        return f;
    };
    Finding mask = disputed(500);
    mask.zone = Zone::mask;
    mask.source = "reading:exact";
    const Reading page = test::page({test::line("主管领导签字：", {.y = 100, .p = 0.97F})});
    Finding hand = disputed(100);
    hand.source = "reading" + std::string(hand_source);
    std::vector<Finding> found{disputed(100), disputed(300), disputed(500), hand, mask};
    drop_settled_disputes(found, page);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(bounding(found[0].pieces_upright[0]).y, 300);
    EXPECT_EQ(found[1].zone, Zone::mask);
}

TEST(Again, WhatAnExampleSettledTheNetworksHaveNoSayIn) {
    Finding settled = doubtful(0.95, "reading:2-wrong:example");
    settled.zone = Zone::mask;
    std::vector<Finding> found{settled};
    look_again(found, answering({-30, -32, -40, -41}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::mask);
    EXPECT_DOUBLE_EQ(found[0].confidence, 0.95);
}

TEST(Again, OneViewThatIsFooledDecidesNothing) {
    std::vector<Finding> found{doubtful(0.6)};
    look_again(found, answering({-0.5, -28, -30, -26}));
    EXPECT_TRUE(found.empty());
    found = {doubtful(0.6)};
    look_again(found, answering({-28, -4, -3.5, -26}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::mask);
}

TEST(Again, HandwritingThatHardlyReadsStaysAQuestion) {
    std::vector<Finding> found{doubtful(0.8)};
    look_again(found, answering({-11, -12, -14, -13}));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::ask);
}

TEST(Again, WhatWasReadAsItIsOrCannotBeLookedAtIsLeftAlone) {
    std::vector<Finding> found{doubtful(0.6, "reading:exact"), doubtful(0.6, "reading:cut"), doubtful(0.6, "residue")};
    look_again(found, answering({-40, -40, -40, -40}));
    EXPECT_EQ(found.size(), 3U);
    std::vector<Finding> unseen{doubtful(0.6)};
    look_again(unseen, answering({}));
    ASSERT_EQ(unseen.size(), 1U);
    EXPECT_EQ(unseen[0].confidence, 0.6);
}

TEST(Again, ANameBrokenOverLinesIsAskedForInParts) {
    std::vector<Finding> broken{doubtful(0.6)};
    broken[0].pieces_upright[2] = quad_of(Rect{100, 90, 22, 24});
    std::vector<std::string> asked;
    look_again(broken, [&](const auto& characters, const auto&, const Rect& place) {
        std::string text;
        for (const std::string& c : characters) text += c;
        asked.push_back(text);
        EXPECT_EQ(place.h, 24);
        return std::vector<double>{-9, -9};
    });
    EXPECT_EQ(asked, (std::vector<std::string>{"林知", "远"}));
    EXPECT_TRUE(broken.empty()) << "-18 in all";
}

TEST(Again, TheDotOfANameIsAskedForAsAnyMark) {
    Finding f = doubtful(0.6);
    f.text = "阿卜杜·买买提";
    std::vector<Finding> found{f};
    look_again(found, [](const auto& characters, const auto& mark_before, const Rect& place) {
        EXPECT_EQ(characters.size(), 6U);
        EXPECT_EQ(mark_before, (std::vector<bool>{false, false, false, true, false, false}));
        EXPECT_EQ(place.x, 100);
        return std::vector<double>{-1, -1};
    });
}

TEST(Again, HowTheStringIsSharedBetweenLinesIsTakenFromTheSearch) {
    // Four pieces for three characters: a hole was covered as well.
    Finding f = doubtful(0.6, "reading:1-wrong:wrapped");
    f.pieces_upright.push_back(quad_of(Rect{172, 50, 20, 24}));
    f.lines = {{1, {300, 50, 22, 24}}, {2, {100, 90, 48, 24}}};
    std::vector<Finding> broken{f};
    std::vector<std::pair<std::size_t, double>> asked;
    look_again(broken, [&](const auto& characters, const auto&, const Rect& place) {
        asked.emplace_back(characters.size(), place.x);
        return std::vector<double>{-1, -1};
    });
    EXPECT_EQ(asked, (std::vector<std::pair<std::size_t, double>>{{1, 300}, {2, 100}}));
    ASSERT_EQ(broken.size(), 1U);
    EXPECT_EQ(broken[0].zone, Zone::mask);
}

TEST(Again, WhatTheReadersSayTwoThingsOfIsLookedAt) {
    std::vector<Finding> found{doubtful(0.6, "reading:contested")};
    look_again(found, answering({-30, -28, -1, -33}));
    EXPECT_TRUE(found.empty());
}

/// An employer of eight characters, six on one line and two below; `read`: how many of them it has to show.
Finding employer(const std::string& text, std::size_t pieces, const std::string& source, Zone zone) {
    Finding f;
    f.kind = MaskKind::employer;
    f.text = text;
    for (std::size_t i = 0; i < pieces; ++i)
        f.pieces_upright.push_back(quad_of(i < 6 ? Rect{100.0 + 24.0 * static_cast<double>(i), 50, 22, 24}
                                                 : Rect{100.0 + 24.0 * static_cast<double>(i - 6), 80, 22, 24}));
    f.confidence = zone == Zone::mask ? 0.97 : 0.4;
    f.source = source;
    f.zone = zone;
    return f;
}

TEST(Again, BlurOfManyCharactersIsNoOtherName) {
    Finding longer = doubtful(0.94);
    longer.kind = MaskKind::employer;
    longer.text = "昌吉回族自治州教育科学研究中心";
    longer.pieces_upright.clear();
    for (int i = 0; i < 15; ++i) longer.pieces_upright.push_back(quad_of(Rect{100.0 + 24 * i, 50, 22, 24}));
    std::vector<Finding> found{longer, doubtful(0.94)};
    look_again(found, answering({-13, -13.4, -15, -16}));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].zone, Zone::mask);
    EXPECT_EQ(found[1].zone, Zone::ask);
    // A character that is surely another one.
    found = {longer};
    look_again(found, answering({-22, -24, -27, -30}));
    EXPECT_TRUE(found.empty() || found[0].zone == Zone::ask);
}

TEST(Again, WhatFollowsAnEmployersSurelyFoundShorterFormIsTheRestOfItsName) {
    const Look against = answering({-30, -28, -31, -40});
    std::vector<Finding> found{employer("众诚工程咨询", 6, "reading:exact", Zone::mask),
                               employer("众诚工程咨询公司", 8, "reading:1-wrong", Zone::ask)};
    look_again(found, against);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].zone, Zone::mask);
    // Two characters of eight say little, and alone the longer form is asked for as ever.
    found = {employer("众诚", 2, "reading:exact", Zone::mask),
             employer("众诚工程咨询公司", 8, "reading:1-wrong", Zone::ask)};
    look_again(found, against);
    EXPECT_EQ(found.size(), 1U);
}

TEST(Again, OfALongNameFourCharactersOfNineAreEnoughForAQuestion) {
    const auto asked = [](const std::string& source) {
        Finding f = doubtful(0.99, source);
        f.text = "木塔力甫·艾则孜";
        f.pieces_upright.clear();
        for (int i = 0; i < 8; ++i) f.pieces_upright.push_back(quad_of(Rect{100.0 + 24 * i, 50, 22, 24}));
        f.zone = Zone::mask;
        std::vector<Finding> found{f};
        look_again(found, answering({-60, -58, -70, -66}));
        return found.size();
    };
    EXPECT_EQ(asked("reading:4-wrong"), 1U);
    EXPECT_EQ(asked("reading:6-wrong"), 0U);
}

}  // namespace
}  // namespace mangping::ocr
