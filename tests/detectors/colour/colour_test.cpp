// Claims about colour: coloured ink counts, coloured light and paper do not.
#include "detectors/colour/colour.hpp"

#include <gtest/gtest.h>

#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"
#include "tests/support/synthetic/artwork.hpp"

namespace mangping {
namespace {

using detectors::has_colour;

Raster sheet(std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    Raster out(1240, 1754, 3);
    for (std::size_t i = 0; i < out.pixels.size(); i += 3) {
        out.pixels[i] = r;
        out.pixels[i + 1] = g;
        out.pixels[i + 2] = b;
    }
    testing::typeset(out, 120, 120, "兹证明该同志系我单位在职职工，特此证明。", {"Noto Serif CJK SC", 40});
    return out;
}

TEST(Colour, IsSeenInASealAndInAFingerprint) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        synthetic::Rng rng(seed);
        Raster page = sheet(250, 250, 248);
        press(page, synthetic::fingerprint(140, rng), {700, 900});
        EXPECT_TRUE(has_colour(page)) << seed;
    }
}

TEST(Colour, IsNotSeenInBlackPrintOnTintedPaperNorInGrey) {
    EXPECT_FALSE(has_colour(sheet(250, 250, 250)));
    EXPECT_FALSE(has_colour(sheet(246, 236, 205)));
    EXPECT_FALSE(has_colour(adapt::raster_of(adapt::grey(sheet(250, 250, 250)))));
    EXPECT_FALSE(has_colour(Raster{}));
}

}  // namespace
}  // namespace mangping
