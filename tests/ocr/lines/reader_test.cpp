#include "ocr/lines/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::Type;
using mangping::testing::typeset;

Engine& engine() {
    static const std::unique_ptr<Engine> one = std::move(open_tesseract("chi_sim").value());
    return *one;
}

UprightPage page_of(Raster raster, double em = 0) {
    UprightPage page;
    page.raster = std::make_shared<const Raster>(std::move(raster));
    page.text_height_px = em;
    return page;
}

Reading read(Raster raster, double em = 0, ReadOptions options = {}) {
    options.second_opinion = false;
    auto reading = read_page(page_of(std::move(raster), em), engine(), nullptr, options, {});
    EXPECT_TRUE(reading.ok());
    return reading.ok() ? std::move(reading).value() : Reading{};
}

std::vector<std::string> texts(const Reading& reading) {
    std::vector<std::string> out;
    for (const Line& line : reading.lines) out.push_back(line.text());
    return out;
}

const Line* line_with(const Reading& reading, const std::string& text) {
    for (const Line& line : reading.lines)
        if (line.text().find(text) != std::string::npos) return &line;
    return nullptr;
}

void draw(Raster& page, int x0, int y0, int x1, int y1, int thickness) {
    cv::Mat view = adapt::view(page);
    cv::line(view, {x0, y0}, {x1, y1}, cv::Scalar::all(0), thickness);
}

TEST(Reader, ReadsLinesInOrderWithoutSpacesBetweenHan) {
    Raster page = paper(1000, 400);
    typeset(page, 60, 60, "自然资源工程技术人员\n继续教育学习情况登记表\n本单位公示无异议", {.em_px = 32});
    EXPECT_THAT(texts(read(std::move(page), 32)),
                ::testing::ElementsAre("自然资源工程技术人员", "继续教育学习情况登记表", "本单位公示无异议"));
}

TEST(Reader, FindsTheTypeSizeItselfFrom12To90Pixels) {
    for (const double em : {14.0, 28.0, 56.0, 90.0}) {
        Raster page = paper(static_cast<int>(16 * em), static_cast<int>(8 * em));
        typeset(page, em, em, "水利工程建设管理\n技术职务任职资格\n评审委员会办公室", {.em_px = em});
        const Reading reading = read(std::move(page));
        EXPECT_NE(line_with(reading, "技术职务任职资格"), nullptr) << em;
        EXPECT_EQ(reading.lines.size(), 3U) << em;
    }
}

TEST(Reader, DoesNotJoinCellsAcrossATableRule) {
    Raster page = paper(900, 300);
    for (const int y : {60, 130, 200}) draw(page, 60, y, 840, y, 3);
    for (const int x : {60, 250, 500, 840}) draw(page, x, 60, x, 200, 3);
    typeset(page, 78, 72, "工作单位", {.em_px = 28});
    typeset(page, 262, 72, "某某设计院", {.em_px = 28});
    typeset(page, 512, 72, "工程师", {.em_px = 28});
    typeset(page, 78, 142, "专业名称", {.em_px = 28});
    EXPECT_THAT(texts(read(std::move(page), 28)),
                ::testing::ElementsAre("工作单位", "某某设计院", "工程师", "专业名称"));
}

TEST(Reader, DoesNotTakeABrokenRuleForAPartOfTheCell) {
    Raster page = paper(700, 300);
    typeset(page, 60, 40, "专业技术人员业务考核登记表", {.em_px = 30});
    for (const int y : {110, 250}) draw(page, 60, y, 640, y, 4);
    // A fax has eaten gaps into the rule beside the label.
    for (int y = 114; y < 246; y += 32) draw(page, 196, y, 196, std::min(y + 24, 246), 4);
    typeset(page, 210, 165, "民族", {.em_px = 30});
    const Reading reading = read(std::move(page), 30);
    const Line* label = line_with(reading, "民族");
    ASSERT_NE(label, nullptr);
    EXPECT_EQ(label->glyphs.size(), 2U);
    EXPECT_LT(label->box_upright.h, 40);
}

/// A round seal as a photocopier leaves it: a black ring, an arc of strokes along it, a black middle.
Seal draw_black_seal(Raster& page, cv::Point middle, int radius) {
    cv::Mat view = adapt::view(page);
    cv::circle(view, middle, radius, cv::Scalar::all(0), 7);
    cv::circle(view, middle, radius / 7, cv::Scalar::all(0), cv::FILLED);
    for (int degrees = 150; degrees <= 390; degrees += 12)
        cv::ellipse(view, middle, {radius * 7 / 10, radius * 7 / 10}, 0, degrees, degrees + 3, cv::Scalar::all(0),
                    radius / 8);
    Seal seal;
    seal.centre_upright = {static_cast<double>(middle.x), static_cast<double>(middle.y)};
    seal.radius_x = seal.radius_y = radius + 3;
    return seal;
}

TEST(Reader, ReadsARowOfPrintThatRunsUnderABlackSeal) {
    const auto page_with_seal = [](std::vector<Seal>& seals) {
        Raster page = paper(1000, 600);
        typeset(page, 60, 60, "特此证明上述情况属实并对其真实性负责", {.em_px = 40});
        typeset(page, 180, 290, "昌原县农村综合行政执法支队", {.em_px = 40});
        seals = {draw_black_seal(page, {480, 330}, 150)};
        return page;
    };
    // Of the row's length, what lies on lines of its own height.
    const auto print_found = [](const Reading& reading) {
        const Rect row{180, 290, 13 * 40.0, 48};
        double found = 0;
        for (const Line& line : reading.lines)
            if (line.box_upright.h < 70 && line.box_upright.centre().y > row.y)
                found += intersection(line.box_upright, row).w;
        return found / row.w;
    };
    ReadOptions options;
    Raster page = page_with_seal(options.seals);
    EXPECT_GT(print_found(read(std::move(page), 40, options)), 0.9);
    std::vector<Seal> unused;
    EXPECT_LT(print_found(read(page_with_seal(unused), 40)), 0.5);
}

TEST(Reader, KeepsASpreadNameOnOneLine) {
    Raster page = paper(700, 200);
    typeset(page, 60, 60, "赵　明　远", {.em_px = 32});
    const Reading reading = read(std::move(page), 32);
    ASSERT_EQ(reading.lines.size(), 1U);
    EXPECT_EQ(reading.lines[0].glyphs.size(), 3U);
}

TEST(Reader, AHairThroughASpreadNameNeitherPartsNorShrinksIt) {
    Raster page = paper(700, 200);
    typeset(page, 60, 60, "邱 云 敏", {.em_px = 32});
    cv::Mat view = adapt::view(page);
    cv::polylines(view, std::vector<cv::Point>{{142, 84}, {140, 96}, {145, 104}, {141, 116}}, false,
                  cv::Scalar::all(60), 2);
    const Reading reading = read(std::move(page), 32);
    ASSERT_EQ(reading.lines.size(), 1U);
    EXPECT_EQ(reading.lines[0].text(), "邱云敏");
}

/// Strokes of a hand about `high` px high, from (x, y) on.
void sign(Raster& page, int x, int y, int high) {
    draw(page, x, y + high / 3, x + high / 2, y, 4);
    draw(page, x + high / 4, y, x + high / 4, y + high, 4);
    draw(page, x + high / 3, y + high / 2, x + high, y + high / 4, 4);
    draw(page, x + high, y + high / 8, x + high * 3 / 4, y + high, 4);
}

TEST(Reader, ReadsALabelBesideAHandTwiceAsHigh) {
    Raster page = paper(1000, 400);
    typeset(page, 60, 60, "全年参与完成咨询报告九项，其中独立完成五项", {.em_px = 30});
    typeset(page, 300, 200, "本人签名：", {.em_px = 30});
    sign(page, 456, 188, 42);
    sign(page, 508, 190, 40);
    typeset(page, 640, 200, "2021年12月20日", {.em_px = 30});
    const Reading reading = read(std::move(page), 32);
    const Line* label = line_with(reading, "本人签名");
    ASSERT_NE(label, nullptr) << ::testing::PrintToString(texts(reading));
    EXPECT_LE(label->glyphs.size(), 5U) << ::testing::PrintToString(texts(reading));
    EXPECT_NE(line_with(reading, "12月20日"), nullptr) << ::testing::PrintToString(texts(reading));
}

TEST(Reader, AHairThroughTheFirstGlyphDoesNotPartItFromItsLine) {
    Raster page = paper(1000, 300);
    typeset(page, 60, 60, "巴音郭楞蒙古自治州工程咨询质量监督检测中心", {.em_px = 32});
    typeset(page, 60, 160, "全年参与完成咨询报告九项，其中独立完成五项", {.em_px = 32});
    cv::Mat view = adapt::view(page);
    cv::polylines(view, std::vector<cv::Point>{{66, 84}, {64, 100}, {60, 118}, {56, 134}}, false, cv::Scalar::all(60),
                  2);
    const Reading reading = read(std::move(page), 32);
    ASSERT_FALSE(reading.lines.empty());
    EXPECT_EQ(reading.lines[0].glyphs.size(), 21U) << reading.lines[0].text();
}

TEST(Reader, ReadsAVerticalCellFromTopToBottom) {
    Raster page = paper(600, 500);
    draw(page, 60, 40, 60, 460, 3);
    draw(page, 130, 40, 130, 460, 3);
    typeset(page, 80, 60, "工\n作\n单\n位\n意\n见", {.em_px = 32, .line_height = 1.6});
    typeset(page, 170, 90, "同意推荐该同志参加职称评审", {.em_px = 30});
    const Reading reading = read(std::move(page), 32);
    const Line* cell = line_with(reading, "工作单位意见");
    ASSERT_NE(cell, nullptr);
    EXPECT_TRUE(cell->vertical);
    for (std::size_t i = 1; i < cell->glyphs.size(); ++i)
        EXPECT_GT(cell->glyphs[i].box_upright.y, cell->glyphs[i - 1].box_upright.bottom() - 1);
}

TEST(Reader, TellsNeighbouringVerticalColumnsApartWhereTheirGlyphsStandOnOneLevel) {
    Raster page = paper(400, 700);
    typeset(page, 220, 60, "阿\n依\n古\n丽\n买\n买\n提\n同\n志", {.em_px = 32, .line_height = 1.5});
    typeset(page, 150, 84, "在\n盐\n渍\n土\n地\n区\n面\n板\n堆\n石", {.em_px = 32, .line_height = 1.42});
    const Reading reading = read(std::move(page), 32);
    const Line* name = line_with(reading, "阿依古丽买买提同志");
    ASSERT_NE(name, nullptr) << reading.text();
    EXPECT_TRUE(name->vertical);
}

TEST(Reader, KeepsSmallGlyphsOfSeveralStrokesInAVerticalLine) {
    // Print half as high as the page's: 昌 and 心 fall into parts that would be dust by themselves.
    Raster page = paper(900, 900);
    typeset(page, 60, 60, "兹有我单位同志参加专业技术\n职称评审情况属实特此证明", {.em_px = 54});
    typeset(page, 500, 280, "昌\n吉\n教\n育\n研\n究\n中\n心", {.em_px = 28, .line_height = 1.3});
    const Reading reading = read(std::move(page), 54);
    EXPECT_NE(line_with(reading, "昌吉教育研究中心"), nullptr) << reading.text();
}

TEST(Reader, LeavesAListOfSpreadNamesInItsRows) {
    Raster page = paper(400, 500);
    typeset(page, 60, 60, "赵　明\n钱　远\n孙　川\n周　海", {.em_px = 32, .line_height = 1.7});
    const Reading reading = read(std::move(page), 32);
    EXPECT_NE(line_with(reading, "赵明"), nullptr) << reading.text();
    EXPECT_NE(line_with(reading, "周海"), nullptr) << reading.text();
}

TEST(Reader, LabelsOfSmallTypeUnderOneAnotherStayInTheirRows) {
    // As on an identity card that was copied to a page with larger print: the page's type is taken for the card's.
    Raster page = paper(900, 700);
    const std::vector<std::string> labels{"姓　名", "性　别", "出　生", "住　址"};
    for (std::size_t i = 0; i < labels.size(); ++i)
        typeset(page, 100, 100 + 62 * static_cast<int>(i), labels[i], {.em_px = 16});
    typeset(page, 200, 500, "复印件仅供职称申报使用", {.em_px = 34});
    const Reading reading = read(std::move(page), 34);
    for (const Line& line : reading.lines) EXPECT_FALSE(line.vertical) << line.text();
    for (const char* label : {"姓名", "性别", "出生", "住址"}) EXPECT_NE(line_with(reading, label), nullptr) << label;
}

TEST(Reader, BoxesHugTheInkOfEachGlyph) {
    Raster page = paper(900, 200);
    const double em = 40;
    typeset(page, 50, 50, "国家图书管理局", {.family = "Noto Sans CJK SC", .em_px = em});
    const cv::Mat ink = adapt::view(page).clone() < 128;
    const Reading reading = read(std::move(page), em);
    ASSERT_EQ(reading.lines.size(), 1U);
    ASSERT_EQ(reading.lines[0].glyphs.size(), 7U);
    for (std::size_t i = 0; i < 7; ++i) {
        // The type's own cells: each glyph's ink lies in its own em.
        const cv::Rect cell(static_cast<int>(50 + static_cast<double>(i) * em), 40, static_cast<int>(em), 80);
        const cv::Rect truth = cv::boundingRect(cv::Mat(ink(cell))) + cell.tl();
        const Rect& box = reading.lines[0].glyphs[i].box_upright;
        EXPECT_NEAR(box.x, truth.x, 2.5) << i;
        EXPECT_NEAR(box.right(), truth.br().x, 2.5) << i;
        EXPECT_NEAR(box.y, truth.y, 2.5) << i;
        EXPECT_NEAR(box.bottom(), truth.br().y, 2.5) << i;
    }
}

TEST(Reader, ReadsBlackTextUnderARedSeal) {
    Raster page = paper(900, 300, 3);
    typeset(page, 60, 120, "发证机关人力资源和社会保障局", {.em_px = 36});
    cv::Mat view = adapt::view(page);
    cv::Mat seal(view.size(), CV_8UC3, cv::Scalar::all(255));
    cv::circle(seal, {420, 150}, 100, {225, 50, 60}, 9);
    cv::circle(seal, {420, 150}, 32, {225, 50, 60}, cv::FILLED);
    cv::multiply(view, seal, view, 1.0 / 255);
    EXPECT_NE(line_with(read(std::move(page), 36), "发证机关人力资源和社会保障局"), nullptr);
}

TEST(Reader, ReadsARedLetterhead) {
    Raster page = paper(1100, 400, 3);
    typeset(page, 60, 50, "某某市人民政府文件", {.em_px = 80, .weight = 700}, 220, 20, 30);
    typeset(page, 60, 250, "关于组织开展职称评审工作的通知", {.em_px = 32});
    const Reading reading = read(std::move(page), 32);
    EXPECT_NE(line_with(reading, "市人民政府文件"), nullptr);
    EXPECT_NE(line_with(reading, "关于组织开展职称评审工作的通知"), nullptr);
}

TEST(Reader, ReadsLightTextOnADarkBar) {
    Raster page = paper(900, 300);
    cv::Mat view = adapt::view(page);
    cv::rectangle(view, {40, 40, 820, 56}, cv::Scalar(40), cv::FILLED);
    cv::Mat text = 255 - adapt::view(paper(900, 300));
    Raster light = paper(900, 300);
    typeset(light, 60, 42, "基本信息登记", {.em_px = 32});
    cv::max(view, 255 - adapt::view(light), view);
    typeset(page, 60, 150, "姓名性别民族籍贯", {.em_px = 32});
    const Reading reading = read(std::move(page), 32);
    EXPECT_NE(line_with(reading, "基本信息登记"), nullptr);
    EXPECT_NE(line_with(reading, "姓名性别民族籍贯"), nullptr);
}

TEST(Reader, FollowsALineThatClimbs) {
    Raster page = paper(1300, 400);
    typeset(page, 60, 150, "继续教育公需科目培训合格证明材料由主管部门统一印制", {.em_px = 40});
    cv::Mat view = adapt::view(page);
    const cv::Mat turn = cv::getRotationMatrix2D({650, 200}, 1.6, 1);
    cv::warpAffine(view.clone(), view, turn, view.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
    EXPECT_NE(line_with(read(std::move(page), 40), "公需科目培训合格证明材料由主管部门"), nullptr);
}

TEST(Reader, LeavesOutWhatItWasToldToSkip) {
    Raster page = paper(900, 300);
    typeset(page, 60, 60, "第一行文字内容\n第二行文字内容", {.em_px = 32});
    ReadOptions options;
    options.skip_upright = {{0, 0, 900, 115}};
    EXPECT_THAT(texts(read(std::move(page), 32, options)), ::testing::ElementsAre("第二行文字内容"));
}

TEST(Reader, FindsNothingOnEmptyPaperAndNothingUnread) {
    const Reading reading = read(paper(800, 600));
    EXPECT_TRUE(reading.lines.empty());
    EXPECT_TRUE(reading.unread_upright.empty());
    EXPECT_EQ(reading.confidence, 0);
}

TEST(Reader, SaysWhereInkIsThatNobodyCanRead) {
    Raster page = paper(900, 300);
    typeset(page, 60, 50, "申请人签字", {.em_px = 32});
    cv::Mat view = adapt::view(page);
    // A scrawl of the size of a name.
    std::vector<cv::Point> scrawl;
    for (int i = 0; i < 60; ++i) scrawl.emplace_back(400 + i * 3 + (i * 37) % 23, 60 + (i * 53) % 41);
    cv::polylines(view, scrawl, false, cv::Scalar(0), 2, cv::LINE_AA);
    const Reading reading = read(std::move(page), 32);
    ASSERT_EQ(reading.unread_upright.size(), 1U);
    EXPECT_GT(reading.unread_upright[0].x, 350);
}

TEST(Reader, AStapleAndTheEdgeOfASheetAreNoUnreadText) {
    Raster page = paper(900, 400);
    typeset(page, 60, 50, "申请人签字", {.em_px = 32});
    cv::Mat view = adapt::view(page);
    cv::line(view, {420, 60}, {490, 110}, cv::Scalar(60), 11, cv::LINE_AA);          // a staple
    cv::line(view, {421, 61}, {489, 109}, cv::Scalar(200), 3, cv::LINE_AA);          // and the light on it
    cv::polylines(view, std::vector<cv::Point>{{420, 260}, {560, 262}, {562, 300}},  // the corner of a sheet
                  false, cv::Scalar(40), 5, cv::LINE_AA);
    cv::ellipse(view, {700, 280}, {80, 30}, 0, 190, 330, cv::Scalar(40), 7, cv::LINE_AA);  // a hair
    EXPECT_TRUE(read(std::move(page), 32).unread_upright.empty());
}

TEST(Reader, StopsWhenItIsToldTo) {
    std::stop_source stop;
    stop.request_stop();
    Context context;
    context.stop = stop.get_token();
    auto reading = read_page(page_of(paper(300, 200)), engine(), nullptr, {}, context);
    ASSERT_FALSE(reading.ok());
    EXPECT_EQ(reading.fault().code, "cancelled");
    context = {};
    context.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
    reading = read_page(page_of(paper(300, 200)), engine(), nullptr, {}, context);
    ASSERT_FALSE(reading.ok());
    EXPECT_EQ(reading.fault().code, "page_timeout");
}

TEST(Reader, KeepsTheOtherReadingsOfADoubtfulLine) {
    Raster page = paper(500, 160);
    typeset(page, 60, 50, "戊戌戍戎戒", {.em_px = 13});
    auto second = open_tesseract("HanS");
    ASSERT_TRUE(second.ok());
    auto reading = read_page(page_of(std::move(page), 13), engine(), second->get(), {}, {});
    ASSERT_TRUE(reading.ok());
    ASSERT_EQ(reading->lines.size(), 1U);
    EXPECT_FALSE(reading->lines[0].other_readings.empty());
    for (const auto& other : reading->lines[0].other_readings) EXPECT_FALSE(other.empty());
}

TEST(Reader, GivesTheSameReadingTwice) {
    Raster page = paper(900, 300);
    typeset(page, 60, 60, "助理工程师评审条件\n第二章第三条", {.em_px = 24});
    const Raster copy = page;
    const Reading a = read(std::move(page)), b = read(copy);
    ASSERT_EQ(a.lines.size(), b.lines.size());
    for (std::size_t i = 0; i < a.lines.size(); ++i) {
        EXPECT_EQ(a.lines[i].text(), b.lines[i].text());
        EXPECT_EQ(a.lines[i].box_upright, b.lines[i].box_upright);
    }
}

TEST(Reader, KnowsTheDotOfANameByItsPlace) {
    Raster page = paper(900, 160);
    typeset(page, 60, 50, "申请人阿依古丽·买买提", {.em_px = 32});
    const Reading reading = read(std::move(page), 32);
    EXPECT_NE(line_with(reading, "·买"), nullptr);
}

TEST(Reader, ReadsTheRowsRoundWhichADesksGrainRuns) {
    // Streaks beside and above the sheet link to each other; the box of that line holds the sheet's upper rows.
    Raster page = paper(1240, 900);
    cv::Mat view = adapt::view(page);
    for (const int x : {40, 1200}) cv::ellipse(view, {x, 160}, {16, 100}, 0, 0, 360, cv::Scalar::all(0), cv::FILLED);
    for (int x = 110; x < 1160; x += 116)
        cv::ellipse(view, {x, 78 + x % 7}, {52, 7}, 0, 0, 360, cv::Scalar::all(0), cv::FILLED);
    typeset(page, 220, 120, "姓名", {.em_px = 32});
    typeset(page, 420, 120, "林知远", {.em_px = 32});
    typeset(page, 220, 190, "单位", {.em_px = 32});
    typeset(page, 420, 420, "能够独立承担咨询项目工作质量较好", {.em_px = 32});
    const Reading reading = read(std::move(page), 32);
    EXPECT_NE(line_with(reading, "林知远"), nullptr) << reading.text();
    EXPECT_NE(line_with(reading, "单位"), nullptr) << reading.text();
}

TEST(Reader, ReadsColumnsBesideEachOtherDownwards) {
    // As on an old diploma: closer to what stands below than to what stands beside.
    Raster page = paper(700, 800);
    typeset(page, 420, 60, "学\n生\n林\n知\n远\n性\n别\n女\n现\n年\n二\n十\n岁", {.em_px = 32, .line_height = 1.35});
    typeset(page, 345, 60, "在\n本\n校\n种\n子\n检\n验\n专\n业\n学\n习", {.em_px = 32, .line_height = 1.35});
    typeset(page, 270, 60, "全\n部\n课\n程\n成\n绩\n合\n格\n准\n予\n毕\n业", {.em_px = 32, .line_height = 1.35});
    const Reading reading = read(std::move(page), 32);
    for (const char* column : {"学生林知远", "在本校种子检验专业", "成绩合格准予毕业"})
        EXPECT_NE(line_with(reading, column), nullptr) << column << "\n" << reading.text();
}

TEST(Reader, FollowsAColumnThatLeans) {
    Raster page = paper(500, 900), leaning = paper(500, 900);
    typeset(page, 200, 60, "全\n部\n课\n程\n成\n绩\n合\n格\n准\n予\n毕\n业\n特\n此\n证\n明",
            {.em_px = 32, .line_height = 1.5});
    cv::Mat from = adapt::view(page), to = adapt::view(leaning);
    cv::warpAffine(from, to, cv::Mat(cv::Matx23d(1, 0.05, 0, 0, 1, 0)), to.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar(255));
    const Reading reading = read(std::move(leaning), 32);
    EXPECT_NE(line_with(reading, "成绩合格准予毕业"), nullptr) << reading.text();
}

TEST(Reader, SaysThatALineOfNonsenseWasNotRead) {
    Raster page = paper(1000, 300);
    typeset(page, 60, 60, "本单位对以上内容的真实性负责", {.em_px = 32});
    typeset(page, 60, 160, "作为党员林知远能够带头遵守学院各项规章制度", {.em_px = 32});
    cv::Mat view = adapt::view(page);
    cv::Mat row = view(cv::Rect(0, 150, 1000, 60)), wave;
    cv::Mat x(row.size(), CV_32F), y(row.size(), CV_32F);
    for (int r = 0; r < row.rows; ++r)
        for (int c = 0; c < row.cols; ++c) {
            x.at<float>(r, c) = static_cast<float>(c + 9 * std::sin(c / 6.0));
            y.at<float>(r, c) = static_cast<float>(r + 8 * std::sin(c / 11.0));
        }
    cv::remap(row.clone(), wave, x, y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    wave.copyTo(row);
    const Reading reading = read(std::move(page), 32);
    ASSERT_FALSE(reading.unread_upright.empty()) << reading.text();
    EXPECT_GT(reading.unread_upright[0].y, 120);
}

TEST(Reader, ReadsARowOfPrintThatEndsWithinABlackSealUnderItsStar) {
    ReadOptions options;
    Raster page = paper(900, 600);
    typeset(page, 60, 60, "特此证明上述情况属实并对其真实性负责", {.em_px = 40});
    typeset(page, 330, 320, "天山南麓师范学院", {.em_px = 36});
    options.seals = {draw_black_seal(page, {474, 330}, 150)};
    cv::Mat view = adapt::view(page);
    std::vector<cv::Point> star;
    for (int i = 0; i < 10; ++i) {
        const double a = -CV_PI / 2 + i * CV_PI / 5, r = i % 2 == 0 ? 46 : 18;
        star.emplace_back(static_cast<int>(474 + r * std::cos(a)), static_cast<int>(330 + r * std::sin(a)));
    }
    cv::fillPoly(view, std::vector<std::vector<cv::Point>>{star}, cv::Scalar::all(0));
    double found = 0;
    for (const Line& line : read(std::move(page), 38, options).lines)
        if (line.box_upright.y > 250 && line.box_upright.h < 70)
            found += intersection(line.box_upright, {330, 310, 8 * 36.0, 60}).w;
    EXPECT_GT(found, 0.5 * 8 * 36) << "lines of the row's own height, not a heap with the star";
}

}  // namespace
}  // namespace mangping::ocr
