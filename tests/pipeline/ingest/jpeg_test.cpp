// Claims about JPEG pages: every sort is decoded to what a viewer shows.
#include "pipeline/ingest/jpeg.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "files.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/turn.hpp"
#include "pipeline/ingest/ingest.hpp"

namespace mangping {
namespace {

using files::Bytes;

/// A smooth picture whose four corners differ: red top left, green top right, blue bottom left, white bottom right.
Raster four_corners(int width = 96, int height = 64) {
    Raster out(width, height, 3);
    cv::Mat view = adapt::view(out);
    view.setTo(cv::Scalar(255, 255, 255));
    const cv::Size half(width / 2, height / 2);
    view(cv::Rect({0, 0}, half)).setTo(cv::Scalar(230, 20, 20));
    view(cv::Rect({width / 2, 0}, half)).setTo(cv::Scalar(20, 200, 20));
    view(cv::Rect({0, height / 2}, half)).setTo(cv::Scalar(20, 20, 230));
    return out;
}

SourcePage decoded(const Bytes& bytes) {
    auto page = ingest::decode(bytes, 0, {}, {});
    EXPECT_TRUE(page.ok()) << page.fault().code;
    return page ? *page : SourcePage{};
}

/// Mean absolute difference; 255 when the shapes differ.
double difference(const Raster& a, const Raster& b) {
    if (a.width != b.width || a.height != b.height || a.channels != b.channels) return 255;
    return cv::norm(adapt::view(a), adapt::view(b), cv::NORM_L1) / static_cast<double>(a.pixels.size());
}

TEST(Jpeg, BaselineAndProgressiveShowTheSamePicture) {
    files::JpegOptions progressive{.quality = 95, .progressive = true};
    const auto a = decoded(files::jpeg(four_corners(), {.quality = 95})),
               b = decoded(files::jpeg(four_corners(), progressive));
    EXPECT_LT(difference(*a.raster, four_corners()), 3);
    EXPECT_EQ(a.raster->pixels, b.raster->pixels);
    EXPECT_EQ(a.format, Format::jpeg);
    EXPECT_EQ(a.width, 96);
    EXPECT_EQ(a.height, 64);
    EXPECT_EQ(a.raster_from_displayed, Transform{});
}

TEST(Jpeg, GreyHasOneChannel) {
    Raster grey(64, 48, 1);
    for (std::size_t i = 0; i < grey.pixels.size(); ++i) grey.pixels[i] = static_cast<std::uint8_t>(i % 64 * 4);
    EXPECT_LT(difference(*decoded(files::jpeg(grey)).raster, grey), 3);
}

TEST(Jpeg, ColourWithoutColourBecomesOneChannelWithoutLoss) {
    Raster rgb(64, 48, 3);
    for (std::size_t i = 0; i < rgb.pixels.size(); ++i) rgb.pixels[i] = static_cast<std::uint8_t>(i / 3 % 64 * 4);
    EXPECT_EQ(decoded(files::jpeg(rgb)).raster->channels, 1);
}

TEST(Jpeg, CmykShowsItsColoursWithAndWithoutAdobesInversion) {
    for (const bool adobe : {true, false}) {
        const auto page = decoded(files::jpeg(four_corners(), {.quality = 95, .cmyk = true, .adobe = adobe}));
        EXPECT_LT(difference(*page.raster, four_corners()), 4) << adobe;
    }
}

class Exif : public testing::TestWithParam<std::tuple<int, bool>> {};
TEST_P(Exif, OrientationIsApplied) {
    const auto [orientation, little] = GetParam();
    // The stored picture that a viewer turns into four_corners(): the inverse of each of EXIF's eight cases.
    const Raster shown = four_corners();
    const Raster transposed = adapt::turned_cw(adapt::mirrored(shown), 270);
    const Raster stored = orientation == 1   ? shown
                          : orientation == 2 ? adapt::mirrored(shown)
                          : orientation == 3 ? adapt::turned_cw(shown, 180)
                          : orientation == 4 ? adapt::turned_cw(adapt::mirrored(shown), 180)
                          : orientation == 5 ? transposed
                          : orientation == 6 ? adapt::turned_cw(shown, 270)
                          : orientation == 7 ? adapt::turned_cw(transposed, 180)
                                             : adapt::turned_cw(shown, 90);
    const Bytes bytes = files::jpeg(
        stored, {.quality = 95, .h_sampling = 2, .v_sampling = 1, .orientation = orientation, .exif_little = little});
    const auto page = decoded(bytes);
    EXPECT_LT(difference(*page.raster, shown), 4);
    EXPECT_EQ(page.exif_orientation, orientation);
    EXPECT_EQ(page.width, shown.width);
    EXPECT_EQ(page.mcu_width, orientation < 5 ? 16 : 8) << "the unit turns with the picture";
    EXPECT_EQ(page.mcu_height, orientation < 5 ? 8 : 16);
    const auto document = ingest::inspect(bytes, {});
    ASSERT_TRUE(document.ok());
    EXPECT_EQ(document->pages.at(0).width, shown.width) << "the size said before decoding is the displayed one";
    EXPECT_EQ(document->pages.at(0).height, shown.height);
}
INSTANTIATE_TEST_SUITE_P(All, Exif, testing::Combine(testing::Range(1, 9), testing::Bool()));

TEST(Jpeg, AnOrientationThatExifDoesNotKnowIsUpright) {
    EXPECT_EQ(decoded(files::jpeg(four_corners(), {.orientation = 9})).exif_orientation, 1);
    EXPECT_EQ(decoded(files::jpeg(four_corners(), {.orientation = 200})).exif_orientation, 1);
}

TEST(Jpeg, DamagedExifIsUpright) {
    const Bytes good = files::jpeg(four_corners(), {.orientation = 6});
    for (std::size_t i = 24; i < 60; ++i) {
        Bytes bad = good;
        bad[i] ^= 0xFF;
        const auto page = ingest::decode(bad, 0, {}, {});
        if (page.ok()) EXPECT_TRUE(page->exif_orientation >= 1 && page->exif_orientation <= 8);
    }
}

TEST(Jpeg, QualityIsEstimatedWithinOneFromTwentyFiveUp) {  // below, steps are cut at 255
    for (const int quality : {25, 50, 75, 90, 95})
        EXPECT_NEAR(decoded(files::jpeg(four_corners(), {.quality = quality})).jpeg_quality, quality, 1);
}

TEST(Jpeg, UnitsFollowTheSubsampling) {
    EXPECT_EQ(decoded(files::jpeg(four_corners(), {.h_sampling = 1, .v_sampling = 1})).mcu_width, 8);
    EXPECT_EQ(decoded(files::jpeg(four_corners(), {.h_sampling = 2, .v_sampling = 2})).mcu_height, 16);
}

TEST(Jpeg, IsKnownByItsContentAndNotByAName) {
    // Nothing but bytes goes in: a PDF in a file called .jpg is a PDF.
    const auto document = ingest::inspect(files::one_page_pdf(""), {});
    ASSERT_TRUE(document.ok());
    EXPECT_EQ(document->format, Format::pdf);
}

}  // namespace
}  // namespace mangping
