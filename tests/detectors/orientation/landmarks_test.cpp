#include "detectors/orientation/landmarks.hpp"

#include <gtest/gtest.h>

namespace mangping::detectors {
namespace {

/// Ring and heart of a finder whose box begins at x, y, `m` pixels a module.
void add_finder(std::vector<Blob>& blobs, int x, int y, int m) {
    blobs.push_back({cv::Rect(x, y, 7 * m, 7 * m), 24 * m * m});
    blobs.push_back({cv::Rect(x + 2 * m, y + 2 * m, 3 * m, 3 * m), 9 * m * m});
}

TEST(QrFinders, TellTheTurnFromTheMissingCorner) {
    // Corner without a finder: bottom right, bottom left, top left, top right.
    const int expected[4] = {0, 270, 180, 90};
    const cv::Point corners[4] = {{100, 100}, {172, 100}, {172, 172}, {100, 172}};
    for (int missing = 0; missing < 4; ++missing) {
        std::vector<Blob> blobs;
        for (int i = 0; i < 4; ++i)
            if (i != (missing + 2) % 4) add_finder(blobs, corners[i].x, corners[i].y, 4);
        const std::optional<int> turn = turn_of_qr_code(blobs);
        ASSERT_TRUE(turn.has_value()) << missing;
        EXPECT_EQ(*turn, expected[missing]) << missing;
    }
}

TEST(QrFinders, TwoFindersAreNoCode) {
    std::vector<Blob> blobs;
    add_finder(blobs, 100, 100, 4);
    add_finder(blobs, 172, 100, 4);
    EXPECT_FALSE(turn_of_qr_code(blobs).has_value());
}

}  // namespace
}  // namespace mangping::detectors
