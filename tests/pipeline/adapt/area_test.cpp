#include "pipeline/adapt/area.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace mangping::adapt {
namespace {

cv::Mat noise(int width, int height, int type) {
    cv::Mat out(height, width, type);
    cv::RNG rng(static_cast<std::uint64_t>(width * 7919 + height));
    rng.fill(out, cv::RNG::UNIFORM, 0, 256);
    return out;
}

bool same(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST(AreaResized, GivesOpenCVsBytesAtAnyScale) {
    cv::RNG rng(11);
    for (int i = 0; i < 300; ++i) {
        const cv::Mat picture = noise(rng.uniform(1, 700), rng.uniform(1, 500), i % 2 == 0 ? CV_8UC1 : CV_8UC3);
        const double scale = rng.uniform(0.02, 1.3);
        if (picture.cols * scale < 1 || picture.rows * scale < 1) continue;
        cv::Mat expected;
        cv::resize(picture, expected, {}, scale, scale, cv::INTER_AREA);
        EXPECT_TRUE(same(area_resized(picture, scale), expected)) << picture.size() << " at " << scale;
    }
}

TEST(AreaResized, GivesOpenCVsBytesAtAnySize) {
    cv::RNG rng(12);
    for (int i = 0; i < 300; ++i) {
        const cv::Mat picture = noise(rng.uniform(1, 700), rng.uniform(1, 500), i % 2 == 0 ? CV_8UC1 : CV_8UC3);
        const cv::Size size(rng.uniform(1, picture.cols + 2), rng.uniform(1, picture.rows + 2));
        cv::Mat expected;
        cv::resize(picture, expected, size, 0, 0, cv::INTER_AREA);
        EXPECT_TRUE(same(area_resized(picture, size), expected)) << picture.size() << " to " << size;
    }
}

TEST(AreaResized, TakesAPartOfAPicture) {
    const cv::Mat whole = noise(640, 480, CV_8UC3), part = whole(cv::Rect(33, 21, 401, 299));
    cv::Mat expected;
    cv::resize(part, expected, {251, 188}, 0, 0, cv::INTER_AREA);
    EXPECT_TRUE(same(area_resized(part, cv::Size(251, 188)), expected));
}

}  // namespace
}  // namespace mangping::adapt
