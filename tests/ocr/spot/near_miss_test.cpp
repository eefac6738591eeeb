// What stands next to the name, holds it, or looks like it, and must stay.
#include <gtest/gtest.h>

#include "build.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

std::string masked(const Reading& reading, const Targets& wanted) {
    return masked_text(reading, spotted(reading, wanted));
}
std::string masked(std::string_view text, const Targets& wanted) {
    return masked(page({line(text, {.p = 0.97F})}), wanted);
}
std::string asked(std::string_view text, const Targets& wanted) {
    const Reading reading = page({line(text, {.p = 0.97F})});
    return asked_text(reading, spotted(reading, wanted));
}

/// A register of people: number, name, unit, title; a name of two characters is spaced to the width of three.
Reading register_of(const std::vector<std::string>& names, const std::string& unit) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double y = 80 + 34.0 * static_cast<double>(i);
        lines.push_back(line(std::to_string(i + 1), {.x = 60, .y = y}));
        lines.push_back(line(names[i], {.x = 140, .y = y, .p = 0.97F}));
        lines.push_back(line(unit, {.x = 320, .y = y, .p = 0.97F}));
        lines.push_back(line("高级工程师", {.x = 760, .y = y}));
    }
    return page(std::move(lines));
}

std::vector<std::string> forty_people() {
    const std::vector<std::string> surnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄"};
    const std::vector<std::string> givens{"伟东", "　伟", "小伟", "伟明", "建伟"};
    std::vector<std::string> out;
    for (const std::string& s : surnames)
        for (const std::string& g : givens) out.push_back(s + g);
    return out;
}

TEST(NearMiss, OfFortyPeopleInATableOnlyTheApplicantIsMasked) {
    const std::vector<std::string> people = forty_people();
    ASSERT_EQ(people.size(), 40u);
    const std::string unit = "疆南市第一人民医院";
    EXPECT_EQ(masked(register_of(people, unit), targets("王伟")), "王伟");
    EXPECT_EQ(masked(register_of(people, unit), targets("赵建伟")), "赵建伟");
    EXPECT_EQ(masked(register_of(people, unit), targets("周建伟")), "");
}

TEST(NearMiss, TheColleaguesOfOneUnitLoseTheirUnitAndNotTheirNames) {
    const std::string unit = "疆南市云岭规划设计研究院";
    std::string want;
    for (int i = 0; i < 40; ++i) want += (i == 0 ? "" : "|") + unit;
    EXPECT_EQ(masked(register_of(forty_people(), unit), targets("周建伟", unit)), want);
}

TEST(NearMiss, ASisterHospitalStaysOpen) {
    const Targets wanted = targets("林知远", "疆南市第一人民医院");
    EXPECT_EQ(masked("工作单位：疆南市第一人民医院", wanted), "疆南市第一人民医院");
    for (const char* sister : {"工作单位：疆南市第二人民医院", "转入疆北市第一人民医院", "疆南市中医医院会诊",
                               "疆南市第一中学", "疆南市妇幼保健院"})
        EXPECT_EQ(masked(sister, wanted), "") << sister;
}

TEST(NearMiss, AFirstPartThatGoesOnBehindALostDotIsSomeoneElse) {
    const Targets dotted = targets("阿依古丽·买买提");
    EXPECT_EQ(asked("姓名：阿依古丽　吐尔逊", dotted) + masked("姓名：阿依古丽　吐尔逊", dotted), "");
    EXPECT_EQ(asked("姓名：阿依古丽　吐", dotted) + masked("姓名：阿依古丽　吐", dotted), "");
    EXPECT_NE(asked("姓名：阿依古丽 新疆", dotted) + masked("姓名：阿依古丽 新疆", dotted), "");
}

TEST(NearMiss, ADotInAPlaceOfItsOwnBelongsToTheName) {
    // Letters spread out, with a thin dot in the middle of its place.
    const Targets dotted = targets("阿依古丽·买买提");
    Line l = line("阿依古丽·买买提阿依古丽·吐尔逊", {.p = 0.97F});
    for (std::size_t i = 0; i < l.glyphs.size(); ++i) {
        const double x = 100 + 33.0 * static_cast<double>(i + (i > 7 ? 1 : 0));
        const bool dot = l.glyphs[i].text() == "·";
        l.glyphs[i].box_upright = dot ? Rect{x + 11, 110, 3, 4} : Rect{x, 100, 24, 24};
        l.box_upright = bounding(l.box_upright, l.glyphs[i].box_upright);
    }
    const Reading reading = page({l});
    EXPECT_EQ(masked_text(reading, spotted(reading, dotted)), "阿依古丽·买买提");
    EXPECT_EQ(asked_text(reading, spotted(reading, dotted)), "");
}

TEST(NearMiss, PartsOfTwoNamesBelowOneAnotherAreNotTheNameReversed) {
    const Targets dotted = targets("阿依古丽·买买提");
    const Reading column =
        page({line("努尔兰·买", {.y = 100, .p = 0.97F}), line("买提", {.x = 112, .y = 130, .p = 0.97F}),
              line("阿依古丽·加尔", {.y = 190, .p = 0.97F}), line("肯", {.x = 136, .y = 220, .p = 0.97F})});
    EXPECT_EQ(masked(column, dotted) + asked_text(column, spotted(column, dotted)), "");
    EXPECT_EQ(masked("作者：买买提·阿依古丽", dotted), "买买提·阿依古丽");
}

TEST(NearMiss, APersonInAListWhoseNameIsTheReverseIsSomeoneElse) {
    const Targets dotted = targets("阿依古丽·买买提");
    for (const char* text : {"卡德尔·努尔兰，买买提·阿依古丽，阿曼古丽·卡德尔", "参加人员为魏启明、买买提·阿依古丽；"})
        EXPECT_EQ(masked(text, dotted) + asked_text(page({line(text)}), spotted(page({line(text)}), dotted)), "");
}

TEST(NearMiss, AFirstPartWhoseNameGoesOnOnTheNextLineIsSomeoneElse) {
    const Targets dotted = targets("阿依古丽·买买提");
    for (const char* rest : {"加尔肯　陆凯", "·加尔肯　陆凯"}) {
        const Reading other =
            page({line("阿依古丽·买买提　阿依古丽", {.p = 0.97F}), line(rest, {.x = 172, .y = 132, .p = 0.97F})});
        EXPECT_EQ(asked_text(other, spotted(other, dotted)), "") << rest;
        EXPECT_EQ(masked(other, dotted), "阿依古丽·买买提") << rest;
    }
    const Reading same =
        page({line("编写：陆凯　阿依古丽", {.p = 0.97F}), line("·买买提", {.x = 172, .y = 132, .p = 0.97F})});
    EXPECT_NE(masked(same, dotted), "");
}

TEST(NearMiss, WhereAnotherSignsAFirstPartIsHis) {
    const Targets dotted = targets("阿依古丽·买买提");
    const auto with = [&](const char* label) {
        const Reading reading = page({line("阿依古丽·买买提", {.p = 0.97F}), line(label, {.y = 300, .p = 0.97F})});
        return masked(reading, dotted) + asked_text(reading, spotted(reading, dotted));
    };
    EXPECT_EQ(with("主管领导签字：阿依古丽"), "阿依古丽·买买提");
    EXPECT_NE(with("申报人签字：阿依古丽"), "阿依古丽·买买提");
}

TEST(NearMiss, APieceOfALongerNameIsSaidToBeAnothersWhereItWasSurelyRead) {
    const auto anothers = [](std::string_view text, float surname) {
        Line l = line(text, {.p = 0.97F});
        reread(l, 0, {{l.glyphs[0].text(), surname}});
        std::size_t n = 0;
        for (const Weighed& w : spot_weighed(page({l}), {}, targets("戴义志"))) n += w.anothers ? 1 : 0;
        return n;
    };
    EXPECT_EQ(anothers("廖戴义志", 0.97F), 1U);
    EXPECT_EQ(anothers("廖戴义志", 0.6F), 0U);
    EXPECT_EQ(anothers("由戴义志", 0.97F), 0U);
}

TEST(NearMiss, AFirmWhoseNameHoldsTheNameAcrossItsWordsStaysOpen) {
    for (const char* text : {"新疆东方磊石检测有限公司", "东方磊石公司花岗岩板材放射性调查"}) {
        EXPECT_EQ(masked(text, targets("方磊")), "") << text;
        EXPECT_EQ(asked(text, targets("方磊")), "") << text;
    }
    // 对方 is a word as well; what stands before and behind names cuts the name out of it.
    EXPECT_EQ(masked("现对方磊同志申报高级职称进行公示", targets("方磊")), "方磊");
    EXPECT_EQ(masked("对方磊同志有异议的", targets("方磊")), "方磊");
}

TEST(NearMiss, WhoIsTaughtUnderALongerNameIsAnother) {
    EXPECT_EQ(masked("指导石方磊、方磊磊、鲍静姝", targets("方磊")), "");
    EXPECT_EQ(asked("指导石方磊、方磊磊、鲍静姝", targets("方磊")), "");
    EXPECT_EQ(masked("指导方磊、鲍静姝", targets("方磊")), "方磊");
}

TEST(NearMiss, PeopleWithTheSameGivenPartStayOpen) {
    const Targets han = targets("林知远"), dotted = targets("阿依古丽·买买提");
    for (const char* text : {"编制：周知远", "张知远、李知远、林知", "林远、林知行、林志远"}) {
        EXPECT_EQ(masked(text, han), "") << text;
    }
    EXPECT_EQ(masked("阿依古丽·吐尔逊、热依汗·买买提", dotted), "");
    EXPECT_EQ(masked("阿依古丽·买买提、阿依古丽·吐尔逊", dotted), "阿依古丽·买买提");
}

TEST(NearMiss, ANameIsFoundWhereALongerOneFollowsAtOnce) {
    // The second reads better, and both lie within reach of either one's place.
    Line l = line("王伟，王伟东，李静", {.p = 0.99F});
    reread(l, 0, {{"王", 0.9F}});
    reread(l, 1, {{"伟", 0.9F}});
    const Reading reading = page({l});
    EXPECT_EQ(masked(reading, targets("王伟")), "王伟");
    ASSERT_EQ(spotted(reading, targets("王伟")).size(), 1U);
    EXPECT_LT(bounding(spotted(reading, targets("王伟"))[0].pieces_upright[0]).x, 110);
    EXPECT_EQ(masked("王伟、王伟、王伟东", targets("王伟")), "王伟|王伟");
}

TEST(NearMiss, ASurnameThatIsAPrepositionAsWellIsOneInAListOrACell) {
    const Targets wanted = targets("田野");
    EXPECT_EQ(masked("于田野", wanted), "") << "a cell";
    EXPECT_EQ(asked("于田野", wanted), "");
    EXPECT_EQ(masked("于田野、封一禾", wanted), "") << "the line may go on with 关";
    EXPECT_EQ(asked("于田野、封一禾", wanted), "田野");
    EXPECT_EQ(masked("田野、封一禾、于田野、司农丰", wanted), "田野");
    EXPECT_EQ(masked("封一禾、司农丰与田野", wanted), "田野");
    EXPECT_EQ(masked("刘田野，余洋", wanted) + asked("刘田野，余洋", wanted), "") << "no preposition";
    EXPECT_EQ(masked("任务交由于田野同志负责", wanted), "田野") << "which of the two is not sure";
    EXPECT_EQ(masked("关于田野同志的证明", wanted), "田野");
}

TEST(NearMiss, ADottedNameThatBeginsAlikeAndGoesOnIsAnothers) {
    const Targets wanted = targets("巴合提古丽·努尔达吾列提");
    EXPECT_EQ(masked("巴合提古丽·努尔兰", wanted), "");
    EXPECT_EQ(masked("巴合提古丽·努尔", wanted), "巴合提古丽·努尔") << "cut by a narrow cell";
    EXPECT_EQ(masked("巴合提古丽·努尔达吾列提同志", wanted), "巴合提古丽·努尔达吾列提");
}

TEST(NearMiss, RoleWordsBesideANameStay) {
    const Targets wanted = targets("高明");
    EXPECT_EQ(masked("编制人：高明　审核人：王芳　负责人：高明（签字）", wanted), "高明|高明");
    EXPECT_EQ(masked("高明主任、高明同志", wanted), "高明|高明");
}

TEST(NearMiss, RoleWordsThatHoldTheNamesCharactersStay) {
    // Names made of the characters of roles: 任编 is in 责任编辑, 审定 a role itself.
    EXPECT_EQ(masked("责任编辑：王芳", targets("任编")), "");
    EXPECT_EQ(masked("总工程师办公室审定：张丽", targets("程师")), "");
    EXPECT_EQ(masked("姓名：任编，责任编辑", targets("任编")), "任编");
}

TEST(NearMiss, TheEmployerInsideAProjectsTitleIsMaskedAndTheTitleStays) {
    const Targets wanted = targets("林知远", "克拉玛依众诚工程咨询有限责任公司");
    EXPECT_EQ(masked("项目名称：克拉玛依众诚工程咨询有限责任公司档案楼改造工程", wanted),
              "克拉玛依众诚工程咨询有限责任公司");
    // A title that only shares the place and the trade is no mention.
    EXPECT_EQ(masked("克拉玛依工程咨询产业园区规划", wanted) + asked("克拉玛依工程咨询产业园区规划", wanted), "");
}

TEST(Weighed, ANameOfWhichOneCharacterWasReadIsForTheNetworksToJudge) {
    Line l = line("现对殛堑宁同志申报", {.p = 0.97F});
    reread(l, 2, {{"殛", 0.3F}});
    reread(l, 3, {{"堑", 0.3F}});
    const std::vector<Weighed> all = spot_weighed(page({l}), {}, targets("郗昶宁"));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].finding.zone, Zone::leave);
    EXPECT_GT(all[0].finding.confidence, 0.05);
}

TEST(Name, ACharacterThatTheReaderHardlyKnowsMayReadAsAnything) {
    const Targets wanted = targets("图尔荪阿依·艾尼瓦尔");
    const auto zone = [&wanted](const char* c, float p, float of_others = 0.97F) {
        Line l = line("图尔苏阿依·艾尼瓦尔同志", {.p = of_others});
        reread(l, 2, {{c, p}});
        const Reading reading = page({l});
        const auto found = spotted(reading, wanted);
        return found.empty() ? Zone::leave : found.front().zone;
    };
    for (const char* c : {"式", "惦", "鞭"}) EXPECT_EQ(zone(c, 0.5F), Zone::mask) << c;
    EXPECT_EQ(zone("苏", 0.5F), Zone::ask) << "there are such names";
    EXPECT_NE(zone("式", 0.5F, 0.6F), Zone::mask) << "on a page that hardly reads it means nothing";
    EXPECT_NE(zone("洪", 0.98F), Zone::mask) << "surely another's name";
}

TEST(Name, OfAnEmployerMayGoOnAtTheRightMargin) {
    const Targets wanted = targets("林知远", "新疆云岭经纬水资源与生态环境规划设计咨询集团有限责任公司");
    const auto hidden = [&wanted](double x_of_rest) {
        const Reading reading = page({line("中共新疆云岭经纬水资源与生态环境规划", {.x = 100, .y = 100}),
                                      line("设计咨询集团有限责任公司委员会", {.x = x_of_rest, .y = 145})});
        return masked_text(reading, spotted(reading, wanted));
    };
    const double right = 100 + (18 - 15) * 24;
    EXPECT_EQ(hidden(right), "新疆云岭经纬水资源与生态环境规划设计咨询集团有限责任公司");
    EXPECT_EQ(hidden(right + 150).find("设计咨询"), std::string::npos) << "a line that stands elsewhere";
}

TEST(Weighed, ANameCarriesItsEvidenceAndALongerOneIsLeftWithIts) {
    const Reading reading =
        page({line("姓名：王伟", {.y = 100, .p = 0.97F}), line("由王伟东负责", {.y = 200, .p = 0.97F})});
    const std::vector<Weighed> all = spot_weighed(reading, {}, targets("王伟"));
    ASSERT_EQ(all.size(), 2u);
    const auto nats = [](const Weighed& w, const char* what) {
        double sum = 0;
        for (const Clue& clue : w.clues) sum += clue.what == what ? clue.nats : 0;
        return sum;
    };
    EXPECT_EQ(all[0].finding.zone, Zone::mask);
    EXPECT_GT(nats(all[0], "glyphs"), 8);
    EXPECT_GT(nats(all[0], "label"), 0);
    EXPECT_EQ(all[1].finding.zone, Zone::leave);
    EXPECT_LT(nats(all[1], "longer_name"), 0);
    EXPECT_GT(bounding(all[1].finding.pieces_upright[0]).y, 150);
}

}  // namespace
}  // namespace mangping::ocr
