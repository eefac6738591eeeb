#include "ocr/spot/signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/ocr/spot/build.hpp"

namespace mangping::ocr {
namespace {

TEST(Signature, IsAskedForBesideLabelsThatOnlyTheApplicantFills) {
    for (const char* label : {"本人签名：", "承诺人（签字）：", "申报人签名：", "被考核人签字：", "本人鉴名：",
                              "签字：（承诺人）", "（承诺人）"}) {
        const Reading page = test::page({test::line(label)});
        const auto places = signing_places(page, Kind::other);
        ASSERT_EQ(places.size(), 1U) << label;
        const Rect& box = page.lines[0].box_upright;
        EXPECT_GT(places[0].region_upright.x, box.right() - 0.5 * 24) << label;
        EXPECT_GT(places[0].region_upright.w, 3 * places[0].em) << label;
    }
}

TEST(Signature, OfOthersIsNotLookedFor) {
    for (const char* label : {"单位负责人（签字）：", "主管领导签字：", "签字：", "审核人签名：",
                              "承诺人对所填内容负责", "本人承诺以上属实"})
        EXPECT_TRUE(signing_places(test::page({test::line(label)}), Kind::other).empty()) << label;
}

TEST(Signature, OfPartyBIsTheApplicantsOnALabourContractOnly) {
    const Reading page = test::page({test::line("乙方（签字）：")});
    EXPECT_EQ(signing_places(page, Kind::labor_contract).size(), 1U);
    EXPECT_TRUE(signing_places(page, Kind::evidence).empty());
    const Reading printed = test::page({test::line("乙方（盖章）滴峰（身份证号同上）")});
    EXPECT_EQ(signing_places(printed, Kind::labor_contract).size(), 1U) << "whose colon became a part of 高";
    EXPECT_TRUE(signing_places(printed, Kind::evidence).empty());
}

TEST(Signature, OfAChairmanWhoIsTheHeadAsWellStandsBehindBothRoles) {
    const Reading page = test::page({test::line("校长、学位评定委员会主席", {.x = 100, .y = 500})});
    const double end = page.lines[0].box_upright.right();
    const auto places = signing_places_of_others(page, {}, Kind::degree_certificate);
    EXPECT_TRUE(std::any_of(places.begin(), places.end(),
                            [end](const SigningPlace& p) { return std::abs(p.region_upright.x - end) < 10; }));
}

TEST(Signature, EndsBeforeTheDate) {
    const Reading page = test::page({test::line("本人签名：　　　　　2023年9月12日")});
    const auto places = signing_places(page, Kind::other);
    ASSERT_EQ(places.size(), 1U);
    double date = 1e9;
    for (const Glyph& g : page.lines[0].glyphs)
        if (g.text() == "2") date = std::min(date, g.box_upright.x);
    EXPECT_LE(places[0].region_upright.right(), date);
}

TEST(Signature, IsFoundWhereOnlyAnotherReadingHasTheLabel) {
    Line label = test::line("本人等和，何办");
    label.other_readings.push_back(test::line("本人签名：何办").glyphs);
    EXPECT_EQ(signing_places(test::page({label}), Kind::other).size(), 1U);
    Line twice = test::line("本人签名：何办");
    twice.other_readings.push_back(test::line("本人签名：何力").glyphs);
    EXPECT_EQ(signing_places(test::page({twice}), Kind::other).size(), 1U) << "one place, not two";
}

TEST(Signature, IsFoundBehindBracketsAndColonsThatWereMisread) {
    for (const char* label : {"承诺人《签字)：", "本人签名，", "承诺人(签字》;"})
        EXPECT_EQ(signing_places(test::page({test::line(label)}), Kind::other).size(), 1U) << label;
}

TEST(Signature, IsNotEndedByAStrokeThatReadsAsADigit) {
    const Reading page = test::page({test::line("本人签名：　1尔哈提　2023年9月")});
    const auto places = signing_places(page, Kind::other);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_GT(places[0].region_upright.w, 5 * places[0].em);
}

TEST(Signature, IsNotEndedByTwoStrokesThatReadAsDigits) {
    const auto width = [](const char* text) {
        const auto places = signing_places(test::page({test::line(text)}), Kind::other);
        return places.empty() ? 0 : places[0].region_upright.w / places[0].em;
    };
    EXPECT_GT(width("本人签名：15和子谖天·收筷哈耙"), 9);
    EXPECT_LT(width("本人签名：韦国栋　15月9日"), 6);
    EXPECT_LT(width("本人签名：韦国栋　2023.9.12"), 6);
}

Finding masked_name(double x, double y, double em = 24) {
    Finding f;
    f.kind = MaskKind::name;
    f.zone = Zone::mask;
    f.pieces_upright = {quad_of(Rect{x, y, 3 * em, em})};
    return f;
}

TEST(Signature, StandsInATitleBlockBesideTheNameThatARoleStandsBefore) {
    const Reading block =
        test::page({test::line("设计"), test::line("林知远", {.x = 200}), test::line("日期", {.x = 500})});
    const auto places = signing_places_beside(block, {masked_name(200, 100)});
    ASSERT_EQ(places.size(), 1U);
    EXPECT_GE(places[0].region_upright.x, 200 + 3 * 24);
    EXPECT_LT(places[0].region_upright.right(), 510);
    const Reading other = test::page({test::line("姓名"), test::line("林知远", {.x = 200})});
    EXPECT_TRUE(signing_places_beside(other, {masked_name(200, 100)}).empty()) << "no role before";
}

TEST(Signature, IsNotTakenFromPrintThatGoesOnBehindTheName) {
    const Reading prose = test::page({test::line("项目负责人林知远同志主持完成了该项工作")});
    EXPECT_TRUE(signing_places_beside(prose, {masked_name(100 + 5 * 24, 100)}).empty());
}

TEST(Signature, IsNotEndedByAStrokeOfItThatReadsAsADigit) {
    Line hand = test::line("朱6防", {.x = 260, .p = 0.9F});
    const auto alone = signing_places(test::page({test::line("本人签名：", {.p = 0.95F}), hand}), Kind::other);
    ASSERT_EQ(alone.size(), 1u);
    EXPECT_GT(alone[0].region_upright.right(), 260 + 3 * 24);
    const auto dated = signing_places(test::page({test::line("本人签名：", {.p = 0.95F}), hand,
                                                  test::line("2021年12月29日", {.x = 420, .p = 0.95F})}),
                                      Kind::other);
    ASSERT_EQ(dated.size(), 1u);
    EXPECT_LE(dated[0].region_upright.right(), 422);
    EXPECT_GT(dated[0].region_upright.right(), 260 + 3 * 24);
}

TEST(Signature, IsNotEndedByADigitWhoseNeighbourIsNone) {
    Line hand = test::line("94林木", {.x = 260, .p = 0.9F});
    test::reread(hand, 1, {{"4", 0.47F}});
    const auto places = signing_places(test::page({test::line("本人签名：", {.p = 0.95F}), hand}), Kind::other);
    ASSERT_EQ(places.size(), 1u);
    EXPECT_GT(places[0].region_upright.right(), 260 + 4 * 24);
}

/// Networks for which one label takes `cost` a character at the beginning of any line, every other one -12.
PlaceOnLines knowing(const std::string& label, double cost) {
    return [=](const std::vector<AskedString>& strings, const std::vector<Rect>& lines) {
        std::vector<std::vector<StringOnLine>> out(lines.size());
        for (std::size_t k = 0; k < lines.size(); ++k)
            for (const AskedString& s : strings) {
                std::string joined;
                for (const std::string& c : s.characters) joined += c;
                StringOnLine on{joined == label ? cost : -12, {}, {}};
                for (std::size_t i = 0; i < s.characters.size(); ++i)
                    on.boxes_upright.push_back(
                        {lines[k].x + 24.0 * static_cast<double>(i), lines[k].y, 24, lines[k].h});
                out[k].push_back(std::move(on));
            }
        return out;
    };
}

TEST(Signature, IsFoundBehindALabelThatAHandBesideItSpoilt) {
    Line line = test::line("术人竺。在执攻丽阿页者", {.p = 0.2F});
    line.confidence = 0.15F;
    const Reading page = test::page({line});
    EXPECT_TRUE(signing_places(page, Kind::annual_assessment_form).empty());
    const auto places = signing_places_blurred(page, knowing("本人签名", -2.7), {}, Kind::annual_assessment_form);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_NEAR(places[0].region_upright.x, line.box_upright.x + 4 * 24, 12);
    EXPECT_GT(places[0].region_upright.right(), line.box_upright.right());
    // The same place is told once, and ink that is no label of the applicant's is none.
    EXPECT_TRUE(signing_places_blurred(page, knowing("本人签名", -2.7), places, Kind::annual_assessment_form).empty());
    EXPECT_TRUE(signing_places_blurred(page, knowing("本人签名", -2.7), {}, Kind::graduation_certificate).empty());
    EXPECT_TRUE(signing_places_blurred(page, knowing("本人签名", -9.1), {}, Kind::annual_assessment_form).empty());
    // Between, it has to beat other labels and strings that nobody asked for.
    EXPECT_FALSE(signing_places_blurred(page, knowing("本人签名", -8), {}, Kind::annual_assessment_form).empty());
    const auto all_alike = [](const std::vector<AskedString>& strings, const std::vector<Rect>& lines) {
        auto out = knowing("本人签名", -8)(strings, lines);
        for (auto& line : out)
            for (StringOnLine& on : line) on.per_character = std::max(on.per_character, -9.0);
        return out;
    };
    EXPECT_TRUE(signing_places_blurred(page, all_alike, {}, Kind::annual_assessment_form).empty());
}

TEST(Signature, IsFoundBehindALabelOfWhichTheRoleWasMisread) {
    const Reading page = test::page({test::line("木人签名:顾振弎")});
    EXPECT_TRUE(signing_places(page, Kind::annual_assessment_form).empty());
    EXPECT_EQ(signing_places_blurred(page, knowing("本人签名", -2.7), {}, Kind::annual_assessment_form).size(), 1U);
}

TEST(Signature, IsNotAskedForInLinesThatReadWell) {
    EXPECT_TRUE(signing_places_blurred(test::page({test::line("主管领导签字李远山")}), knowing("本人签名", -1), {},
                                       Kind::annual_assessment_form)
                    .empty());
}

TEST(Signature, OfOthersIsKnownByTheirRoles) {
    for (const char* label : {"主管领导签字：", "主管签字：", "甲方监督：", "经办人：", "考核委员会负责人：",
                              "单位负责人（签字）：", "单位负责人签字："}) {
        const Reading page = test::page({test::line(label)});
        const auto places = signing_places_of_others(page, {});
        ASSERT_EQ(places.size(), 1U) << label;
        EXPECT_GT(places[0].region_upright.x, page.lines[0].box_upright.right() - 30) << label;
    }
    for (const char* label : {"本人签名：", "承诺人（签字）：", "项目负责人：", "经办人应当按时提交"})
        EXPECT_TRUE(signing_places_of_others(test::page({test::line(label)}), {}).empty()) << label;
}

TEST(Signature, BehindABareLabelIsTheApplicantsInTheApplicantsRow) {
    const auto form = [](const char* row) {
        return test::page({test::line("主管领导", {.x = 40, .y = 100}), test::line("评语", {.x = 64, .y = 130}),
                           test::line(row, {.x = 40, .y = 400}), test::line("同意。", {.x = 200, .y = 370}),
                           test::line("签名：", {.x = 400, .y = 380})});
    };
    for (const char* row : {"本人意见", "个人总结", "自我评价"})
        EXPECT_EQ(signing_places(form(row), Kind::annual_assessment_form).size(), 1U) << row;
    for (const char* row : {"单位意见", "考核组", "备注"})
        EXPECT_TRUE(signing_places(form(row), Kind::annual_assessment_form).empty()) << row;
}

TEST(Signature, BehindABareLabelInAnothersRowIsTheirs) {
    const auto others = [](const char* first_cell, double y) {
        return signing_places_of_others(
                   test::page({test::line(first_cell, {.x = 40, .y = y}), test::line("签名：", {.x = 400, .y = 300})}),
                   {})
            .size();
    };
    EXPECT_EQ(others("主管领导评语", 200), 1U);
    EXPECT_EQ(others("考核委员会意见", 200), 1U);
    EXPECT_EQ(others("本人总结", 200), 0U);
    EXPECT_EQ(others("单位审定意见", 200), 1U);
    EXPECT_EQ(others("工作单位", 200), 0U) << "whoever works there may sign";
    const auto below = [](const char* word, double y) {
        return signing_places_of_others(
                   test::page({test::line("单位审定", {.x = 40, .y = 200}), test::line(word, {.x = 60, .y = y}),
                               test::line("签名：", {.x = 400, .y = 360})}),
                   {})
            .size();
    };
    EXPECT_EQ(below("意见", 240), 1U) << "a cell of two lines";
    EXPECT_EQ(below("意见", 300), 0U) << "another cell";
    EXPECT_EQ(below("名称", 240), 0U);
    EXPECT_EQ(others("主管领导评语", 440), 0U) << "the next row";
    EXPECT_EQ(signing_places_of_others(test::page({test::line("主管领导（签字）")}), {}).size(), 1U);
    EXPECT_EQ(signing_places_of_others(test::page({test::line("负责人签字：")}), {}).size(), 1U);
    EXPECT_EQ(signing_places_of_others(test::page({test::line("项目负责人签字：")}), {}).size(), 0U);
    const Reading diploma = test::page({test::line("校长：")});
    EXPECT_EQ(signing_places_of_others(diploma, {}, Kind::graduation_certificate).size(), 1U);
    EXPECT_EQ(signing_places_of_others(diploma, {}, Kind::evidence).size(), 0U) << "it may be the applicant";
    const Reading notice = test::page({test::line("签字：", {.x = 400, .y = 900})});
    EXPECT_EQ(signing_places_of_others(notice, {}, Kind::unit_publicity).size(), 1U);
    EXPECT_EQ(signing_places_of_others(notice, {}, Kind::evidence).size(), 0U);
    EXPECT_EQ(signing_places_of_others(test::page({test::line("法定代表人或委托代理人：")}), {}).size(), 1U);
}

TEST(Signature, OfAListStandsInItsColumnInTheNamesRow) {
    const Reading list =
        test::page({test::line("序号", {.x = 60}), test::line("姓名", {.x = 200}), test::line("职称", {.x = 400}),
                    test::line("签字", {.x = 600}), test::line("韦国栋", {.x = 190, .y = 160}),
                    test::line("工程师", {.x = 390, .y = 160}), test::line("林知远", {.x = 190, .y = 220}),
                    test::line("工程师", {.x = 390, .y = 220})});
    const std::vector<Finding> found{masked_name(190, 220)};
    const auto places = signing_places_beside(list, found);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_TRUE(places[0].region_upright.x > 440 && places[0].region_upright.x < 600);
    EXPECT_TRUE(places[0].region_upright.y > 184 && places[0].region_upright.bottom() < 270);
    const auto others = signing_places_of_others(list, found);
    ASSERT_EQ(others.size(), 1U);
    EXPECT_FALSE(intersection(others[0].region_upright, Rect{600, 150, 90, 40}).empty());
    EXPECT_TRUE(intersection(others[0].region_upright, Rect{600, 900, 90, 40}).empty()) << "the foot of the page";
    EXPECT_TRUE(signing_places_of_others(list, {}).empty()) << "the applicant's row is not known";
    // A value wider than its heading reaches towards the hands, which begin where it ends.
    const Reading wide =
        test::page({test::line("姓名", {.x = 200}), test::line("职称", {.x = 400}), test::line("签名", {.x = 600}),
                    test::line("林知远", {.x = 190, .y = 220}), test::line("高级工程师之一二", {.x = 370, .y = 220})});
    const auto behind = signing_places_beside(wide, found);
    ASSERT_EQ(behind.size(), 1U);
    EXPECT_GT(behind[0].region_upright.x, wide.lines[4].box_upright.right());
    EXPECT_LT(behind[0].region_upright.x, 600);
    EXPECT_EQ(signing_places_of_others(wide, found).size(), 1U);
    const Reading alone = test::page({test::line("签字", {.x = 600}), test::line("林知远", {.x = 190, .y = 220})});
    EXPECT_TRUE(signing_places_beside(alone, found).empty()) << "no list";
}

TEST(Signature, OfTheEmployersRepresentativeIsAskedAbout) {
    const Reading contract =
        test::page({test::line("甲方（盖章）：沙湾县水务投资公司", {.x = 100, .y = 700}),
                    test::line("代表人：", {.x = 100, .y = 740}),
                    test::line("乙方（盖章）：疆南市云岭规划设计研究院", {.x = 700, .y = 700}),
                    test::line("代表人：", {.x = 700, .y = 740}), test::line("法定代表人：", {.x = 700, .y = 780})});
    Finding employer;
    employer.kind = MaskKind::employer;
    employer.zone = Zone::mask;
    employer.pieces_upright = {quad_of(Rect{868, 700, 264, 24})};
    const auto anywhere = [](const Rect& region, double) { return std::optional(Rect{region.x, region.y, 60, 40}); };
    const auto asked = hands_of_representatives(contract, Kind::evidence, {employer}, anywhere);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].zone, Zone::ask);
    EXPECT_GT(bounding(asked[0].pieces_upright[0]).x, 780);
    EXPECT_TRUE(hands_of_representatives(contract, Kind::evidence, {}, anywhere).empty());
    EXPECT_TRUE(hands_of_representatives(contract, Kind::labor_contract, {employer}, anywhere).empty());
    const auto nothing = [](const Rect&, double) { return std::optional<Rect>(); };
    EXPECT_TRUE(hands_of_representatives(contract, Kind::evidence, {employer}, nothing).empty());
}

TEST(Signature, AtTheFootOfARowAsHighAsThePageIsTheApplicants) {
    const Line own = test::line("本人总结", {.x = 60, .y = 500, .vertical = true});
    const Line foot = test::line("签名：", {.x = 500, .y = 1400});
    EXPECT_EQ(signing_places(test::page({own, foot}), Kind::annual_assessment_form).size(), 1U);
    const Line others = test::line("领导意见", {.x = 60, .y = 900});
    EXPECT_TRUE(signing_places(test::page({own, others, foot}), Kind::annual_assessment_form).empty())
        << "another row stands between";
}

TEST(Signature, IsFoundBehindALabelItsHandTouches) {
    const Line own = test::line("本人总结", {.x = 60, .y = 500, .vertical = true});
    Line touched = test::line("签e字j", {.x = 500, .y = 1400});
    for (std::size_t i = 1; i < 4; ++i) test::reread(touched, i, {{"e", 0.2F}});
    EXPECT_EQ(signing_places(test::page({own, touched}), Kind::annual_assessment_form).size(), 1U);
    // 签字 was read whole, its colon not.
    Line whole = test::line("签字叶簿托扶铀交", {.x = 500, .y = 1400});
    for (std::size_t i = 2; i < 8; ++i) test::reread(whole, i, {{whole.glyphs[i].text(), 0.3F}});
    EXPECT_EQ(signing_places(test::page({own, whole}), Kind::annual_assessment_form).size(), 1U);
    EXPECT_EQ(signing_places(test::page({own, test::line("签字叶簿托扶铀交", {.x = 500, .y = 1400})}),
                             Kind::annual_assessment_form)
                  .size(),
              0U)
        << "print";
    Line print = test::line("签到情况", {.x = 500, .y = 1400});
    EXPECT_TRUE(signing_places(test::page({own, print}), Kind::annual_assessment_form).empty());
}

}  // namespace
}  // namespace mangping::ocr
