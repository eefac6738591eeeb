// Where the text stands is measured, not assumed: the mean ink along circles of growing radius shows the ring, then one
// arc of text or two (a bilingual seal carries Uyghur above Han), with clear circles between. Only the upper three
// quarters are asked, since a number or a second line stands below. The strip is cut open where the arc is emptiest, so
// that no character is cut: its columns run through 360 degrees from there, clockwise, its rows from the outside in.
#include "detectors/seal/band.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "detectors/seal/ink.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

constexpr int kShares = 100;  // of the radius, in the radial profile
constexpr double kDegrees = std::numbers::pi / 180;
constexpr int kStripHeight = 44;     // px: glyphs of about 32, the upper end of what engines read best
constexpr double kInnermost = 0.36;  // the star reaches a third of the radius
constexpr double kRingStroke = 0.1;  // rings are 2 to 8 % of the radius thick; an oval's double line 10 %
constexpr double kClear = 0.25;      // of the profile's mean: below is between arcs
constexpr int kTallest = 34;         // hundredths of the radius; two arcs that blur has joined are 40 high
constexpr double kWaist = 0.6;       // of the thinner arc's mean ink
// Nothing this high is one arc: print across the seal has filled what is clear. Then the text is looked for where it
// mostly stands, an arc alone and the inner one of two.
constexpr int kFilled = 45;
const cv::Range kAlone{60, 93}, kInnerOfTwo{43, 72};
constexpr double kGap = 0.35;     // of a column's mean ink: below is between characters
constexpr int kThinnest = 9;      // an arc's least height in hundredths; Han arcs have 17 to 28
constexpr double kMargin = 0.03;  // kept above and below the arc
constexpr double kDefaultOuter = 0.93, kDefaultInner = 0.6;  // where the profile shows nothing

struct Span {
    double outer = 0, inner = 0;  // shares of the radius
};

/// As piece_of_band has it: an oval's arcs keep their distance from its edge.
cv::Point2d on_ring(const Ring& ring, double share, double angle) {
    const double depth = (1 - share) * std::min(ring.rx, ring.ry);
    return ring.centre + cv::Point2d((ring.rx - depth) * std::cos(angle), (ring.ry - depth) * std::sin(angle));
}

/// Rows: shares of the radius from 0 to 1.1; columns: degrees clockwise from three o'clock.
cv::Mat polar(const cv::Mat& ink, const Ring& ring) {
    const int rows = kShares * 11 / 10, cols = 720;
    cv::Mat x(rows, cols, CV_32F), y(rows, cols, CV_32F), out;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < cols; ++c) {
            const double share = (r + 0.5) / kShares, angle = 360.0 * (c + 0.5) / cols * kDegrees;
            const cv::Point2d p = on_ring(ring, share, angle);
            x.at<float>(r, c) = static_cast<float>(p.x - 0.5);
            y.at<float>(r, c) = static_cast<float>(p.y - 0.5);
        }
    cv::remap(ink, out, x, y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    return out;
}

/// A run too high for one arc, cut in two (outermost first) where it has a waist.
std::vector<cv::Range> split(const cv::Mat& profile, cv::Range run) {
    if (run.size() < kTallest) return {run};
    const int third = run.size() / 3;
    int waist = run.start + third;
    for (int i = waist; i < run.end - third; ++i)
        if (profile.at<float>(i) < profile.at<float>(waist)) waist = i;
    const double inner = cv::mean(profile.rowRange(run.start, waist))[0],
                 outer = cv::mean(profile.rowRange(waist, run.end))[0];
    if (profile.at<float>(waist) > kWaist * std::min(inner, outer))
        return run.size() < kFilled ? std::vector{run} : std::vector{kAlone, kInnerOfTwo};
    return {{waist, run.end}, {run.start, waist}};
}

/// The arcs of text, outermost first.
std::vector<Span> arcs_of(const cv::Mat& polar_ink) {
    const int quarter = polar_ink.cols / 4;
    // Columns of the lower eighths (45 to 135 degrees) are left out.
    cv::Mat left, upper;
    cv::reduce(polar_ink(cv::Rect(quarter * 3 / 2, 0, quarter * 5 / 2, polar_ink.rows)), upper, 1, cv::REDUCE_AVG,
               CV_32F);
    cv::reduce(polar_ink(cv::Rect(0, 0, quarter / 2, polar_ink.rows)), left, 1, cv::REDUCE_AVG, CV_32F);
    const cv::Mat profile = upper * (5.0 / 6) + left * (1.0 / 6);
    const auto at = [&](int i) { return profile.at<float>(i); };
    // Inwards from the ring's middle to the clear circle behind it.
    int top = kShares - 2;
    float least = at(top);
    for (int i = top; i > static_cast<int>(kShares * (1 - kRingStroke)); --i)
        if (at(i) < least) least = at(i), top = i;
    const int low = static_cast<int>(kInnermost * kShares);
    const double clear = kClear * cv::mean(profile.rowRange(low, std::max(low + 1, top)))[0];
    std::vector<cv::Range> runs;
    for (int i = top, start = -1; i >= low - 1; --i) {
        const bool text = i >= low && at(i) > clear;
        if (text && start < 0) start = i;
        if (text || start < 0) continue;
        for (const cv::Range& run : split(profile, {i + 1, start + 1}))
            if (run.size() >= kThinnest) runs.push_back(run);
        start = -1;
    }
    std::vector<Span> out;
    for (const cv::Range& run : runs)
        out.push_back({std::min((top + 1.0) / kShares, static_cast<double>(run.end) / kShares + kMargin),
                       static_cast<double>(run.start) / kShares - kMargin});
    if (out.empty()) out.push_back({kDefaultOuter, kDefaultInner});
    return out;
}

/// Degrees, clockwise from three o'clock, of the middle of the emptiest stretch of the arc; the lowest of equals.
double emptiest(const cv::Mat& polar_ink, const Span& span) {
    const cv::Rect rows(0, static_cast<int>(span.inner * kShares), polar_ink.cols,
                        std::max(1, static_cast<int>((span.outer - span.inner) * kShares)));
    cv::Mat columns;
    cv::reduce(polar_ink(rows), columns, 0, cv::REDUCE_AVG, CV_32F);
    const double limit = kGap * cv::mean(columns)[0];
    const int n = columns.cols;
    double best = -1, at = 90;
    for (int from = 0; from < n; ++from) {
        int length = 0;
        while (length < n && columns.at<float>((from + length) % n) <= limit) ++length;
        const double middle = std::fmod((from + length / 2.0) * 360 / n, 360);
        const double lowness = 1 + std::sin(middle * kDegrees);  // 2 at the bottom, 0 at the top
        if (length > 0 && length + lowness > best) best = length + lowness, at = middle;
    }
    return at;
}

RasterPtr strip(const cv::Mat& ink, const Ring& ring, const Span& span, double start_deg) {
    const double depth = (span.outer - span.inner) * std::min(ring.rx, ring.ry);
    const double middle = (ring.rx + ring.ry) / 2 - (1 - (span.outer + span.inner) / 2) * std::min(ring.rx, ring.ry);
    const int width = std::max(1, static_cast<int>(2 * std::numbers::pi * middle * kStripHeight / depth));
    cv::Mat x(kStripHeight, width, CV_32F), y(kStripHeight, width, CV_32F), cut, out;
    for (int r = 0; r < kStripHeight; ++r)
        for (int c = 0; c < width; ++c) {
            const double share = span.outer - (span.outer - span.inner) * (r + 0.5) / kStripHeight;
            const double angle = (start_deg + 360 * (c + 0.5) / width) * kDegrees;
            const cv::Point2d p = on_ring(ring, share, angle);
            x.at<float>(r, c) = static_cast<float>(p.x - 0.5);
            y.at<float>(r, c) = static_cast<float>(p.y - 0.5);
        }
    cv::remap(ink, cut, x, y, cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar(0));
    // The darkest twentieth becomes full ink: a pale seal reads like a strong one.
    std::vector<std::uint8_t> levels(cut.begin<std::uint8_t>(), cut.end<std::uint8_t>());
    const auto high = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() * 19 / 20);
    std::nth_element(levels.begin(), high, levels.end());
    cut.convertTo(out, CV_8U, -235.0 / std::max<int>(kInkLevel, *high), 250);
    return std::make_shared<const Raster>(adapt::raster_of(out));
}

}  // namespace

void unroll(const cv::Mat& ink, const Ring& ring, Seal& seal) {
    const cv::Mat unrolled = polar(ink, ring);
    for (const Span& span : arcs_of(unrolled)) {
        SealBand band;
        band.outer = span.outer;
        band.inner = span.inner;
        band.start_deg = emptiest(unrolled, span);
        band.picture = strip(ink, ring, span, band.start_deg);
        seal.other_bands.push_back(std::move(band));
    }
    // Of two arcs the inner one is the Han name.
    const SealBand& own = seal.other_bands.back();
    seal.band = own.picture;
    seal.band_outer = own.outer;
    seal.band_inner = own.inner;
    seal.band_start_deg = own.start_deg;
    seal.other_bands.pop_back();
}

}  // namespace mangping::detectors
