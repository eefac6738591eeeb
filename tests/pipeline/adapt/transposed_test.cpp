#include "pipeline/adapt/transposed.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace mangping::adapt {
namespace {

TEST(Transposed, IsTheSameToTheBitAtEverySize) {
    for (const cv::Size size :
         {cv::Size(1, 1), cv::Size(16, 16), cv::Size(15, 33), cv::Size(130, 67), cv::Size(64, 5)}) {
        cv::Mat picture(size, CV_8U);
        cv::randu(picture, 0, 256);
        EXPECT_EQ(cv::countNonZero(transposed(picture) != picture.t()), 0) << size;
        if (size.width < 10 || size.height < 5) continue;
        const cv::Mat part = picture(cv::Rect(3, 2, size.width - 4, size.height - 3));  // rows further apart than long
        EXPECT_EQ(cv::countNonZero(transposed(part) != part.t()), 0) << size;
    }
    EXPECT_TRUE(transposed(cv::Mat()).empty());
}

}  // namespace
}  // namespace mangping::adapt
