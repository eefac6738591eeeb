#include "pipeline/adapt/cubic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace mangping::adapt {
namespace {

TEST(CubicWarp, GivesOpenCVsBytesAtAnyAngle) {
    cv::RNG rng(21);
    for (int i = 0; i < 200; ++i) {
        cv::Mat picture(rng.uniform(1, 400), rng.uniform(1, 400), i % 2 == 0 ? CV_8UC1 : CV_8UC3);
        rng.fill(picture, cv::RNG::UNIFORM, 0, 256);
        const double degrees = rng.uniform(-20.0, 20.0), a = degrees * CV_PI / 180;
        const cv::Mat matrix = (cv::Mat_<double>(2, 3) << std::cos(a), -std::sin(a), rng.uniform(-20.0, 20.0),
                                std::sin(a), std::cos(a), rng.uniform(-20.0, 20.0));
        const cv::Scalar outside(rng.uniform(0, 256), rng.uniform(0, 256), rng.uniform(0, 256));
        const cv::Size size(picture.cols + rng.uniform(0, 40), picture.rows + rng.uniform(0, 40));
        cv::Mat expected(size, picture.type()), warped(size, picture.type());
        cv::warpAffine(picture, expected, matrix, size, cv::INTER_CUBIC, cv::BORDER_CONSTANT, outside);
        cubic_warp(picture, warped, matrix, outside);
        EXPECT_EQ(cv::norm(expected, warped, cv::NORM_INF), 0) << picture.size() << " by " << degrees;
    }
}

TEST(CubicWarp, GivesOpenCVsBytesOnAPageAsLargeAsAScan) {
    cv::Mat picture(3508, 2480, CV_8UC3);
    cv::RNG(5).fill(picture, cv::RNG::UNIFORM, 0, 256);
    const cv::Mat matrix = (cv::Mat_<double>(2, 3) << 0.9998, -0.0175, 61.3, 0.0175, 0.9998, 2.25);
    cv::Mat expected(3552, 2542, CV_8UC3), warped(3552, 2542, CV_8UC3);
    cv::warpAffine(picture, expected, matrix, expected.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT, {240, 241, 242});
    cubic_warp(picture, warped, matrix, {240, 241, 242});
    EXPECT_EQ(cv::norm(expected, warped, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace mangping::adapt
