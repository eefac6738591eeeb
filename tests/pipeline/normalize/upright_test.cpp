// Claims about turning a page upright: where its points go, and what the turn does to its pixels.
#include "pipeline/normalize/upright.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping {
namespace {

constexpr int kWidth = 601, kHeight = 420;
constexpr std::uint8_t kPaper[3] = {240, 236, 220};

/// Cream paper with a black disc of radius 6 at `at`.
SourcePage page_with_disc(Point at, double px_per_unit = 1) {
    Raster raster(kWidth, kHeight, 3);
    cv::Mat view = adapt::view(raster);
    view.setTo(cv::Scalar(kPaper[0], kPaper[1], kPaper[2]));
    const int shift = 4;  // sixteenths of a pixel; OpenCV counts from pixel centres
    cv::circle(view, {cvRound((at.x - 0.5) * 16), cvRound((at.y - 0.5) * 16)}, 6 * 16, cv::Scalar::all(0), cv::FILLED,
               cv::LINE_AA, shift);
    SourcePage page;
    page.width = kWidth / px_per_unit;
    page.height = kHeight / px_per_unit;
    page.raster_from_displayed = scaling(px_per_unit, px_per_unit);
    page.raster = std::make_shared<const Raster>(std::move(raster));
    return page;
}

Pose pose(int rotation_cw, double skew_deg = 0) {
    Pose out;
    out.rotation_cw = rotation_cw;
    out.skew_deg = skew_deg;
    return out;
}

/// Centre of gravity of what is darker than paper, continuous coordinates.
Point centre_of_ink(const Raster& raster) {
    const cv::Mat grey = adapt::grey(raster);
    double sum = 0, x = 0, y = 0;
    for (int r = 0; r < grey.rows; ++r)
        for (int c = 0; c < grey.cols; ++c) {
            const double ink = std::max(0, 200 - grey.at<std::uint8_t>(r, c));
            sum += ink;
            x += ink * (c + 0.5);
            y += ink * (r + 0.5);
        }
    return {x / sum, y / sum};
}

class EveryTurn : public testing::TestWithParam<std::tuple<int, double>> {};

TEST_P(EveryTurn, TakesADrawnMarkWhereItsTransformSays) {
    const auto [rotation, skew] = GetParam();
    const Point mark{123, 300};
    const auto page = page_with_disc(mark);
    const auto out = normalize::upright(page, pose(rotation, skew), 30);
    ASSERT_TRUE(out.ok());
    const Point said = out->upright_from_displayed(mark), seen = centre_of_ink(*out->raster);
    EXPECT_NEAR(said.x, seen.x, 0.05);
    EXPECT_NEAR(said.y, seen.y, 0.05);
}

TEST_P(EveryTurn, KeepsEveryCornerOnTheCanvas) {
    const auto [rotation, skew] = GetParam();
    const auto out = normalize::upright(page_with_disc({50, 50}), pose(rotation, skew), 30);
    ASSERT_TRUE(out.ok());
    const Rect spread = bounding(out->upright_from_displayed(quad_of(Rect{0, 0, kWidth, kHeight})));
    EXPECT_GE(spread.x, -0.01);
    EXPECT_GE(spread.y, -0.01);
    EXPECT_LE(spread.right(), out->raster->width + 0.01);
    EXPECT_LE(spread.bottom(), out->raster->height + 0.01);
    EXPECT_LT(out->raster->width - spread.w, 1.01);
    EXPECT_LT(out->raster->height - spread.h, 1.01);
}

TEST_P(EveryTurn, TurnsDirectionsByTheAngleAsked) {
    const auto [rotation, skew] = GetParam();
    const auto out = normalize::upright(page_with_disc({50, 50}), pose(rotation, skew), 30);
    ASSERT_TRUE(out.ok());
    const Point a = out->upright_from_displayed(Point{10, 10}), b = out->upright_from_displayed(Point{110, 10});
    const double taken_out = std::abs(skew) < 0.15 ? 0 : skew;
    const double angle = std::atan2(b.y - a.y, b.x - a.x) * 180 / M_PI;
    EXPECT_NEAR(std::remainder(angle - rotation - taken_out, 360), 0, 1e-9);
    EXPECT_NEAR(std::hypot(b.x - a.x, b.y - a.y), 100, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Turns, EveryTurn,
                         testing::Combine(testing::Values(0, 90, 180, 270),
                                          testing::Values(0.0, 0.1, -0.2, 3.7, -7.5, 15.0)));

TEST(Upright, MovesPixelsUnchangedInAQuarterTurn) {
    const auto page = page_with_disc({123, 300});
    RasterPtr raster = page.raster;
    SourcePage again = page;
    for (int i = 0; i < 4; ++i) {
        again.raster = normalize::upright(again, pose(90), 30)->raster;
    }
    EXPECT_EQ(again.raster->pixels, raster->pixels);
}

TEST(Upright, SharesThePixelsOfAPageThatIsLevel) {
    const auto page = page_with_disc({123, 300});
    EXPECT_EQ(normalize::upright(page, pose(0, 0.1), 30)->raster, page.raster);
}

TEST(Upright, FillsUncoveredCornersWithPaper) {
    const auto out = normalize::upright(page_with_disc({300, 200}), pose(0, 10), 30);
    const Raster& r = *out->raster;
    const std::size_t corners[] = {0, static_cast<std::size_t>(r.width - 1),
                                   static_cast<std::size_t>(r.width) * static_cast<std::size_t>(r.height - 1),
                                   static_cast<std::size_t>(r.width) * static_cast<std::size_t>(r.height) - 1};
    for (const std::size_t i : corners)
        for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(r.pixels[i * 3 + c], kPaper[c]);
}

TEST(Upright, CarriesTheTextLayerOfAPdfAlong) {
    SourcePage page = page_with_disc({120, 300}, 2.0);
    page.text_layer.push_back({"点", quad_of(Rect{57, 147, 6, 6})});  // around the disc, in points
    const auto out = normalize::upright(page, pose(270, 4), 30);
    ASSERT_TRUE(out.ok());
    EXPECT_DOUBLE_EQ(out->px_per_unit, 2);
    const Rect box = bounding(out->text_layer_upright.at(0).quad_displayed);
    const Point seen = centre_of_ink(*out->raster);
    EXPECT_NEAR(box.centre().x, seen.x, 0.1);
    EXPECT_NEAR(box.centre().y, seen.y, 0.1);
}

TEST(Upright, KeepsStrokesDarkAndPaperUnringed) {
    // Strokes of 3 px, as of 10 pt print at 200 dpi: after levelling their cores stay dark and no pixel of the paper
    // around gets darker than a visible step.
    Raster raster(400, 400, 1);
    cv::Mat view = adapt::view(raster);
    view.setTo(230);
    for (int y = 60; y < 340; y += 40) cv::rectangle(view, cv::Rect(60, y, 280, 3), 20, cv::FILLED);
    SourcePage page;
    page.raster = std::make_shared<const Raster>(raster);
    const auto out = normalize::upright(page, pose(0, 2.0), 30);
    double darkest = 0;
    cv::minMaxLoc(adapt::view(*out->raster), &darkest, nullptr);
    EXPECT_LE(darkest, 30);
    // Beyond 6 px from every stroke nothing rings.
    cv::Mat ink = adapt::view(*out->raster) < 180, near;
    cv::dilate(ink, near, cv::Mat::ones(13, 13, CV_8U));
    double least = 255, most = 0;
    cv::minMaxLoc(adapt::view(*out->raster), &least, &most, nullptr, nullptr, ~near);
    EXPECT_EQ(least, 230);
    EXPECT_EQ(most, 230);
}

TEST(Upright, RefusesATurnThatIsNone) {
    const auto page = page_with_disc({50, 50});
    EXPECT_EQ(normalize::upright(page, pose(45), 30).fault().code, "pose_invalid");
    EXPECT_EQ(normalize::upright(page, pose(0, 40), 30).fault().code, "pose_invalid");
    EXPECT_EQ(normalize::upright(page, pose(0, std::nan("")), 30).fault().code, "pose_invalid");
    EXPECT_EQ(normalize::upright(SourcePage{}, pose(0), 30).fault().code, "pose_invalid");
}

}  // namespace
}  // namespace mangping
