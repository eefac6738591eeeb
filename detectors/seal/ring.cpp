#include "detectors/seal/ring.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "detectors/seal/ink.hpp"

namespace mangping::detectors {
namespace {

constexpr int kSectors = 72;               // of 5 degrees: a character is about three, a break in the ring about one
constexpr float kMinGradient = 60;         // Sobel of a smoothed map; kInkLevel of ink gives about 100
constexpr std::size_t kMaxEdges = 80'000;  // more are thinned out evenly; voting costs 0.3 us an edge
constexpr int kPeaks = 16;                 // centres looked at
constexpr double kAligned = 0.94;          // cosine between gradient and spoke: 20 degrees, for worn rings and noise
constexpr int kCell = 2;                   // px a cell of the accumulator
constexpr double kFitTolerance = 0.02;     // of the radius, but 1.5 px at least: distance of a point from its ellipse
constexpr int kSpokes = 180;               // of the fit

struct Edge {
    cv::Point2f at, towards;  // towards more ink
};

std::vector<Edge> edges_of(const cv::Mat& ink) {
    cv::Mat smooth, gx, gy;
    cv::GaussianBlur(ink, smooth, {}, 1.0);
    cv::Sobel(smooth, gx, CV_32F, 1, 0);
    cv::Sobel(smooth, gy, CV_32F, 0, 1);
    std::vector<Edge> out;
    for (int y = 1; y + 1 < ink.rows; ++y) {
        const float *px = gx.ptr<float>(y), *py = gy.ptr<float>(y);
        for (int x = 1; x + 1 < ink.cols; ++x) {
            const float squared = px[x] * px[x] + py[x] * py[x];
            if (squared < kMinGradient * kMinGradient) continue;
            const float m = std::sqrt(squared);
            out.push_back({{x + 0.5F, y + 0.5F}, {px[x] / m, py[x] / m}});
        }
    }
    if (out.size() > kMaxEdges) {
        const std::size_t step = out.size() / kMaxEdges + 1;
        for (std::size_t i = 0; i * step < out.size(); ++i) out[i] = out[i * step];
        out.resize(out.size() / step);
    }
    return out;
}

std::vector<cv::Point2d> voted_centres(const std::vector<Edge>& edges, cv::Size size, double least, double most) {
    cv::Mat votes = cv::Mat::zeros(size.height / kCell + 1, size.width / kCell + 1, CV_32F);
    for (const Edge& e : edges)
        for (double r = least; r <= most; r += kCell) {
            const int x = static_cast<int>(e.at.x + r * e.towards.x) / kCell,
                      y = static_cast<int>(e.at.y + r * e.towards.y) / kCell;
            if (x >= 0 && y >= 0 && x < votes.cols && y < votes.rows) votes.at<float>(y, x) += 1;
        }
    cv::blur(votes, votes, {5, 5});
    std::vector<cv::Point2d> out;
    for (int i = 0; i < kPeaks; ++i) {
        cv::Point at;
        double most_votes = 0;
        cv::minMaxLoc(votes, nullptr, &most_votes, nullptr, &at);
        if (most_votes <= 0) break;
        out.emplace_back((at.x + 0.5) * kCell, (at.y + 0.5) * kCell);
        cv::circle(votes, at, std::max(2, static_cast<int>(least / kCell / 3)), cv::Scalar(0), cv::FILLED);
    }
    return out;
}

/// The radius about `centre` at which most sectors show an outer edge.
std::optional<Ring> best_radius(const std::vector<Edge>& edges, cv::Point2d centre, double least, double most,
                                double min_coverage, double min_excess) {
    const int radii = static_cast<int>(most) + 4;
    cv::Mat seen = cv::Mat::zeros(radii, kSectors, CV_8U);
    for (const Edge& e : edges) {
        const cv::Point2d d = cv::Point2d(e.at) - centre;
        if (std::abs(d.x) > radii - 3 || std::abs(d.y) > radii - 3) continue;
        const double r = std::sqrt(d.dot(d));
        if (r < least * 0.5 || r > radii - 3) continue;
        if (-(d.x * e.towards.x + d.y * e.towards.y) < kAligned * r) continue;
        const int sector =
            std::min(kSectors - 1, static_cast<int>((std::atan2(d.y, d.x) / std::numbers::pi + 1) / 2 * kSectors));
        seen.at<std::uint8_t>(static_cast<int>(r), sector) = 1;
    }
    cv::dilate(seen, seen, cv::Mat::ones(5, 1, CV_8U));  // the centre is known to a cell, and a seal is not quite round
    std::vector<double> coverage;
    for (int r = 0; r < radii; ++r) coverage.push_back(static_cast<double>(cv::countNonZero(seen.row(r))) / kSectors);
    const auto first = coverage.begin() + static_cast<std::ptrdiff_t>(least);
    const auto best = std::max_element(first, coverage.end());
    std::vector<double> sorted(coverage.begin() + static_cast<std::ptrdiff_t>(least * 0.5), coverage.end());
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
    if (*best < min_coverage || *best - sorted[sorted.size() / 2] < min_excess) return std::nullopt;
    auto outermost = best;  // of an equally good run (the dilation), and of a double ring the outer one
    for (auto it = best; it != coverage.end() && it - best < 12; ++it)
        if (*it >= 0.9 * *best) outermost = it;
    const double radius = static_cast<double>(outermost - coverage.begin()) - 1.5;
    return Ring{centre, radius, radius, *best};
}

bool inside(const Ring& small, const Ring& large) {
    return cv::norm(small.centre - large.centre) < 0.7 * std::max(large.rx, large.ry);
}

/// Outermost point of ink along a spoke; `level` is half a ring's ink.
std::optional<cv::Point2d> outermost(const cv::Mat& ink, const Ring& guess, double angle, double reach, double level) {
    const cv::Point2d spoke(guess.rx * std::cos(angle), guess.ry * std::sin(angle));
    const double step = 0.5 / cv::norm(spoke);
    double before = 0;
    for (double t = 1 + reach; t > 1 - reach; t -= step) {
        const cv::Point2d p = guess.centre + spoke * t;
        const cv::Point q(static_cast<int>(std::floor(p.x)), static_cast<int>(std::floor(p.y)));
        const double here = cv::Rect({0, 0}, ink.size()).contains(q) ? ink.at<std::uint8_t>(q) : 0;
        if (here >= level && before >= level) return guess.centre + spoke * (t + step);
        before = here;
    }
    return std::nullopt;
}

/// A x² + B y² + C x + D y = 1 through the points, taken about `origin` in units of `unit`.
std::optional<Ring> least_squares(const std::vector<cv::Point2d>& points, cv::Point2d origin, double unit) {
    cv::Mat rows(static_cast<int>(points.size()), 4, CV_64F), ones = cv::Mat::ones(rows.rows, 1, CV_64F), solved;
    for (int i = 0; i < rows.rows; ++i) {
        const cv::Point2d p = (points[static_cast<std::size_t>(i)] - origin) / unit;
        rows.at<double>(i, 0) = p.x * p.x, rows.at<double>(i, 1) = p.y * p.y;
        rows.at<double>(i, 2) = p.x, rows.at<double>(i, 3) = p.y;
    }
    if (rows.rows < 12 || !cv::solve(rows, ones, solved, cv::DECOMP_SVD)) return std::nullopt;
    const double a = solved.at<double>(0), b = solved.at<double>(1), c = solved.at<double>(2), d = solved.at<double>(3);
    if (a <= 0 || b <= 0) return std::nullopt;
    const double k = 1 + c * c / (4 * a) + d * d / (4 * b);
    return Ring{origin + cv::Point2d(-c / (2 * a), -d / (2 * b)) * unit, std::sqrt(k / a) * unit,
                std::sqrt(k / b) * unit, 0};
}

double distance(const Ring& ring, cv::Point2d p) {
    const double angle = std::atan2((p.y - ring.centre.y) / ring.ry, (p.x - ring.centre.x) / ring.rx);
    return cv::norm(p - ring.centre - cv::Point2d(ring.rx * std::cos(angle), ring.ry * std::sin(angle)));
}

}  // namespace

std::vector<Ring> find_circles(const cv::Mat& ink, double least, double most, double min_coverage, double min_excess) {
    const std::vector<Edge> edges = edges_of(ink);
    std::vector<Ring> found;
    for (const cv::Point2d centre : voted_centres(edges, ink.size(), least, most))
        if (const auto ring = best_radius(edges, centre, least, most, min_coverage, min_excess)) found.push_back(*ring);
    // A larger ring of like coverage is the seal, the smaller one its inner line or star.
    std::stable_sort(found.begin(), found.end(),
                     [](const Ring& a, const Ring& b) { return a.coverage * a.rx > b.coverage * b.rx; });
    std::vector<Ring> out;
    for (const Ring& ring : found)
        if (std::none_of(out.begin(), out.end(), [&](const Ring& o) { return inside(ring, o); })) out.push_back(ring);
    return out;
}

std::optional<Ring> fit_outer_edge(const cv::Mat& ink, const Ring& guess, double reach, double min_coverage) {
    std::vector<cv::Point2d> points;
    for (int i = 0; i < kSpokes; ++i)
        if (const auto p = outermost(ink, guess, 2 * std::numbers::pi * i / kSpokes, reach, kInkLevel * 1.5))
            points.push_back(*p);
    const double radius = std::sqrt(guess.rx * guess.ry);
    std::optional<Ring> ring = least_squares(points, guess.centre, radius);
    for (double tolerance = 4; ring && tolerance >= 1; tolerance /= 2) {
        const double limit = tolerance * std::max(1.5, kFitTolerance * radius);
        std::vector<cv::Point2d> near;
        for (const cv::Point2d& p : points)
            if (distance(*ring, p) <= limit) near.push_back(p);
        ring = least_squares(near, guess.centre, radius);
        if (ring) ring->coverage = static_cast<double>(near.size()) / kSpokes;
    }
    return ring && ring->coverage >= min_coverage ? ring : std::nullopt;
}

}  // namespace mangping::detectors
