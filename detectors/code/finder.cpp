// Chinese print is full of 回 and 国, whose middle rows also run 1:1:3:1:1, so a finder pattern alone proves nothing. A
// code is believed when three finders of one module size stand at three corners of a square that is a whole version
// wide, when the timing rows between them alternate, and when every part of the square between them is about half dark.
#include "detectors/code/finder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace mangping::detectors {
namespace {

// Measured on generated codes after scan and photo degradation, against text pages full of 回 (tests/detectors/code).
constexpr double kRunTolerance = 0.5;             // of a module, for a run of one; blur eats a third of a module
constexpr double kSizeRatio = 1.4;                // largest over smallest module size among the three
constexpr double kSquareTolerance = 0.12;         // of the side: legs' difference, and the right angle's cosine
constexpr double kMinModule = 1.5;                // px; below, the runs cannot be told apart
constexpr double kTimingShare = 0.55;             // of the timing row's changes that must be there
constexpr double kFinderShare = 0.85;             // of a finder's modules
constexpr double kQuietShare = 0.75;              // of the line around the code; a seal or a frame may cross it
constexpr double kMinDark = 0.2, kMaxDark = 0.8;  // of each ninth of the square's inner part
constexpr std::size_t kMaxFinders = 60;           // strongest kept; triples are cubic

struct Finder {
    cv::Point2d at;
    double module = 0;
    int hits = 1;
};

using Runs = std::array<int, 5>;

/// Module size when the five runs stand 1:1:3:1:1.
std::optional<double> module_of(const Runs& runs) {
    double total = 0;
    for (const int r : runs) {
        if (r == 0) return std::nullopt;
        total += r;
    }
    const double module = total / 7, slack = std::max(1.0, module * kRunTolerance);
    if (module < kMinModule) return std::nullopt;
    for (int i = 0; i < 5; ++i)
        if (std::abs(runs[static_cast<std::size_t>(i)] - (i == 2 ? 3 * module : module)) > (i == 2 ? 2 : 1) * slack)
            return std::nullopt;
    return module;
}

/// The five runs through (x, y) along (dx, dy), and how far the middle one's centre lies from there.
struct Cross {
    double module = 0, offset = 0;
};
std::optional<Cross> cross(const cv::Mat& dark, cv::Point at, cv::Point step, int reach) {
    Runs runs{};
    const auto is_dark = [&](cv::Point p) { return dark.at<std::uint8_t>(p) != 0; };
    const cv::Rect inside({0, 0}, dark.size());
    if (!is_dark(at)) return std::nullopt;
    int forward = 0, backward = 0;
    for (const int sign : {1, -1}) {
        cv::Point p = at + (sign > 0 ? cv::Point(0, 0) : -step);
        for (int k = 0; k < 3; ++k) {
            const bool wanted = k != 1;
            int length = 0;
            while (inside.contains(p) && length <= reach && is_dark(p) == wanted) p += sign * step, ++length;
            if (k == 0) (sign > 0 ? forward : backward) = length;
            runs[static_cast<std::size_t>(2 + sign * k)] += length;
        }
    }
    const auto module = module_of(runs);
    if (!module) return std::nullopt;
    return Cross{*module, (forward - backward) / 2.0};
}

void add(std::vector<Finder>& finders, const Finder& found) {
    for (Finder& f : finders) {
        if (std::abs(f.at.x - found.at.x) > 2 * f.module || std::abs(f.at.y - found.at.y) > 2 * f.module) continue;
        const double n = f.hits;
        f.at = (f.at * n + found.at) / (n + 1);
        f.module = (f.module * n + found.module) / (n + 1);
        ++f.hits;
        return;
    }
    finders.push_back(found);
}

void scan_row(const cv::Mat& dark, int y, std::vector<Finder>& finders) {
    const std::uint8_t* row = dark.ptr<std::uint8_t>(y);
    Runs runs{};
    int start = 0, seen = 0;
    for (int x = 1; x <= dark.cols; ++x) {
        if (x < dark.cols && (row[x] != 0) == (row[start] != 0)) continue;
        std::rotate(runs.begin(), runs.begin() + 1, runs.end());
        runs[4] = x - start;
        ++seen;
        if (row[start] != 0 && seen >= 5) {
            if (const auto module = module_of(runs)) {
                const int centre = x - runs[4] - runs[3] - (runs[2] + 1) / 2;
                const int reach = static_cast<int>(5 * *module);
                const auto down = cross(dark, {centre, y}, {0, 1}, reach);
                if (down && down->module < kSizeRatio * *module && *module < kSizeRatio * down->module)
                    if (const auto across = cross(dark, {centre, y + cvRound(down->offset)}, {1, 0}, reach))
                        add(finders, {{centre + across->offset + 0.5, y + down->offset + 0.5},
                                      (across->module + down->module) / 2});
            }
        }
        start = x;
    }
}

/// Share of the timing pattern's modules that are as they must be: dark where the index is even. `first` is the middle
/// of module 8; the row may lie a little beside its ideal place.
double timing(const cv::Mat& dark, cv::Point2d first, cv::Point2d step, cv::Point2d aside, int count) {
    double best = 0;
    for (const double shift : {0.0, -0.6, 0.6}) {
        int right = 0;
        for (int i = 0; i < count; ++i) {
            const cv::Point2d p = first + step * i + aside * shift;
            const cv::Point q(static_cast<int>(std::floor(p.x)), static_cast<int>(std::floor(p.y)));
            if (cv::Rect({0, 0}, dark.size()).contains(q)) right += (dark.at<std::uint8_t>(q) != 0) == (i % 2 == 0);
        }
        best = std::max(best, static_cast<double>(right) / count);
    }
    return best;
}

/// Share of the 8 x 8 modules of a finder and its separator that are as they must be, along the code's own axes: a 回
/// that happens to stand askew to them fails at its corners. `r`, `d`: one module, pointing into the code.
double finder_likeness(const cv::Mat& dark, cv::Point2d centre, cv::Point2d r, cv::Point2d d) {
    int right = 0;
    for (int y = -3; y <= 4; ++y)
        for (int x = -3; x <= 4; ++x) {
            const int ring = std::max(std::abs(x), std::abs(y));
            const cv::Point2d p = centre + r * x + d * y;
            const cv::Point q(static_cast<int>(std::floor(p.x)), static_cast<int>(std::floor(p.y)));
            if (cv::Rect({0, 0}, dark.size()).contains(q))
                right += (dark.at<std::uint8_t>(q) != 0) == (ring <= 1 || ring == 3);
        }
    return right / 64.0;
}

/// Of the code's inner three by three ninths, each must be a mixture of dark and light.
bool mixed_everywhere(const cv::Mat& dark, const Quad& quad) {
    for (int i = 0; i < 9; ++i) {
        int dark_count = 0, count = 0;
        for (int j = 0; j < 144; ++j) {
            const double u = (i % 3 + (j % 12 + 0.5) / 12) / 3, v = (i / 3 + (j / 12 + 0.5) / 12) / 3;
            const auto mix = [&](double Point::*c) {
                return (quad.at[0].*c * (1 - u) + quad.at[1].*c * u) * (1 - v) +
                       (quad.at[3].*c * (1 - u) + quad.at[2].*c * u) * v;
            };
            const cv::Point p(static_cast<int>(mix(&Point::x)), static_cast<int>(mix(&Point::y)));
            if (!cv::Rect({0, 0}, dark.size()).contains(p)) continue;
            dark_count += dark.at<std::uint8_t>(p) != 0;
            ++count;
        }
        if (count < 72 || dark_count < kMinDark * count || dark_count > kMaxDark * count) return false;
    }
    return true;
}

/// Around the quad, a module and a half outside, nearly everything must be paper (the quiet zone).
bool quiet_around(const cv::Mat& dark, cv::Point2d origin, cv::Point2d r, cv::Point2d d, double modules) {
    int light = 0, count = 0;
    for (double t = 0; t < modules; t += 0.5)
        for (const cv::Point2d p : {origin + r * t - d * 1.5, origin + r * t + d * (modules + 1.5),
                                    origin + d * t - r * 1.5, origin + d * t + r * (modules + 1.5)}) {
            const cv::Point q(static_cast<int>(std::floor(p.x)), static_cast<int>(std::floor(p.y)));
            if (!cv::Rect({0, 0}, dark.size()).contains(q)) continue;
            light += dark.at<std::uint8_t>(q) == 0;
            ++count;
        }
    return light >= kQuietShare * count;
}

Point point(cv::Point2d p) { return {p.x, p.y}; }

/// `corner` is where the right angle would be.
std::optional<LocatedQr> square_of(const cv::Mat& dark, const Finder& corner, const Finder& one, const Finder& two) {
    const double small = std::min({corner.module, one.module, two.module});
    const double large = std::max({corner.module, one.module, two.module});
    if (large > kSizeRatio * small) return std::nullopt;
    cv::Point2d right = one.at - corner.at, down = two.at - corner.at;
    if (right.cross(down) < 0) std::swap(right, down);
    const double a = cv::norm(right), b = cv::norm(down), side = (a + b) / 2;
    const double module = (corner.module + one.module + two.module) / 3, modules = side / module;
    if (modules < 12 || modules > 180 || std::abs(a - b) > kSquareTolerance * side ||
        std::abs(right.dot(down)) > kSquareTolerance * a * b)
        return std::nullopt;
    const double version = std::max(1.0, std::round((modules - 10) / 4)), between = 10 + 4 * version;
    const cv::Point2d r = right / between, d = down / between;  // one module along each axis
    if (finder_likeness(dark, corner.at, r, d) < kFinderShare ||
        finder_likeness(dark, corner.at + right, -r, d) < kFinderShare ||
        finder_likeness(dark, corner.at + down, r, -d) < kFinderShare)
        return std::nullopt;
    // The timing patterns run in row and column 6, from module 8 to module dimension - 9.
    const int count = static_cast<int>(between) - 9;
    if (timing(dark, corner.at + r * 5 + d * 3, r, d, count) < kTimingShare ||
        timing(dark, corner.at + d * 5 + r * 3, d, r, count) < kTimingShare)
        return std::nullopt;
    const cv::Point2d origin = corner.at - (r + d) * 3.5, across = r * (between + 7), along = d * (between + 7);
    const LocatedQr out{
        {{point(origin), point(origin + across), point(origin + across + along), point(origin + along)}},
        side / between};
    return quiet_around(dark, origin, r, d, between + 7) && mixed_everywhere(dark, out.quad) ? std::optional(out)
                                                                                             : std::nullopt;
}

}  // namespace

std::vector<LocatedQr> locate_qr(const cv::Mat& grey) {
    // The window must be wider than a finder's dark middle and narrower than the page's shading: a fortieth of the
    // page.
    const int window = std::max(grey.rows, grey.cols) / 40 * 2 + 1;
    cv::Mat mean, dark;
    cv::boxFilter(grey, mean, -1, {window, window});
    cv::subtract(mean, grey, dark);
    dark = dark > 8;  // paper's own grain stays light
    std::vector<Finder> finders;
    for (int y = 1; y < dark.rows; y += 2) scan_row(dark, y, finders);
    std::erase_if(finders, [](const Finder& f) { return f.hits < 2; });
    std::sort(finders.begin(), finders.end(), [](const Finder& a, const Finder& b) { return a.hits > b.hits; });
    if (finders.size() > kMaxFinders) finders.resize(kMaxFinders);
    std::vector<LocatedQr> out;
    std::vector<bool> used(finders.size());
    for (std::size_t i = 0; i < finders.size(); ++i)
        for (std::size_t j = 0; j < finders.size() && !used[i]; ++j)
            for (std::size_t k = j + 1; k < finders.size() && !used[i]; ++k) {
                if (j == i || k == i || used[j] || used[k]) continue;
                if (const auto qr = square_of(dark, finders[i], finders[j], finders[k])) {
                    out.push_back(*qr);
                    used[i] = used[j] = used[k] = true;
                }
            }
    return out;
}

}  // namespace mangping::detectors
