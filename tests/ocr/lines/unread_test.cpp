#include "ocr/lines/unread.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <opencv2/imgproc.hpp>

#include "ocr/lines/ink.hpp"

namespace mangping::ocr::lines {
namespace {

class BeyondTheSheet : public ::testing::Test {
protected:
    void SetUp() override {
        ink_.em = 30;
        ink_.grey = cv::Mat(900, 1000, CV_8U, cv::Scalar(230));
        for (int row = 0; row < 8; ++row) {
            Line line;
            line.box_upright = {60, 50.0 + 60 * row, 500, 36};
            line.confidence = 0.95F;
            lines_.push_back(line);
        }
    }
    [[nodiscard]] bool asked(const Rect& region) const {
        std::vector<Rect> unread{region};
        drop_beyond_the_sheet(unread, lines_, ink_);
        return !unread.empty();
    }

    PageInk ink_;
    std::vector<Line> lines_;
};

TEST_F(BeyondTheSheet, InkOnTheDeskIsNobodysName) {
    ink_.grey.rowRange(600, 900).setTo(100);
    EXPECT_FALSE(asked({300, 700, 120, 40}));
}

TEST_F(BeyondTheSheet, InkOnPaperIsAskedAboutOutsideTheTextToo) {
    EXPECT_TRUE(asked({300, 700, 120, 40}));
    ink_.grey.rowRange(600, 900).setTo(170);  // a shadow
    EXPECT_TRUE(asked({300, 700, 120, 40}));
}

TEST_F(BeyondTheSheet, DarkGroundWithinTheTextIsTheSheet) {
    ink_.grey.rowRange(200, 300).setTo(100);
    EXPECT_TRUE(asked({300, 220, 120, 40}));
}

TEST_F(BeyondTheSheet, WithoutTextNobodyKnowsWhatThePaperIs) {
    ink_.grey.setTo(100);
    lines_.resize(3);
    EXPECT_TRUE(asked({300, 700, 120, 40}));
}

/// Whether somebody must look at what was drawn and not read.
bool asked_about(const std::function<void(cv::Mat&)>& draw) {
    PageInk ink;
    ink.em = 30;
    ink.grey = cv::Mat(400, 600, CV_8U, cv::Scalar(230));
    draw(ink.grey);
    ink.dark = ink.grey < 128;
    FoundLine found;
    cv::Mat labels, stats, centres;
    for (int n = cv::connectedComponentsWithStats(ink.dark, labels, stats, centres), i = 1; i < n; ++i) {
        Part part;
        part.box = {stats.at<int>(i, 0), stats.at<int>(i, 1), stats.at<int>(i, 2), stats.at<int>(i, 3)};
        part.area = stats.at<int>(i, 4);
        found.box = found.parts.empty() ? part.box : found.box | part.box;
        found.parts.push_back(part);
    }
    return could_not_be_read(found, {}, ink);
}

TEST(Unread, ACircledNumberIsNobodysName) {
    const cv::Scalar black(20);
    const auto number = [&](cv::Mat& page) {
        cv::putText(page, "4", {290, 212}, cv::FONT_HERSHEY_SIMPLEX, 1, black, 2);
    };
    EXPECT_FALSE(asked_about([&](cv::Mat& page) {
        cv::circle(page, {300, 200}, 30, black, 2, cv::LINE_AA);
        number(page);
    }));
    EXPECT_TRUE(asked_about([&](cv::Mat& page) {  // an open stroke round it is no circle
        cv::ellipse(page, {300, 200}, {30, 30}, 0, 0, 290, black, 2, cv::LINE_AA);
        number(page);
    }));
}

}  // namespace
}  // namespace mangping::ocr::lines
