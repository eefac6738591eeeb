#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>

#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"

namespace mangping::mask {
namespace {

DrawnPage page_with_name() {
    DrawnPage page(400, 160);
    page.line("林知远同志", 100, 60, {});
    return page;
}
const Quad kName = quad_of({100, 62, 84, 30});

/// Markers of a JPEG up to the scan, as their second bytes.
std::vector<int> markers(const std::vector<std::uint8_t>& jpeg) {
    std::vector<int> out;
    for (std::size_t i = 2; i + 3 < jpeg.size() && jpeg[i] == 0xFF; i += 2 + jpeg[i + 2] * 256u + jpeg[i + 3]) {
        out.push_back(jpeg[i + 1]);
        if (jpeg[i + 1] == 0xDA) break;
    }
    return out;
}

TEST(Contract, APieceThatHidesNothingIsAFaultAndNeverSkipped) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Quad> bad{quad_of({0, 0, 0, 0}),      quad_of({120, 70, 30, 0}),  quad_of({500, 20, 40, 20}),
                                quad_of({-80, 20, 40, 20}), quad_of({nan, 60, 30, 30}), Quad{}};
    for (const Quad& q : bad) {
        const auto out = mask::apply(page_with_name().upright(), {finding_of("林知远", {kName, q})});
        ASSERT_FALSE(out.ok());
        EXPECT_EQ(out.fault().code, "mask_degenerate");
    }
    const auto nowhere = mask::apply(page_with_name().upright(), {finding_of("林知远", {})});
    ASSERT_FALSE(nowhere.ok());
    EXPECT_EQ(nowhere.fault().code, "mask_degenerate");
}

TEST(Contract, APieceThatReachesOverTheEdgeIsMaskedUpToIt) {
    const auto out =
        mask::apply(page_with_name().upright(), {finding_of("林", {quad_of({-10, 40, 60, 60})}, MaskKind::manual)});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(bounding(out->masks[0].quad_displayed), (Rect{0, 40, 50, 60}));
}

TEST(Contract, EqualInputGivesEqualBytes) {
    const auto a = mask::apply(page_with_name().upright(70), {finding_of("林知远", {kName})});
    const auto b = mask::apply(page_with_name().upright(70), {finding_of("林知远", {kName})});
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_EQ(a->page.jpeg(), b->page.jpeg());
}

TEST(Contract, TheJpegCarriesNoMetadata) {
    const auto out = mask::apply(page_with_name().upright(70), {finding_of("林知远", {kName})});
    ASSERT_TRUE(out.ok());
    const std::vector<std::uint8_t>& jpeg = out->page.jpeg();
    for (const int marker : markers(jpeg)) {
        EXPECT_NE(marker, 0xFE) << "a comment";
        EXPECT_FALSE(marker > 0xE0 && marker <= 0xEF) << "APP" << marker - 0xE0;
        EXPECT_NE(marker, 0xC2) << "progressive";
    }
    EXPECT_EQ(jpeg[jpeg.size() - 2], 0xFF);
    EXPECT_EQ(jpeg.back(), 0xD9);  // nothing after the end
}

TEST(Contract, APageWithoutFindingsComesBackUnmasked) {
    const DrawnPage page = page_with_name();
    const auto out = mask::apply(page.upright(90), {});
    ASSERT_TRUE(out.ok());
    EXPECT_TRUE(out->masks.empty());
    cv::Mat d;
    cv::absdiff(decoded(out->page.jpeg()), DrawnPage(page).pixels(), d);
    EXPECT_LT(cv::mean(d)[0], 1);
}

TEST(Contract, PdfPagesMeasureInPoints) {
    UprightPage page = page_with_name().upright();
    page.format = Format::pdf;
    page.px_per_unit = 2;
    page.upright_from_displayed = scaling(2, 2);
    const auto out = mask::apply(page, {finding_of("林知远", {kName}, MaskKind::manual)});
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(out->page.width(), 200);
    EXPECT_EQ(out->page.height(), 80);
    EXPECT_EQ(out->page.width_px(), 400);
    EXPECT_EQ(out->masked_from_displayed(Point{10, 20}), (Point{10, 20}));
    EXPECT_EQ(bounding(out->masks[0].quad_displayed), (Rect{50, 31, 42, 15}));
}

TEST(Contract, MasksAreToldInDisplayedCoordinatesOfATurnedPage) {
    UprightPage page = page_with_name().upright();
    page.upright_from_displayed = translation(400, 0) * turning_cw(90);  // displayed is 160 wide, 400 high
    const auto out = mask::apply(page, {finding_of("林知远", {kName}, MaskKind::manual)});
    ASSERT_TRUE(out.ok());
    const Rect displayed = bounding(out->masks[0].quad_displayed);
    EXPECT_NEAR(displayed.x, 62, 1e-6);
    EXPECT_NEAR(displayed.y, 400 - 184, 1e-6);
    EXPECT_NEAR(displayed.w, 30, 1e-6);
}

TEST(WithheldSheet, HasThePagesSizeAndShowsItsLine) {
    const auto sheet = withheld_sheet(Format::pdf, 595, 842);
    ASSERT_TRUE(sheet.ok());
    EXPECT_EQ(sheet->width(), 595);
    const cv::Mat picture = decoded(sheet->jpeg());
    ASSERT_EQ(picture.channels(), 3);
    EXPECT_NEAR(double(picture.cols) / picture.rows, 595.0 / 842, 0.002);
    cv::Mat blue;
    cv::extractChannel(picture, blue, 2);
    const cv::Mat middle = blue.rowRange(picture.rows / 2 - 40, picture.rows / 2 + 40);
    EXPECT_GT(cv::countNonZero(middle < 64), 800);
    // No paper has its colour: what stands in the dossier's stead is seen at a glance, by people and by scorers.
    const cv::Vec3b corner = picture.at<cv::Vec3b>(2, 2);
    EXPECT_GT(corner[0] - corner[2], 80);
    EXPECT_EQ(sheet->jpeg(), withheld_sheet(Format::pdf, 595, 842)->jpeg());
}

TEST(WithheldSheet, ServesPagesOfAnySizeAndRefusesNone) {
    for (const auto& [w, h] : {std::pair{1.0, 1.0}, {30.0, 4000.0}, {9000.0, 40.0}})
        EXPECT_TRUE(withheld_sheet(Format::jpeg, w, h).ok()) << w << "x" << h;
    EXPECT_FALSE(withheld_sheet(Format::jpeg, 0, 10).ok());
    EXPECT_FALSE(withheld_sheet(Format::jpeg, std::nan(""), 10).ok());
    EXPECT_FALSE(withheld_sheet(Format::jpeg, 70'000, 10).ok());
}

}  // namespace
}  // namespace mangping::mask
