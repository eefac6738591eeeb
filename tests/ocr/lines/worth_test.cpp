// What is not read, what is read only once, and what is read again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "ocr/lines/reader.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

/// Reads with Tesseract and notes how wide the pictures were.
class Watched final : public Engine {
public:
    explicit Watched(std::string_view model) : engine_(std::move(open_tesseract(model).value())) {}
    [[nodiscard]] std::string_view name() const override { return engine_->name(); }
    [[nodiscard]] Result<LineReading> read_line(const Raster& line) override {
        widths.push_back(line.width);
        return engine_->read_line(line);
    }
    std::vector<int> widths;

private:
    std::unique_ptr<Engine> engine_;
};

Reading read(Raster raster, Engine& first, Engine* second) {
    UprightPage page;
    page.raster = std::make_shared<const Raster>(std::move(raster));
    page.text_height_px = 28;
    auto reading = read_page(page, first, second, {}, {});
    EXPECT_TRUE(reading.ok());
    return reading.ok() ? std::move(reading).value() : Reading{};
}

std::vector<std::string> texts(const Reading& reading) {
    std::vector<std::string> out;
    for (const Line& line : reading.lines) out.push_back(line.text());
    return out;
}

/// A row of diamonds and dots.
void ornament(Raster& page, int x0, int x1, int y) {
    cv::Mat view = adapt::view(page);
    for (int x = x0; x < x1; x += 24) {
        const std::vector<cv::Point> diamond{{x, y}, {x + 7, y - 8}, {x + 14, y}, {x + 7, y + 8}};
        cv::fillConvexPoly(view, diamond, cv::Scalar::all(40));
        cv::circle(view, {x + 19, y}, 2, cv::Scalar::all(40), cv::FILLED);
    }
}

TEST(Worth, ABorderOfOneFigureIsNotShownToTheEngine) {
    Raster page = paper(1000, 500);
    for (const int y : {60, 440}) ornament(page, 60, 940, y);
    typeset(page, 200, 180, "继续教育公需科目合格证书\n完成六十学时成绩合格", {.em_px = 28});
    Watched engine("chi_sim");
    const Reading reading = read(std::move(page), engine, nullptr);
    EXPECT_THAT(texts(reading), ::testing::ElementsAre("继续教育公需科目合格证书", "完成六十学时成绩合格"));
    EXPECT_TRUE(reading.unread_upright.empty());
    EXPECT_EQ(engine.widths.size(), 2U);
}

TEST(Worth, ATableColumnOfOneGlyphAndRowsOfOneNameAreRead) {
    Raster page = paper(1000, 500);
    typeset(page, 60, 60, "天山水利勘测设计院\n天山水利勘测设计院\n天山水利勘测设计院\n天山水利勘测设计院",
            {.em_px = 28});
    typeset(page, 600, 60, "工程师工程师工程师\n工程师工程师工程师", {.em_px = 28});
    Watched engine("chi_sim");
    const Reading reading = read(std::move(page), engine, nullptr);
    EXPECT_EQ(reading.lines.size(), 6U);
    EXPECT_EQ(texts(reading)[1], "工程师工程师工程师");
}

TEST(Worth, SoftGrainBesideThePageIsNeitherTextNorUnread) {
    Raster page = paper(1000, 500, 3);
    cv::Mat view = adapt::view(page);
    for (int y = 0; y < 500; ++y)
        for (int x = 0; x < 200; ++x) {
            const double grain =
                0.92 + 0.08 * std::sin(y / 5.0 + 2 * std::sin(x / 40.0)) * std::sin(x / 23.0 + y / 60.0);
            view.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<uchar>(170 * grain), static_cast<uchar>(135 * grain),
                                                 static_cast<uchar>(100 * grain));
        }
    typeset(page, 300, 180, "继续教育公需科目合格证书", {.em_px = 28});
    Watched engine("chi_sim");
    const Reading reading = read(std::move(page), engine, nullptr);
    EXPECT_THAT(texts(reading), ::testing::ElementsAre("继续教育公需科目合格证书"));
    EXPECT_TRUE(reading.unread_upright.empty());
}

TEST(Views, ALineThatAShadowCrossesIsReadOnBothSides) {
    Raster page = paper(1000, 200);
    typeset(page, 60, 80, "根据自治区职称评审工作的要求现对申报人员进行公示", {.em_px = 28});
    cv::Mat view = adapt::view(page);
    cv::Mat shade(view.size(), CV_8U);
    for (int x = 0; x < view.cols; ++x) {
        const double light = 0.6 + 0.4 / (1 + std::exp((x - 500) / 40.0));
        for (int y = 0; y < view.rows; ++y) shade.at<uchar>(y, x) = static_cast<uchar>(255 * light);
    }
    cv::multiply(view, shade, view, 1 / 255.0);
    Watched engine("chi_sim");
    EXPECT_THAT(texts(read(std::move(page), engine, nullptr)),
                ::testing::ElementsAre("根据自治区职称评审工作的要求现对申报人员进行公示"));
}

TEST(Views, OnlyTheDoubtfulStretchOfALongLineIsReadAgain) {
    Raster page = paper(1200, 200);
    const std::string text = "根据自治区职称评审工作的要求现对申报人员的基本信息及业绩成果进行公示";
    typeset(page, 60, 80, text, {.em_px = 28});
    cv::Mat view = adapt::view(page);
    // Half of one glyph far to the right is rubbed out.
    view(cv::Rect(60 + 28 * 25, 80, 16, 42)).setTo(cv::Scalar::all(255));
    Watched first("chi_sim"), second("HanS");
    const Reading reading = read(std::move(page), first, &second);
    ASSERT_EQ(reading.lines.size(), 1U);
    ASSERT_EQ(second.widths.size(), 1U);
    EXPECT_LT(second.widths.front(), first.widths.front() / 2);
    EXPECT_EQ(reading.lines.front().text().find("根据自治区职称评审工作的要求现对申报人员的"), 0U);
    // Every other reading is of the whole line.
    for (const auto& other : reading.lines.front().other_readings) EXPECT_GT(other.size(), 30U);
}

}  // namespace
}  // namespace mangping::ocr
