// Marks that break an assertion of the library that reads codes, and assertions at large.
#include "detectors/code/assertion.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string_view>

#include "detectors/code/code.hpp"
#include "tests/detectors/code/draw.hpp"

#undef NDEBUG
#include <cassert>

namespace mangping::detectors {
namespace {

constexpr std::string_view kMark =
#include "tests/detectors/code/mark.inc"
    ;
constexpr int kMarkWidth = 40;

cv::Mat mark() {
    const int rows = static_cast<int>(kMark.size()) / 2 / kMarkWidth;
    cv::Mat out(rows, kMarkWidth, CV_8UC1);
    for (int i = 0; i < rows * kMarkWidth; ++i)
        out.data[i] = static_cast<unsigned char>(
            std::stoi(std::string(kMark.substr(static_cast<std::size_t>(i) * 2, 2)), nullptr, 16));
    return out;
}

TEST(Assertions, ThatBreakEndTheWorkOnly) {
    bool after = false;
    const volatile int two = 2;
    EXPECT_FALSE(ran_without_assertion([&] {
        assert(two == 3);
        after = true;
    }));
    EXPECT_FALSE(after);
    EXPECT_TRUE(ran_without_assertion([&] { after = true; }));
    EXPECT_TRUE(after);
}

TEST(Assertions, OfAnInnerWorkLeaveTheOuterGoingOn) {
    const volatile int two = 2;
    bool inner = true, went_on = false;
    EXPECT_TRUE(ran_without_assertion([&] {
        inner = ran_without_assertion([&] { assert(two == 3); });
        went_on = true;
    }));
    EXPECT_FALSE(inner);
    EXPECT_TRUE(went_on);
    EXPECT_FALSE(ran_without_assertion([&] {
        (void)ran_without_assertion([] {});
        assert(two == 3);
    }));
}

TEST(Assertions, LetExceptionsPass) {
    EXPECT_THROW((void)ran_without_assertion([] { throw std::runtime_error("x"); }), std::runtime_error);
}

TEST(AssertionsDeathTest, OutsideSuchWorkEndTheProcess) {
    const volatile int two = 2;
    EXPECT_THROW((void)ran_without_assertion([] { throw std::runtime_error("x"); }), std::runtime_error);
    EXPECT_DEATH(assert(two == 3), "two == 3");
}

TEST(Codes, AreReadBesideAMarkThatBreaksTheLibrarysAssertions) {
    EXPECT_TRUE(find_codes(codes::raster(mark())).empty());
    cv::Mat page = codes::paper();
    codes::draw(page, ZXing::BarcodeFormat::QRCode, "beside", 800, 300, 4);
    codes::draw(page, ZXing::BarcodeFormat::Code128, "202106300012345", 300, 1200, 3);
    const cv::Mat small = mark();
    small.copyTo(page(cv::Rect(392, 616, small.cols, small.rows)));
    EXPECT_EQ(find_codes(codes::raster(page)).size(), 2u);
}

}  // namespace
}  // namespace mangping::detectors
