// Claims about codes: what is read, how closely the quad hugs, what is located when it cannot be read, and what is
// none.
#include "detectors/code/code.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "draw.hpp"

namespace mangping {
namespace {

using detectors::find_codes;
using ZXing::BarcodeFormat;

/// Largest distance of a corner of `seen` from the corner of `drawn` nearest to it, px.
double corner_error(const Quad& seen, const Quad& drawn) {
    double worst = 0;
    for (const Point& d : drawn.at) {
        double nearest = 1e9;
        for (const Point& s : seen.at) nearest = std::min(nearest, std::hypot(s.x - d.x, s.y - d.y));
        worst = std::max(worst, nearest);
    }
    return worst;
}

struct Case {
    BarcodeFormat format;
    std::string text;
    int module;
};
void PrintTo(const Case& c, std::ostream* out) { *out << ZXing::ToString(c.format) << " at " << c.module << " px"; }

class EveryFormat : public testing::TestWithParam<Case> {};
TEST_P(EveryFormat, IsReadWithAQuadThatHugsItsModules) {
    const auto& [format, text, module] = GetParam();
    for (const double degrees : {0.0, 1.5, -3.0}) {
        cv::Mat page = codes::paper();
        Quad drawn = codes::draw(page, format, text, 400, 700, module);
        codes::scan(page, 0.3 * module, 4, degrees, &drawn);
        const auto found = find_codes(codes::raster(page));
        ASSERT_EQ(found.size(), 1u) << degrees;
        EXPECT_EQ(found[0].text, text);
        EXPECT_EQ(found[0].format, ZXing::ToString(format));
        EXPECT_LE(corner_error(found[0].quad_upright, drawn), 2.5 * module + 2) << degrees;
    }
}
INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::Values(Case{BarcodeFormat::QRCode, "https://example.org/verify?code=A1B2C3D4E5F6", 3},
                                         Case{BarcodeFormat::QRCode, "https://example.org/verify?code=A1B2C3D4E5F6", 6},
                                         Case{BarcodeFormat::QRCode, "姓名：林知远", 5},
                                         Case{BarcodeFormat::PDF417, "CERT-2021-000123456", 3},
                                         Case{BarcodeFormat::Code128, "202106300012345", 3},
                                         Case{BarcodeFormat::Code39, "ZS20210630", 3},
                                         Case{BarcodeFormat::EAN13, "9787030000019", 3}));

TEST(Codes, AreFoundSidewaysAndUpsideDown) {
    for (const int turn : {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE}) {
        cv::Mat page = codes::paper(), turned;
        codes::draw(page, BarcodeFormat::QRCode, "one", 200, 300, 5);
        codes::draw(page, BarcodeFormat::Code128, "202106300012345", 300, 1200, 3);
        cv::rotate(page, turned, turn);
        EXPECT_EQ(find_codes(codes::raster(turned)).size(), 2u) << turn;
    }
}

TEST(Codes, OfALargePhotographAreReadAtTheirOwnSize) {
    cv::Mat page = codes::paper(3000, 4000);
    Quad drawn =
        codes::draw(page, BarcodeFormat::QRCode, "https://example.org/verify?code=A1B2C3D4E5F6", 2300, 3300, 6);
    codes::scan(page, 1.5, 6, 2, &drawn);
    const auto found = find_codes(codes::raster(page));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_LE(corner_error(found[0].quad_upright, drawn), 9);
}

TEST(Codes, ThatCannotBeReadAreStillLocated) {
    cv::Mat page = codes::paper();
    Quad drawn = codes::draw(page, BarcodeFormat::QRCode, "https://example.org/verify?code=A1B2C3D4E5F6", 400, 700, 5);
    const Rect box = bounding(drawn);
    // A third of the data modules scrambled: more than any error correction mends; finders and timing stay.
    std::mt19937 random(7);
    for (int y = 9; y < 20; ++y)
        for (int x = 9; x < 29; ++x)
            if (random() % 2)
                page(cv::Rect(static_cast<int>(box.x) + x * 5, static_cast<int>(box.y) + y * 5, 5, 5))
                    .setTo(random() % 2 ? 25 : 245);
    codes::scan(page, 1, 4, 1.0, &drawn);
    const auto found = find_codes(codes::raster(page));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].text, "");
    EXPECT_EQ(found[0].format, "");
    EXPECT_LE(corner_error(found[0].quad_upright, drawn), 8);
}

TEST(Codes, ThatSayTheSameTwiceAreBothFound) {
    cv::Mat page = codes::paper();
    codes::draw(page, BarcodeFormat::Code128, "202106300012345", 300, 300, 3);
    codes::draw(page, BarcodeFormat::Code128, "202106300012345", 300, 1200, 3);
    codes::draw(page, BarcodeFormat::QRCode, "same", 900, 300, 4);
    codes::draw(page, BarcodeFormat::QRCode, "same", 900, 1200, 4);
    EXPECT_EQ(find_codes(codes::raster(page)).size(), 4u);
}

TEST(Codes, AreNotSeenInPrintThatLooksLikeFinderPatterns) {
    for (const int em : {28, 42, 63}) {
        cv::Mat page = codes::paper();
        codes::draw_hui(page, em, 12);
        codes::scan(page, 0.6, 4, 0);
        const auto found = find_codes(codes::raster(page));
        EXPECT_TRUE(found.empty()) << em << ' ' << found[0].format << ' ' << found[0].text;
    }
}

TEST(Codes, AreNotSeenInTheRulesOfATable) {
    for (const unsigned seed : {1u, 2u, 3u, 4u, 5u, 6u}) {
        cv::Mat page = codes::paper();
        std::mt19937 random(seed);
        for (int x = 100; x < 1140; x += 8 + static_cast<int>(random() % 60))
            cv::line(page, {x, 100}, {x, 1600}, 30, 1 + static_cast<int>(random() % 3));
        for (int y = 100; y < 1600; y += 20 + static_cast<int>(random() % 60))
            cv::line(page, {100, y}, {1140, y}, 30, 2);
        codes::scan(page, 0.5, 4, 0.2, nullptr, seed);
        EXPECT_TRUE(find_codes(codes::raster(page)).empty()) << seed;
    }
}

TEST(Codes, AreNotSeenInNoiseOrOnAnEmptyPage) {
    EXPECT_TRUE(find_codes(Raster{}).empty());
    EXPECT_TRUE(find_codes(codes::raster(codes::paper(40, 30))).empty());
    cv::Mat noise(900, 700, CV_8UC1);
    cv::RNG rng(3);
    rng.fill(noise, cv::RNG::UNIFORM, 0, 256);
    EXPECT_TRUE(find_codes(codes::raster(noise)).empty());
}

TEST(Codes, BesideEachOtherAreAllFound) {
    cv::Mat page = codes::paper();
    for (int i = 0; i < 3; ++i)
        codes::draw(page, BarcodeFormat::QRCode, "number " + std::to_string(i), 100 + i * 300, 200, 4);
    EXPECT_EQ(find_codes(codes::raster(page)).size(), 3u);
}

}  // namespace
}  // namespace mangping
