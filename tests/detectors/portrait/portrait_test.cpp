// Claims about portraits: found where one was pasted, and nowhere else.
#include "detectors/portrait/portrait.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "tests/support/synthetic/artwork.hpp"

namespace mangping {
namespace {

using detectors::find_portraits;
using synthetic::Rng;

Raster page_of_print(int width = 1240, int height = 1754) {
    Raster out(width, height, 3);
    cv::Mat view = adapt::view(out);
    view.setTo(cv::Scalar(248, 246, 240));
    Rng rng(3);
    for (int y = 120; y + 30 < height - 120; y += 54)
        for (int x = 120; x + 30 < width - 420; x += 33)
            for (int stroke = 0; stroke < 5; ++stroke)
                cv::line(view, {x + rng.whole(0, 28), y + rng.whole(0, 28)},
                         {x + rng.whole(0, 28), y + rng.whole(0, 28)}, cv::Scalar::all(30), 2);
    return out;
}

TEST(Portraits, OnAPageOfPrintAreFoundWithTheirBox) {
    int found = 0, count = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        Rng rng(seed);
        Raster page = page_of_print();
        const Rect pasted{870, 200, 200, 280};
        paste(page, synthetic::portrait(200, 280, rng), {pasted.x, pasted.y});
        const auto portraits = find_portraits(page);
        EXPECT_LE(portraits.size(), 1u) << seed;
        ++count;
        if (portraits.size() == 1 && intersection(portraits[0], pasted).area() > 0.7 * pasted.area()) ++found;
    }
    EXPECT_GE(found, count - 1);
}

TEST(Portraits, InGreyAreFoundToo) {
    int found = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Rng rng(seed);
        Raster page = page_of_print();
        paste(page, synthetic::portrait(200, 280, rng), {870, 200});
        found += find_portraits(adapt::raster_of(adapt::grey(page))).size() == 1 ? 1 : 0;
    }
    EXPECT_GE(found, 4);  // flat backdrops without skin's colour are left, on the conservative side
}

TEST(Portraits, AreNotSeenInPrintSealsCodesOrColouredBoxes) {
    Rng rng(4);
    Raster page = page_of_print();
    synthetic::RoundSeal seal;
    seal.employer = "天山北坡水利勘测设计院";
    press(page, round_seal(seal, rng), {850, 900});
    press(page, synthetic::emblem(220, rng), {880, 100});
    paste(page, synthetic::code(synthetic::CodeFormat::qr, "https://example.org/verify?code=A1B2C3", 240), {860, 400});
    cv::Mat view = adapt::view(page);
    cv::rectangle(view, cv::Rect(900, 1300, 180, 250), cv::Scalar(60, 120, 190), cv::FILLED);
    EXPECT_TRUE(find_portraits(page).empty());
}

TEST(Portraits, AreNotSeenInABlackFingerprintCutOffBelow) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Rng rng(seed);
        Raster page = page_of_print(2480, 3508);
        paste(page, synthetic::fingerprint(260, rng), {1900, 1700});
        Raster grey = adapt::raster_of(adapt::grey(page));
        cv::Mat view = adapt::view(grey);
        view = view < 200;  // as a fax has it
        cv::bitwise_not(view, view);
        view.rowRange(1895, 2000).setTo(255);
        EXPECT_TRUE(find_portraits(grey).empty()) << seed;
    }
}

TEST(Portraits, FillAPassportPhotographWhateverTheBackdrop) {
    int seen = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Rng rng(seed);
        Raster page(590, 826, 3);
        std::fill(page.pixels.begin(), page.pixels.end(), std::uint8_t{240});
        paste(page, synthetic::portrait(590, 826, rng), {0, 0});
        seen += detectors::is_portrait(page) ? 1 : 0;
    }
    EXPECT_EQ(seen, 10);
    EXPECT_FALSE(detectors::is_portrait(page_of_print()));
    EXPECT_FALSE(detectors::is_portrait(Raster{}));
}

TEST(Portraits, AreNotSeenOnEmptyPages) {
    EXPECT_TRUE(find_portraits(Raster{}).empty());
    Raster blank(800, 1100, 3);
    std::fill(blank.pixels.begin(), blank.pixels.end(), std::uint8_t{235});
    EXPECT_TRUE(find_portraits(blank).empty());
}

}  // namespace
}  // namespace mangping
