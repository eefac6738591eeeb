#include "ocr/tesseract/tesseract.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

std::string text_of(const LineReading& reading) {
    std::string out;
    for (const Glyph& glyph : reading.glyphs) out += glyph.text();
    return out;
}

Raster line_picture(const std::string& text) {
    Raster line = paper(40 * 20, 44);
    typeset(line, 10, -1, text, {.em_px = 30, .line_height = 1.4});
    return line;
}

Raster page_picture() {
    Raster page = paper(900, 700);
    typeset(page, 60, 60,
            "普通高等学校毕业证书\n学生于二〇一五年九月至二〇一九年七月\n在本校土木工程专业四年制本科学习\n"
            "修完教学计划规定的全部课程\n成绩合格准予毕业\n请各有关单位查验并予以承认此证明\n本证书遗失不予补发\n"
            "教育主管部门监制并统一印发给各学校\n工程技术人员继续教育公需科目合格证明",
            {.em_px = 34});
    return page;
}

Raster turned_cw(const Raster& page, int quarter_turns) {
    cv::Mat turned = adapt::view(page).clone();
    for (int i = 0; i < quarter_turns; ++i) cv::rotate(turned.clone(), turned, cv::ROTATE_90_CLOCKWISE);
    return adapt::raster_of(turned);
}

TEST(Tesseract, ReadsACleanLineWordForWord) {
    auto engine = open_tesseract("chi_sim");
    ASSERT_TRUE(engine.ok()) << engine.fault().code;
    auto reading = (*engine)->read_line(line_picture("水利工程建设与管理专业技术人员"));
    ASSERT_TRUE(reading.ok());
    EXPECT_EQ(text_of(*reading), "水利工程建设与管理专业技术人员");
    EXPECT_GT(reading->confidence, 0.8F);
}

TEST(Tesseract, GivesEveryGlyphABoxInsideTheLineFromLeftToRight) {
    auto engine = open_tesseract("chi_sim");
    ASSERT_TRUE(engine.ok());
    const Raster line = line_picture("年度考核登记表");
    auto reading = (*engine)->read_line(line);
    ASSERT_TRUE(reading.ok());
    ASSERT_EQ(reading->glyphs.size(), 7U);
    for (std::size_t i = 0; i < 7; ++i) {
        const Rect& box = reading->glyphs[i].box_upright;
        EXPECT_GE(box.x, 0);
        EXPECT_LE(box.right(), line.width);
        // The characters stand 30 px apart, the first at 10.
        // Tesseract is up to a glyph off; ocr/lines fits the boxes to the ink.
        EXPECT_NEAR(box.centre().x, 10 + 30 * (static_cast<double>(i) + 0.5), 30);
        if (i > 0) {
            EXPECT_GT(box.centre().x, reading->glyphs[i - 1].box_upright.centre().x);
        }
    }
}

TEST(Tesseract, OffersAlternativesOnlyWhenAskedTo) {
    const Raster line = line_picture("未来末日己已巳");
    auto plain = open_tesseract("chi_sim");
    auto rich = open_tesseract("chi_sim", {.with_alternatives = true});
    ASSERT_TRUE(plain.ok() && rich.ok());
    auto few = (*plain)->read_line(line);
    auto many = (*rich)->read_line(line);
    ASSERT_TRUE(few.ok() && many.ok());
    std::size_t extra = 0;
    for (const Glyph& glyph : few->glyphs) EXPECT_EQ(glyph.alternatives.size(), 1U);
    for (const Glyph& glyph : many->glyphs) extra += glyph.alternatives.size() - 1;
    EXPECT_GT(extra, 0U);
    EXPECT_EQ(text_of(*few), text_of(*many));
}

TEST(Tesseract, FindsNoTextOnEmptyPaper) {
    auto engine = open_tesseract("chi_sim");
    ASSERT_TRUE(engine.ok());
    auto reading = (*engine)->read_line(paper(300, 44));
    ASSERT_TRUE(reading.ok());
    EXPECT_TRUE(reading->glyphs.empty());
    auto tiny = (*engine)->read_line(paper(3, 3));
    ASSERT_TRUE(tiny.ok());
    EXPECT_TRUE(tiny->glyphs.empty());
}

TEST(Tesseract, ReadsTheSameLineTheSameWayTwice) {
    auto engine = open_tesseract("chi_sim");
    ASSERT_TRUE(engine.ok());
    const Raster line = line_picture("助理工程师评审条件");
    auto first = (*engine)->read_line(line);
    ASSERT_TRUE((*engine)->read_line(line_picture("中间读的另一行字")).ok());
    auto second = (*engine)->read_line(line);
    ASSERT_TRUE(first.ok() && second.ok());
    EXPECT_EQ(text_of(*first), text_of(*second));
    EXPECT_EQ(first->confidence, second->confidence);
}

TEST(Tesseract, SaysWhichModelIsMissing) {
    auto engine = open_tesseract("no_such_language");
    ASSERT_FALSE(engine.ok());
    EXPECT_EQ(engine.fault().code, "reader_model_missing");
    EXPECT_EQ(engine.fault().detail, "no_such_language");
}

TEST(OrientationProbe, NamesTheTurnThatMakesThePageUpright) {
    auto probe = open_orientation_probe();
    ASSERT_TRUE(probe.ok()) << probe.fault().code;
    for (int turns = 0; turns < 4; ++turns) {
        auto osd = (*probe)->osd(turned_cw(page_picture(), turns));
        ASSERT_TRUE(osd.ok());
        EXPECT_EQ(osd->rotation_cw, (360 - 90 * turns) % 360) << turns;
    }
}

TEST(OrientationProbe, CannotSayOnAnAlmostEmptyPage) {
    auto probe = open_orientation_probe();
    ASSERT_TRUE(probe.ok());
    Raster page = paper(900, 700);
    typeset(page, 400, 300, "一");
    auto osd = (*probe)->osd(page);
    ASSERT_FALSE(osd.ok());
    EXPECT_EQ(osd.fault().code, "osd_too_few");
}

}  // namespace
}  // namespace mangping::ocr
