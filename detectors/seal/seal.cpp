// A seal is looked for on a picture of moderate size: in red ink, in blue ink, and in any dark ink (photocopies,
// faxes), the last with stricter proof because print is full of edges. Marks of colour that stand alone are tried as
// ellipses first; then circles are voted for, which finds seals that touch red print or each other; what is left and
// framed on four sides is a name seal. What is found is measured again at the page's own resolution, where the band is
// unrolled. Whose seal it is is not asked here.
#include "detectors/seal/seal.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "detectors/seal/band.hpp"
#include "detectors/seal/blob.hpp"
#include "detectors/seal/ink.hpp"
#include "detectors/seal/name_seal.hpp"
#include "detectors/seal/ring.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/shrink.hpp"

namespace mangping::detectors {
namespace {

constexpr double kWorkSide = 900;  // px of the long side: a 40 mm seal on A4 has a radius of 60 px
// Radii as shares of the page's short side: a seal is 30 to 58 mm across (A4: 210 mm), and a small certificate
// photographed alone is a third of A4.
constexpr double kLeastRadius = 0.06, kMostRadius = 0.26;
// Coverage of the outer edge, and its excess over other radii: measured in tests/detectors/seal.
constexpr double kColourCoverage = 0.5, kColourExcess = 0.25;
constexpr double kDarkCoverage = 0.72, kDarkExcess = 0.42;
constexpr double kFitReach = 0.12, kFitCoverage = 0.4, kOvalCoverage = 0.7;
// A ring seen nearly all the way round is one, though curled paper bends it so that no ellipse fits it closely
// (chosen).
constexpr double kSurelyRound = 0.9;
constexpr double kMaxOval = 1.9;      // width over height
constexpr double kNearlyRound = 1.2;  // a circle seen at an angle stays below
// Ink on the ring and within: a seal has both, an emblem or a red dot is full, a red arc is empty.
constexpr double kMinInside = 0.04, kMaxInside = 0.55;
constexpr double kMinSquare = 0.02, kMaxSquare = 0.2;  // side of a name seal, share of the short side
// Pixels of ink, in short sides, below which there is nothing to look for: a name seal's frame has a tenth of one.
constexpr double kMinInk = 0.1;
constexpr double kSquareEms = 1.8;  // a name seal is at least this many ems of the text: red titles are smaller
// One cut in relief shows its name as paper in full ink: then it is no letter and may be smaller, and at the page's own
// resolution so much of it must be paper, or it is a bar or a spot of colour (chosen).
constexpr double kFullInk = 0.7, kFullInkEms = 1.1, kMostInk = 0.97;

// A sheet of A4 is 57 ems of body text wide, 66 of small print: on a drawing or a poster, which is many more, seals are
// no larger, and are looked for as on a sheet of so many.
constexpr double kSheetEms = 75;

struct Work {
    cv::Mat full, small;
    double scale = 1;       // small px per full px
    double short_side = 0;  // small px, of the page or of the part of a large one that a sheet of paper would be
};

Work work_of(const Raster& upright, double em) {
    const double shorter = std::min(upright.width, upright.height), longer = std::max(upright.width, upright.height);
    const double part = em > 0 ? std::min(1.0, kSheetEms * em / shorter) : 1;
    Work out;
    out.full = adapt::view(upright);
    out.scale = std::min(1.0, kWorkSide / (part * longer));
    out.small = adapt::shrunk(out.full, out.scale);
    out.short_side = part * std::min(out.small.cols, out.small.rows);
    return out;
}

/// Share of ink in the annulus where text stands.
double ink_inside(const cv::Mat& ink, const Ring& ring) {
    cv::Mat mask = cv::Mat::zeros(ink.size(), CV_8U);
    const auto ellipse = [&](double share, int value) {
        cv::ellipse(mask, cv::Point(ring.centre),
                    cv::Size(static_cast<int>(ring.rx * share), static_cast<int>(ring.ry * share)), 0, 0, 360,
                    cv::Scalar(value), cv::FILLED);
    };
    ellipse(0.9, 255);
    ellipse(0.5, 0);
    return static_cast<double>(cv::countNonZero((ink >= kInkLevel) & mask)) / std::max(1, cv::countNonZero(mask));
}

bool plausible(const cv::Mat& ink, const Ring& ring) {
    const double aspect = std::max(ring.rx / ring.ry, ring.ry / ring.rx), inside = ink_inside(ink, ring);
    return aspect <= kMaxOval && inside >= kMinInside && inside <= kMaxInside;
}

bool within(const Seal& seal, cv::Point2d at) {
    return std::hypot((at.x - seal.centre_upright.x) / seal.radius_x, (at.y - seal.centre_upright.y) / seal.radius_y) <
           0.8;
}

bool known(const std::vector<Seal>& seals, cv::Point2d at_full) {
    return std::any_of(seals.begin(), seals.end(), [&](const Seal& s) { return within(s, at_full); });
}

/// Measured and unrolled at full resolution; `ring` in small pixels. Empty when its edge is no ellipse there.
std::optional<Seal> measured(const Work& work, const Ring& ring, Ink ink_kind, double max_aspect) {
    Ring guess{ring.centre / work.scale, ring.rx / work.scale, ring.ry / work.scale, ring.coverage};
    const Rect around = grown(Rect{guess.centre.x - guess.rx, guess.centre.y - guess.ry, 2 * guess.rx, 2 * guess.ry},
                              0.2 * std::max(guess.rx, guess.ry));
    const cv::Rect box = adapt::pixels_of(around, work.full.size());
    const cv::Mat cut = work.full(box), ink = ink_map(cut, ink_kind);
    guess.centre -= cv::Point2d(box.tl());
    auto fitted = fit_outer_edge(ink, guess, kFitReach, kFitCoverage);
    if (!fitted && ring.coverage >= kSurelyRound) fitted = guess;
    if (!fitted || std::max(fitted->rx / fitted->ry, fitted->ry / fitted->rx) > max_aspect) return std::nullopt;
    Seal seal;
    seal.centre_upright = {fitted->centre.x + box.x, fitted->centre.y + box.y};
    seal.radius_x = fitted->rx;
    seal.radius_y = fitted->ry;
    seal.colour = mean_colour(cut, ink);
    unroll(ink, *fitted, seal);
    return seal;
}

void add_circles(const Work& work, Ink kind, const cv::Mat& ink, std::vector<Seal>& out) {
    const bool dark = kind == Ink::dark;
    for (const Ring& ring : find_circles(ink, kLeastRadius * work.short_side, kMostRadius * work.short_side,
                                         dark ? kDarkCoverage : kColourCoverage, dark ? kDarkExcess : kColourExcess))
        if (plausible(ink, ring) && !known(out, ring.centre / work.scale))
            if (auto seal = measured(work, ring, kind, kNearlyRound)) out.push_back(std::move(*seal));
}

std::vector<Blob> blobs_of(const Work& work, const cv::Mat& ink) {
    const int gap = std::max(5, static_cast<int>(work.short_side / 150));  // a stroke of print across the seal
    return find_blobs(ink, kMinSquare * work.short_side, 2 * kMostRadius * work.short_side, gap);
}

cv::Point2d middle(const cv::Rect& box) { return {box.x + box.width / 2.0, box.y + box.height / 2.0}; }

/// Whether the outline of a mark is an ellipse's, be it seen aslant or on paper that curls, so that none parallel to
/// the page fits it closely: its hull runs along the ellipse in its narrowest box.
bool is_oval(const cv::Mat& ink, const cv::Rect& box) {
    constexpr double near = 0.08, most_off = 0.12;  // of the radius; of the outline. Chosen
    std::vector<cv::Point> points, hull;
    cv::findNonZero(ink(box) >= kInkLevel, points);
    if (points.size() < 16) return false;
    cv::convexHull(points, hull);
    const cv::RotatedRect narrowest = cv::minAreaRect(hull);
    const double a = narrowest.size.width / 2.0, b = narrowest.size.height / 2.0;
    const double c = std::cos(narrowest.angle * CV_PI / 180), s = std::sin(narrowest.angle * CV_PI / 180);
    int all = 0, off = 0;
    for (std::size_t i = 0; i < hull.size(); ++i) {
        const cv::Point2d p = hull[i], q = hull[(i + 1) % hull.size()];
        const int steps = std::max(1, static_cast<int>(std::hypot(q.x - p.x, q.y - p.y)));
        for (int k = 0; k < steps; ++k) {
            const cv::Point2d m = p + (q - p) * (k / static_cast<double>(steps)) - cv::Point2d(narrowest.center);
            const double r = std::hypot((c * m.x + s * m.y) / std::max(1.0, a), (c * m.y - s * m.x) / std::max(1.0, b));
            ++all;
            off += std::abs(r - 1) > near ? 1 : 0;
        }
    }
    return off <= most_off * all;
}

void add_ovals(const Work& work, Ink kind, const cv::Mat& ink, const std::vector<Blob>& blobs, std::vector<Seal>& out) {
    for (const Blob& blob : blobs) {
        const Ring guess{middle(blob.box), blob.box.width / 2.0, blob.box.height / 2.0, 0};
        if (std::min(guess.rx, guess.ry) < kLeastRadius * work.short_side * 0.7) continue;
        auto oval = fit_outer_edge(ink, guess, kFitReach, kOvalCoverage);
        if (!oval && is_oval(ink, blob.box)) oval = Ring{guess.centre, guess.rx, guess.ry, 1};
        if (oval && plausible(ink, *oval))
            if (auto seal = measured(work, *oval, kind, kMaxOval)) out.push_back(std::move(*seal));
    }
}

/// The ink map of a box of the small picture, so many of its shorter sides less all round, at the page's own
/// resolution.
cv::Mat ink_within(const Work& work, Ink kind, const cv::Rect& box, double rim = 0) {
    const Rect whole{box.x / work.scale, box.y / work.scale, box.width / work.scale, box.height / work.scale};
    // What is paper is told by what lies around.
    const cv::Rect cut = adapt::pixels_of(grown(whole, std::max(whole.w, whole.h)), work.full.size());
    const cv::Mat ink = ink_map(work.full(cut), kind);
    const Rect inner = grown(whole, -rim * std::min(whole.w, whole.h));
    return ink(adapt::pixels_of({inner.x - cut.x, inner.y - cut.y, inner.w, inner.h}, ink.size()));
}

double fill_within(const Work& work, Ink kind, const cv::Rect& box) {
    constexpr double rim = 0.1;
    const cv::Mat ink = ink_within(work, kind, box, rim);
    return ink.empty() ? 1 : cv::countNonZero(ink >= kInkLevel) / static_cast<double>(ink.total());
}

void add_squares(const Work& work, Ink kind, const cv::Mat& ink, const std::vector<Blob>& blobs, double em,
                 std::vector<Seal>& out) {
    for (const Blob& blob : blobs) {
        const cv::Point2d centre = middle(blob.box) / work.scale;
        const double low = std::min(blob.box.width, blob.box.height), high = std::max(blob.box.width, blob.box.height);
        const double least_ems = blob.fill >= kFullInk ? kFullInkEms : kSquareEms;
        if (!blob.square || low < least_ems * em * work.scale || high > kMaxSquare * work.short_side ||
            known(out, centre))
            continue;
        if (blob.fill >= kFullInk && fill_within(work, kind, blob.box) > kMostInk) continue;
        Seal seal;
        seal.square = true;
        seal.centre_upright = {centre.x, centre.y};
        seal.radius_x = blob.box.width / 2.0 / work.scale;
        seal.radius_y = blob.box.height / 2.0 / work.scale;
        seal.colour = mean_colour(work.small(blob.box), ink(blob.box));
        seal.rows = rows_of_name_seal(ink_within(work, kind, blob.box));
        out.push_back(std::move(seal));
    }
}

}  // namespace

std::vector<Seal> find_seals(const Raster& upright, double text_height_px) {
    if (upright.empty()) return {};
    try {
        const Work work = work_of(upright, text_height_px);
        std::vector<Seal> out;
        if (upright.channels == 3)
            for (const Ink kind : {Ink::red, Ink::blue}) {
                const cv::Mat ink = ink_map(work.small, kind);
                if (cv::countNonZero(ink >= kInkLevel) < kMinInk * work.short_side) continue;
                const std::vector<Blob> blobs = blobs_of(work, ink);
                add_ovals(work, kind, ink, blobs, out);
                add_circles(work, kind, ink, out);
                add_squares(work, kind, ink, blobs, text_height_px, out);
            }
        add_circles(work, Ink::dark, ink_map(work.small, Ink::dark), out);
        return out;
    } catch (const cv::Exception&) {
        return {};
    }
}

}  // namespace mangping::detectors
