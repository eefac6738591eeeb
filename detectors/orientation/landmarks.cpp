#include "detectors/orientation/landmarks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// A finder is a ring of 7 modules round a square of 3 (ISO/IEC 18004): its ring fills 24/49 of its box, its heart 3/7
// of its width, both centred. The tolerances are those of a code of 2 pixels a module, tilted by 15 degrees.
constexpr double kRingFillLeast = 0.26, kRingFillMost = 0.62;
constexpr double kHeartLeast = 0.30, kHeartMost = 0.58, kHeartFill = 0.55;
constexpr double kOffCentre = 0.12;
constexpr double kSquareness = 1.35;
constexpr int kLeastFinder = 10, kMostFinder = 220;
// The triangle of the three: sizes alike, legs alike, a right angle, legs of 10 to 170 modules.
constexpr double kSizesAlike = 1.3, kLegsAlike = 1.2, kRightAngle = 0.2;
constexpr double kLeastLeg = 1.4, kMostLeg = 25;  // in widths of a finder

bool square(const cv::Rect& r) { return r.width < kSquareness * r.height && r.height < kSquareness * r.width; }

cv::Point2d centre(const cv::Rect& r) { return {r.x + r.width / 2.0, r.y + r.height / 2.0}; }

struct Finder {
    cv::Point2d at;
    double size = 0;
};

std::vector<Finder> finders(const std::vector<Blob>& blobs) {
    std::vector<const Blob*> rings, hearts;
    for (const Blob& b : blobs) {
        if (!square(b.box)) continue;
        const double fill = b.area / static_cast<double>(b.box.area());
        const int size = std::max(b.box.width, b.box.height);
        if (size >= kLeastFinder && size <= kMostFinder && fill > kRingFillLeast && fill < kRingFillMost)
            rings.push_back(&b);
        if (fill > kHeartFill && 2 * size <= kMostFinder && size >= 4) hearts.push_back(&b);
    }
    std::vector<Finder> out;
    for (const Blob* ring : rings) {
        const double size = std::max(ring->box.width, ring->box.height);
        for (const Blob* heart : hearts) {
            const double ratio = std::max(heart->box.width, heart->box.height) / size;
            const cv::Point2d off = centre(heart->box) - centre(ring->box);
            if (ratio < kHeartLeast || ratio > kHeartMost || std::hypot(off.x, off.y) > kOffCentre * size) continue;
            out.push_back({centre(ring->box), size});
            break;
        }
    }
    return out;
}

/// The turn if `corner` is the code's top left and a, b are its neighbours.
std::optional<int> turn_of(const Finder& corner, const Finder& a, const Finder& b) {
    const double smallest = std::min({corner.size, a.size, b.size}), largest = std::max({corner.size, a.size, b.size});
    if (largest > kSizesAlike * smallest) return std::nullopt;
    cv::Point2d u = a.at - corner.at, v = b.at - corner.at;
    const double lu = std::hypot(u.x, u.y), lv = std::hypot(v.x, v.y);
    if (std::max(lu, lv) > kLegsAlike * std::min(lu, lv)) return std::nullopt;
    if (lu < kLeastLeg * largest || lu > kMostLeg * largest) return std::nullopt;
    if (std::abs(u.dot(v)) > kRightAngle * lu * lv) return std::nullopt;
    // The top right is the one from which the bottom left lies clockwise (y down).
    if (u.x * v.y - u.y * v.x < 0) u = v;
    const double runs_at = std::atan2(u.y, u.x) * 2 / CV_PI;  // quarter turns clockwise from level
    return ((4 - static_cast<int>(std::lround(runs_at))) % 4) * 90;
}

}  // namespace

std::optional<int> turn_of_qr_code(const std::vector<Blob>& blobs) {
    const std::vector<Finder> found = finders(blobs);
    constexpr std::size_t kMostFinders = 24;  // more are a pattern, not codes
    if (found.size() < 3 || found.size() > kMostFinders) return std::nullopt;
    std::optional<int> turn;
    for (std::size_t i = 0; i < found.size(); ++i)
        for (std::size_t j = 0; j < found.size(); ++j)
            for (std::size_t k = j + 1; k < found.size(); ++k) {
                if (i == j || i == k) continue;
                const std::optional<int> one = turn_of(found[i], found[j], found[k]);
                if (!one) continue;
                if (turn && *turn != *one) return std::nullopt;
                turn = one;
            }
    return turn;
}

}  // namespace mangping::detectors
