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

/// Values compared, and how many of them differ: sums of floats in another order round otherwise now and then, by one.
struct Compared {
    double values = 0, other = 0;
    void add(const cv::Mat& a, const cv::Mat& b) {
        ASSERT_EQ(a.size(), b.size());
        ASSERT_EQ(a.type(), b.type());
        cv::Mat apart;
        cv::absdiff(a, b, apart);
        EXPECT_LE(cv::norm(apart, cv::NORM_INF), 1);
        values += static_cast<double>(apart.total()) * apart.channels();
        other += cv::countNonZero(apart.reshape(1));
    }
    [[nodiscard]] double share() const { return other / values; }
};
constexpr double kMostOther = 5e-4;

TEST(AreaResized, AveragesAsOpenCVAtAnyScale) {
    cv::RNG rng(11);
    Compared compared;
    for (int i = 0; i < 300; ++i) {
        const cv::Mat picture = noise(rng.uniform(1, 700), rng.uniform(1, 500), i % 2 == 0 ? CV_8UC1 : CV_8UC3);
        const double scale = rng.uniform(0.02, 1.3);
        if (picture.cols * scale < 1 || picture.rows * scale < 1) continue;
        cv::Mat expected;
        cv::resize(picture, expected, {}, scale, scale, cv::INTER_AREA);
        SCOPED_TRACE(testing::Message() << picture.size() << " at " << scale);
        compared.add(area_resized(picture, scale), expected);
    }
    EXPECT_LT(compared.share(), kMostOther);
}

TEST(AreaResized, AveragesAsOpenCVAtAnySize) {
    cv::RNG rng(12);
    Compared compared;
    for (int i = 0; i < 300; ++i) {
        const cv::Mat picture = noise(rng.uniform(1, 700), rng.uniform(1, 500), i % 2 == 0 ? CV_8UC1 : CV_8UC3);
        const cv::Size size(rng.uniform(1, picture.cols + 2), rng.uniform(1, picture.rows + 2));
        cv::Mat expected;
        cv::resize(picture, expected, size, 0, 0, cv::INTER_AREA);
        SCOPED_TRACE(testing::Message() << picture.size() << " to " << size);
        compared.add(area_resized(picture, size), expected);
    }
    EXPECT_LT(compared.share(), kMostOther);
}

TEST(AreaResized, TakesAPartOfAPicture) {
    const cv::Mat whole = noise(640, 480, CV_8UC3), part = whole(cv::Rect(33, 21, 401, 299));
    cv::Mat expected;
    cv::resize(part, expected, {251, 188}, 0, 0, cv::INTER_AREA);
    Compared compared;
    compared.add(area_resized(part, cv::Size(251, 188)), expected);
    EXPECT_LT(compared.share(), kMostOther);
}

TEST(AreaResized, AveragesBlocksOfWholePixels) {
    for (const int type : {CV_8UC1, CV_8UC3})
        for (const int factor : {3, 4, 8}) {
            const cv::Mat picture = noise(640, 480, type);
            cv::Mat expected;
            cv::resize(picture, expected, {640 / factor, 480 / factor}, 0, 0, cv::INTER_AREA);
            Compared compared;
            compared.add(area_resized(picture, cv::Size(640 / factor, 480 / factor)), expected);
            EXPECT_LT(compared.share(), kMostOther) << factor;
        }
}

}  // namespace
}  // namespace mangping::adapt
