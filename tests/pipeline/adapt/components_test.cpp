// Claims about connected components by runs: the same as labelling every pixel gives.
#include "pipeline/adapt/components.hpp"

#include <gtest/gtest.h>

#include <map>
#include <opencv2/imgproc.hpp>
#include <random>

namespace mangping::adapt {
namespace {

/// Noise of this density, joined to shapes of up to `grain` pixels.
cv::Mat noise(int width, int height, double density, int grain, unsigned seed) {
    std::mt19937 rng(seed);
    cv::Mat out = cv::Mat::zeros(height, width, CV_8UC1);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if (rng() < density * static_cast<double>(std::mt19937::max())) out.at<uchar>(y, x) = 255;
    cv::dilate(out, out, cv::getStructuringElement(cv::MORPH_RECT, {grain, 1}));
    return out;
}

void expect_as_labelled(const cv::Mat& mask) {
    const Components found(mask);
    cv::Mat labels, stats, centres;
    const int n = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
    ASSERT_EQ(found.size(), n - 1);
    std::map<int, int> label_of;
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x) {
            const int component = found.at(x, y), label = labels.at<int>(y, x);
            ASSERT_EQ(component == Components::kNone, label == 0) << x << ',' << y;
            if (label == 0) continue;
            const auto [at, is_new] = label_of.emplace(component, label);
            ASSERT_EQ(at->second, label) << x << ',' << y;
            if (is_new) {
                ASSERT_EQ(component, static_cast<int>(label_of.size()) - 1) << "not in the order of the first pixel";
            }
        }
    for (const auto& [component, label] : label_of) {
        const cv::Rect box(stats.at<int>(label, 0), stats.at<int>(label, 1), stats.at<int>(label, 2),
                           stats.at<int>(label, 3));
        EXPECT_EQ(found[component].box, box);
        EXPECT_EQ(found[component].area, stats.at<int>(label, 4));
        cv::Mat alone = cv::Mat::zeros(box.size(), CV_8UC1);
        found.paint(component, alone, 255, box.tl());
        EXPECT_EQ(cv::countNonZero(alone != (labels(box) == label)), 0);
    }
}

TEST(Components, AreThoseOfLabellingEveryPixelAtAnyDensity) {
    unsigned seed = 1;
    for (const double density : {0.005, 0.05, 0.2, 0.4, 0.6, 0.9})
        for (const int grain : {1, 3, 9}) expect_as_labelled(noise(131, 67, density, grain, seed++));
}

TEST(Components, TouchAtCornersAndAtThePicturesEdges) {
    cv::Mat mask = cv::Mat::zeros(4, 17, CV_8UC1);
    mask.at<uchar>(0, 0) = mask.at<uchar>(1, 1) = mask.at<uchar>(0, 2) = 255;   // a V: joined from below
    mask.at<uchar>(3, 16) = mask.at<uchar>(2, 15) = mask.at<uchar>(1, 16) = 1;  // other values than 255
    expect_as_labelled(mask);
    EXPECT_EQ(Components(mask).size(), 2);
}

TEST(Components, OfAFullAndOfAnEmptyMask) {
    EXPECT_EQ(Components(cv::Mat(9, 33, CV_8UC1, cv::Scalar(255))).size(), 1);
    EXPECT_EQ(Components(cv::Mat(9, 33, CV_8UC1, cv::Scalar(0))).size(), 0);
    const Components none{cv::Mat()};
    EXPECT_EQ(none.size(), 0);
    EXPECT_EQ(none.at(0, 0), Components::kNone);
}

TEST(Components, OfAPartOfAPictureAreInThePartsFrame) {
    cv::Mat mask = cv::Mat::zeros(20, 40, CV_8UC1);
    mask(cv::Rect(12, 6, 5, 3)).setTo(255);
    const Components found(mask(cv::Rect(10, 5, 20, 10)));
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found[0].box, cv::Rect(2, 1, 5, 3));
    EXPECT_EQ(found[0].area, 15);
}

}  // namespace
}  // namespace mangping::adapt
