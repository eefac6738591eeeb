#include "ocr/spot/beside_seal.hpp"

#include <gtest/gtest.h>

#include "ocr/names/targets.hpp"

namespace mangping::ocr {
namespace {

constexpr double em = 30;

/// A line whose character i stands at the i-th place; '_' leaves its place empty.
Line line(const std::u32string& text, double y, float sure = 0.9F) {
    Line out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == U'_') continue;
        const char32_t c = text[i];
        const std::string utf8{static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
                               static_cast<char>(0x80 | (c & 63))};
        out.glyphs.push_back({{{utf8, sure}}, {100 + static_cast<double>(i) * em, y, em * 0.9, em * 0.9}});
        out.box_upright = bounding(out.box_upright, out.glyphs.back().box_upright);
    }
    return out;
}

Seal seal_at(double x, double y) {
    Seal seal;
    seal.centre_upright = {x, y};
    seal.radius_x = seal.radius_y = 100;
    return seal;
}

Targets employer() {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "新疆绿原电力工程项目管理有限公司";
    return targets_of(dossier);
}

Reading reading_of(std::vector<Line> lines) {
    Reading reading;
    reading.lines = std::move(lines);
    return reading;
}

TEST(BesideSeal, ANameCutInTwoByItsSealIsMaskedAsAWhole) {
    const auto found = spot_beside_seals(reading_of({line(U"新疆绿原电___日_管理有限公司", 500)}), {seal_at(320, 510)},
                                         {}, employer());
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].zone, Zone::mask);
    EXPECT_EQ(found[0].pieces_upright.size(), 16u);
    EXPECT_NEAR(bounding(found[0].pieces_upright.front()).x, 100, em);
    EXPECT_NEAR(bounding(found[0].pieces_upright.back()).right(), 100 + 16 * em, em);
}

TEST(BesideSeal, TheAcademyIsNotTakenForItsInstitute) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "新疆绿洲农牧科学院";
    dossier.applicant.employer_aliases = {"新疆绿洲农牧科学院土壤与水资源研究所"};
    const Targets academy = targets_of(dossier);
    const Finding own{MaskKind::employer_seal, "", {quad_of({100, 410, 200, 200})}, 0.9, "", Zone::mask};
    auto found = spot_beside_seals(reading_of({line(U"新疆绿洲农牧科学院____2017年度", 500)}), {seal_at(200, 510)},
                                   {own}, academy);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].pieces_upright.size(), 9u);
    found = spot_beside_seals(reading_of({line(U"新疆绿洲农牧科学院____资源研究所", 500)}), {seal_at(430, 510)}, {},
                              academy);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].pieces_upright.size(), 18u);
}

TEST(BesideSeal, TheParentsNameUnderItsOwnSealStays) {
    Dossier dossier;
    dossier.applicant.name = "方磊";
    dossier.applicant.employer = "中国稀散矿物研究院天岳分析测试中心";
    const Targets centre = targets_of(dossier);
    const Line row = line(U"中国稀散矿物研究院", 500);
    const auto dated = reading_of({row, line(U"二〇二一年九月", 540)});
    EXPECT_TRUE(spot_beside_seals(dated, {seal_at(230, 510)}, {}, centre).empty());
    const auto department = reading_of({line(U"中国稀散矿物研究院人事教育部", 500)});
    EXPECT_TRUE(spot_beside_seals(department, {seal_at(300, 510)}, {}, centre).empty());
    // The own part below belongs to it; where nothing is read there, it may stand under the seal.
    const auto wrapped =
        spot_beside_seals(reading_of({row, line(U"天岳分析测试中心", 540)}), {seal_at(230, 510)}, {}, centre);
    ASSERT_FALSE(wrapped.empty());
    EXPECT_EQ(wrapped[0].pieces_upright.size(), 17u);
    for (const Finding& f : wrapped) EXPECT_EQ(f.zone, Zone::mask);
    const auto unread = spot_beside_seals(reading_of({row}), {seal_at(230, 510)}, {}, centre);
    ASSERT_EQ(unread.size(), 1u);
    EXPECT_EQ(unread[0].zone, Zone::ask);
    // Words of trade are anybody's: the own part alone is no form without its 天岳.
    const auto station = reading_of({line(U"新疆农业分析测试站", 500)});
    EXPECT_TRUE(spot_beside_seals(station, {seal_at(900, 510)}, {}, centre).empty());
}

TEST(BesideSeal, TheRestOfANameOnTheLineBelowIsMaskedWithIt) {
    Line rest = line(U"公司", 540);
    const auto found = spot_beside_seals(reading_of({line(U"新疆绿原电___日_管理有限", 500), rest}),
                                         {seal_at(320, 510)}, {}, employer());
    ASSERT_EQ(found.size(), 1u);
    ASSERT_EQ(found[0].pieces_upright.size(), 16u);
    EXPECT_NEAR(bounding(found[0].pieces_upright[14]).y, 540, 1);
    EXPECT_NEAR(bounding(found[0].pieces_upright[15]).right(), rest.box_upright.right(), 1);
    EXPECT_NEAR(bounding(found[0].pieces_upright[13]).right(), 100 + 14 * em, em);
}

TEST(BesideSeal, MarksThatTheSealPutBeforeTheRestDoNotHideIt) {
    const auto found = spot_beside_seals(reading_of({line(U"新疆绿原电__程__管理有", 500), line(U"光限公司", 540)}),
                                         {seal_at(320, 510)}, {}, employer());
    ASSERT_EQ(found.size(), 1u);
    ASSERT_EQ(found[0].pieces_upright.size(), 16u);
    EXPECT_NEAR(bounding(found[0].pieces_upright[13]).x, 100 + em, 1);
}

TEST(BesideSeal, ARestThatNobodyCouldReadIsAskedFor) {
    const Line row = line(U"新疆绿原电__程__管理有", 500);
    const auto found =
        spot_beside_seals(reading_of({row, line(U"二〇二三年", 600)}), {seal_at(320, 510)}, {}, employer());
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].zone, Zone::mask);
    EXPECT_EQ(found[1].zone, Zone::ask);
    const Rect asked = bounding(found[1].pieces_upright.front());
    EXPECT_NEAR(asked.y, row.box_upright.bottom(), 1);
    EXPECT_NEAR(asked.right(), row.box_upright.right(), em);
}

TEST(BesideSeal, AShorterFormThatEndsWhereTheRowDoesHasNoRest) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "新疆绿原电力工程项目管理有限公司";
    dossier.applicant.employer_aliases = {"新疆绿原电力工程项目管理"};
    const auto found = spot_beside_seals(reading_of({line(U"新疆绿原电___日_管理", 500)}), {seal_at(320, 510)}, {},
                                         targets_of(dossier));
    ASSERT_FALSE(found.empty());
    for (const Finding& f : found) EXPECT_EQ(f.zone, Zone::mask);
}

TEST(BesideSeal, ANameOfWhichOnlyTheEndsStandBesideTheSealIsMasked) {
    Seal seal = seal_at(340, 510);
    seal.radius_x = seal.radius_y = 130;
    EXPECT_EQ(spot_beside_seals(reading_of({line(U"新疆绿原________有限公司", 500)}), {seal}, {}, employer()).size(),
              1u);
    // Another organisation of the region, as long by chance.
    EXPECT_TRUE(
        spot_beside_seals(reading_of({line(U"新疆金石________有限公司", 500)}), {seal}, {}, employer()).empty());
    // What stands beside the seal must be all of it.
    EXPECT_TRUE(spot_beside_seals(reading_of({line(U"新疆绿原________有____", 500)}), {seal}, {}, employer()).empty());
}

TEST(BesideSeal, ADateUnderASealIsNoName) {
    EXPECT_TRUE(
        spot_beside_seals(reading_of({line(U"二〇二三年八月六日", 500)}), {seal_at(320, 510)}, {}, employer()).empty());
}

TEST(BesideSeal, ASistersNameThatWasReadSurelyStays) {
    EXPECT_TRUE(spot_beside_seals(reading_of({line(U"新疆远图电力工程项目管理有限公司", 500)}), {seal_at(320, 510)}, {},
                                  employer())
                    .empty());
}

TEST(BesideSeal, ARowAwayFromTheSealIsNotLookedAt) {
    EXPECT_TRUE(
        spot_beside_seals(reading_of({line(U"新疆绿原电___日_管理有限公司", 900)}), {seal_at(320, 510)}, {}, employer())
            .empty());
}

TEST(BesideSeal, ALongRegionAndAWordOfTradeInCommonAreNotEnough) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "昌吉回族自治州教育科学研究中心";
    const Targets wanted = targets_of(dossier);
    const Reading issuer = reading_of({line(U"昌吉回族自治州教育局", 500)});
    EXPECT_TRUE(spot_beside_seals(issuer, {seal_at(320, 510)}, {}, wanted).empty());
    const Reading own = reading_of({line(U"昌吉回族自__教育___究中心", 500)});
    EXPECT_EQ(spot_beside_seals(own, {seal_at(420, 510)}, {}, wanted).size(), 1u);
}

/// A seal of radius 100 whose arc nobody read.
Finding unread_at(double x, double y) {
    return {MaskKind::employer_seal, {}, {quad_of(Rect{x - 100, y - 100, 200, 200})}, 0, "seal:unread", Zone::ask, {}};
}

Finding employer_at(const Rect& box, Zone zone = Zone::mask) {
    return {MaskKind::employer, {}, {quad_of(box)}, 0.99, "reading:exact", zone, {}};
}

TEST(BesideSeal, AnUnreadSealAcrossTheEmployersNameIsTheEmployers) {
    std::vector<Finding> unread{unread_at(320, 510), unread_at(900, 510)};
    const auto found = seals_over_name(unread, {employer_at({200, 480, 300, 30})});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, MaskKind::employer_seal);
    EXPECT_EQ(unread.size(), 1u) << "the other is still nobody's";
}

TEST(BesideSeal, AnUnreadSealThatMissesTheNameOrADoubtfulOneStaysUnread) {
    std::vector<Finding> unread{unread_at(320, 510)};
    EXPECT_TRUE(seals_over_name(unread, {employer_at({350, 480, 300, 30})}).empty()) << "beside the middle";
    EXPECT_TRUE(seals_over_name(unread, {employer_at({200, 405, 300, 20})}).empty()) << "at the rim";
    EXPECT_TRUE(seals_over_name(unread, {employer_at({200, 480, 300, 30}, Zone::ask)}).empty());
    EXPECT_EQ(unread.size(), 1u);
}

TEST(BesideSeal, TheNameThatExplainsAllThatStandsThereIsMaskedNotALongerOne) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "天山南麓师范学院";
    dossier.applicant.employer_aliases = {"天山南麓师范学院幼儿园"};
    Finding own{MaskKind::employer_seal, {}, {quad_of(Rect{200, 420, 180, 180})}, 0.9, "seal:string", Zone::mask, {}};
    const auto found =
        spot_beside_seals(reading_of({line(U"_山南__范学院", 500)}), {seal_at(240, 510)}, {own}, targets_of(dossier));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].pieces_upright.size(), 8u);
}

TEST(BesideSeal, ASistersNameBeyondTheSealStays) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "北庭师范学院";
    const Targets college = targets_of(dossier);
    const auto of = [&](const std::u32string& name, float sure) {
        return spot_beside_seals(reading_of({line(name, 500, sure)}), {seal_at(480, 510)}, {}, college);
    };
    EXPECT_TRUE(of(U"北庭师范学校", 0.98F).empty());
    EXPECT_TRUE(of(U"北庭医药学院", 0.95F).empty()) << "two are others";
    EXPECT_FALSE(of(U"北庭师范学校", 0.7F).empty()) << "校 may be misread";
}

}  // namespace
}  // namespace mangping::ocr
