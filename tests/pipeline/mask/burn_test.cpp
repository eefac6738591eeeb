#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"

namespace mangping::mask {
namespace {

struct Ink {
    const char* what;
    cv::Scalar colour;
};
const Ink kBlack{"black", {20, 20, 20}}, kRed{"red", {205, 20, 30}}, kBlue{"blue", {30, 40, 160}};

/// A line of text that went through JPEG, with `name` in the middle of it.
cv::Mat scanned(const std::string& name, const Ink& ink, int quality, cv::Scalar paper = {247, 244, 238}) {
    DrawnPage page(640, 220, paper);
    page.line("聘任", 60, 80, {});
    page.line(name, 160, 80, {"Noto Serif CJK SC", 28, 1, ink.colour});
    page.line("为高级工程师", 300, 80, {});
    page.line("下一行的文字", 60, 150, {});
    return through_jpeg(page.pixels(), quality);
}

// The place is given, not fitted, so that bars over different names are the same bar.
const std::vector<Finding> kPlace{finding_of("", {quad_of({158, 80, 88, 36})}, MaskKind::manual)};

TEST(Burn, LeavesNothingOfTheNameInTheHaloOfASourceJpeg) {
    for (const int quality : {40, 60, 75, 90, 95})
        for (const Ink& ink : {kBlack, kRed, kBlue}) {
            SCOPED_TRACE(std::string(ink.what) + " at quality " + std::to_string(quality));
            const auto a = mask::apply(upright_of(scanned("林知远", ink, quality), quality), kPlace);
            const auto b = mask::apply(upright_of(scanned("龚丽凡", ink, quality), quality), kPlace);
            ASSERT_TRUE(a.ok() && b.ok());
            EXPECT_EQ(a->page.jpeg(), b->page.jpeg());  // nobody can tell which of the two stood there
        }
}

TEST(Burn, LeavesTheRestOfThePageAsItWas) {
    const cv::Mat before = scanned("林知远", kRed, 75);
    const auto out = mask::apply(upright_of(before, 75), kPlace);
    ASSERT_TRUE(out.ok());
    const cv::Mat after = decoded(out->page.jpeg());
    cv::Mat d;
    cv::absdiff(before, after, d);
    d(cv::Rect(158 - 20, 80 - 20, 88 + 40, 36 + 40)).setTo(0);
    const cv::Scalar mean = cv::mean(d);
    EXPECT_LT((mean[0] + mean[1] + mean[2]) / 3, 1.5);
}

TEST(Burn, KeepsNeighboursThatStandInTheRing) {
    const cv::Mat before = scanned("林知远", kBlack, 60);
    const auto out = mask::apply(upright_of(before, 60), kPlace);
    ASSERT_TRUE(out.ok());
    const cv::Mat after = decoded(out->page.jpeg());
    DrawnPage page(640, 220);
    for (const DrawnGlyph& g : page.line("聘任", 60, 80, {})) EXPECT_LT(change(g, before, after), 16) << g.text;
    for (const DrawnGlyph& g : page.line("下一行的文字", 60, 150, {}))
        EXPECT_LT(change(g, before, after), 16) << g.text;
}

TEST(Burn, FillsDarkGroundWithALightBar) {
    DrawnPage page(400, 160, {25, 30, 60});
    page.line("林知远", 100, 60, {"Noto Sans CJK SC", 28, 1, {240, 240, 240}});
    const auto out = mask::apply(page.upright(), {finding_of("林知远", {quad_of({98, 58, 88, 36})})});
    ASSERT_TRUE(out.ok());
    const cv::Mat after = decoded(out->page.jpeg());
    const cv::Mat bar = after(cv::Rect(104, 66, 70, 20));
    cv::Scalar mean, spread;
    cv::meanStdDev(bar, mean, spread);
    EXPECT_GT(mean[0], 190);
    EXPECT_LT(spread[0], 3);
}

TEST(Burn, KeepsGreyPagesGrey) {
    DrawnPage page(400, 160);
    page.line("林知远", 100, 60, {});
    cv::Mat grey;
    cv::cvtColor(page.pixels(), grey, cv::COLOR_RGB2GRAY);
    const auto out = mask::apply(upright_of(grey, 80), {finding_of("林知远", {quad_of({98, 58, 88, 36})})});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(decoded(out->page.jpeg()).channels(), 1);
}

}  // namespace
}  // namespace mangping::mask
