#include "ocr/lines/ring.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "pipeline/adapt/components.hpp"

namespace mangping::ocr::lines {
namespace {

// A measured ring lies within this share of its radius; the page may bend it.
constexpr double kReach = 0.09;
// Stretches of the ring that are looked at by themselves: a twentieth of it is longer than print at its slant.
constexpr int kStretches = 20;
// Of a stretch, at this distance from the centre, this share is ink: chosen. Print across it fills half at most.
constexpr double kCovered = 0.6;
// No stroke of a ring is thicker (share of the radius): a stamp of 42 mm has one of 1 to 1.5 mm.
constexpr double kThickest = 0.12;

// Rows of print that run into a seal are known by their glyphs beside it: so near, so high, so much of them. Chosen.
constexpr double kBesideEm = 5;
constexpr double kLeastHighEm = 0.5, kMostHighEm = 1.6;
constexpr double kLeastWideEm = 0.4;
// A row is this high at least, and its strokes reach so much beyond what stands beside the seal.
constexpr double kRowEm = 1, kSlackEm = 0.12;

struct Ellipse {
    double x = 0, y = 0, rx = 0, ry = 0;  // work px

    [[nodiscard]] std::pair<int, int> at(double angle, double share) const {
        return {static_cast<int>(std::lround(x + share * rx * std::cos(angle))),
                static_cast<int>(std::lround(y + share * ry * std::sin(angle)))};
    }
    [[nodiscard]] bool holds(double px, double py) const { return std::hypot((px - x) / rx, (py - y) / ry) <= 1; }
};

bool inside(const cv::Mat& ink, int x, int y) { return x >= 0 && y >= 0 && x < ink.cols && y < ink.rows; }

/// The stroke's edges in a stretch of the ring, as shares of its radius; both 0 where none is seen.
std::pair<double, double> stroke_of(const cv::Mat& ink, const Ellipse& ring, double from, double to) {
    const double radius = std::min(ring.rx, ring.ry), step = 0.5 / radius;
    std::pair<double, double> out{0, 0};
    for (double share = 1 + kReach; share >= 1 - kReach - kThickest; share -= step) {
        int seen = 0, met = 0;
        for (double a = from; a < to; a += 1 / radius) {
            const auto [x, y] = ring.at(a, share);
            ++seen;
            met += inside(ink, x, y) && ink.at<uchar>(y, x) != 0 ? 1 : 0;
        }
        const bool covered = met >= kCovered * seen;
        if (covered && out.second == 0 && share < 1 - kReach) break;  // the band's own ink
        if (covered) {
            if (out.second == 0) out.second = share;
            out.first = share;
        } else if (out.second > 0) {
            break;
        }
    }
    return out.second - out.first <= kThickest ? out : std::pair<double, double>{0, 0};
}

/// Whether most of the ring was there.
bool lift_ring(cv::Mat& ink, const Ellipse& ring) {
    const double radius = std::min(ring.rx, ring.ry), step = 0.5 / radius;
    const double stretch = 2 * std::numbers::pi / kStretches;
    const cv::Mat before = ink.clone();
    int seen = 0;
    for (int i = 0; i < kStretches; ++i) {
        const double from = i * stretch;
        const auto [inner, outer] = stroke_of(before, ring, from, from + stretch);
        if (outer == 0) continue;
        ++seen;
        // A pixel more on both sides: the fringe of the stroke would be left as dashes.
        for (double share = inner - 1.5 / radius; share <= outer + 1.5 / radius; share += step)
            for (double a = from; a < from + stretch; a += step) {
                const auto [x, y] = ring.at(a, share);
                if (inside(ink, x, y)) ink.at<uchar>(y, x) = 0;
            }
    }
    return 2 * seen > kStretches;
}

struct Band {
    int top = 0, bottom = 0;
    int wide = 0;  // of the glyphs in it
};

/// Groups glyph boxes into level rows, the highest first.
std::vector<Band> rows_of(std::vector<cv::Rect> glyphs) {
    std::sort(glyphs.begin(), glyphs.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.height > b.height; });
    std::vector<Band> bands;
    for (const cv::Rect& g : glyphs) {
        const auto shares = [&](const Band& b) {
            return 2 * (std::min(b.bottom, g.br().y) - std::max(b.top, g.y)) > g.height;
        };
        const auto at = std::find_if(bands.begin(), bands.end(), shares);
        if (at == bands.end())
            bands.push_back({g.y, g.br().y, g.width});
        else
            *at = {std::min(at->top, g.y), std::max(at->bottom, g.br().y), at->wide + g.width};
    }
    return bands;
}

/// Level rows of print that begin beside the seal, at its height.
std::vector<Band> rows_beside(const cv::Mat& ink, const Ellipse& seal, double em) {
    const int reach = static_cast<int>(seal.rx + kBesideEm * em);
    const cv::Rect around = cv::Rect(static_cast<int>(seal.x) - reach, static_cast<int>(seal.y - seal.ry), 2 * reach,
                                     static_cast<int>(2 * seal.ry)) &
                            cv::Rect({0, 0}, ink.size());
    if (around.empty()) return {};
    std::vector<cv::Rect> glyphs;
    for (const adapt::Component& part : adapt::Components(ink(around)).list()) {
        const cv::Rect box = part.box + around.tl();
        const cv::Point2d at(box.x + box.width / 2.0, box.y + box.height / 2.0);
        if (box.height >= kLeastHighEm * em && box.height <= kMostHighEm * em && box.width <= 2 * em &&
            !seal.holds(at.x, at.y))
            glyphs.push_back(box);
    }
    std::vector<Band> bands = rows_of(std::move(glyphs));
    std::erase_if(bands,
                  [&](const Band& b) { return b.wide < kLeastWideEm * em || b.bottom - b.top > kMostHighEm * em; });
    return bands;
}

/// The part of a seal within this share of its radii.
cv::Rect middle_of(const cv::Mat& ink, const Ellipse& seal, double share) {
    return cv::Rect(static_cast<int>(seal.x - share * seal.rx), static_cast<int>(seal.y - share * seal.ry),
                    static_cast<int>(2 * share * seal.rx), static_cast<int>(2 * share * seal.ry)) &
           cv::Rect({0, 0}, ink.size());
}

/// A solid star in a seal's middle ties the print across it together; no stroke of print is as thick as its core.
void lift_star(cv::Mat& ink, const Ellipse& seal, double em) {
    constexpr double middle = 0.5, core_em = 0.3;
    const cv::Rect around = middle_of(ink, seal, middle);
    const int core = std::max(5, static_cast<int>(core_em * em)) | 1;
    if (around.width < 2 * core || around.height < 2 * core) return;
    cv::Mat here = ink(around), star;
    cv::morphologyEx(here, star, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {core, core}));
    cv::dilate(star, star, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    here.setTo(0, star);
}

/// Rows of print that begin and end within the seal, between its arc and round its star.
std::vector<Band> rows_within(const cv::Mat& ink, const Ellipse& seal, double em) {
    constexpr double middle = 0.75, within_arc = 0.66, wide_em = 1.5;
    const cv::Rect around = middle_of(ink, seal, middle);
    if (around.empty()) return {};
    std::vector<cv::Rect> glyphs;
    for (const adapt::Component& part : adapt::Components(ink(around)).list()) {
        const cv::Rect box = part.box + around.tl();
        const double x = box.x + box.width / 2.0, y = box.y + box.height / 2.0;
        const bool of_arc = std::hypot((x - seal.x) / seal.rx, (y - seal.y) / seal.ry) > within_arc;
        if (!of_arc && box.height >= kLeastHighEm * em && box.height <= kMostHighEm * em && box.width <= 2 * em)
            glyphs.push_back(box);
    }
    std::vector<Band> bands = rows_of(std::move(glyphs));
    std::erase_if(bands, [&](const Band& b) { return b.wide < wide_em * em || b.bottom - b.top > kMostHighEm * em; });
    return bands;
}

/// Leaves of a seal's disc only what stands in the rows of print that run through it: its arc and its star would join
/// them into one heap.
void leave_only_rows(cv::Mat& ink, const Ellipse& seal, double em) {
    std::vector<Band> bands = rows_beside(ink, seal, em);
    if (bands.empty()) {
        lift_star(ink, seal, em);
        bands = rows_within(ink, seal, em);
    }
    if (bands.empty()) return;
    const auto in_row = [&](const Band& b, int y) {
        const double slack = std::max(kSlackEm * em, (kRowEm * em - (b.bottom - b.top)) / 2);
        return y >= b.top - slack && y < b.bottom + slack;
    };
    for (int y = std::max(0, static_cast<int>(seal.y - seal.ry));
         y < std::min(ink.rows, static_cast<int>(seal.y + seal.ry)); ++y) {
        if (std::any_of(bands.begin(), bands.end(), [&](const Band& b) { return in_row(b, y); })) continue;
        const double half = seal.rx * std::sqrt(std::max(0.0, 1 - std::pow((y - seal.y) / seal.ry, 2)));
        const int from = std::max(0, static_cast<int>(seal.x - half)),
                  to = std::min(ink.cols, static_cast<int>(seal.x + half));
        if (from < to) ink(cv::Rect(from, y, to - from, 1)).setTo(0);
    }
}

}  // namespace

void take_out_rings(PageInk& ink, const std::vector<Seal>& seals) {
    const double w = ink.work_from_upright;
    for (const Seal& seal : seals) {
        if (seal.square) continue;
        const Ellipse ring{seal.centre_upright.x * w, seal.centre_upright.y * w, seal.radius_x * w, seal.radius_y * w};
        if (lift_ring(ink.dark, ring)) leave_only_rows(ink.dark, ring, ink.em);
    }
}

}  // namespace mangping::ocr::lines
