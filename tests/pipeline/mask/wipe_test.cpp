#include "pipeline/mask/wipe.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"
#include "tests/support/synthetic/degrade_jpeg.hpp"

namespace mangping::mask {
namespace {

/// A page of text on grainy paper with a red seal, its sides no multiples of any block.
cv::Mat page_of_text(int width, int height) {
    DrawnPage page(width, height, cv::Scalar(250, 247, 240));
    for (int y = 40; y + 60 < height; y += 60) page.line("姓名林知远同志主持完成了灌区节水改造项目", 40, y);
    cv::circle(page.pixels(), {width - 160, height - 160}, 90, {200, 40, 40}, 5);
    std::mt19937 random(3);
    cv::Mat grain = page.pixels().clone();
    for (auto it = grain.begin<cv::Vec3b>(); it != grain.end<cv::Vec3b>(); ++it)
        for (int c = 0; c < 3; ++c)
            (*it)[c] = cv::saturate_cast<std::uint8_t>((*it)[c] + static_cast<int>(random() % 9) - 4);
    return grain;
}

using synthetic::JpegOptions;
using synthetic::Subsampling;

struct Source {
    const char* what;
    JpegOptions options;
    int opencv = -1;  // a further property that only OpenCV's encoder sets
    int value = 0;
};
const std::vector<Source> sources{
    {"half chroma", {.quality = 85, .subsampling = Subsampling::s420}},
    {"coarse", {.quality = 38, .subsampling = Subsampling::s420}},
    {"coarse progressive", {.quality = 38, .progressive = true}},
    {"full chroma", {.quality = 92, .subsampling = Subsampling::s444}},
    {"wide chroma", {.quality = 90, .subsampling = Subsampling::s422}},
    {"progressive", {.quality = 90, .progressive = true}},
    {"grey", {.quality = 85, .grey = true}},
    {"camera", {.quality = 90, .thumbnail = true, .camera = "Invented"}},
    {"optimal tables", {.quality = 90}, cv::IMWRITE_JPEG_OPTIMIZE, 1},
    {"with restarts", {.quality = 90}, cv::IMWRITE_JPEG_RST_INTERVAL, 8},
};

std::vector<std::uint8_t> encoded(const cv::Mat& rgb, const Source& s) {
    if (s.opencv < 0) return synthetic::encode_jpeg(adapt::raster_of(rgb), s.options);
    cv::Mat out;
    cv::cvtColor(rgb, out, cv::COLOR_RGB2BGR);
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", out, bytes, {cv::IMWRITE_JPEG_QUALITY, s.options.quality, s.opencv, s.value});
    return bytes;
}

TEST(Wipe, LeavesEveryPixelAwayFromTheMaskAsItWas) {
    const cv::Mat rgb = page_of_text(1237, 871);
    const cv::Rect bar(95, 150, 88, 34);
    for (const Source& s : sources) {
        SCOPED_TRACE(s.what);
        const auto source = encoded(rgb, s);
        const cv::Mat before = decoded(source);
        cv::Mat masked = before.clone();
        masked(bar).setTo(s.options.grey ? cv::Scalar(37) : cv::Scalar(33, 37, 45));
        const auto out = wiped(source, adapt::raster_of(before), adapt::raster_of(masked));
        ASSERT_TRUE(out);
        const cv::Mat after = decoded(*out);
        // The bar's MCUs, and the pixel that chroma interpolation reaches beyond them.
        const cv::Rect changed(bar.x / 16 * 16 - 1, bar.y / 16 * 16 - 1, 16 * 7 + 2, 16 * 4 + 2);
        cv::Mat outside = before.clone(), outside_after = after.clone();
        outside(changed).setTo(0), outside_after(changed).setTo(0);
        EXPECT_EQ(cv::norm(outside, outside_after, cv::NORM_INF), 0);
        EXPECT_LT(cv::norm(after(bar), masked(bar), cv::NORM_L1) / double(bar.area() * after.channels()), 4);
    }
}

TEST(Wipe, NothingOfTheBytesOrMetadataSurvives) {
    const cv::Mat rgb = page_of_text(1600, 2200);
    for (const Source& s : sources) {
        SCOPED_TRACE(s.what);
        auto source = encoded(rgb, s);
        // A comment after the start, and bytes after the end.
        const std::string secret = "林知远";
        std::vector<std::uint8_t> comment{0xFF, 0xFE, 0, static_cast<std::uint8_t>(secret.size() + 2)};
        comment.insert(comment.end(), secret.begin(), secret.end());
        source.insert(source.begin() + 2, comment.begin(), comment.end());
        source.insert(source.end(), secret.begin(), secret.end());
        ASSERT_GT(source.size(), 150'000u);
        const cv::Mat before = decoded(source);
        cv::Mat masked = before.clone();
        masked(cv::Rect(90, 90, 90, 32)).setTo(30);  // near the top: all below it is untouched
        const auto out = wiped(source, adapt::raster_of(before), adapt::raster_of(masked));
        ASSERT_TRUE(out);
        EXPECT_EQ(std::search(out->begin(), out->end(), secret.begin(), secret.end()), out->end());
        EXPECT_FALSE(shares_a_stretch(source, *out));
    }
}

TEST(Wipe, GivesNothingForPixelsThatAreNotTheSources) {
    const cv::Mat rgb = page_of_text(640, 480);
    const auto source = encoded(rgb, sources[0]);
    cv::Mat turned;
    cv::rotate(decoded(source), turned, cv::ROTATE_180);
    EXPECT_FALSE(wiped(source, adapt::raster_of(turned), adapt::raster_of(turned)));
    EXPECT_FALSE(wiped({source.data(), source.size() / 2}, adapt::raster_of(decoded(source)),
                       adapt::raster_of(decoded(source))));
    EXPECT_FALSE(wiped({}, adapt::raster_of(turned), adapt::raster_of(turned)));
}

TEST(Wipe, FindsAStretchWhereverItStands) {
    std::vector<std::uint8_t> source(40'000);
    std::mt19937 random(9);
    for (std::uint8_t& b : source) b = static_cast<std::uint8_t>(random());
    std::vector<std::uint8_t> made(1000, 7);
    made.insert(made.end(), source.begin() + 5001, source.begin() + 5001 + 8192);
    EXPECT_TRUE(shares_a_stretch(source, made));
    made.resize(1000 + 3000);
    EXPECT_FALSE(shares_a_stretch(source, made));
}

TEST(Wipe, IsWhatApplyDoesToAnUprightJpegAndToNoOther) {
    const cv::Mat rgb = page_of_text(1240, 870);
    for (const int quality : {95, 90, 75, 60, 38}) {
        SCOPED_TRACE(quality);
        const auto source = encoded(rgb, {"", {.quality = quality}});
        const cv::Mat before = decoded(source);
        UprightPage page = upright_of(before, quality);
        const std::vector<Finding> found{finding_of("林知远", {quad_of({96, 100, 84, 28})})};
        const cv::Rect below(0, 300, 1240, 500);
        const auto change = [&](const Result<Applied>& out) {
            return cv::norm(before(below), decoded(out->page.jpeg())(below), cv::NORM_INF);
        };
        EXPECT_EQ(change(mask::apply(page, found, Width::fitted, source)), 0);
        EXPECT_GT(change(mask::apply(page, found)), 0);
        page.upright_from_displayed = turning_cw(1);
        EXPECT_GT(change(mask::apply(page, found, Width::fitted, source)), 0);
    }
}

}  // namespace
}  // namespace mangping::mask
