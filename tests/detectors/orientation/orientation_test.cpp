#include "detectors/orientation/orientation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>

#include "tests/support/probes/probes.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping {
namespace {

using namespace synthetic;

SyntheticPage page_of(Kind kind, int quarter_turns_cw, double skew_deg, std::uint64_t seed = 3) {
    Rng rng(seed);
    DocumentOptions options;
    options.dpi = 150;
    options.seed = seed;
    const Person person = make_person(rng, NameForm::han3);
    const Employer employer = make_employer(rng);
    Degradation d;
    d.scan = ScanClass::scan;
    d.placement.quarter_turns_cw = quarter_turns_cw;
    d.placement.skew_deg = skew_deg;
    d.jpeg.quality = 75;
    return degrade(make_page(kind, person, employer, options), d, seed);
}

SourcePage source_of(const SyntheticPage& page) {
    SourcePage source;
    source.raster = std::make_shared<const Raster>(page.image);
    source.width = page.image.width;
    source.height = page.image.height;
    return source;
}

/// A word of a text layer that runs so many quarter turns clockwise from level.
TextRun run_of(const std::string& text, int quarters) {
    const Point directions[4] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const Point along = directions[quarters], down = directions[(quarters + 1) % 4];
    const Point a{300, 300}, b{300 + 100 * along.x, 300 + 100 * along.y};
    return {text, {{a, b, {b.x + 20 * down.x, b.y + 20 * down.y}, {a.x + 20 * down.x, a.y + 20 * down.y}}}};
}

// The promise is a mean of 0.1 degrees and a 95th percentile of 0.3; these pages, of 150 dpi, are within:
constexpr double kSkewMost = 0.2;

class WithReader : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(probes_.line_scores) << "no Tesseract models"; }
    detectors::OrientationProbes probes_ = support::probes();
};

TEST_F(WithReader, EveryQuarterTurnIsFoundOnASparseCertificateAndAFullTable) {
    for (const Kind kind : {Kind::award_certificate, Kind::annual_assessment_form})
        for (int turns = 0; turns < 4; ++turns) {
            const SyntheticPage page = page_of(kind, turns, 1.3);
            const Pose pose = detectors::orient(source_of(page), probes_);
            EXPECT_EQ(pose.rotation_cw, page.truth.rotation_cw) << key(kind) << " turned " << turns;
            EXPECT_FALSE(pose.unsure) << key(kind) << " turned " << turns;
            EXPECT_NEAR(pose.skew_deg, page.truth.skew_deg, kSkewMost) << key(kind) << " turned " << turns;
        }
}

TEST(Skew, IsFoundUpToFifteenDegrees) {
    for (const double skew : {-14.6, -7.3, -0.4, 0.0, 2.7, 11.9}) {
        const SyntheticPage page = page_of(Kind::unit_proof, 0, skew);
        EXPECT_NEAR(detectors::find_skew(page.image).degrees, page.truth.skew_deg, kSkewMost) << skew;
    }
}

TEST(Skew, IsUnmovedByASealAndTableRules) {
    const SyntheticPage page = page_of(Kind::social_insurance_statement, 0, -3.1);
    EXPECT_NEAR(detectors::find_skew(page.image).degrees, page.truth.skew_deg, 0.1);
}

TEST(Skew, OfASheetTakenAslantIsThatOfItsMiddle) {
    for (const double far_side : {20.0, 110.0, 250.0}) {
        Rng rng(7);
        DocumentOptions options;
        options.dpi = 150;
        options.seed = 7;
        const Person person = make_person(rng, NameForm::han3);
        const SyntheticPage clean = make_page(Kind::labor_contract, person, make_employer(rng), options);
        Degradation d;
        d.scan = ScanClass::photo;
        d.placement.target_width = 1800;
        d.placement.frame_aspect = 4.0 / 3;
        d.placement.fill = 0.85;
        d.placement.skew_deg = 2;
        d.placement.perspective = 0.1;
        d.placement.perspective_dir = far_side;
        d.optics.desk = true;
        d.jpeg.quality = 80;
        const SyntheticPage page = degrade(clean, d, 7);
        EXPECT_NEAR(detectors::find_skew(page.image).degrees, page.truth.skew_deg, 0.3) << far_side;
    }
}

TEST(Orientation, APortraitStandsByItsBackground) {
    for (int turns = 0; turns < 4; ++turns) {
        const SyntheticPage page = page_of(Kind::photo, turns, 0.5);
        EXPECT_EQ(detectors::orient(source_of(page), {}).rotation_cw, page.truth.rotation_cw) << turns;
    }
}

TEST(Orientation, IsUnsureOfABlankPageAndSaysSo) {
    SourcePage page;
    auto white = std::make_shared<Raster>(800, 1100, 3);
    std::fill(white->pixels.begin(), white->pixels.end(), std::uint8_t{250});
    page.raster = white;
    const Pose pose = detectors::orient(page, {});
    EXPECT_EQ(pose.rotation_cw, 0);
    EXPECT_TRUE(pose.unsure);
}

TEST(Orientation, WithoutAReaderIsUnsureRatherThanUpright) {
    const SyntheticPage page = page_of(Kind::unit_proof, 2, 0);
    EXPECT_TRUE(detectors::orient(source_of(page), {}).unsure);
}

TEST(Orientation, TheTextLayerDecidesWithoutReading) {
    const SyntheticPage page = page_of(Kind::unit_proof, 1, 0);
    SourcePage source = source_of(page);
    source.text_layer.push_back(run_of("这一行文字有十二个字而已", 1));
    source.text_layer.push_back(run_of("而这一行文字也有十四个字左右", 1));
    source.text_layer.push_back(run_of("加起来就超过三十个字了", 1));
    int asked = 0;
    detectors::OrientationProbes probes;
    probes.line_scores = [&](std::span<const Raster* const>) -> Result<std::vector<detectors::LineScore>> {
        return ++asked, std::vector<detectors::LineScore>{};
    };
    const Pose pose = detectors::orient(source, probes);
    EXPECT_EQ(pose.rotation_cw, 270);
    EXPECT_FALSE(pose.unsure);
    EXPECT_EQ(asked, 0);
}

TEST(Orientation, AReaderThatFailsLeavesThePageUnsure) {
    const SyntheticPage page = page_of(Kind::unit_proof, 0, 0);
    detectors::OrientationProbes probes;
    probes.line_scores = [](std::span<const Raster* const>) -> Result<std::vector<detectors::LineScore>> {
        return Fault{FaultKind::internal, "reader_failed", {}};
    };
    probes.osd = [](const Raster&) -> Result<detectors::Osd> {
        return Fault{FaultKind::unsupported, "osd_too_few", {}};
    };
    EXPECT_TRUE(detectors::orient(source_of(page), probes).unsure);
}

}  // namespace
}  // namespace mangping
