#include "workers/recipe/watermark.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ocr/names/targets.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::recipe {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

constexpr int kSide = 1400;
constexpr double kClimb = 24;  // degrees

/// Print, and across it pale text that climbs.
UprightPage page(const std::string& watermark) {
    Raster out = paper(kSide, kSide);
    for (int y = 100; y < 1300; y += 90) typeset(out, 100, y, "检测项目　标准要求　检测结果　单项判定", {.em_px = 26});
    Raster level = paper(kSide, kSide);
    typeset(level, 260, 660, watermark, {.em_px = 70});
    const Transform level_from_page =
        translation(kSide / 2.0, kSide / 2.0) * turning_cw(kClimb) * translation(-kSide / 2.0, -kSide / 2.0);
    const auto channels = static_cast<std::size_t>(out.channels);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const Point from = level_from_page(Point{x + 0.5, y + 0.5});
            if (from.x < 0 || from.y < 0 || from.x >= kSide || from.y >= kSide) continue;
            const auto at = static_cast<std::size_t>(y) * kSide + static_cast<std::size_t>(x);
            const auto there = static_cast<std::size_t>(from.y) * kSide + static_cast<std::size_t>(from.x);
            const int pale = 190 + level.pixels[there * channels] * 65 / 255;
            for (std::size_t c = 0; c < channels; ++c)
                out.pixels[at * channels + c] =
                    static_cast<std::uint8_t>(std::min<int>(out.pixels[at * channels + c], pale));
        }
    UprightPage upright;
    upright.raster = std::make_shared<const Raster>(std::move(out));
    return upright;
}

TEST(WatermarkFindings, AreTheEmployersName) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "疆南硕铭建设勘察有限公司";
    Scratch scratch;
    const auto of = [&](const std::string& text) {
        auto found = watermark_findings(page(text), targets_of(dossier), scratch, {});
        EXPECT_TRUE(found.ok());
        return found.ok() ? *found : std::vector<Finding>{};
    };
    const std::vector<Finding> own = of("疆南硕铭建设勘察有限公司");
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].zone, Zone::mask);
    EXPECT_EQ(own[0].kind, MaskKind::employer);
    EXPECT_TRUE(own[0].source.ends_with(":watermark"));
    // The pieces climb with the text, from the lower left to the upper right of the page's middle.
    const Point first = bounding(own[0].pieces_upright.front()).centre(),
                last = bounding(own[0].pieces_upright.back()).centre();
    EXPECT_NEAR(std::atan2(first.y - last.y, last.x - first.x) * 180 / 3.14159265, kClimb, 2);
    EXPECT_NEAR((first.y + last.y) / 2, kSide / 2.0, 60);
    EXPECT_TRUE(of("复印件仅供职称申报时使用").empty());
}

}  // namespace
}  // namespace mangping::recipe
