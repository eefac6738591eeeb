// Claims about signatures: ink where one belongs, and nothing where there is only a rule, a seal or dust.
#include "detectors/signature/signature.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"
#include "tests/support/synthetic/artwork.hpp"

namespace mangping {
namespace {

using detectors::is_signed;

constexpr double kEm = 40;
const Rect place{470, 170, 360, 110};

Raster sheet() {
    Raster out(1000, 500, 3);
    std::fill(out.pixels.begin(), out.pixels.end(), std::uint8_t{246});
    testing::typeset(out, 120, 190, "承诺人（签字）：", {"Noto Serif CJK SC", kEm});
    return out;
}

TEST(Signature, IsSeenWhereItWasWritten) {
    int seen = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        synthetic::Rng rng(seed);
        Raster page = sheet();
        press(page, synthetic::signature("林知远", 70, synthetic::InkColour::black, rng), {500, 190});
        seen += is_signed(page, place, kEm) ? 1 : 0;
    }
    EXPECT_EQ(seen, 12);
}

TEST(Signature, IsNotSeenInARuleDustASealOrNothing) {
    Raster page = sheet();
    EXPECT_FALSE(is_signed(page, place, kEm));
    cv::Mat view = adapt::view(page);
    cv::line(view, {480, 250}, {820, 250}, cv::Scalar::all(40), 2);
    cv::circle(view, {560, 210}, 2, cv::Scalar::all(60), cv::FILLED);
    EXPECT_FALSE(is_signed(page, place, kEm));
    synthetic::Rng rng(3);
    press(page, synthetic::fingerprint(100, rng), {640, 170});
    EXPECT_FALSE(is_signed(page, place, kEm));
    EXPECT_FALSE(is_signed(Raster{}, place, kEm));
}

}  // namespace
}  // namespace mangping
