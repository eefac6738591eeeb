#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"

namespace mangping::mask {
namespace {

struct Result3 {
    cv::Mat masked, fill;
    std::vector<Mask> masks;
};

Result3 masked(const UprightPage& page, const std::vector<Finding>& findings) {
    const auto out = mask::apply(page, findings);
    EXPECT_TRUE(out.ok()) << (out.ok() ? "" : out.fault().code + " " + out.fault().detail);
    if (!out) return {};
    const cv::Mat picture = decoded(out->page.jpeg());
    return {picture, filled(picture, out->masks), out->masks};
}

std::vector<Quad> quads_of(const std::vector<DrawnGlyph>& glyphs, double grow = 0, double dx = 0, double dy = 0) {
    std::vector<Quad> out;
    for (const DrawnGlyph& g : glyphs) out.push_back(g.quad(grow, dx, dy));
    return out;
}

double filled_area(const Result3& r) { return cv::countNonZero(r.fill); }

TEST(Surroundings, RulesOfATableAreNotGlyphInk) {
    DrawnPage page(500, 200);
    cv::rectangle(page.pixels(), {40, 60, 420, 52}, cv::Scalar(0, 0, 0), 2);
    cv::line(page.pixels(), {180, 60}, {180, 112}, cv::Scalar(0, 0, 0), 2);
    page.line("姓名", 60, 66, {});
    const auto name = page.line("林知远", 196, 66, {});
    const Result3 r = masked(page.upright(), {finding_of("林知远", quads_of(name, 0, 1, -2))});
    for (const DrawnGlyph& g : name) EXPECT_EQ(share(g, r.fill), 1) << g.text;
    for (const int y : {60, 111}) EXPECT_LT(r.masked.at<cv::Vec3b>(y, 230)[0], 80) << "the rule at " << y;
    EXPECT_EQ(cv::countNonZero(r.fill.rowRange(0, 62)) + cv::countNonZero(r.fill.rowRange(110, 200)), 0);
}

TEST(Surroundings, AnUnderlineStaysUnderneath) {
    DrawnPage page(500, 160);
    const auto name = page.line("龚丽", 120, 50, {});
    cv::line(page.pixels(), {60, 90}, {400, 90}, cv::Scalar(0, 0, 0), 2);
    const Result3 r = masked(page.upright(), {finding_of("龚丽", quads_of(name))});
    for (const DrawnGlyph& g : name) EXPECT_EQ(share(g, r.fill), 1) << g.text;
    EXPECT_LT(r.masked.at<cv::Vec3b>(90, 300)[0], 80);
    EXPECT_EQ(cv::countNonZero(r.fill.rowRange(94, 160)), 0);
}

TEST(Surroundings, ASealOverTheNameIsNotFollowed) {
    DrawnPage page(600, 400);
    const auto name = page.line("林知远", 240, 180, {});
    cv::circle(page.pixels(), {290, 200}, 130, cv::Scalar(210, 30, 40), 6, cv::LINE_AA);
    cv::line(page.pixels(), {200, 120}, {360, 280}, cv::Scalar(210, 30, 40), 10, cv::LINE_AA);
    const Result3 r = masked(page.upright(), {finding_of("林知远", quads_of(name, 0, 2, 1))});
    for (const DrawnGlyph& g : name) EXPECT_EQ(share(g, r.fill), 1) << g.text;
    EXPECT_LT(filled_area(r), 1.5 * 3 * 28 * 28);
}

TEST(Surroundings, VerticalTextIsHiddenByOneUprightBar) {
    DrawnPage page(300, 500);
    page.line("申报人", 100, 60, {"Noto Serif CJK SC", 28, 1.1, {0, 0, 0}, true});
    const auto name = page.line("卜一川", 100, 160, {"Noto Serif CJK SC", 28, 1.1, {0, 0, 0}, true});
    page.line("同志", 100, 260, {"Noto Serif CJK SC", 28, 1.1, {0, 0, 0}, true});
    const Result3 r = masked(page.upright(), {finding_of("卜一川", quads_of(name, 0, -2, 2))});
    ASSERT_EQ(r.masks.size(), 1u);
    for (const DrawnGlyph& g : name) EXPECT_EQ(share(g, r.fill), 1) << g.text;
    const Rect bar = bounding(r.masks[0].quad_displayed);
    EXPECT_GT(bar.h, 2.4 * bar.w);
}

TEST(Surroundings, LeaningGlyphsAreHiddenByLeaningBars) {
    DrawnPage page(500, 500);
    const auto upright_name = page.line("研究院", 190, 230, {"Noto Serif CJK SC", 40, 1, {205, 20, 30}});
    const Transform turned_from_page = translation(250, 250) * turning_cw(35) * translation(-250, -250);
    cv::Mat warp(2, 3, CV_64F);
    for (int i = 0; i < 6; ++i) warp.at<double>(i / 3, i % 3) = turned_from_page.m[static_cast<std::size_t>(i)];
    cv::Mat turned;
    cv::warpAffine(page.pixels(), turned, warp, page.pixels().size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                   cv::Scalar::all(255));
    std::vector<Quad> pieces;
    for (const DrawnGlyph& g : upright_name) pieces.push_back(turned_from_page(g.quad(0, 1.5, -1.5)));
    const Result3 r = masked(upright_of(turned, 0), {finding_of("研究院", pieces, MaskKind::employer_seal)});
    cv::Mat red;
    cv::extractChannel(r.masked, red, 0);
    cv::Mat green;
    cv::extractChannel(r.masked, green, 1);
    EXPECT_EQ(cv::countNonZero(red - green > 60), 0) << "red ink is left";
    EXPECT_LT(filled_area(r), 1.6 * 3 * 40 * 40);
}

TEST(Surroundings, ABarFollowsALineThatLeansOnALevelPage) {
    DrawnPage page(700, 240);
    std::vector<DrawnGlyph> before, name, below;
    const std::string characters = "若羌昆恒农业科学科技有限公司";
    for (int i = 0; i < 14; ++i) {  // 3 degrees, as the top of a page photographed from below
        const int x = 60 + 30 * i, y = 90 + static_cast<int>(std::lround(30 * i * 0.052));
        name.push_back(page.line(characters.substr(static_cast<std::size_t>(3 * i), 3), x, y)[0]);
        below.push_back(page.line("项", x, y + 42)[0]);
        before.push_back(page.line("目", x, y - 42)[0]);
    }
    const cv::Mat original = page.pixels().clone();
    const Result3 r = masked(page.upright(), {finding_of(characters, quads_of(name), MaskKind::employer)});
    ASSERT_EQ(r.masks.size(), 1u);
    for (const DrawnGlyph& g : name) EXPECT_GT(share(g, r.fill), 0.99) << g.text;
    for (const auto& line : {before, below})
        for (const DrawnGlyph& g : line) EXPECT_LT(change(g, original, r.masked), 16);
}

TEST(Surroundings, TheDotOfALatinLetterGoesWithIt) {
    DrawnPage page(500, 160);
    page.line("by ", 60, 60, {"DejaVu Serif", 30, 0.62});
    const auto name = page.line("Lin", 160, 60, {"DejaVu Serif", 30, 0.62});
    std::vector<Quad> pieces;  // boxes of the x-height only, as a reader gives them for a line without ascenders
    for (const DrawnGlyph& g : name)
        pieces.push_back(quad_of({double(g.ink.x), double(g.ink.br().y) - 16, double(g.ink.width), 16}));
    const Result3 r = masked(page.upright(), {finding_of("lin", pieces, MaskKind::name_latin)});
    for (const DrawnGlyph& g : name) EXPECT_EQ(share(g, r.fill), 1) << g.text;
}

TEST(Surroundings, WidelySpacedGlyphsGetABarEach) {
    DrawnPage page(700, 160);
    const auto wide = page.line("林知远", 80, 60, {"Noto Serif CJK SC", 28, 2.5});
    EXPECT_EQ(masked(page.upright(), {finding_of("林知远", quads_of(wide))}).masks.size(), 3u);
    DrawnPage narrow_page(700, 160);
    const auto narrow = narrow_page.line("林知远", 80, 60, {"Noto Serif CJK SC", 28, 1.4});
    EXPECT_EQ(masked(narrow_page.upright(), {finding_of("林知远", quads_of(narrow))}).masks.size(), 1u);
}

TEST(Surroundings, ANameBrokenOverTwoLinesGetsTwoBars) {
    DrawnPage page(500, 200);
    const auto first = page.line("林知", 380, 40, {}), second = page.line("远", 40, 90, {});
    std::vector<Quad> pieces = quads_of(first);
    pieces.push_back(second[0].quad());
    const Result3 r = masked(page.upright(), {finding_of("林知远", pieces)});
    EXPECT_EQ(r.masks.size(), 2u);
    for (const auto& line : {first, second})
        for (const DrawnGlyph& g : line) EXPECT_EQ(share(g, r.fill), 1) << g.text;
}

TEST(Surroundings, AMentionThatWasFoundTwiceIsOneMask) {
    DrawnPage page(500, 160);
    const auto name = page.line("林知远", 120, 50, {});
    Finding again = finding_of("林知远", quads_of(name, 1));
    again.confidence = 0.7;
    const Result3 r = masked(page.upright(), {again, finding_of("林知远", quads_of(name))});
    ASSERT_EQ(r.masks.size(), 1u);
    EXPECT_EQ(r.masks[0].confidence, 0.99);
}

TEST(Surroundings, WordsOfANameInLettersAreHiddenByOneBar) {
    DrawnPage page(600, 160);
    auto name = page.line("QI", 100, 60, {"DejaVu Serif", 30, 0.75});
    const auto second = page.line("Yue", 164, 60, {"DejaVu Serif", 30, 0.62});
    name.insert(name.end(), second.begin(), second.end());
    const Result3 r = masked(page.upright(), {finding_of("qi yue", quads_of(name), MaskKind::name_latin)});
    EXPECT_EQ(r.masks.size(), 1u);
}

TEST(Surroundings, HalfAGlyphBetweenTwoBarsIsHiddenToo) {
    // The reader's box of the last glyph holds its right half and some of the line behind it.
    DrawnPage page(500, 160);
    const auto name = page.line("李文博", 100, 60, {"Noto Serif CJK SC", 40, 1.05});
    std::vector<Quad> pieces = quads_of(name);
    const cv::Rect last = name[2].ink;
    pieces[2] = quad_of({last.x + 0.62 * last.width, double(last.y), double(last.width), double(last.height)});
    const Result3 r = masked(page.upright(), {finding_of("李文博", pieces)});
    for (const DrawnGlyph& g : name) EXPECT_GT(share(g, r.fill), 0.99) << g.text;
}

}  // namespace
}  // namespace mangping::mask
