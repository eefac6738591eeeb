// Claims about pictures made smaller: they are what averaging over areas gives, and places stay.
#include "pipeline/adapt/shrink.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace mangping::adapt {
namespace {

cv::Mat blobs(int width, int height) {
    cv::Mat out(height, width, CV_8UC3, cv::Scalar(240, 240, 230));
    cv::RNG rng(5);
    for (int i = 0; i < 300; ++i)
        cv::circle(out, {rng.uniform(0, width), rng.uniform(0, height)}, rng.uniform(2, 9),
                   cv::Scalar(rng.uniform(0, 200), rng.uniform(0, 200), rng.uniform(0, 200)), cv::FILLED);
    return out;
}

TEST(Shrunk, IsNearlyWhatAveragingOverAreasGives) {
    for (const double scale : {0.9, 0.5, 0.37, 0.25, 0.11}) {
        const cv::Mat picture = blobs(1240, 1754);
        cv::Mat averaged;
        cv::resize(picture, averaged, {}, scale, scale, cv::INTER_AREA);
        const cv::Mat fast = shrunk(picture, scale);
        ASSERT_EQ(fast.size(), averaged.size());
        EXPECT_LT(cv::norm(fast, averaged, cv::NORM_L1) / static_cast<double>(3 * fast.total()), 1.0) << scale;
    }
}

TEST(Shrunk, OfOddSidesKeepsPlacesWithinAPixelAHalving) {
    cv::Mat picture(1755, 1241, CV_8UC1, cv::Scalar(255));
    cv::circle(picture, {1200, 1700}, 20, cv::Scalar(0), cv::FILLED);
    const cv::Mat fast = shrunk(picture, cv::Size(155, 219));
    const cv::Moments m = cv::moments(255 - fast);
    EXPECT_NEAR((m.m10 / m.m00 + 0.5) * 1241 / 155, 1200.5, 3);
    EXPECT_NEAR((m.m01 / m.m00 + 0.5) * 1755 / 219, 1700.5, 3);
}

TEST(Shrunk, IsThePictureItselfAtFullSize) {
    const cv::Mat picture = blobs(40, 30);
    EXPECT_EQ(shrunk(picture, 1.0).data, picture.data);
    EXPECT_EQ(shrunk(picture, 0.001).size(), cv::Size(1, 1));
}

}  // namespace
}  // namespace mangping::adapt
