#include "ocr/lines/unread.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace mangping::ocr::lines
