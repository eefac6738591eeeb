// Claims about seals: which are found, how exactly, what their band shows, and what is none.
#include "detectors/seal/seal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "tests/support/synthetic/artwork.hpp"

namespace mangping {
namespace {

using detectors::find_seals;
using synthetic::InkColour;
using synthetic::Rng;
using synthetic::RoundSeal;
using synthetic::Sprite;

/// Paper with lines of strokes as dense as 30 px print.
Raster page_of_print(int width = 1240, int height = 1754, unsigned seed = 1) {
    Raster out(width, height, 3);
    cv::Mat view = adapt::view(out);
    view.setTo(cv::Scalar(248, 246, 240));
    Rng rng(seed);
    for (int y = 120; y + 30 < height - 120; y += 54)
        for (int x = 120; x + 30 < width - 120; x += 33)
            for (int stroke = 0; stroke < 5; ++stroke)
                cv::line(view, {x + rng.whole(0, 28), y + rng.whole(0, 28)},
                         {x + rng.whole(0, 28), y + rng.whole(0, 28)}, cv::Scalar::all(30), 2);
    return out;
}

RoundSeal seal_of(InkColour colour, double diameter = 330) {
    RoundSeal out;
    out.employer = "天山北坡水利勘测设计院";
    out.colour = colour;
    out.diameter = diameter;
    out.turn_deg = 7;
    return out;
}

struct InkCase {
    InkColour colour;
    double diameter, wear;
};
class EveryInk : public testing::TestWithParam<InkCase> {};
TEST_P(EveryInk, IsFoundOverPrintWithinAHundredthOfItsRadius) {
    Rng rng(5);
    Raster page = page_of_print();
    RoundSeal wanted = seal_of(GetParam().colour, GetParam().diameter);
    wanted.wear = GetParam().wear;
    const Sprite drawn = press(page, round_seal(wanted, rng), {600, 1000});
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    const Rect circle = bounding(drawn.circle.at(0));
    const double radius = wanted.diameter / 2;
    EXPECT_FALSE(seals[0].square);
    EXPECT_NEAR(seals[0].centre_upright.x, circle.centre().x, 0.01 * radius + 0.5);
    EXPECT_NEAR(seals[0].centre_upright.y, circle.centre().y, 0.01 * radius + 0.5);
    EXPECT_NEAR(seals[0].radius_x, radius, 0.01 * radius + 0.5);
    EXPECT_NEAR(seals[0].radius_y, radius, 0.01 * radius + 0.5);
}
INSTANTIATE_TEST_SUITE_P(Inks, EveryInk,
                         testing::Values(InkCase{InkColour::red, 330, 0.2}, InkCase{InkColour::red, 330, 0.5},
                                         InkCase{InkColour::red, 220, 0.3}, InkCase{InkColour::red, 480, 0.3},
                                         InkCase{InkColour::blue, 330, 0.3}, InkCase{InkColour::violet, 330, 0.3}));

TEST(Seals, OfAPhotocopyAreFoundOnAWhitePage) {
    Rng rng(5);
    for (const InkColour colour : {InkColour::grey, InkColour::black}) {
        Raster page(1240, 1754, 1), rgb(1240, 1754, 3);
        std::fill(rgb.pixels.begin(), rgb.pixels.end(), std::uint8_t{245});
        press(rgb, round_seal(seal_of(colour), rng), {500, 900});
        cv::cvtColor(adapt::view(rgb), adapt::view(page), cv::COLOR_RGB2GRAY);
        EXPECT_EQ(find_seals(page, 30).size(), 1u);
    }
}

TEST(Seals, OnCurledPaperAreFound) {
    Rng rng(5);
    Raster page = page_of_print();
    press(page, round_seal(seal_of(InkColour::red), rng), {600, 1000});
    // Rows are pushed to and fro by a twenty-seventh of the radius.
    const cv::Mat flat = adapt::view(page).clone();
    cv::Mat curled = adapt::view(page), x(flat.size(), CV_32F), y(flat.size(), CV_32F);
    for (int r = 0; r < flat.rows; ++r)
        for (int c = 0; c < flat.cols; ++c) {
            x.at<float>(r, c) = static_cast<float>(c + 6 * std::sin(r / 24.0));
            y.at<float>(r, c) = static_cast<float>(r + 6 * std::sin(c / 24.0));
        }
    cv::remap(flat, curled, x, y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    EXPECT_NEAR(seals[0].centre_upright.x, 767, 12);
    EXPECT_NEAR(seals[0].centre_upright.y, 1167, 12);
    EXPECT_NEAR(seals[0].radius_x, 165, 12);
}

TEST(Seals, PressedOverEachOtherAreTwo) {
    Rng rng(5);
    Raster page = page_of_print();
    press(page, round_seal(seal_of(InkColour::red), rng), {300, 800});
    press(page, round_seal(seal_of(InkColour::red), rng), {540, 860});
    EXPECT_EQ(find_seals(page, 30).size(), 2u);
}

TEST(Seals, OfOvalShapeAreMeasuredOnBothAxes) {
    Rng rng(5);
    Raster page = page_of_print();
    const Sprite drawn = press(page, oval_seal(seal_of(InkColour::red), rng), {300, 800});
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    const Rect circle = bounding(drawn.circle.at(0));
    EXPECT_NEAR(seals[0].radius_x, circle.w / 2, 3);
    EXPECT_NEAR(seals[0].radius_y, circle.h / 2, 3);
}

TEST(Seals, WithANameInASquareAreSquare) {
    for (const std::uint64_t seed : {1u, 2u, 3u, 4u}) {
        Rng rng(seed);
        Raster page = page_of_print();
        const Sprite drawn = press(page, name_seal("林知远", 120, rng), {700, 1200});
        const auto seals = find_seals(page, 30);
        ASSERT_EQ(seals.size(), 1u) << seed;
        EXPECT_TRUE(seals[0].square);
        const Rect box{seals[0].centre_upright.x - seals[0].radius_x, seals[0].centre_upright.y - seals[0].radius_y,
                       2 * seals[0].radius_x, 2 * seals[0].radius_y};
        EXPECT_GT(intersection(box, bounding(drawn.text)).area(), 0.95 * bounding(drawn.text).area()) << seed;
    }
}

/// Ink all over a box but for some strokes.
void stamp_in_relief(Raster& page, const cv::Rect& box, bool with_strokes) {
    cv::Mat view = adapt::view(page);
    cv::rectangle(view, box, cv::Scalar(200, 30, 36), cv::FILLED);
    if (!with_strokes) return;
    for (int y = box.y + box.width / 2; y + box.width / 4 < box.y + box.height; y += box.width) {
        cv::line(view, {box.x + box.width / 4, y}, {box.x + box.width * 3 / 4, y}, cv::Scalar::all(250), 2);
        cv::line(view, {box.x + box.width / 2, y - box.width / 4}, {box.x + box.width / 2, y + box.width / 4},
                 cv::Scalar::all(250), 2);
    }
}

TEST(Seals, OfTwoCharactersInReliefAreSquareAndABarIsNone) {
    Raster page = page_of_print();
    stamp_in_relief(page, {700, 1200, 38, 72}, true);  // narrower than a letter of the heading may be high
    stamp_in_relief(page, {300, 1200, 90, 90}, false);
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    EXPECT_TRUE(seals[0].square);
    EXPECT_NEAR(seals[0].centre_upright.x, 719, 4);
    EXPECT_NEAR(seals[0].centre_upright.y, 1236, 4);
}

TEST(Seals, OnADrawingAreNoLargerThanOnASheet) {
    Rng rng(5);
    Raster page = page_of_print(5600, 3960);
    press(page, round_seal(seal_of(InkColour::red, 260), rng), {3700, 3100});
    const auto seals = find_seals(page, 22);
    ASSERT_EQ(seals.size(), 1u);
    EXPECT_NEAR(seals[0].radius_x, 130, 3);
}

/// The column of the band in which a point of the page lies.
double column_of(const Seal& seal, const Point& p) {
    const double inside_x = seal.radius_x, inside_y = seal.radius_y;
    const double angle =
        std::atan2((p.y - seal.centre_upright.y) / inside_y, (p.x - seal.centre_upright.x) / inside_x) * 180 / M_PI;
    return std::fmod(angle - seal.band_start_deg + 720, 360) / 360 * seal.band->width;
}

bool contains(const Quad& quad, const Point& p) {
    for (std::size_t i = 0; i < 4; ++i) {
        const Point &a = quad.at[i], &b = quad.at[(i + 1) % 4];
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) < -0.5) return false;
    }
    return true;
}

TEST(SealBand, MapsBackOntoTheGlyphsOfTheArc) {
    Rng rng(5);
    Raster page = page_of_print();
    const Sprite drawn = press(page, round_seal(seal_of(InkColour::red), rng), {600, 1000});
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    ASSERT_TRUE(seals[0].band);
    for (const Quad& glyph : drawn.glyphs) {
        double left = 1e9, right = 0;
        for (const Point& p : glyph.at) {
            left = std::min(left, column_of(seals[0], p));
            right = std::max(right, column_of(seals[0], p));
        }
        const Rect box{left, 0, right - left, static_cast<double>(seals[0].band->height)};
        // A mask takes the arc's whole height and a little more. The generator's box of a glyph that stands askew is up
        // to 1.6 times its ink, so the inner three fifths of each box are asked for.
        const Quad piece = piece_of_band(seals[0], grown(box, 0.08 * seals[0].band->height));
        const Point middle{(glyph.at[0].x + glyph.at[1].x + glyph.at[2].x + glyph.at[3].x) / 4,
                           (glyph.at[0].y + glyph.at[1].y + glyph.at[2].y + glyph.at[3].y) / 4};
        for (const Point& p : glyph.at)
            EXPECT_TRUE(contains(piece, {p.x + (middle.x - p.x) * 0.4, p.y + (middle.y - p.y) * 0.4}));
    }
}

TEST(SealBand, CutsNoGlyphAndReadsFromLeftToRight) {
    Rng rng(5);
    Raster page = page_of_print();
    RoundSeal wanted = seal_of(InkColour::red);
    wanted.digits = "6501040012345";
    const Sprite drawn = press(page, round_seal(wanted, rng), {600, 1000});
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    double before = -1;
    for (const Quad& glyph : drawn.glyphs) {
        double left = 1e9, right = 0;
        for (const Point& p : glyph.at) {
            left = std::min(left, column_of(seals[0], p));
            right = std::max(right, column_of(seals[0], p));
        }
        EXPECT_LT(right - left, seals[0].band->width / 8.0) << "the strip's ends lie between glyphs";
        EXPECT_GT(left, before);
        before = left;
    }
}

TEST(SealBand, OfABilingualSealAreTwoWithTheHanArcFirst) {
    Rng rng(5);
    Raster page = page_of_print();
    RoundSeal wanted = seal_of(InkColour::red);
    wanted.uyghur = "شىنجاڭ سۇ ئىشلىرى ئىدارىسى";
    const Sprite drawn = press(page, round_seal(wanted, rng), {600, 1000});
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    ASSERT_EQ(seals[0].other_bands.size(), 1u);
    EXPECT_LT(seals[0].band_outer, seals[0].other_bands[0].outer);
    const auto each = one_by_band(seals[0]);
    ASSERT_EQ(each.size(), 2u);
    EXPECT_EQ(each[1].band, seals[0].other_bands[0].picture);
    for (const Quad& glyph : drawn.glyphs) {
        const Point middle = bounding(glyph).centre();
        const double share =
            std::hypot(middle.x - seals[0].centre_upright.x, middle.y - seals[0].centre_upright.y) / seals[0].radius_x;
        EXPECT_LT(share, seals[0].band_outer);
        EXPECT_GT(share, seals[0].band_inner);
    }
}

TEST(NoSeals, AreSeenInPrintOrOnAnEmptyPage) {
    EXPECT_TRUE(find_seals(Raster{}, 30).empty());
    for (const unsigned seed : {1u, 2u, 3u}) EXPECT_TRUE(find_seals(page_of_print(1240, 1754, seed), 30).empty());
    Raster blank(400, 300, 3);
    std::fill(blank.pixels.begin(), blank.pixels.end(), std::uint8_t{250});
    EXPECT_TRUE(find_seals(blank, 0).empty());
}

TEST(NoSeals, AreSeenInAnEmblemOrACodeOrARedTitle) {
    Rng rng(9);
    Raster page = page_of_print();
    press(page, synthetic::emblem(260, rng), {200, 300});
    paste(page, synthetic::code(synthetic::CodeFormat::qr, "https://example.org/verify?code=A1B2C3", 240), {700, 300});
    cv::Mat view = adapt::view(page);
    for (int i = 0; i < 9; ++i) {  // red glyph-like marks in a row, as a letterhead
        cv::rectangle(view, cv::Rect(150 + i * 100, 900, 80, 12), cv::Scalar(200, 20, 30), cv::FILLED);
        cv::rectangle(view, cv::Rect(184 + i * 100, 870, 12, 100), cv::Scalar(200, 20, 30), cv::FILLED);
    }
    cv::rectangle(view, cv::Rect(150, 1000, 900, 6), cv::Scalar(200, 20, 30), cv::FILLED);
    EXPECT_TRUE(find_seals(page, 90).empty());
}

TEST(Seals, OfOvalShapeSeenAslantAreFoundAsAWhole) {
    for (const double degrees : {-6.0, 6.0}) {
        Rng rng(5);
        Raster page = page_of_print();
        cv::Mat view = adapt::view(page);
        Raster plain(view.cols, view.rows, 3);
        std::fill(plain.pixels.begin(), plain.pixels.end(), std::uint8_t{255});
        const Sprite drawn = press(plain, oval_seal(seal_of(InkColour::red), rng), {300, 800});
        const Rect circle = bounding(drawn.circle.at(0));
        cv::Mat turned;
        const cv::Point2f centre(static_cast<float>(circle.centre().x), static_cast<float>(circle.centre().y));
        cv::warpAffine(adapt::view(plain), turned, cv::getRotationMatrix2D(centre, degrees, 1), view.size(),
                       cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(255));
        cv::min(view, turned, view);
        const auto seals = find_seals(page, 30);
        ASSERT_EQ(seals.size(), 1u) << degrees;
        EXPECT_NEAR(seals[0].centre_upright.x, centre.x, 8) << degrees;
        EXPECT_NEAR(seals[0].radius_x, circle.w / 2, 0.06 * circle.w) << degrees;
    }
}

TEST(Seals, WithANameGiveItsCharactersInARow) {
    Rng rng(3);
    Raster page = page_of_print();
    press(page, name_seal("林知远", 120, rng), {700, 1200});
    const auto seals = find_seals(page, 30);
    ASSERT_EQ(seals.size(), 1u);
    ASSERT_GE(seals[0].rows.size(), 2u);
    for (const RasterPtr& row : seals[0].rows) {
        EXPECT_EQ(row->channels, 1);
        EXPECT_GT(row->width, 2 * row->height);
        const cv::Mat view = adapt::view(*row);
        EXPECT_GT(cv::mean(view)[0], 128) << "dark on light";
    }
}

}  // namespace
}  // namespace mangping
