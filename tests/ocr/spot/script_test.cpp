// Names and employers in Latin letters and in Uyghur script; plain text.
#include <gtest/gtest.h>

#include <algorithm>

#include "build.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

std::string masked(std::string_view text, const Targets& wanted) {
    const Reading reading = page({line(text)});
    return masked_text(reading, spotted(reading, wanted));
}

TEST(Latin, IsFoundInEveryOrderCaseAndHyphenation) {
    const Targets wanted = targets("林知远");
    EXPECT_EQ(masked("by Lin Zhiyuan, Zhou Ming", wanted), "LinZhiyuan");
    EXPECT_EQ(masked("ZHIYUAN LIN", wanted), "ZHIYUANLIN");
    EXPECT_EQ(masked("LIN Zhi-yuan", wanted), "LINZhi-yuan");
    EXPECT_EQ(masked("Lin Z Y, Zhou M", wanted), "LinZY");
    EXPECT_EQ(masked("Zhou M, Z. Y. Lin", wanted), "Z.Y.Lin");
    EXPECT_EQ(masked("Lin Z.Y.", wanted), "LinZ.Y");
    EXPECT_EQ(masked("L i n  Z h i y u a n", wanted), "LinZhiyuan");
}

TEST(Latin, InsideALongerWordStaysOpen) {
    const Targets wanted = targets("李伟");
    EXPECT_EQ(masked("Li Weidong and others", wanted), "");
    EXPECT_EQ(masked("Li Wei and others", wanted), "LiWei");
}

TEST(Latin, OneInitialCountsOnlyWhereTheNameStands) {
    const Targets wanted = targets("李伟");
    EXPECT_EQ(masked("Li W, Zhou M", wanted), "");
    const Reading reading = page({line("李伟，周明", {.y = 100}), line("Li W, Zhou M", {.y = 200})});
    EXPECT_EQ(masked_text(reading, spotted(reading, wanted)), "李伟|LiW");
}

TEST(Latin, ASurnameWithoutItsInitialIsAnybodys) {
    Dossier dossier;
    dossier.applicant.name = "叶尔扎提·胡马尔别克";
    dossier.applicant.name_latin = {"Yerzat Qumarbek"};
    const Targets wanted = targets_of(dossier);
    const auto found = [&](std::string_view text) {
        const Reading reading = page({line("叶尔扎提·胡马尔别克", {.y = 100}), line(text, {.y = 200})});
        return masked_text(reading, spotted(reading, wanted)) + "?" + asked_text(reading, spotted(reading, wanted));
    };
    EXPECT_EQ(found("given by Aibek Qumarbek."), "叶尔扎提·胡马尔别克?");
    EXPECT_EQ(found("given by Qumarbek Y."), "叶尔扎提·胡马尔别克|QumarbekY?");
}

TEST(Latin, AWrongLetterIsNotTheEnd) {
    Line l = line("Lin Zhiyuan");
    reread(l, 3, {{"2", 0.6F}, {"z", 0.2F}});
    const Reading reading = page({l});
    EXPECT_EQ(masked_text(reading, spotted(reading, targets("林知远"))), "Lin2hiyuan");
}

TEST(Latin, LettersThatOnlyMightBeReadSoAreNoName) {
    Line l = line("uonmwkeovxbqj");
    const std::string name = "xieyunzhiyuan";
    for (std::size_t i = 0; i < name.size(); ++i) reread(l, i, {{"m", 0.3F}, {std::string(1, name[i]), 0.28F}});
    Applicant a;
    a.name = "林知远";
    a.name_latin = {"Xieyun Zhiyuan"};
    EXPECT_EQ(masked_text(page({l}), spotted(page({l}), targets(a))), "");
}

TEST(Latin, EmployersAreFound) {
    Applicant a;
    a.employer_latin = {"Yunling Water Survey Co., Ltd."};
    EXPECT_EQ(masked("(Yunling Water Survey, Xinjiang)", targets(a)), "YunlingWaterSurvey");
    EXPECT_EQ(masked("(Yunling Water Survey Co., Ltd., Xinjiang)", targets(a)), "YunlingWaterSurveyCo.,Ltd.");
}

TEST(Latin, ATypewritersPointBelongsToTheName) {
    Applicant a;
    a.employer_latin = {"Yunling Water Survey Co., Ltd."};
    const std::string text = "YunlingWaterSurveyCo.,Ltd.,Xinjiang";
    Line l = line(text);
    // Letters of 8 x 10 in places of 12; points of 3 x 3 in the middle of theirs.
    for (std::size_t i = 0; i < l.glyphs.size(); ++i) {
        const bool point = text[i] == '.' || text[i] == ',';
        const double x = 100 + 12.0 * static_cast<double>(i);
        l.glyphs[i].box_upright = point ? Rect{x + 4.5, 109, 3, 3} : Rect{x, 100, 8, 12};
    }
    EXPECT_EQ(masked_text(page({l}), spotted(page({l}), targets(a))), "YunlingWaterSurveyCo.,Ltd.");
}

TEST(Uyghur, IsFoundInEitherOrderOfGlyphsAndWithAnyDot) {
    Applicant a;
    a.name_uyghur = "دىلمۇرات·ئۆمەرجان";
    const Targets wanted = targets(a);
    for (const char* text : {"دىلمۇرات·ئۆمەرجان", "دىلمۇرات ئۆمەرجان", "دىلمۇرات.ئۆمەرجان"}) {
        Reading reading = page({line(text)});
        EXPECT_FALSE(masked_text(reading, spotted(reading, wanted)).empty()) << text;
        std::reverse(reading.lines[0].glyphs.begin(), reading.lines[0].glyphs.end());
        for (std::size_t i = 0; i < reading.lines[0].glyphs.size(); ++i)
            reading.lines[0].glyphs[i].box_upright.x = 100 + 24.0 * static_cast<double>(i);
        EXPECT_FALSE(masked_text(reading, spotted(reading, wanted)).empty()) << text;
    }
}

TEST(Uyghur, IsNotFoundInLettersOfWhichHalfAreItsOwn) {
    Applicant a;
    a.name_uyghur = "دىلمۇرات·ئۆمەرجان";
    // The grain of a desk as the reader of Uyghur sees it: it holds most letters possible everywhere.
    const std::string name = "دىلمۇراتئۆمەرجان";
    Line noise = line(name, {.p = 0.6F});
    for (std::size_t i = 1; i < noise.glyphs.size(); i += 2)
        reread(noise, i, {{"ش", 0.2F}, {noise.glyphs[i].text(), 0.05F}});
    EXPECT_TRUE(spotted(page({noise}), targets(a)).empty());
    Line worn = line("دىلمۇراس ئۆمەرخان", {.p = 0.8F});
    reread(worn, 7, {{"س", 0.4F}, {"ت", 0.3F}});
    reread(worn, 13, {{"خ", 0.4F}, {"ج", 0.3F}});
    EXPECT_FALSE(spotted(page({worn}), targets(a)).empty());
}

TEST(TextLayer, LeavesTheBoxToTheReadingWhereBothAgree) {
    // A font's lines are twice as high as its characters.
    const std::vector<TextRun> layer{{"由林知远负责", quad_of({100, 88, 144, 48})}};
    const std::vector<Finding> found = spot(page({line("由林知远负责")}), layer, targets("林知远"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].source, "reading:exact");
    EXPECT_LE(bounding(found[0].pieces_upright[0]).h, 24);
}

TEST(TextLayer, IsEvidenceOfItsOwn) {
    const std::vector<TextRun> layer{{"由林知", quad_of({100, 100, 72, 24})}, {"远负责", quad_of({172, 100, 72, 24})}};
    const std::vector<Finding> found = spot({}, layer, targets("林知远"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].source, "text-layer:exact");
    EXPECT_EQ(found[0].zone, Zone::mask);
    ASSERT_EQ(found[0].pieces_upright.size(), 3U);
    EXPECT_NEAR(bounding(found[0].pieces_upright[0]).x, 124, 1e-6);
}

TEST(TextLayer, AndReadingOfOnePlaceAreOneFinding) {
    const Reading reading = page({line("由林知远负责")});
    const std::vector<TextRun> layer{{"由林知远负责", quad_of({100, 100, 144, 24})}};
    EXPECT_EQ(spot(reading, layer, targets("林知远")).size(), 1U);
}

TEST(Text, IsSearchedThroughSpacesDotsAndWidths) {
    Applicant a;
    a.name = "迪力木拉提·吾买尔江";
    a.name_latin = {"Dilmurat Omarjan"};
    a.employer = "疆南市云岭规划设计研究院";
    const Targets wanted = targets(a);
    for (const char* text :
         {"迪力木拉提·吾买尔江.pdf", "迪力木拉提 吾买尔江", "迪力木拉提_吾买尔江", "xx迪力木拉提吾买尔江",
          "ｄｉｌｍｕｒａｔ－ｏｍａｒｊａｎ", "DILMURAT OMARJAN thesis", "疆 南 市 云 岭 规 划 设 计 研 究 院"})
        EXPECT_FALSE(spot_text(text, wanted).empty()) << text;
    for (const char* text : {"", "report.pdf", "迪丽木拉提", "吾买尔江", "疆南市", "规划设计研究院"})
        EXPECT_TRUE(spot_text(text, wanted).empty()) << text;
}

TEST(Text, LatinFormsAreWordsOfTheirOwn) {
    const Targets wanted = targets("李伟");
    EXPECT_FALSE(spot_text("li_wei-2021", wanted).empty());
    EXPECT_FALSE(spot_text("LiWei", wanted).empty());
    EXPECT_TRUE(spot_text("Li Weidong", wanted).empty());
    EXPECT_TRUE(spot_text("oliweight", wanted).empty());
}

TEST(Latin, TheLegalSuffixBehindAnEmployerGoesWithIt) {
    Applicant applicant;
    applicant.name = "李文博";
    applicant.employer = "新疆恒拓工程咨询有限公司";
    applicant.employer_latin = {"Xinjiang Hengtuo Engineering Consulting"};
    const Targets wanted = targets(applicant);
    const Reading with = page({line("Xinjiang Hengtuo Engineering Consulting Coy Ltd.)")});
    EXPECT_EQ(masked_text(with, spotted(with, wanted)), "XinjiangHengtuoEngineeringConsultingCoyLtd");
    const Reading other = page({line("Xinjiang Hengtuo Engineering Consulting Changji office")});
    EXPECT_EQ(masked_text(other, spotted(other, wanted)), "XinjiangHengtuoEngineeringConsulting");
}

}  // namespace
}  // namespace mangping::ocr
