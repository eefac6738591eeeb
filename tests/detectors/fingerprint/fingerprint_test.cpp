// Claims about fingerprints: found on a pledge, and not taken for seals or red letters.
#include "detectors/fingerprint/fingerprint.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"
#include "tests/support/synthetic/artwork.hpp"

namespace mangping {
namespace {

using detectors::find_fingerprints;
using synthetic::Rng;

constexpr double kEm = 38;  // 14 pt at 200 dpi

Raster sheet() {
    Raster out(1240, 1000, 3);
    std::fill(out.pixels.begin(), out.pixels.end(), std::uint8_t{247});
    testing::typeset(out, 120, 120,
                     "本人承诺以上填报内容和提交的材料真实有效，\n如有弄虚作假，愿意承担由此产生的一切后果。",
                     {"Noto Serif CJK SC", kEm});
    testing::typeset(out, 400, 520, "承诺人（签字）：", {"Noto Serif CJK SC", kEm});
    return out;
}

TEST(Fingerprints, BesideASignatureAreFoundWithTheirBox) {
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Rng rng(seed);
        Raster page = sheet();
        const auto put = press(page, synthetic::fingerprint(142, rng), {780, 460});
        const Rect truth = bounding(put.text);
        for (const Rect& r : find_fingerprints(page, kEm))
            found += intersection(r, truth).area() > 0.5 * truth.area() ? 1 : 0;
    }
    EXPECT_GE(found, 11);
}

TEST(Fingerprints, AreNotSeenInPrintSealsOrRedLetters) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Rng rng(seed);
        Raster page = sheet();
        synthetic::RoundSeal seal;
        seal.employer = "天山北坡水利勘测设计院";
        press(page, round_seal(seal, rng), {700, 400});
        testing::typeset(page, 200, 800, "荣誉证书", {"Noto Serif CJK SC", 90, 0, 1.6, 700}, 205, 20, 25);
        EXPECT_TRUE(find_fingerprints(page, kEm).empty()) << seed;
    }
}

TEST(Fingerprints, AreNotSearchedForInGrey) {
    Rng rng(1);
    Raster page = sheet();
    press(page, synthetic::fingerprint(142, rng), {780, 460});
    EXPECT_TRUE(find_fingerprints(adapt::raster_of(adapt::grey(page)), kEm).empty());
    EXPECT_TRUE(find_fingerprints(Raster{}, kEm).empty());
}

TEST(Fingerprints, OfAFingerThatLeftAFilmAreFoundByItsOutline) {
    // Few ridges, in a fan that is no finger's shape; beside a large hand, which is no measure of fingers.
    Raster page = sheet();
    cv::Mat view = adapt::view(page);
    cv::ellipse(view, {850, 560}, {44, 60}, 0, 0, 360, cv::Scalar(244, 226, 224), cv::FILLED);
    for (int r = 8; r < 40; r += 8) cv::ellipse(view, {850, 570}, {r, r}, 0, 190, 350, cv::Scalar(214, 60, 60), 3);
    EXPECT_EQ(find_fingerprints(page, kEm).size(), 1U);
    EXPECT_EQ(find_fingerprints(page, 60).size(), 1U);
}

}  // namespace
}  // namespace mangping
