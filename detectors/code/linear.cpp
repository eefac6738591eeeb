#include "detectors/code/linear.hpp"

#include <cmath>
#include <optional>
#include <vector>

namespace mangping::detectors {
namespace {

constexpr double kSame = 0.6;  // correlation with the line that was read; text under the bars has about 0
constexpr int kMisses = 3;     // lines in a row that do not look alike end the bars (dust, a scratch)
/// Grey levels along a line parallel to the code's axis; empty when it leaves the picture.
std::vector<double> profile(const cv::Mat& grey, cv::Point2d from, cv::Point2d to) {
    const int count = std::max(8, static_cast<int>(cv::norm(to - from)));
    std::vector<double> out;
    for (int i = 0; i < count; ++i) {
        const cv::Point2d p = from + (to - from) * ((i + 0.5) / count);
        const cv::Point q(static_cast<int>(std::floor(p.x)), static_cast<int>(std::floor(p.y)));
        if (!cv::Rect({0, 0}, grey.size()).contains(q)) return {};
        out.push_back(grey.at<std::uint8_t>(q));
    }
    return out;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b, int shift) {
    double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    int n = 0;
    for (int i = 0; i < static_cast<int>(a.size()); ++i) {
        const int j = i + shift;
        if (j < 0 || j >= static_cast<int>(b.size())) continue;
        const double x = a[static_cast<std::size_t>(i)], y = b[static_cast<std::size_t>(j)];
        sa += x, sb += y, saa += x * x, sbb += y * y, sab += x * y, ++n;
    }
    const double va = saa - sa * sa / n, vb = sbb - sb * sb / n;
    return va > 0 && vb > 0 ? (sab - sa * sb / n) / std::sqrt(va * vb) : 0;
}

struct Reach {
    int steps = 0;  // pixels the bars go on
    int shift = 0;  // by how much they have moved sideways there
};

/// How far the bars go on from `a`–`b` in steps of `normal`. A tilted code moves sideways by less than a pixel a step.
Reach reach(const cv::Mat& grey, cv::Point2d a, cv::Point2d b, cv::Point2d normal) {
    const std::vector<double> model = profile(grey, a, b);
    Reach out;
    int misses = 0, shift = 0;
    for (int t = 1; misses < kMisses && !model.empty(); ++t) {
        const std::vector<double> here = profile(grey, a + normal * t, b + normal * t);
        if (here.size() != model.size()) break;
        double best = -1;
        int best_shift = shift;
        for (const int step : {0, -1, 1}) {
            const double c = correlation(model, here, shift + step);
            if (c > best) best = c, best_shift = shift + step;
        }
        if (best >= kSame)
            out = {t, shift = best_shift}, misses = 0;
        else
            ++misses;
    }
    return out;
}

}  // namespace

Quad whole_bars(const cv::Mat& grey, const Quad& line) {
    const auto cv_of = [](const Point& p) { return cv::Point2d(p.x, p.y); };
    cv::Point2d a = (cv_of(line.at[0]) + cv_of(line.at[3])) / 2, b = (cv_of(line.at[1]) + cv_of(line.at[2])) / 2;
    const double length = cv::norm(b - a);
    if (length < 1) return line;
    cv::Point2d along = (b - a) / length, down(-along.y, along.x);
    // The line crossed the bars at any angle: turn it square to them, then measure.
    const Reach up = reach(grey, a, b, -down), low = reach(grey, a, b, down);
    const double lean = static_cast<double>(low.shift - up.shift) / std::max(1, low.steps + up.steps);
    const double stretch = std::hypot(1.0, lean);
    const cv::Point2d middle = (a + b) / 2, square = (along - down * lean) / stretch;
    a = middle - square * (length / stretch / 2);
    b = middle + square * (length / stretch / 2);
    down = {-square.y, square.x};
    const cv::Point2d above = -down * reach(grey, a, b, -down).steps,
                      below = down * (reach(grey, a, b, down).steps + 1);
    const auto point = [](cv::Point2d p) { return Point{p.x, p.y}; };
    return {{point(a + above), point(b + above), point(b + below), point(a + below)}};
}

}  // namespace mangping::detectors
