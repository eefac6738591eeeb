// Skew, in an essay.
//
// Along a line of text the lower edges of horizontal strokes lie on few common rows: Han glyphs are full of horizontal
// strokes, and Latin has its baseline. Turn the picture and these edges scatter over many rows. So: collect every pixel
// of ink that has paper below it, project these points on the normal of a supposed line direction, and measure how
// peaked the histogram is, by the sum of squared differences of neighbouring bins (W. Postl, 1986). The angle with the
// largest sum is the tilt.
//
// A peak's width is the height of the structure over the length of the line: line gaps make a hill of about one degree,
// strokes a needle of a twentieth. The search follows that: wide bins and half-degree steps find the hill, narrow bins
// and fine steps climb the needle, and a parabola through its top gives hundredths of a degree.
#include "detectors/orientation/skew.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "detectors/orientation/glyphs.hpp"
#include "detectors/orientation/orientation.hpp"

namespace mangping::detectors {
namespace {

// Points used by the coarse and the fine search: more did not change an angle by 0.01°.
constexpr std::size_t kCoarsePoints = 12'000;
constexpr std::size_t kFinePoints = 60'000;
// Below this many there is no text to speak of.
constexpr std::size_t kMinPoints = 60;
constexpr double kRadians = std::numbers::pi / 180;

struct Step {
    double span, step, bin;  // degrees either side, degrees, pixels
};
constexpr Step kCoarse{kMaxTilt, 0.5, 4};
constexpr Step kMiddle{0.6, 0.1, 2};
constexpr Step kFine{0.12, 0.02, 1};

std::vector<cv::Point2f> lower_edges(const cv::Mat& mask) {
    std::vector<cv::Point2f> points;
    const float cx = static_cast<float>(mask.cols) / 2, cy = static_cast<float>(mask.rows) / 2;
    for (int y = 0; y + 1 < mask.rows; ++y) {
        const uchar* at = mask.ptr<uchar>(y);
        const uchar* below = mask.ptr<uchar>(y + 1);
        for (int x = 0; x < mask.cols; ++x)
            if (at[x] && !below[x]) points.emplace_back(static_cast<float>(x) - cx, static_cast<float>(y) - cy);
    }
    return points;
}

/// Every k-th point, k odd so that it does not fall in step with rows of glyphs.
std::vector<cv::Point2f> thinned(const std::vector<cv::Point2f>& points, std::size_t at_most) {
    const std::size_t k = (points.size() / at_most) | 1;
    if (k == 1) return points;
    std::vector<cv::Point2f> out;
    out.reserve(points.size() / k + 1);
    for (std::size_t i = 0; i < points.size(); i += k) out.push_back(points[i]);
    return out;
}

/// Sum of squared differences of neighbouring bins, over the number of points; independent of the bin's width for a
/// structureless page.
class Profile {
public:
    Profile(const std::vector<cv::Point2f>& points, double reach, double bin)
        : points_(points),
          bin_(bin),
          half_(static_cast<int>(reach / bin) + 2),
          counts_(static_cast<std::size_t>(2 * half_ + 1)) {}

    double peakedness(double degrees) {
        std::fill(counts_.begin(), counts_.end(), 0.f);
        const auto s = static_cast<float>(std::sin(degrees * kRadians) / bin_);
        const auto c = static_cast<float>(std::cos(degrees * kRadians) / bin_);
        const float offset = static_cast<float>(half_) + 0.5f;
        for (const cv::Point2f& p : points_) {
            // Shared between the two bins next to it, so that the sum is smooth in the angle.
            const float at = p.y * c - p.x * s + offset;
            const auto lower = static_cast<std::size_t>(at);
            const float part = at - static_cast<float>(lower);
            counts_[lower] += 1 - part;
            counts_[lower + 1] += part;
        }
        double sum = 0;
        for (std::size_t i = 1; i < counts_.size(); ++i) {
            const double d = counts_[i] - counts_[i - 1];
            sum += d * d;
        }
        return sum / static_cast<double>(points_.size());
    }

private:
    const std::vector<cv::Point2f>& points_;
    double bin_;
    int half_;
    std::vector<float> counts_;
};

struct Peak {
    double degrees = 0, height = 0, median = 0;
};

Peak climb(Profile profile, double centre, const Step& step) {
    const int n = static_cast<int>(std::lround(step.span / step.step));
    std::vector<double> heights;
    for (int i = -n; i <= n; ++i) heights.push_back(profile.peakedness(centre + i * step.step));
    const auto top = static_cast<int>(std::max_element(heights.begin(), heights.end()) - heights.begin());
    Peak peak{centre + (top - n) * step.step, heights[static_cast<std::size_t>(top)], 0};
    if (top > 0 && top < 2 * n) {
        const double a = heights[static_cast<std::size_t>(top - 1)], b = peak.height,
                     c = heights[static_cast<std::size_t>(top + 1)];
        const double bend = a - 2 * b + c;
        if (bend < 0) peak.degrees += step.step * 0.5 * (a - c) / bend;
    }
    std::nth_element(heights.begin(), heights.begin() + n, heights.end());
    peak.median = heights[static_cast<std::size_t>(n)];
    return peak;
}

// A photograph taken aslant shows lines that fan out. Bands across the page are searched each for themselves, so far
// round the common tilt, where they hold enough points.
constexpr int kBands = 5;
constexpr double kBandShare = 0.36;  // height of a band, of the page's text
constexpr std::size_t kBandPoints = 500;
constexpr Step kBandCoarse{3, 0.25, 3}, kBandMiddle{0.5, 0.1, 2}, kBandFine{0.12, 0.02, 1};
// Bands that differ by less than this are one: the common tilt is then the more exact.
constexpr double kFan = 0.3;
// A band that stands off the line through the others by this share of the fan is no text.
constexpr double kBandOutlier = 0.25;
constexpr std::size_t kLeastBands = 4;
// Text that is tilted further than this against its sheet, degrees, stands on another one (chosen).
constexpr double kMostOff = 4;
// Lines that run level for the most part have a profile this much sharper than others, curled ones 1.1 and 1.2 (seven
// photographed pages); chosen.
constexpr double kHardlySharp = 2;
// Share of the sheet next to its edges that is left out; as long as so many points remain.
constexpr double kBorder = 0.1;
constexpr std::size_t kLeftPoints = 400;

struct Band {
    double at = 0, degrees = 0, weight = 0;  // pixels across the lines from the middle of the page
    cv::Point2d centre;                      // pixels from the middle of the page
};

/// Weighted straight line through the bands, without one that stands off: its value in the middle of the page. Where
/// the bands do not follow a line that slopes by kFan, something else than perspective sets them apart: `otherwise`.
double middle_of(std::vector<Band> bands, double otherwise) {
    while (bands.size() >= kLeastBands) {
        double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
        for (const Band& b : bands) {
            w += b.weight, wx += b.weight * b.at, wy += b.weight * b.degrees;
            wxx += b.weight * b.at * b.at, wxy += b.weight * b.at * b.degrees;
        }
        const double spread = w * wxx - wx * wx;
        if (spread <= 0) return otherwise;
        const double slope = (w * wxy - wx * wy) / spread, middle = (wy - slope * wx) / w;
        const auto off = [&](const Band& b) { return std::abs(b.degrees - middle - slope * b.at); };
        const auto worst =
            std::max_element(bands.begin(), bands.end(), [&](const Band& a, const Band& b) { return off(a) < off(b); });
        const double fan = std::abs(slope) * (bands.back().at - bands.front().at);
        if (off(*worst) < kBandOutlier * fan) return fan < kFan ? otherwise : middle;
        bands.erase(worst);
    }
    return otherwise;
}

/// Bands across the page, each with the tilt of its lines.
std::vector<Band> bands_of(const std::vector<cv::Point2f>& points, double common, double reach) {
    const double s = std::sin(common * kRadians), c = std::cos(common * kRadians);
    std::vector<double> across;
    across.reserve(points.size());
    for (const cv::Point2f& p : points) across.push_back(p.y * c - p.x * s);
    const auto [least, most] = std::minmax_element(across.begin(), across.end());
    const double height = kBandShare * (*most - *least), step = (*most - *least - height) / (kBands - 1);
    std::vector<Band> bands;
    for (int k = 0; k < kBands; ++k) {
        const double from = *least + k * step, to = from + height;
        std::vector<cv::Point2f> inside;
        double sum = 0;
        cv::Point2d centre;
        for (std::size_t i = 0; i < points.size(); ++i)
            if (across[i] >= from && across[i] <= to)
                inside.push_back(points[i]), sum += across[i], centre += cv::Point2d(points[i]);
        if (inside.size() < kBandPoints) continue;
        const std::vector<cv::Point2f> few = thinned(inside, kCoarsePoints);
        const Peak coarse = climb(Profile(few, reach, kBandCoarse.bin), common, kBandCoarse);
        const Peak middle = climb(Profile(few, reach, kBandMiddle.bin), coarse.degrees, kBandMiddle);
        const Peak fine = climb(Profile(inside, reach, kBandFine.bin), middle.degrees, kBandFine);
        if (std::abs(fine.degrees - common) > kBandCoarse.span) continue;
        const double sharp = coarse.height / std::max(1e-9, coarse.median), n = static_cast<double>(inside.size());
        bands.push_back({sum / n, fine.degrees, sharp * n, centre / n});
    }
    return bands;
}

/// The tilt of the lines in the middle of a page whose lines fan out; the common tilt where they do not.
double tilt_in_the_middle(std::vector<Band> bands, double common) {
    double lowest = 90, highest = -90;
    for (const Band& band : bands) {
        lowest = std::min(lowest, band.degrees);
        highest = std::max(highest, band.degrees);
    }
    return highest - lowest < kFan ? common : middle_of(std::move(bands), common);
}

/// The sheet's corners tell how its lines fan out, its text how they are tilted where it stands; corners alone are
/// exact to half a degree, since paper curls. Empty where both do not fit together.
std::optional<double> tilt_by_sheet(const std::vector<Band>& bands, const SheetPlane& sheet, cv::Point2d centre) {
    std::vector<std::pair<double, double>> off;
    double total = 0, seen = 0;
    for (const Band& band : bands) {
        off.emplace_back(band.degrees - sheet.tilt_at(band.centre + centre), band.weight);
        total += band.weight;
    }
    std::sort(off.begin(), off.end());
    for (const auto& [degrees, weight] : off) {
        if ((seen += weight) * 2 < total) continue;
        if (std::abs(degrees) > kMostOff) return std::nullopt;
        return sheet.tilt_in_the_middle() + degrees;
    }
    return std::nullopt;
}

/// Without what lies near the sheet's edges, where borders are printed and desks begin; all of it where little is left.
std::vector<cv::Point2f> of_the_text(std::vector<cv::Point2f> points, const SheetPlane& sheet, cv::Point2d centre) {
    std::vector<cv::Point2f> out;
    for (const cv::Point2f& p : points) {
        const cv::Point2d at = sheet.on_sheet(cv::Point2d(p) + centre);
        if (std::min({at.x, 1 - at.x, at.y, 1 - at.y}) > kBorder) out.push_back(p);
    }
    return out.size() < kLeftPoints ? points : out;
}

}  // namespace

Tilt rough_tilt(const cv::Mat& mask) {
    const std::vector<cv::Point2f> all = lower_edges(mask);
    if (all.size() < kMinPoints) return {};
    const double reach = std::hypot(mask.cols, mask.rows) / 2;
    const std::vector<cv::Point2f> few = thinned(all, kCoarsePoints);
    const Peak coarse = climb(Profile(few, reach, kCoarse.bin), 0, kCoarse);
    const Peak middle = climb(Profile(few, reach, kMiddle.bin), coarse.degrees, kMiddle);
    return {std::clamp(middle.degrees, -kMaxTilt, kMaxTilt), coarse.height / std::max(1e-9, coarse.median) - 1};
}

Tilt exact_tilt(const cv::Mat& mask, const Tilt& rough, const std::optional<SheetQuad>& quad) {
    std::vector<cv::Point2f> all = lower_edges(mask);
    if (all.size() < kMinPoints) return rough;
    const cv::Point2d centre(mask.cols / 2.0, mask.rows / 2.0);
    const double reach = std::hypot(mask.cols, mask.rows) / 2;
    std::optional<SheetPlane> sheet;
    if (quad) sheet.emplace(*quad), all = of_the_text(std::move(all), *sheet, centre);
    const std::vector<cv::Point2f> many = thinned(all, kFinePoints);
    const Peak middle = climb(Profile(many, reach, kMiddle.bin), rough.degrees, kMiddle);
    const Peak fine = climb(Profile(many, reach, kFine.bin), middle.degrees, kFine);
    std::vector<Band> bands = bands_of(many, fine.degrees, reach);
    std::optional<double> degrees;
    if (sheet) {
        std::vector<Band> seen = bands;
        if (seen.empty()) {
            cv::Point2d sum;
            for (const cv::Point2f& p : many) sum += cv::Point2d(p);
            seen.push_back({0, fine.degrees, 1, sum / static_cast<double>(many.size())});
        }
        degrees = tilt_by_sheet(seen, *sheet, centre);
        // On paper that curls no tilt is that of its lines; what shows best is that of their slopes.
        if (!degrees && rough.sharpness < kHardlySharp) degrees = sheet->tilt_in_the_middle();
    }
    if (!degrees) degrees = tilt_in_the_middle(std::move(bands), fine.degrees);
    return {std::clamp(*degrees, -kMaxTilt, kMaxTilt), rough.sharpness};
}

Skew find_skew(const Raster& raster) {
    const Glyphs glyphs = find_glyphs(raster);
    const Tilt tilt = exact_tilt(glyphs.mask, rough_tilt(glyphs.mask), glyphs.sheet);
    return {-tilt.degrees, tilt.sharpness / (1 + tilt.sharpness)};
}

}  // namespace mangping::detectors
