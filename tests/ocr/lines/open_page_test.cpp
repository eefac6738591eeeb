// Pages that stay open: given strings held against places of them.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "ocr/lines/reader.hpp"
#include "ocr/lstm/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

class OpenPages : public ::testing::Test {
protected:
    static Engine& network(const char* model) {
        static std::map<std::string, std::unique_ptr<Engine>> all;
        auto& engine = all[model];
        if (!engine) engine = std::move(open_network(model_file(model), model).value());
        return *engine;
    }

    OpenPage opened(Raster raster, double em) {
        page_.raster = std::make_shared<const Raster>(std::move(raster));
        page_.text_height_px = em;
        auto open = OpenPage::read(page_, network("chi_sim"), &network("HanS"), {}, {});
        EXPECT_TRUE(open.ok());
        return std::move(open).value();
    }

    static Rect place_of(const OpenPage& page, const std::string& text) {
        for (const Line& line : page.reading().lines) {
            const std::size_t at = line.text().find(text);
            if (at == std::string::npos) continue;
            // Three bytes a Han character.
            Rect box = line.glyphs[at / 3].box_upright;
            for (std::size_t i = 0; i < text.size() / 3; ++i) box = bounding(box, line.glyphs[at / 3 + i].box_upright);
            return box;
        }
        ADD_FAILURE() << text << " was not read";
        return {};
    }

    static double best(const Result<std::vector<double>>& ratios) {
        EXPECT_TRUE(ratios.ok());
        return ratios->empty() ? -1e9 : *std::max_element(ratios->begin(), ratios->end());
    }

    UprightPage page_;
};

TEST_F(OpenPages, TellTheStringThatStandsThereFromOneThatDiffersInACharacter) {
    Raster raster = paper(1100, 260);
    typeset(raster, 60, 60, "兹推荐林知远同志申报工程系列\n由本单位人事部门审核盖章", {.em_px = 32});
    OpenPage page = opened(std::move(raster), 32);
    const Rect place = place_of(page, "林知远");
    const std::vector<bool> no_marks(3, false);
    const auto right = page.log_ratios({"林", "知", "远"}, no_marks, place);
    ASSERT_TRUE(right.ok());
    EXPECT_EQ(right->size(), 4U) << "two networks, two sizes";
    EXPECT_GT(best(right), -0.5);
    EXPECT_LT(best(page.log_ratios({"林", "知", "涛"}, no_marks, place)), -6);
    EXPECT_LT(best(page.log_ratios({"陈", "知", "远"}, no_marks, place)), -6);
    const auto outside = page.log_ratios({"林", "知", "远"}, no_marks, place, &network("HanS"));
    ASSERT_TRUE(outside.ok());
    EXPECT_EQ(outside->size(), 2U) << "one network alone";
}

TEST_F(OpenPages, LetSpacesAndTheDotStandBetweenCharacters) {
    Raster raster = paper(1300, 260);
    typeset(raster, 60, 60, "姓　　名　林　知　远\n姓名：阿依古丽·买买提", {.em_px = 32});
    OpenPage page = opened(std::move(raster), 32);
    // The name stands at the end of the first line; place by the page's own measure.
    const Rect spaced{60 + 32 * 5 - 8, 60, 32 * 5 + 16, 50};
    EXPECT_GT(best(page.log_ratios({"林", "知", "远"}, {false, false, false}, spaced)), -3);
    const Rect dotted{60 + 32 * 3 - 8, 60 + 51, 32 * 8 + 16, 50};
    EXPECT_GT(best(page.log_ratios({"阿", "依", "古", "丽", "买", "买", "提"},
                                   {false, false, false, false, true, false, false}, dotted)),
              -6);
}

TEST_F(OpenPages, SayNothingWhereThereIsNoLine) {
    Raster raster = paper(900, 400);
    typeset(raster, 60, 60, "专业技术人员业务考核登记表", {.em_px = 32});
    OpenPage page = opened(std::move(raster), 32);
    const auto ratios = page.log_ratios({"林"}, {false}, {500, 300, 60, 30});
    ASSERT_TRUE(ratios.ok());
    EXPECT_TRUE(ratios->empty());
}

TEST_F(OpenPages, BoxTheInkOfARegionWithoutItsRules) {
    Raster raster = paper(900, 400);
    typeset(raster, 60, 60, "专业技术人员业务考核登记表", {.em_px = 32});
    cv::Mat view = adapt::view(raster);
    cv::line(view, {300, 300}, {800, 300}, cv::Scalar::all(0), 2);  // a line to sign on
    cv::ellipse(view, {450, 270}, {30, 18}, 20, 0, 300, cv::Scalar::all(0), 3);
    OpenPage page = opened(std::move(raster), 32);
    const auto ink = page.ink_in({300, 230, 400, 90});
    ASSERT_TRUE(ink.has_value());
    EXPECT_NEAR(ink->x, 420, 8);
    EXPECT_NEAR(ink->right(), 480, 8);
    EXPECT_LT(ink->bottom(), 296);
    EXPECT_FALSE(page.ink_in({20, 320, 200, 60}).has_value());
}

TEST_F(OpenPages, BoxAHandWhoseLastStrokeRunsIntoTheTable) {
    Raster raster = paper(1000, 500);
    typeset(raster, 60, 60, "专业技术人员业务考核登记表", {.em_px = 32});
    cv::Mat view = adapt::view(raster);
    cv::rectangle(view, {100, 200}, {900, 400}, cv::Scalar::all(0), 2);
    cv::line(view, {300, 200}, {300, 400}, cv::Scalar::all(0), 2);
    cv::ellipse(view, {450, 235}, {30, 18}, 20, 0, 300, cv::Scalar::all(0), 3);
    cv::line(view, {520, 199}, {520, 252}, cv::Scalar::all(0), 4);  // from the rule down
    for (const int y : {215, 230, 243}) cv::line(view, {490, y}, {520, y}, cv::Scalar::all(0), 3);
    OpenPage page = opened(std::move(raster), 32);
    const auto ink = page.ink_in({400, 205, 300, 60}, 90);
    ASSERT_TRUE(ink.has_value());
    EXPECT_NEAR(ink->right(), 522, 4);
    EXPECT_FALSE(page.ink_in({280, 260, 100, 100}, 90).has_value()) << "a table's own rule";
}

TEST_F(OpenPages, ShowAnotherEngineOnlyWhatTheFirstDoubted) {
    Raster raster = paper(900, 300);
    typeset(raster, 60, 60, "专业技术人员业务考核登记表", {.em_px = 32});
    OpenPage page = opened(std::move(raster), 32);
    ASSERT_EQ(page.reading().lines.size(), 1U);
    const float read_at = page.reading().lines[0].confidence;
    Engine& second = network("HanS");
    const auto none = page.read_doubtful_by(second, read_at - 0.01F), all = page.read_doubtful_by(second, 1.01F);
    ASSERT_TRUE(none.ok() && all.ok());
    EXPECT_TRUE(none->lines.empty());
    ASSERT_EQ(all->lines.size(), 1U);
    EXPECT_EQ(all->lines[0].text(), "专业技术人员业务考核登记表");
}

TEST_F(OpenPages, HoldAStrokeThroughAFormForNoText) {
    Raster raster = paper(900, 500);
    typeset(raster, 60, 60, "专业技术人员业务考核登记表", {.em_px = 32});
    cv::Mat view = adapt::view(raster);
    cv::line(view, {400, 250}, {520, 310}, cv::Scalar::all(0), 3);
    const OpenPage page = opened(std::move(raster), 32);
    EXPECT_TRUE(page.reading().unread_upright.empty());
}

TEST_F(OpenPages, SayWhereALongStringStandsOnALineTooBlurredToRead) {
    Raster raster = paper(900, 200);
    typeset(raster, 60, 60, "单位：疆南市云岭规划设计研究院", {.em_px = 32});
    cv::Mat view = adapt::view(raster);
    cv::GaussianBlur(view, view, {}, 3.6);
    OpenPage page = opened(std::move(raster), 32);
    ASSERT_FALSE(page.reading().lines.empty());
    const auto asked = [](const std::vector<std::string>& characters) {
        return AskedString{characters, std::vector<bool>(characters.size(), false)};
    };
    // One box holds the line, the other nothing.
    const auto lines =
        page.place_on_lines({asked({"疆", "南", "市", "云", "岭", "规", "划", "设", "计", "研", "究", "院"}),
                             asked({"昌", "和", "县", "众", "诚", "工", "程", "咨", "询", "公", "司", "部"})},
                            {{600, 150, 200, 40}, page.reading().lines[0].box_upright});
    ASSERT_TRUE(lines.ok());
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_TRUE((*lines)[0].empty());
    const std::vector<StringOnLine>& places = (*lines)[1];
    ASSERT_EQ(places.size(), 2U);
    EXPECT_GT(places[0].per_character, places[1].per_character + 4);
    ASSERT_EQ(places[0].boxes_upright.size(), 12U);
    // Behind 单位：, three of fifteen.
    EXPECT_NEAR(places[0].boxes_upright[0].x, 60 + 3 * 32, 24);
    EXPECT_NEAR(places[0].boxes_upright[11].right(), 60 + 15 * 32, 24);
}

}  // namespace
}  // namespace mangping::ocr
