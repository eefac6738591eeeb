// Names of people in Chinese characters.
#include <gtest/gtest.h>

#include "build.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

std::string masked(const Reading& reading, const Targets& wanted) {
    return masked_text(reading, spotted(reading, wanted));
}
std::string asked(const Reading& reading, const Targets& wanted) {
    return asked_text(reading, spotted(reading, wanted));
}

std::string masked(std::string_view text, const std::string& name) { return masked(page({line(text)}), targets(name)); }
std::string asked(std::string_view text, const std::string& name) { return asked(page({line(text)}), targets(name)); }

TEST(Name, IsFoundInProseWhateverStandsAroundIt) {
    EXPECT_EQ(masked("本项目由林知远同志负责现场勘测。", "林知远"), "林知远");
    EXPECT_EQ(masked("兹证明林知远在我院工作", "林知远"), "林知远");
    EXPECT_EQ(masked("林知远、周明、赵小东", "林知远"), "林知远");
    EXPECT_EQ(masked("作者林知远从事水利工作", "林知远"), "林知远");
}

TEST(Name, IsFoundEveryTimeItStandsThere) {
    EXPECT_EQ(masked("林知远，男，汉族。林知远同志一九九〇年生，林知远", "林知远"), "林知远|林知远|林知远");
}

TEST(Name, HasOnePieceForEachGlyph) {
    const Reading reading = page({line("由林知远负责")});
    const std::vector<Finding> found = spotted(reading, targets("林知远"));
    ASSERT_EQ(found.size(), 1U);
    ASSERT_EQ(found[0].pieces_upright.size(), 3U);
    EXPECT_EQ(found[0].kind, MaskKind::name);
    EXPECT_EQ(found[0].text, "林知远");
    EXPECT_EQ(found[0].source, "reading:exact");
    for (std::size_t i = 0; i < 3; ++i) {
        const Rect piece = bounding(found[0].pieces_upright[i]), glyph = reading.lines[0].glyphs[i + 1].box_upright;
        EXPECT_NEAR(piece.x, glyph.x, 1e-9);
        EXPECT_NEAR(piece.right(), glyph.right(), 1e-9);
        EXPECT_NEAR(piece.area(), glyph.area(), 1e-6);
    }
}

TEST(Name, IsFoundWithSpacesBetweenItsCharacters) {
    EXPECT_EQ(masked("姓名：林　知　远　性别：男", "林知远"), "林知远");
    EXPECT_EQ(masked("姓 名 ： 王　　伟", "王伟"), "王伟");
    EXPECT_EQ(masked("林 知 远", "林知远"), "林知远");
}

TEST(Name, IsFoundAcrossALineEnd) {
    const Reading reading = page({line("本工程位于疆南市东部，由我单位工程师林", {.x = 100, .y = 100}),
                                  line("知远负责，于二〇二一年六月完成并通过验收", {.x = 100, .y = 140})});
    EXPECT_EQ(masked(reading, targets("林知远")), "林知远");
    EXPECT_EQ(spotted(reading, targets("林知远"))[0].source, "reading:exact:wrapped");
    std::size_t shared = 0;
    const Finding found = spotted(reading, targets("林知远"))[0];
    for (const LineShare& line : found.lines) shared += line.characters;
    EXPECT_EQ(shared, 3U);
}

TEST(Name, IsFoundBrokenInsideATableCell) {
    const Reading reading = page({line("姓名", {.x = 100, .y = 112}), line("迪力木拉提·", {.x = 200, .y = 100}),
                                  line("性别", {.x = 400, .y = 112}), line("吾买尔江", {.x = 200, .y = 130})});
    EXPECT_EQ(masked(reading, targets("迪力木拉提·吾买尔江")), "迪力木拉提·吾买尔江");
}

TEST(Name, IsFoundOverThreeShortLines) {
    const Reading reading = page({line("迪力木", {.x = 200, .y = 100}), line("拉提·吾", {.x = 200, .y = 130}),
                                  line("买尔江", {.x = 200, .y = 160}), line("工程师", {.x = 400, .y = 130})});
    EXPECT_EQ(masked(reading, targets("迪力木拉提·吾买尔江")), "迪力木拉提·吾买尔江");
}

TEST(Name, IsFoundInVerticalLinesAndFromOneToTheNext) {
    EXPECT_EQ(masked(page({line("主编林知远著", {.vertical = true})}), targets("林知远")), "林知远");
    const Reading two = page({line("主编林", {.x = 200, .y = 100, .vertical = true}),
                              line("知远著作", {.x = 160, .y = 100, .vertical = true})});
    EXPECT_EQ(masked(two, targets("林知远")), "林知远");
}

TEST(Name, IsFoundWhenEachCharacterIsALineOfItsOwn) {
    const Reading reading =
        page({line("林", {.x = 100, .y = 100}), line("知", {.x = 100, .y = 126}), line("远", {.x = 100, .y = 152})});
    EXPECT_EQ(masked(reading, targets("林知远")), "林知远");
}

TEST(Name, IsFoundWhereAnAlternativeHoldsTheCharacter) {
    Line l = line("由林知远负责");
    reread(l, 3, {{"运", 0.6F}, {"远", 0.3F}});
    EXPECT_EQ(masked(page({l}), targets("林知远")), "林知运");
}

TEST(Name, IsAskedForWhereOneCharacterIsReadDoubtfully) {
    Line l = line("由林知远负责");
    reread(l, 3, {{"厂", 0.4F}});
    const Reading reading = page({l});
    EXPECT_EQ(asked(reading, targets("林知远")) + masked(reading, targets("林知远")), "林知厂");
}

TEST(Name, IsFoundThroughAnotherReadingOfTheLine) {
    Line l = line("由林知远负责");
    const Line right = l;
    reread(l, 2, {{"矢", 0.5F}});
    reread(l, 3, {{"厂", 0.4F}});
    l.other_readings.push_back(right.glyphs);
    EXPECT_EQ(masked(page({l}), targets("林知远")), "林矢厂");
}

TEST(Name, IsFoundWhereAGlyphBrokeInTwo) {
    Line l = line("由林知远负责");
    Glyph left = l.glyphs[1];
    Glyph right = l.glyphs[1];
    left.alternatives = {{"木", 0.6F}};
    right.alternatives = {{"木", 0.6F}};
    left.box_upright.w /= 2;
    right.box_upright.x += left.box_upright.w;
    right.box_upright.w /= 2;
    std::vector<Glyph> broken;
    for (std::size_t i = 0; i < l.glyphs.size(); ++i) {
        broken.push_back(i == 1 ? left : l.glyphs[i]);
        if (i == 1) broken.push_back(right);
    }
    l.glyphs = std::move(broken);
    EXPECT_EQ(masked(page({l}), targets("林知远")), "木木知远");
}

TEST(Name, IsCoveredWholeWhereAGlyphWasLost) {
    Line l = line("由林知远负责");
    l.glyphs.erase(l.glyphs.begin() + 2);
    const std::vector<Finding> found = spotted(page({l}), targets("林知远"));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].zone, Zone::ask);
    Rect all;
    for (const Quad& piece : found[0].pieces_upright) all = bounding(all, bounding(piece));
    EXPECT_NEAR(all.w, 3 * 24 - 2.4, 0.1);
    EXPECT_EQ(found[0].pieces_upright.size(), 3U);
}

TEST(Name, GetsAPieceOfFullSizeWhereTheReaderGaveASpeck) {
    Line l = line("由林知远负责");
    l.glyphs[2].box_upright = {159, 110, 5, 3};
    const std::vector<Finding> found = spotted(page({l}), targets("林知远"));
    ASSERT_EQ(found.size(), 1U);
    const Rect middle = bounding(found[0].pieces_upright[1]);
    EXPECT_GE(middle.w, 18);
    EXPECT_GE(middle.h, 18);
    EXPECT_LE(middle.right(), l.glyphs[3].box_upright.x + 0.01);
}

TEST(Name, OfTwoCharactersIsFoundInProseAndInCells) {
    for (const char* text :
         {"由王伟负责", "王伟，男", "申报人：王伟", "校核王伟审核李明", "兹有王伟同志", "授予王伟等三人"})
        EXPECT_EQ(masked(text, "王伟"), "王伟") << text;
    EXPECT_EQ(masked(page({line("姓名", {.x = 100}), line("王伟", {.x = 200})}), targets("王伟")), "王伟");
}

TEST(Name, OfTwoCharactersNeedsTheLabelWhereOneIsOnlyAnAlternative) {
    Line l = line("申报人：王伟");
    reread(l, 5, {{"韦", 0.8F}, {"伟", 0.1F}});
    EXPECT_EQ(masked(page({l}), targets("王伟")), "王韦");
    Line prose = line("对王伟进行");
    reread(prose, 2, {{"韦", 0.9F}, {"伟", 0.03F}});
    EXPECT_EQ(masked(page({prose}), targets("王伟")), "");
}

TEST(Name, InsideALongerOneStaysOpen) {
    for (const char* text : {"王伟东", "负责人：王伟东", "由王伟东负责", "王伟东、李明", "校核：李明　王伟东"}) {
        EXPECT_EQ(masked(text, "王伟"), "") << text;
        EXPECT_EQ(asked(text, "王伟"), "") << text;
    }
    EXPECT_EQ(masked("经理李王伟", "王伟"), "");
}

TEST(Name, ThatIsUnclearIsAskedFor) { EXPECT_EQ(asked("王伟东起草本报告", "王伟"), "王伟"); }

TEST(Name, MadeOfPiecesOfOtherWordsStaysOpen) {
    EXPECT_EQ(masked("效率提高明显优于上年", "高明") + asked("效率提高明显优于上年", "高明"), "");
    EXPECT_EQ(masked("本项目由高明负责完成", "高明"), "高明");
}

TEST(Name, ThatDiffersByOneSurelyReadCharacterStaysOpen) {
    for (const char* text : {"由林知行负责", "由林志远负责", "由周知远负责", "姓名：林知夏"}) {
        Line l = line(text, {.p = 0.99F});
        EXPECT_EQ(masked(page({l}), targets("林知远")) + asked(page({l}), targets("林知远")), "") << text;
    }
}

TEST(Name, WithTheSameSurnameOrPartStaysOpen) {
    EXPECT_EQ(masked("王强、李伟、张伟、王芳", "王伟") + asked("王强、李伟、张伟、王芳", "王伟"), "");
    const std::string others = "迪力木拉提·吐尔逊、艾力·吾买尔江";
    EXPECT_EQ(masked(others, "迪力木拉提·吾买尔江") + asked(others, "迪力木拉提·吾买尔江"), "");
}

TEST(Name, ReadTwiceInConflictIsAskedFor) {
    Line l = line("由林知行负责", {.p = 0.99F});
    l.other_readings.push_back(line("由林知远负责", {.p = 0.6F}).glyphs);
    EXPECT_EQ(asked(page({l}), targets("林知远")), "林知行");
    EXPECT_EQ(spotted(page({l}), targets("林知远"))[0].source, "reading:contested");
}

TEST(Name, ThatMustStayIsKept) {
    Targets wanted = targets("林知远");
    wanted.keep = {"林知远路"};
    EXPECT_EQ(masked(page({line("林知远路十号，林知远收")}), wanted), "林知远");
}

TEST(DottedName, IsFoundWithAnyDotAndWithNone) {
    for (const char* dot : {"·", "•", "．", ".", "・", "、", "。", "-", "一", "", "　", " · "}) {
        const std::string text = "姓名迪力木拉提" + std::string(dot) + "吾买尔江性别";
        Reading reading = page({line(text)});
        for (Glyph& g : reading.lines[0].glyphs)
            if (g.text() == "一") g.box_upright.h = 3;
        const std::string hidden = masked(reading, targets("迪力木拉提·吾买尔江"));
        EXPECT_EQ(hidden.rfind("迪力木拉提", 0), 0U) << dot;
        EXPECT_TRUE(hidden.ends_with("吾买尔江")) << dot;
    }
}

/// Whether the point is under a mask.
bool hidden_at(const std::vector<Finding>& findings, Point at) {
    for (const Finding& f : findings)
        for (const Quad& piece : f.pieces_upright) {
            const Rect box = bounding(piece);
            if (f.zone == Zone::mask && at.x > box.x && at.x < box.right() && at.y > box.y && at.y < box.bottom())
                return true;
        }
    return false;
}

TEST(DottedName, IsCoveredWhereItsDotWasNotRead) {
    // The dot and its room: 1 em.
    const Reading level = page({line("姓名：迪力木拉提　吾买尔江")});
    EXPECT_TRUE(hidden_at(spotted(level, targets("迪力木拉提·吾买尔江")), {100 + 8.5 * 24, 112}));
    const Reading upright = page({line("迪力木拉提　吾买尔江", {.vertical = true})});
    const Rect last = upright.lines[0].glyphs[4].box_upright;
    EXPECT_TRUE(hidden_at(spotted(upright, targets("迪力木拉提·吾买尔江")), {last.centre().x, last.bottom() + 12}));
}

TEST(Name, SpreadOutIsCoveredByItsGlyphsOnly) {
    const Reading reading = page({line("姓名：林　知　远")});
    EXPECT_FALSE(hidden_at(spotted(reading, targets("林知远")), {100 + 4.5 * 24, 112}));
}

TEST(DottedName, IsFoundWithTheSpellingsOfAPoorScan) {
    Line l = line("迪力木拉提·吾买尔江", {.p = 0.8F});
    reread(l, 2, {{"术", 0.5F}, {"木", 0.2F}});
    reread(l, 8, {{"小", 0.5F}});
    EXPECT_EQ(masked(page({l}), targets("迪力木拉提·吾买尔江")), "迪力术拉提·吾买小江");
}

TEST(DottedName, CutByANarrowCellIsFound) {
    EXPECT_EQ(masked("迪力木拉提·吾买", "迪力木拉提·吾买尔江"), "迪力木拉提·吾买");
}

TEST(DottedName, BrokenAtADotThatWasNotReadIsMaskedWithTheRoomForIt) {
    const Reading reading = page(
        {line("本人哈力木别克", {.x = 100, .y = 100}), line("巴合提别克同志主持完成该项工作", {.x = 100, .y = 136})});
    const auto found = spotted(reading, targets("哈力木别克·巴合提别克"));
    ASSERT_EQ(found.size(), 1U);
    const auto holds = [&](const Point& at) {
        return std::any_of(found[0].pieces_upright.begin(), found[0].pieces_upright.end(), [&](const Quad& q) {
            const Rect r = bounding(q);
            return at.x > r.x && at.x < r.right() && at.y > r.y && at.y < r.bottom();
        });
    };
    EXPECT_TRUE(holds({94, 148})) << "before the second line";
    EXPECT_TRUE(holds({100 + 7 * 24 + 4, 112})) << "behind the first";
}

TEST(DottedName, ItsFirstPartCountsOnlyInContext) {
    EXPECT_EQ(masked("姓名：迪力木拉提　性别：男", "迪力木拉提·吾买尔江"), "迪力木拉提");
    EXPECT_EQ(masked("迪力木拉提到会", "迪力木拉提·吾买尔江"), "");
    EXPECT_EQ(masked("迪力木拉提·吾买尔江，迪力木拉提同志", "迪力木拉提·吾买尔江"), "迪力木拉提·吾买尔江|迪力木拉提");
    for (const char* dot : {"·", ".", "-", "'", ","}) {
        const std::string text = "迪力木拉提·吾买尔江、迪力木拉提" + std::string(dot) + "赛力克";
        EXPECT_EQ(masked(text, "迪力木拉提·吾买尔江"), "迪力木拉提·吾买尔江") << dot;
        EXPECT_EQ(asked(text, "迪力木拉提·吾买尔江"), "") << dot;
    }
}

TEST(LongerName, WithTheMothersSurnameInFrontStaysOpen) {
    const Targets wanted = targets("刘思超");
    for (const char* text : {"曹刘思超", "与曹刘思超等同志合作完成"}) {
        const Reading reading = page({line(text)});
        EXPECT_EQ(masked_text(reading, spotted(reading, wanted)), "") << text;
    }
    const Reading own = page({line("由刘思超负责"), line("和刘思超等同志合作完成", {.y = 200})});
    EXPECT_EQ(masked_text(own, spotted(own, wanted)), "刘思超|刘思超");
}

TEST(LongerName, IsNotUndoneByAReadingThatLostItsFirstGlyph) {
    const Targets wanted = targets("刘思超");
    Line both = line("曹刘思超");
    both.other_readings.push_back(line("普刘思超").glyphs);
    const Reading reading = page({both});
    EXPECT_EQ(masked_text(reading, spotted(reading, wanted)), "");
}

TEST(LongerName, WhereTheGlyphInFrontMayBeAnotherIsAsked) {
    const Targets wanted = targets("刘思超");
    Line unsure = line("田刘思超负责");
    reread(unsure, 0, {{"田", 0.6F}, {"由", 0.35F}});
    const Reading reading = page({unsure});
    EXPECT_EQ(masked_text(reading, spotted(reading, wanted)) + asked_text(reading, spotted(reading, wanted)), "刘思超");
}

TEST(DottedName, IsFoundOverALinesEndAndAGapInTheNextLine) {
    // The network lost the dot, and its room cut the next line in two.
    const Targets wanted = targets("阿依古丽·买买提");
    const Reading broken =
        page({line("材料真实完整有效", {.p = 0.97F}), line("现同意推荐阿依", {.x = 400, .p = 0.97F}),
              line("古丽", {.y = 136, .p = 0.97F}), line("买买提同志申报", {.x = 185, .y = 136, .p = 0.97F}),
              line("术任职资格", {.y = 172, .p = 0.97F})});
    EXPECT_NE(masked_text(broken, spotted(broken, wanted)).find("买买提"), std::string::npos);
}

TEST(Name, SetToFillItsCellIsFoundOverAllOfItsWidth) {
    const Targets two = targets("祁越");
    const Line label = line("姓名", {.x = 100, .y = 100});
    const Reading wide = page({label, line("祁", {.x = 300, .y = 100}), line("越", {.x = 484, .y = 100})});
    EXPECT_EQ(masked(wide, two), "祁越");
    const Reading curled = page({label, line("祁", {.x = 300, .y = 100}), line("越", {.x = 484, .y = 60})});
    EXPECT_EQ(masked(curled, two), "祁越") << "the row climbs";
    const Reading three = page({label, line("林", {.x = 300, .y = 100}), line("知", {.x = 420, .y = 100}),
                                line("远", {.x = 540, .y = 100}), line("中共党员", {.x = 300, .y = 148})});
    EXPECT_EQ(masked(three, targets("林知远")), "林知远");
    const Reading row = page({line("姓名　　祁　　　　越　　性别", {.x = 100, .y = 100})});
    EXPECT_EQ(masked(row, two), "祁越");
    const Reading apart = page({line("祁", {.x = 300, .y = 100}), line("越", {.x = 700, .y = 100})});
    EXPECT_EQ(masked(apart, two), "") << "two columns";
}

TEST(Name, InAColumnThatLeansIsJoinedOverItsLostDot) {
    // Two stretches of one vertical line, the lower one a third of a glyph further to the left.
    Line first = line("木塔力甫", {.x = 500, .y = 100, .vertical = true});
    Line second = line("艾则孜同志", {.x = 491, .y = 244, .vertical = true});
    EXPECT_EQ(masked(page({first, second}), targets("木塔力甫·艾则孜")), "木塔力甫艾则孜");
}

}  // namespace
}  // namespace mangping::ocr
