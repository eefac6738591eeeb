#include "detectors/watermark/watermark.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::detectors {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

constexpr int kSide = 1400;

/// A page of print with pale text that climbs by `climb` degrees across its middle; 0: none.
Raster page(double climb, std::uint8_t level = 190) {
    Raster out = paper(kSide, kSide);
    for (int y = 100; y < 1300; y += 60)
        typeset(out, 100, y, "检测项目　标准要求　检测结果　单项判定　合格", {.em_px = 26});
    if (climb == 0) return out;
    Raster mark = paper(kSide, kSide);
    typeset(mark, 260, 660, "疆南硕铭建设勘察有限公司", {.em_px = 70});
    cv::Mat pale, turned;
    cv::warpAffine(adapt::grey(mark), turned, cv::getRotationMatrix2D({kSide / 2.F, kSide / 2.F}, climb, 1),
                   {kSide, kSide}, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
    turned.convertTo(pale, CV_8U, (255.0 - level) / 255, level);
    const cv::Mat print = adapt::grey(out);
    cv::Mat both;
    cv::min(print, pale, both);
    return adapt::raster_of(both);
}

TEST(Watermark, IsFoundAndTurnedLevel) {
    for (const double climb : {24.0, 45.0, -30.0}) {
        const auto found = find_watermark(page(climb));
        ASSERT_TRUE(found) << climb;
        EXPECT_NEAR(found->turn_cw, climb, 1.1);
        // The middle of the page is the middle of the picture, and its ink lies in one level band there.
        const Point middle =
            found->upright_from_picture(Point{found->picture.width / 2.0, found->picture.height / 2.0});
        EXPECT_NEAR(middle.x, kSide / 2.0, 1);
        EXPECT_NEAR(middle.y, kSide / 2.0, 1);
        const cv::Mat ink = adapt::grey(found->picture) < 128;
        const int band = cv::countNonZero(ink.rowRange(ink.rows / 2 - 60, ink.rows / 2 + 60));
        EXPECT_GT(band, 0.9 * cv::countNonZero(ink)) << climb;
        EXPECT_GT(band, 5000);
    }
}

TEST(Watermark, IsNoPrintAndNoLevelText) {
    EXPECT_FALSE(find_watermark(page(0)));
    EXPECT_FALSE(find_watermark(page(2)));
    EXPECT_FALSE(find_watermark(paper(kSide, kSide)));
}

TEST(Watermark, IsNotTheGrainOfADesk) {
    Raster desk = paper(kSide, kSide);
    cv::Mat view = adapt::view(desk), noise(view.size(), view.type());
    cv::theRNG().state = 7;
    cv::randn(noise, cv::Scalar::all(200), cv::Scalar::all(25));
    noise.copyTo(view);
    EXPECT_FALSE(find_watermark(desk));
}

}  // namespace
}  // namespace mangping::detectors
