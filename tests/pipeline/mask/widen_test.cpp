#include "pipeline/mask/widen.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"

namespace mangping::mask {
namespace {

constexpr double em = 28;

std::vector<Quad> boxes_of(const std::vector<DrawnGlyph>& glyphs) {
    std::vector<Quad> out;
    for (const DrawnGlyph& g : glyphs) out.push_back(g.quad());
    return out;
}

/// Width of the bar over `name`, with `after` right of it at that distance.
struct Tried {
    std::vector<Mask> masks;
    double worst_change = 0;  // of the words beside the name
};
Tried tried(const std::string& name, const std::string& after, double gap_em, Width width, double pitch = 1) {
    DrawnPage page(1000, 200);
    const auto label = page.line("姓名：", 40, 80, {});
    const auto glyphs = page.line(name, 40 + 4 * 28, 80, {.pitch = pitch});
    const int right = glyphs.back().ink.br().x;
    const auto other = page.line(after, right + static_cast<int>(gap_em * em), 80, {});
    const cv::Mat before = page.pixels().clone();
    auto out = apply(page.upright(), {finding_of(name, boxes_of(glyphs))}, width);
    EXPECT_TRUE(out.ok());
    const cv::Mat after_mask = decoded(out->page.jpeg());
    Tried result{out->masks, 0};
    for (const auto& side : {label, other})
        for (const DrawnGlyph& g : side)
            result.worst_change = std::max(result.worst_change, change(g, before, after_mask));
    const cv::Mat fill = filled(after_mask, out->masks);
    for (const DrawnGlyph& g : glyphs) EXPECT_EQ(share(g, fill), 1) << g.text;
    return result;
}
double length(const Tried& t) { return t.masks.empty() ? 0 : bounding(t.masks[0].quad_displayed).w; }

TEST(FixedWidth, NamesOfTwoThreeAndFourCharactersAreHiddenByBarsOfOneLength) {
    const double two = length(tried("王伟", "男", 8, Width::fixed)),
                 three = length(tried("林知远", "男", 8, Width::fixed)),
                 four = length(tried("欧阳非凡", "男", 8, Width::fixed));
    EXPECT_NEAR(two, 5 * em, 0.2 * em);
    EXPECT_NEAR(two, three, 0.15 * em);
    EXPECT_NEAR(three, four, 0.15 * em);
    EXPECT_LT(length(tried("王伟", "男", 8, Width::fitted)), 2.5 * em);
}

TEST(FixedWidth, EndsBeforeTheNextWord) {
    constexpr double unchanged = 16;  // as in apply_test
    for (const double gap : {0.3, 0.6, 1.0, 2.0}) {
        const Tried t = tried("王伟", "男汉族一九八五年生", gap, Width::fixed);
        EXPECT_LT(t.worst_change, unchanged) << gap;
        EXPECT_GE(length(t), 1.9 * em);
    }
}

TEST(FixedWidth, ASpacedNameHasOneBar) {
    EXPECT_EQ(tried("林知远", "男", 8, Width::fitted, 2).masks.size(), 3u);
    EXPECT_EQ(tried("林知远", "男", 8, Width::fixed, 2).masks.size(), 1u);
}

TEST(FixedWidth, ATablesRuleEndsTheBar) {
    DrawnPage page(600, 200);
    const auto glyphs = page.line("王伟", 100, 80, {});
    cv::line(page.pixels(), {190, 40}, {190, 160}, {0, 0, 0}, 2);
    auto out = apply(page.upright(), {finding_of("王伟", boxes_of(glyphs))}, Width::fixed);
    ASSERT_TRUE(out.ok());
    EXPECT_LT(bounding(out->masks[0].quad_displayed).right(), 189);
    EXPECT_LT(bounding(out->masks[0].quad_displayed).x, 90);  // there is room on the other side
}

TEST(FixedWidth, HandMadeMasksSealsAndCodesStay) {
    DrawnPage page(600, 200);
    page.line("王伟", 100, 80, {});
    const Quad place = quad_of({90, 70, 80, 50});
    for (const MaskKind kind : {MaskKind::manual, MaskKind::code}) {
        auto fixed = apply(page.upright(), {finding_of("", {place}, kind)}, Width::fixed);
        auto fitted = apply(page.upright(), {finding_of("", {place}, kind)}, Width::fitted);
        ASSERT_TRUE(fixed.ok() && fitted.ok());
        EXPECT_EQ(fixed->page.jpeg(), fitted->page.jpeg());
    }
}

}  // namespace
}  // namespace mangping::mask
