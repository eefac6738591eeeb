#include "ocr/lines/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace mangping::ocr::lines {
namespace {

/// A glyph of this extent.
void frame(cv::Mat& ink, const cv::Rect& box) {
    constexpr int stroke = 3;
    ink(box).setTo(255);
    ink(cv::Rect(box.x + stroke, box.y + stroke, box.width - 2 * stroke, box.height - 2 * stroke)).setTo(0);
}

/// A row of glyphs from (x, y) on, 0.9 of `pitch` wide.
void glyphs(cv::Mat& ink, int x, int y, int pitch, int height, int count) {
    for (int i = 0; i < count; ++i) frame(ink, {x + i * pitch, y, pitch * 9 / 10, height});
}

TEST(Lines, ALabelIsPartedFromTheHandBesideItThoughMostOfThePageIsWrittenLarger) {
    PageInk page;
    page.em = 24;
    page.dark = cv::Mat::zeros(300, 900, CV_8U);
    page.grey = cv::Mat(page.dark.size(), CV_8U, cv::Scalar(255));
    glyphs(page.dark, 40, 20, 30, 28, 25);
    glyphs(page.dark, 40, 70, 30, 28, 25);
    // 签名： and a hand that begins half as high again and ends twice as high.
    glyphs(page.dark, 300, 167, 25, 22, 2);
    for (const int dot : {173, 183}) cv::rectangle(page.dark, {351, dot, 4, 4}, cv::Scalar(255), -1);
    frame(page.dark, {382, 166, 23, 35});
    frame(page.dark, {416, 150, 25, 51});
    frame(page.dark, {451, 157, 22, 35});
    const std::vector<FoundLine> found = find_lines(page);
    const bool label = std::any_of(found.begin(), found.end(), [](const FoundLine& line) {
        return line.box.x <= 300 && line.box.y > 140 && line.box.br().x <= 380 && line.box.height < 30;
    });
    EXPECT_TRUE(label);
    EXPECT_EQ(found.size(), 4U) << "two lines, the label, the hand";
}

TEST(Order, LinesBesideAPortraitThatWasTakenForOneStandInTheirOwnRows) {
    const auto at = [](int x, int y, int width, int height) {
        FoundLine line;
        line.box = {x, y, width, height};
        return line;
    };
    std::vector<FoundLine> lines{at(100, 430, 120, 160), at(500, 450, 760, 30), at(440, 505, 800, 30),
                                 at(440, 560, 550, 30)};
    sort_for_reading(lines, 28);
    EXPECT_EQ(lines[0].box.height, 160);
    EXPECT_EQ(lines[1].box.y, 450);
    EXPECT_EQ(lines[2].box.y, 505);
    EXPECT_EQ(lines[3].box.y, 560);
}

TEST(Order, CellsOfATiltedRowAreReadFromTheLeft) {
    std::vector<FoundLine> lines;
    for (int i = 0; i < 5; ++i) {
        FoundLine cell;
        cell.box = {100 + 200 * i, 300 - 3 * i, 90, 30};
        lines.insert(lines.begin(), cell);
    }
    sort_for_reading(lines, 28);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(lines[static_cast<std::size_t>(i)].box.x, 100 + 200 * i);
}

}  // namespace
}  // namespace mangping::ocr::lines
