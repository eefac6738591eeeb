// Employers and their sisters.
#include <gtest/gtest.h>

#include "build.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

constexpr const char* company = "克拉玛依众诚工程咨询有限责任公司";
constexpr const char* institute = "疆南市云岭规划设计研究院";

std::string masked(const Reading& reading, const std::string& employer) {
    return masked_text(reading, spotted(reading, targets("林知远", employer)));
}
std::string asked(const Reading& reading, const std::string& employer) {
    return asked_text(reading, spotted(reading, targets("林知远", employer)));
}
std::string masked(std::string_view text, const std::string& employer) { return masked(page({line(text)}), employer); }
std::string asked(std::string_view text, const std::string& employer) { return asked(page({line(text)}), employer); }

TEST(Employer, OfTheOtherHalfOfTheRegionIsASister) {
    Applicant a;
    a.name = "林知远";
    a.employer = "新疆绿洲农牧科学院";
    const Reading sister = page({line("由北疆绿洲农牧科学院承担", {.p = 0.97F})});
    EXPECT_EQ(masked_text(sister, spotted(sister, targets(a))), "");
    const Reading own = page({line("由新疆绿洲农牧科学院承担", {.p = 0.97F})});
    EXPECT_EQ(masked_text(own, spotted(own, targets(a))), "新疆绿洲农牧科学院");
}

TEST(Employer, ThatAnAliasBeginsWithStandsForItself) {
    Applicant a;
    a.name = "林知远";
    a.employer = "新疆绿洲农牧科学院";
    a.employer_aliases = {"新疆绿洲农牧科学院土壤与水资源研究所"};
    const auto weighed = [&](const std::string& below) {
        const Reading reading =
            page({line("新疆绿洲农牧科学院", {.p = 0.97F}), line(below, {.x = 100, .y = 130, .p = 0.97F})});
        std::vector<std::string> out;
        for (const Weighed& w : spot_weighed(reading, {}, targets(a))) out.push_back(w.finding.text);
        return out;
    };
    // Not even as a place where the institute nearly stood: such places are looked at again.
    EXPECT_EQ(weighed("2021年9月8日"), std::vector<std::string>{a.employer});
    EXPECT_EQ(weighed("土壤与水资源研究所").front(), a.employer_aliases.front());
}

TEST(Employer, IsFoundInFullAndShortened) {
    EXPECT_EQ(masked("工作单位：克拉玛依众诚工程咨询有限责任公司（盖章）", company), company);
    EXPECT_EQ(masked("由众诚工程咨询编制", company), "众诚工程咨询");
    EXPECT_EQ(masked("克拉玛依众诚工程咨询承担了本项目", company), "克拉玛依众诚工程咨询");
    EXPECT_EQ(masked("任职于疆南云岭规划设计研究院", institute), "疆南云岭规划设计研究院");
}

TEST(Employer, ABarePlaceOrTradeIsNeverMasked) {
    for (const char* text :
         {"克拉玛依市工程咨询行业协会", "疆南市人民政府", "规划设计研究院的工作", "工程咨询有限责任公司"}) {
        EXPECT_EQ(masked(text, company) + asked(text, company), "") << text;
        EXPECT_EQ(masked(text, institute), "") << text;
    }
}

TEST(Employer, SistersStayOpen) {
    for (const char* text : {"疆北市云岭规划设计研究院", "疆南市清河规划设计研究院", "疆南市规划设计研究院",
                             "疆南市云岭城市规划设计研究院"}) {
        Line l = line(text, {.p = 0.98F});
        EXPECT_EQ(masked(page({l}), institute), "") << text;
    }
    EXPECT_EQ(masked(page({line("乌鲁木齐众诚工程咨询有限公司", {.p = 0.98F})}), company), "");
}

TEST(Employer, AtTheBeginningOfAnotherEntityIsAskedFor) {
    const std::string text = std::string(institute) + "有限公司第二分院";
    EXPECT_EQ(masked(text, institute), "");
    EXPECT_EQ(asked(text, institute), institute);
    EXPECT_EQ(masked(std::string(institute) + "规划二所负责", institute), institute);
}

TEST(Employer, IsFoundWithSeveralDoubtfulCharacters) {
    Line l = line(company, {.p = 0.8F});
    reread(l, 5, {{"成", 0.5F}, {"诚", 0.3F}});
    reread(l, 9, {{"向", 0.45F}});
    reread(l, 12, {{"贵", 0.5F}});
    EXPECT_EQ(masked(page({l}), company), "克拉玛依众成工程咨向有限贵任公司");
}

TEST(Employer, IsFoundWrappedInACellAndInAParagraph) {
    const Reading cell = page({line("工作单位", {.x = 100, .y = 115}), line("克拉玛依众诚工程", {.x = 220, .y = 100}),
                               line("职务", {.x = 460, .y = 115}), line("咨询有限责任公司", {.x = 220, .y = 130})});
    EXPECT_EQ(masked(cell, company), company);
    const Reading prose = page({line("　　该同志自二〇一二年起在克拉玛依众诚", {.y = 100}),
                                line("工程咨询有限责任公司从事工程咨询工作，", {.y = 140})});
    EXPECT_EQ(masked(prose, company), company);
}

TEST(Employer, IsFoundOverThreeLinesOfWhichItFillsTheSecond) {
    const std::string wide = "新疆云岭经纬水资源与生态环境规划设计咨询集团有限责任公司";
    const Reading booklet =
        page({line("单位", {.x = 100, .y = 100}), line("新疆云岭经纬水资源与生态环", {.x = 300, .y = 100}),
              line("境规划设计咨询集团有限责任", {.x = 300, .y = 136}), line("公司", {.x = 300, .y = 172})});
    EXPECT_EQ(masked(booklet, wide), wide);
}

TEST(Employer, ItsGenericRestCountsBesideALabel) {
    EXPECT_EQ(masked("工作单位：规划设计研究院", "疆南市规划设计研究院"), "规划设计研究院");
    EXPECT_EQ(masked("参观了规划设计研究院", "疆南市规划设计研究院"), "");
}

TEST(Employer, WhoseRegionIsMisreadAsNoPlaceIsNobodyElse) {
    const Targets wanted = targets("林知远", "若羌县工程咨询规划研究所");
    const Reading misread = page({line("者羌县工程咨询规划研究所", {.p = 0.96F})});
    EXPECT_NE(asked_text(misread, spotted(misread, wanted)) + masked_text(misread, spotted(misread, wanted)), "");
    const Reading another = page({line("且末县工程咨询规划研究所", {.p = 0.96F})});
    EXPECT_EQ(asked_text(another, spotted(another, wanted)) + masked_text(another, spotted(another, wanted)), "");
}

TEST(Employer, ADeclaredShortFormThatNamesAPlaceIsFoundByItself) {
    Applicant a;
    a.name = "林知远";
    a.employer = "若羌县工程咨询规划研究所";
    a.employer_aliases = {"若羌咨询所"};
    const Reading prose = page({line("经若羌咨询所审核后实施", {.p = 0.97F})});
    EXPECT_EQ(masked_text(prose, spotted(prose, targets(a))), "若羌咨询所");
}

TEST(Employer, AShortAliasCountsBesideALabel) {
    Applicant a;
    a.name = "林知远";
    a.employer = institute;
    a.employer_aliases = {"云规"};
    const Targets wanted = targets(a);
    const Reading label = page({line("所在单位：云规")}), prose = page({line("白云规划")});
    EXPECT_EQ(masked_text(label, spotted(label, wanted)), "云规");
    EXPECT_EQ(masked_text(prose, spotted(prose, wanted)) + asked_text(prose, spotted(prose, wanted)), "");
}

TEST(Employer, ACoreWithItsTradeCountsWhereTheFullNameStands) {
    EXPECT_EQ(masked("克拉玛依众诚工程咨询有限责任公司（以下简称“众诚咨询”）", company),
              "克拉玛依众诚工程咨询有限责任公司|众诚咨询");
    EXPECT_EQ(masked("众诚咨询", company), "");
}

TEST(Employer, WithoutWhatTellsItFromOthersIsNotMasked) {
    Line l = line("昊晟林业工程", {.p = 0.9F});
    reread(l, 0, {{"童", 0.02F}});
    reread(l, 1, {{"出", 0.4F}});
    EXPECT_EQ(masked(page({l}), "河北昊晟林业工程集团股份有限公司"), "");
}

TEST(Employer, SmudgedAfterItsBeginningIsAskedForWhereItStandsInFull) {
    const Reading smudged = page({line(company, {.y = 100}), line("克拉玛依众诚;0公司", {.y = 300})});
    EXPECT_EQ(asked(smudged, company), "克拉玛依众诚");
    const Reading sister = page({line(company, {.y = 100}), line("克拉玛依众诚酒店管理公司", {.y = 300})});
    EXPECT_EQ(asked(sister, company), "");
}

TEST(Employer, IsFoundWhereOneHalfOfAWrappedNameIsMisread) {
    Line above = line("项目由克拉玛依众诚", {.y = 100});
    for (const std::size_t i : {7U, 8U}) reread(above, i, {{"颖", 0.1F}});
    const Reading reading = page({above, line("工程咨询有限责任公司完成并验收", {.y = 140})});
    EXPECT_EQ(masked(reading, company) + asked(reading, company), "克拉玛依颖颖工程咨询有限责任公司");
}

TEST(Employer, WrappedInACellGoesOnInItsColumnAndNotWithTheNextRowsNumber) {
    const Targets wanted = targets("陆文", "新疆雪澜石油化工科技有限公司");
    Line name = line("新疆雪澜石油化工科技有腿公", {.x = 290, .y = 100});
    reread(name, 11, {{"腿", 0.3F}, {"限", 0.25F}});
    Line rest = line("司", {.x = 290 + 6 * 24, .y = 140}), number = line("4", {.x = 250, .y = 136});
    reread(number, 0, {{"4", 0.98F}, {"司", 0.02F}});
    const Reading reading = page({name, number, rest});
    EXPECT_EQ(masked_text(reading, spotted(reading, wanted)), "新疆雪澜石油化工科技有腿公司");
}

TEST(Employer, GoesOnWhereItsRowBeginsThoughTheSheetIsCurled) {
    // 姓名：… and 单位：… of one row are found as two lines, the second half an em lower.
    const Reading reading =
        page({line("姓名：林知远", {.x = 100, .y = 100}), line("单位：疆南市云岭规划设计研究", {.x = 420, .y = 111}),
              line("院", {.x = 104, .y = 150})});
    EXPECT_EQ(masked_text(reading, spotted(reading, targets("林知远"))), "林知远|疆南市云岭规划设计研究院");
}

TEST(Employer, GoesOnWithTheFirstLineOfARowThatWasFoundAsTwo) {
    const Reading reading = page({line("同志（工作单位：疆南市云岭规划设计研究", {.x = 100, .y = 100}),
                                  line("院", {.x = 52, .y = 140}), line("）于2023年度参加", {.x = 80, .y = 137})});
    EXPECT_EQ(masked_text(reading, spotted(reading, targets("林知远"))), "疆南市云岭规划设计研究院");
}

TEST(Employer, InACellIsOneMentionThoughTheRowsDateMayBeItsEnd) {
    const Targets wanted = targets("朱敏薇", "新疆塔里盛测绘地理信息科技有限公司");
    Line date = line("2024-02", {.x = 226, .y = 117});
    for (const auto& [at, c] : {std::pair(2, "限"), {3, "公"}, {5, "司"}})
        reread(date, static_cast<std::size_t>(at), {{"2", 0.5F}, {c, 0.4F}});
    const Reading statement =
        page({line("1", {.x = 148, .y = 117}), date, line("新疆塔里盛测绘地理信息科技有", {.x = 359, .y = 100}),
              line("限公司", {.x = 491, .y = 132})});
    const auto found = spotted(statement, wanted);
    EXPECT_EQ(masked_text(statement, found), "新疆塔里盛测绘地理信息科技有限公司");
    EXPECT_EQ(asked_text(statement, found), "");
}

}  // namespace
}  // namespace mangping::ocr
