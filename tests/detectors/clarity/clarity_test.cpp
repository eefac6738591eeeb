#include "detectors/clarity/clarity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "detectors/clarity/missing.hpp"
#include "tests/ocr/typeset.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping {
namespace {

using namespace synthetic;

SyntheticPage clean_page(Kind kind, double dpi, std::uint64_t seed = 5, int layout = -1) {
    Rng rng(seed);
    DocumentOptions options;
    options.dpi = dpi;
    options.seed = seed;
    options.layout = layout;
    const Person person = make_person(rng, NameForm::han3);
    return make_page(kind, person, make_employer(rng), options);
}

Clarity judged(const Raster& image, const PageTruth& truth = {}, int jpeg_quality = 0) {
    SourcePage source;
    source.raster = std::make_shared<const Raster>(image);
    source.width = image.width;
    source.height = image.height;
    source.jpeg_quality = jpeg_quality;
    Pose pose;
    pose.rotation_cw = truth.rotation_cw;
    pose.skew_deg = truth.skew_deg;
    return detectors::judge_clarity(source, pose);
}

Clarity judged(const SyntheticPage& clean, const Degradation& d) {
    const SyntheticPage page = degrade(clean, d, 11);
    return judged(page.image, page.truth, d.jpeg.quality);
}

Raster paper(int width, int height, std::uint8_t level) {
    Raster out(width, height, 3);
    std::fill(out.pixels.begin(), out.pixels.end(), level);
    return out;
}

cv::Mat view(Raster& r) { return {r.height, r.width, CV_8UC3, r.pixels.data()}; }

bool has(const Clarity& said, ClarityReason reason) {
    return std::find(said.reasons.begin(), said.reasons.end(), reason) != said.reasons.end();
}

TEST(Clarity, TheVerdictIsTheSameAtEveryResolution) {
    for (const Kind kind : {Kind::unit_proof, Kind::annual_assessment_form, Kind::labor_contract})
        for (const double dpi : {150.0, 200.0, 300.0, 600.0}) {
            const SyntheticPage clean = clean_page(kind, dpi);
            Degradation sharp, soft;
            soft.optics.blur_em = 0.15;
            EXPECT_EQ(judged(clean, sharp).verdict, ClarityVerdict::clear) << key(kind) << " " << dpi;
            EXPECT_EQ(judged(clean, soft).verdict, ClarityVerdict::illegible) << key(kind) << " " << dpi;
        }
}

TEST(Clarity, AnUploadOf1240PixelsAtQuality50IsClear) {
    for (const Kind kind : {Kind::unit_proof, Kind::annual_assessment_form, Kind::graduation_certificate}) {
        Degradation d;
        d.scan = ScanClass::scan;
        d.placement.target_width = 1240;
        d.jpeg.quality = 50;
        EXPECT_EQ(judged(clean_page(kind, 200), d).verdict, ClarityVerdict::clear) << key(kind);
    }
}

TEST(Clarity, BlurIsNamedAndHasAPlace) {
    Degradation d;
    d.optics.blur_em = 0.15;
    const Clarity said = judged(clean_page(Kind::unit_proof, 200), d);
    ASSERT_FALSE(said.reasons.empty());
    EXPECT_EQ(said.reasons.front(), ClarityReason::blur);
    ASSERT_FALSE(said.findings.empty());
    EXPECT_GT(bounding(said.findings.front().quad_displayed).area(), 0);
}

TEST(Clarity, TheScoreFallsAsBlurGrows) {
    const SyntheticPage clean = clean_page(Kind::unit_proof, 150);
    double last = 2;
    for (const double blur : {0.0, 0.04, 0.07, 0.1, 0.14}) {
        Degradation d;
        d.optics.blur_em = blur;
        const double score = judged(clean, d).score;
        EXPECT_LT(score, last) << blur;
        last = score;
    }
}

TEST(Clarity, FewPixelsAGlyphAreLowResolution) {
    Degradation d;
    d.placement.target_width = 330;
    const Clarity said = judged(clean_page(Kind::unit_proof, 200), d);
    EXPECT_EQ(said.verdict, ClarityVerdict::illegible);
    EXPECT_NE(std::find(said.reasons.begin(), said.reasons.end(), ClarityReason::low_resolution), said.reasons.end());
}

TEST(Clarity, LinesThatRunOutOfThePictureAreCropped) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.placement.crop[2] = 0.25;
    const Clarity said = judged(clean_page(Kind::unit_proof, 200), d);
    EXPECT_NE(said.verdict, ClarityVerdict::clear);
    EXPECT_NE(std::find(said.reasons.begin(), said.reasons.end(), ClarityReason::cropped), said.reasons.end());
}

TEST(Clarity, TheTableBesideTheSheetIsNoText) {
    for (const std::uint64_t seed : {5U, 6U, 7U}) {
        Degradation d;
        d.scan = ScanClass::photo;
        d.optics.desk = true;
        d.optics.noise_sd = 3;
        d.placement.frame_aspect = 4.0 / 3;
        d.placement.fill = 0.8;
        d.placement.target_width = 1800;
        EXPECT_EQ(judged(clean_page(Kind::unit_proof, 200, seed), d).verdict, ClarityVerdict::clear) << seed;
    }
}

TEST(Clarity, ThePortraitAloneIsNeitherBlankNorIllegible) {
    for (const std::uint64_t seed : {5U, 6U, 7U})
        EXPECT_EQ(judged(clean_page(Kind::photo, 200, seed), Degradation{}).verdict, ClarityVerdict::clear) << seed;
}

TEST(Clarity, ABlurredTableIsIllegibleThoughItsRulesTieItsCellsTogether) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.optics.blur_em = 0.16;
    for (const Kind kind : {Kind::payroll_statement, Kind::student_archive})
        EXPECT_EQ(judged(clean_page(kind, 200), d).verdict, ClarityVerdict::illegible) << key(kind);
}

TEST(Clarity, AnAwardWrittenInColumnsIsClear) {
    constexpr int kColumns = 4;  // the layout of award certificates whose lines all run down
    for (const std::uint64_t seed : {5U, 6U, 7U})
        EXPECT_EQ(judged(clean_page(Kind::award_certificate, 200, seed, kColumns), Degradation{}).verdict,
                  ClarityVerdict::clear)
            << seed;
}

/// A frame of lozenges round the page, as awards have it, blurred as screen printing is.
void draw_ornament(Raster& page, int side, int pitch) {
    cv::Mat on = view(page), drawn = on.clone();
    const auto lozenge = [&](int x, int y) {
        const int r = side / 2;
        const std::vector<cv::Point> at{{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
        cv::fillConvexPoly(drawn, at, cv::Scalar::all(70));
    };
    const int margin = 60;
    for (int x = margin; x < on.cols - margin; x += pitch) lozenge(x, margin), lozenge(x, on.rows - margin);
    for (int y = margin; y < on.rows - margin; y += pitch) lozenge(margin, y), lozenge(on.cols - margin, y);
    cv::GaussianBlur(drawn, drawn, {0, 0}, 0.12 * side);
    cv::min(on, drawn, on);
}

TEST(Clarity, OfAnAwardIsThatOfItsTextNotOfItsFrame) {
    SyntheticPage page = clean_page(Kind::award_certificate, 200, 5, 0);
    const Clarity without = judged(page.image, page.truth);
    draw_ornament(page.image, 22, 28);
    const Clarity with = judged(page.image, page.truth);
    EXPECT_EQ(with.verdict, ClarityVerdict::clear);
    EXPECT_NEAR(with.text_height_px, without.text_height_px, 0.1 * without.text_height_px);
}

TEST(Clarity, TheBlurredEdgeOfALidIsNoText) {
    SyntheticPage page = clean_page(Kind::graduation_certificate, 150);
    cv::Mat on = view(page.image);
    const Clarity without = judged(page.image, page.truth);
    for (int y = 0; y < on.rows; ++y)  // ragged and soft, as a lid leaves it
        for (int x = 0; x < 14; ++x) {
            const double dark = std::clamp((9 + 4 * std::sin(y / 5.0) - x) / 8.0, 0.0, 1.0);
            on.at<cv::Vec3b>(y, x) *= 1 - 0.7 * dark;
        }
    const Clarity with = judged(page.image, page.truth);
    EXPECT_EQ(with.verdict, without.verdict);
    EXPECT_NEAR(with.score, without.score, 0.05);
}

TEST(Clarity, AReflectionOverTextIsGlare) {
    Degradation d;
    d.scan = ScanClass::photo;
    d.optics.gamma = 1;
    d.optics.colour_cast[0] = d.optics.colour_cast[1] = d.optics.colour_cast[2] = 0.8;
    d.optics.glare = 1;
    d.optics.glare_radius = 0.16;
    const Clarity said = judged(clean_page(Kind::unit_proof, 200), d);
    EXPECT_EQ(said.verdict, ClarityVerdict::illegible);
    EXPECT_NE(std::find(said.reasons.begin(), said.reasons.end(), ClarityReason::glare), said.reasons.end());
}

/// Paper of one level with two columns of ten pieces of text of 32 px.
struct Ten {
    detectors::Copy copy{cv::Mat(1200, 900, CV_8UC1, cv::Scalar(200)), 1};
    detectors::TextRegions text;
    std::vector<double> contrasts = std::vector<double>(20, 0.6), papers = std::vector<double>(20, 200);
    Ten() {
        text.em_px = 32;
        for (int i = 0; i < 20; ++i)
            text.pieces.push_back({quad_of({i < 10 ? 100.0 : 480.0, 100.0 + 60 * (i % 10), 220, 32}), 32, i, true, 2});
    }
};

TEST(Missing, AWellLitCornerIsNoReflectionWhereItsTextStands) {
    Ten page;
    page.copy.grey(cv::Rect(0, 0, 90, 640)).setTo(255);
    page.contrasts[3] = 0.45;  // a note in pencil
    EXPECT_TRUE(detectors::burnt_out(page.copy, page.text, 200, page.contrasts).empty());
    for (int i = 0; i < 5; ++i) page.contrasts[static_cast<std::size_t>(i)] = 0.45;
    EXPECT_EQ(detectors::burnt_out(page.copy, page.text, 200, page.contrasts).size(), 1U);
}

TEST(Missing, AMarginBesideATintedFieldIsNoReflection) {
    Ten page;
    for (int i = 0; i < 5; ++i) page.contrasts[static_cast<std::size_t>(i)] = 0.45;
    page.copy.grey(cv::Rect(10, 60, 70, 1000)).setTo(255);
    EXPECT_TRUE(detectors::burnt_out(page.copy, page.text, 200, page.contrasts).empty());
}

TEST(Missing, WhatIsSeenInABlackBannerDoesNotMakeItAShadow) {
    Ten page;
    page.copy.grey(cv::Rect(0, 0, 900, 150)).setTo(10);
    page.papers[0] = page.papers[10] = 25;
    EXPECT_TRUE(detectors::blacked_out(page.copy, page.text, page.papers).empty());
    page.papers[1] = page.papers[11] = 110;  // text in the half-shadow
    EXPECT_EQ(detectors::blacked_out(page.copy, page.text, page.papers).size(), 1U);
}

TEST(Clarity, BlurIsSeenThroughACamerasNoise) {
    Degradation d;
    d.scan = ScanClass::photo;
    d.optics.noise_sd = 7;
    d.jpeg.quality = 70;
    const SyntheticPage clean = clean_page(Kind::unit_proof, 200);
    EXPECT_EQ(judged(clean, d).verdict, ClarityVerdict::clear);
    d.optics.blur_em = 0.15;
    const Clarity said = judged(clean, d);
    EXPECT_EQ(said.verdict, ClarityVerdict::illegible);
    EXPECT_TRUE(has(said, ClarityReason::blur));
}

TEST(Clarity, WavesOfMoireOverAPageAreNamed) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.optics.moire = 150;
    const Clarity said = judged(clean_page(Kind::unit_proof, 200), d);
    EXPECT_NE(said.verdict, ClarityVerdict::clear);
    EXPECT_TRUE(has(said, ClarityReason::moire));
    d.optics.moire = 12;
    EXPECT_FALSE(has(judged(clean_page(Kind::unit_proof, 200), d), ClarityReason::moire));
}

TEST(Clarity, ATenthOfThePixelsAsSpecksIsNoise) {
    Degradation d;
    d.scan = ScanClass::fax;
    d.optics.bilevel = true;
    d.optics.salt_pepper = 0.1;
    EXPECT_TRUE(has(judged(clean_page(Kind::unit_proof, 150), d), ClarityReason::noise));
    d.optics.salt_pepper = 0.002;
    EXPECT_FALSE(has(judged(clean_page(Kind::unit_proof, 150), d), ClarityReason::noise));
}

TEST(Clarity, FootnotesOfAPaperAreNotTakenForTwoLines) {
    for (const std::uint64_t seed : {3U, 5U, 8U}) {
        Degradation d;
        d.scan = ScanClass::scan;
        d.optics.blur_px = 0.4;
        d.optics.noise_sd = 1.5;
        d.jpeg.quality = 80;
        EXPECT_EQ(judged(clean_page(Kind::paper_body, 150, seed), d).verdict, ClarityVerdict::clear) << seed;
    }
}

TEST(Clarity, WhatPeopleMightStillReadIsNotCertainlyIllegible) {
    const auto blurred = [](double blur_em) {
        Degradation d;
        d.scan = ScanClass::scan;
        d.optics.blur_em = blur_em;
        return judged(clean_page(Kind::unit_proof, 200), d);
    };
    for (const double legible : {0.07, 0.085, 0.1}) {
        const Clarity said = blurred(legible);
        EXPECT_FALSE(said.verdict == ClarityVerdict::illegible && said.certain) << legible;
        EXPECT_NE(said.verdict, ClarityVerdict::clear) << legible;
    }
    EXPECT_EQ(blurred(0.18).verdict, ClarityVerdict::illegible);
    EXPECT_TRUE(blurred(0.18).certain);
}

TEST(Clarity, CompressionHurtsSmallGlyphsOnly) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.jpeg.quality = 8;
    EXPECT_FALSE(has(judged(clean_page(Kind::unit_proof, 200), d), ClarityReason::compression));
    EXPECT_TRUE(has(judged(clean_page(Kind::paper_body, 150), d), ClarityReason::compression));
}

TEST(Clarity, AColouredCoverHasNoReflection) {
    for (const std::uint64_t seed : {3U, 5U, 8U}) {
        Degradation d;
        d.scan = ScanClass::scan;
        EXPECT_FALSE(has(judged(clean_page(Kind::paper_cover, 150, seed), d), ClarityReason::glare)) << seed;
    }
}

TEST(Blank, IsNotASheetOfFaintPrint) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.paper.ink = 0.11;
    d.optics.noise_sd = 1.2;
    d.optics.dust = 20;
    d.jpeg.quality = 80;
    const Clarity said = judged(clean_page(Kind::unit_proof, 200), d);
    EXPECT_NE(said.verdict, ClarityVerdict::blank);
    EXPECT_TRUE(has(said, ClarityReason::low_contrast));
}

TEST(Blank, IsAWhiteAGreyAndAPunchedSheet) {
    EXPECT_EQ(judged(paper(1240, 1754, 255)).verdict, ClarityVerdict::blank);
    EXPECT_EQ(judged(paper(1240, 1754, 190)).verdict, ClarityVerdict::blank);
    Raster punched = paper(1240, 1754, 240);
    for (const int y : {66}) cv::circle(view(punched), {60, y}, 18, cv::Scalar::all(40), -1, cv::LINE_AA);
    EXPECT_EQ(judged(punched).verdict, ClarityVerdict::blank);
}

TEST(Blank, IsNotACertificateFarOutOfFocus) {
    Degradation d;
    d.scan = ScanClass::photo;
    d.optics.blur_em = 1.2;
    for (const Kind kind : {Kind::award_certificate, Kind::graduation_certificate, Kind::annual_assessment_form}) {
        const Clarity said = judged(clean_page(kind, 200), d);
        EXPECT_EQ(said.verdict, ClarityVerdict::illegible) << key(kind);
        EXPECT_TRUE(has(said, ClarityReason::blur)) << key(kind);
    }
}

TEST(Blank, IsASheetWithAPageNumberOnly) {
    Raster page = paper(1240, 1754, 250);
    cv::putText(view(page), "- 12 -", {575, 1690}, cv::FONT_HERSHEY_SIMPLEX, 0.9, cv::Scalar::all(30), 2, cv::LINE_AA);
    EXPECT_EQ(judged(page).verdict, ClarityVerdict::blank);
}

TEST(Blank, IsNotASheetWithOneLineInItsMiddle) {
    Raster page = paper(1240, 1754, 250);
    cv::putText(view(page), "Nothing but this line", {400, 800}, cv::FONT_HERSHEY_SIMPLEX, 1.0, cv::Scalar::all(30), 2,
                cv::LINE_AA);
    EXPECT_EQ(judged(page).verdict, ClarityVerdict::clear);
}

TEST(Clarity, AHandOnLinedPaperIsClear) {
    // Strokes that reach the lines tie each row to one component.
    Raster page = paper(1654, 1200, 248);
    for (int row = 0; row < 7; ++row)
        mangping::testing::typeset(page, 120, 150 + 120 * row, "本人承诺以上填报，内容真实。",
                                   {.em_px = 62, .weight = 200}, 40, 50, 120);
    cv::Mat on = view(page);
    for (int y = 216; y < 1056; y += 120) cv::line(on, {20, y}, {1640, y + 4}, cv::Scalar(90, 120, 160), 4);
    const Clarity said = judged(page);
    EXPECT_EQ(said.verdict, ClarityVerdict::clear) << said.score;
    EXPECT_NEAR(said.text_height_px, 62, 22);
}

}  // namespace
}  // namespace mangping
