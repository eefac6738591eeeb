#include "pipeline/adapt/ink.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace mangping::adapt {
namespace {

TEST(MedianAround, FollowsLightAndNotWhatStandsOnThePaper) {
    cv::Mat page(500, 700, CV_8U);
    for (int y = 0; y < page.rows; ++y)
        for (int x = 0; x < page.cols; ++x) page.at<uchar>(y, x) = static_cast<uchar>(120 + x / 7);
    const cv::Mat light = page.clone();
    for (int x = 30; x < 690; x += 60) cv::rectangle(page, {x, 200, 12, 90}, 10, cv::FILLED);
    const cv::Mat around = median_around(page, 100);
    ASSERT_EQ(around.size(), page.size());
    cv::Mat off;
    cv::absdiff(around, light, off);
    EXPECT_LE(cv::norm(off(cv::Rect(60, 0, 580, 500)), cv::NORM_INF), 12);
    EXPECT_GE(around.at<uchar>(245, 640), around.at<uchar>(245, 100) + 60);
}

TEST(MedianAround, TakesPicturesSmallerThanItsWindow) {
    EXPECT_EQ(median_around(cv::Mat(3, 2, CV_8U, cv::Scalar(77)), 100).at<uchar>(2, 1), 77);
}

}  // namespace
}  // namespace mangping::adapt
