#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <random>

#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"

namespace mangping::mask {
namespace {

// Line: before, name, after. Names with halves, thin strokes and gaps inside.
const std::vector<std::string> kNames = {"林知远", "卜一川", "王小二", "龚丽", "欧阳非凡", "三八丁"};
const std::string kBefore = "经研究决定聘任", kAfter = "同志为高级工程师";

struct Case {
    cv::Mat before;
    std::vector<Mask> masks;
    std::vector<DrawnGlyph> name, others;
    cv::Mat masked, fill;
};

// Mean grey levels by which ink may differ after the two encodings; a stroke that is hidden differs by hundreds.
constexpr double kUnchanged = 16;

enum class Boxes { exact, loose, shifted, jittered, one_degenerate };

std::vector<Quad> boxes_of(const std::vector<DrawnGlyph>& glyphs, Boxes how, double em, unsigned seed) {
    std::mt19937 random(seed);
    const auto unit = [&] { return double(random() % 2001) / 1000 - 1; };
    std::vector<Quad> out;
    const std::size_t worst = random() % glyphs.size();
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        const DrawnGlyph& g = glyphs[i];
        const Rect r{double(g.ink.x), double(g.ink.y), double(g.ink.width), double(g.ink.height)};
        switch (how) {
            case Boxes::exact:
                out.push_back(g.quad());
                break;
            case Boxes::loose:
                out.push_back(g.quad(0.06 * em));
                break;
            case Boxes::shifted:
                out.push_back(g.quad(0, 0.12 * em, -0.08 * em));
                break;
            case Boxes::jittered:
                out.push_back(quad_of({r.x + 0.1 * em * unit(), r.y + 0.1 * em * unit(), r.w + 0.08 * em * unit(),
                                       r.h + 0.08 * em * unit()}));
                break;
            case Boxes::one_degenerate:
                out.push_back(i == worst ? quad_of({r.x + 0.2 * r.w, r.y + 0.4 * r.h, 0.5 * r.w, 3}) : g.quad());
        }
    }
    return out;
}

Case run_case(const std::string& name, Boxes how, const LineStyle& style, unsigned seed) {
    const int em = static_cast<int>(style.em);
    DrawnPage page(static_cast<int>((3 + 20 * style.pitch) * em), 7 * em);
    Case c;
    const auto other = [&](const std::string& text, int x, int y) {
        for (DrawnGlyph& g : page.line(text, x, y, style)) c.others.push_back(std::move(g));
    };
    other("上一行的文字不应受到影响包括标点", em, em);
    other(kBefore, em, 3 * em - em / 4);
    const auto cells = [&](const std::string& s) { return int(std::lround(double(s.size()) / 3 * style.pitch * em)); };
    c.name = page.line(name, em + cells(kBefore), 3 * em - em / 4, style);
    other(kAfter, em + cells(kBefore) + cells(name), 3 * em - em / 4);
    other("下一行的文字也不应受到影响包括数字", em, 4 * em + em / 2);
    c.before = page.pixels().clone();
    auto out = mask::apply(page.upright(), {finding_of(name, boxes_of(c.name, how, em, seed))});
    EXPECT_TRUE(out.ok());
    c.masks = out->masks;
    c.masked = decoded(out->page.jpeg());
    c.fill = filled(c.masked, c.masks);
    return c;
}

void expect_hidden_and_kept(Boxes how, double pitch, double em) {
    unsigned seed = 1;
    for (const char* font : {"Noto Serif CJK SC", "Noto Sans CJK SC"})
        for (const std::string& name : kNames) {
            SCOPED_TRACE(name + " " + font);
            const Case c = run_case(name, how, {font, em, pitch}, seed++);
            for (const DrawnGlyph& g : c.name) EXPECT_EQ(share(g, c.fill), 1) << g.text;
            for (const DrawnGlyph& g : c.others) EXPECT_LT(change(g, c.before, c.masked), kUnchanged) << g.text;
        }
}

TEST(Apply, HidesAllInkOfANameAndNoneOfItsNeighboursWhenBoxesAreExact) { expect_hidden_and_kept(Boxes::exact, 1, 28); }
TEST(Apply, HugsTheInkWhenBoxesAreLoose) { expect_hidden_and_kept(Boxes::loose, 1, 28); }
TEST(Apply, FollowsTheInkWhenBoxesAreShiftedByAnEighthOfAnEm) { expect_hidden_and_kept(Boxes::shifted, 1, 28); }
TEST(Apply, FollowsTheInkWhenBoxesJitter) { expect_hidden_and_kept(Boxes::jittered, 1, 28); }
TEST(Apply, HidesAWholeGlyphWhoseBoxIsASliver) { expect_hidden_and_kept(Boxes::one_degenerate, 1, 28); }
TEST(Apply, HidesSmallPrint) { expect_hidden_and_kept(Boxes::jittered, 1, 16); }
TEST(Apply, HidesLargePrint) { expect_hidden_and_kept(Boxes::jittered, 1, 72); }
TEST(Apply, HidesSpacedNames) { expect_hidden_and_kept(Boxes::jittered, 2, 28); }

}  // namespace
}  // namespace mangping::mask
