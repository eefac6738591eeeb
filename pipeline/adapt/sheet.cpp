// Paper is smooth and sheets have edges: the picture, made small and with its print closed, falls into areas in which
// colour changes only gently. A shadow's soft edge stays inside an area, a sheet's edge does not. Which area is the
// sheet follows from shape alone, not from brightness or from what looks like text (wood has both): a table goes round
// the sheet, so its area has a hole as large as a sheet; the sheet fills its own outline.
#include "pipeline/adapt/sheet.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::adapt {
namespace {

// The picture is looked at with so many pixels on its long side: a line of text is one or two of them and is closed by
// a maximum over five.
constexpr double kLookedAt = 240;
constexpr int kClosing = 5;
// Small pixels are averages over about so many samples each way.
constexpr int kSampled = 4;
// Paper goes on as long as each of its colours, from one small pixel to the next, changes by less than so many levels.
// Where shadow falls across the sheet's edge, wide steps join it to the table: narrower ones are tried next.
constexpr std::array<double, 3> kSteps{6, 4, 2.5};
// An area is looked at from this share of the picture on; it is a sheet when it fills so much of its outline (a sheet
// with a dark block printed on it fills 0.8, a table round a sheet less than 0.75).
constexpr double kLeastArea = 0.04, kSolid = 0.78;
// The main sheet has at least this share of the picture.
constexpr double kLeastSheet = 0.3;
// An area that reaches three sides of the picture is a band printed on a cover, or has nothing to be cut off from it.
constexpr int kBandSides = 3;
// Two areas whose mean colours differ by less than this many levels are parts of one sheet (facing pages, a frame).
constexpr double kSamePaper = 14;
// A sheet's colours differ from those round it by so many levels, over a band of so many small pixels each side: an
// outline where shading alone stopped the area has next to no such step.
constexpr double kSheetEdge = 14;
constexpr int kBand = 9;
// An outline that ends so near to the picture's edge, in small pixels, reaches it.
constexpr int kAtFrame = 2;
// An outline round nearly all of the picture is none.
constexpr double kWhole = 0.93;

struct Area {
    std::vector<cv::Point> hull;
    double hull_area = 0, solidity = 0;
    int at_frame = 0;  // sides of the picture that it reaches
    cv::Scalar colour;
};

/// The outermost points of every row of a mask: they have the hull of all.
std::vector<cv::Point> ends_of_rows(const cv::Mat& mask) {
    std::vector<cv::Point> out;
    for (int y = 0; y < mask.rows; ++y) {
        const uchar* row = mask.ptr<uchar>(y);
        int first = 0, last = mask.cols - 1;
        while (first < mask.cols && row[first] == 0) ++first;
        if (first == mask.cols) continue;
        while (row[last] == 0) --last;
        out.emplace_back(first, y);
        if (last > first) out.emplace_back(last, y);
    }
    return out;
}

/// Pixels joined to their neighbours on the row and in the column where no channel is further apart than the step: the
/// regions that cv::floodFill finds with such bounds from each pixel in turn, found at once.
class Regions {
public:
    Regions(const cv::Mat& small, double step) : small_(small), step_(cvFloor(step)), above_(small.total()) {
        for (int y = 0, i = 0; y < small.rows; ++y)
            for (int x = 0; x < small.cols; ++x, ++i) {
                above_[at(i)] = i;
                if (x > 0 && close(y, x, y, x - 1)) join(i - 1, i);
                if (y > 0 && close(y, x, y - 1, x)) join(i - small.cols, i);
            }
        for (std::size_t i = 0; i < above_.size(); ++i) above_[i] = above_[at(above_[i])];
    }

    struct Region {
        int first = 0, count = 0;  // the first pixel of it in reading order; how many
        cv::Rect box;
    };

    /// Those of at least so many pixels, in the order of their first ones.
    [[nodiscard]] std::vector<Region> of_at_least(double least) const {
        std::vector<int> count(above_.size(), 0);
        for (const int root : above_) ++count[at(root)];
        std::vector<Region> out;
        std::vector<int> number(above_.size(), -1);
        for (int y = 0, i = 0; y < small_.rows; ++y)
            for (int x = 0; x < small_.cols; ++x, ++i) {
                const std::size_t root = at(above_[at(i)]);
                if (count[root] < least) continue;
                if (number[root] < 0) {
                    number[root] = static_cast<int>(out.size());
                    out.push_back({static_cast<int>(root), count[root], {x, y, 1, 1}});
                }
                out[at(number[root])].box |= cv::Rect(x, y, 1, 1);
            }
        return out;
    }

    /// 255 where the region is, within its box.
    [[nodiscard]] cv::Mat mask(const Region& region) const {
        cv::Mat out(region.box.size(), CV_8U);
        for (int y = 0; y < out.rows; ++y)
            for (int x = 0; x < out.cols; ++x)
                out.at<uchar>(y, x) =
                    above_[at((region.box.y + y) * small_.cols + region.box.x + x)] == region.first ? 255 : 0;
        return out;
    }

private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    [[nodiscard]] bool close(int y, int x, int other_y, int other_x) const {
        const int channels = small_.channels();
        const uchar *a = small_.ptr(y) + static_cast<std::ptrdiff_t>(x) * channels,
                    *b = small_.ptr(other_y) + static_cast<std::ptrdiff_t>(other_x) * channels;
        for (int c = 0; c < channels; ++c)
            if (std::abs(a[c] - b[c]) > step_) return false;
        return true;
    }

    int root(int i) {
        while (above_[at(i)] != i) i = above_[at(i)] = above_[at(above_[at(i)])];
        return i;
    }
    void join(int i, int k) {
        const int a = root(i), b = root(k);
        above_[at(std::max(a, b))] = std::min(a, b);
    }

    const cv::Mat& small_;
    int step_;
    std::vector<int> above_;  // of each pixel one of its region that stands before it; of the first one itself
};

std::vector<Area> areas_of(const cv::Mat& small, double step) {
    std::vector<Area> out;
    const Regions regions(small, step);
    for (const Regions::Region& region : regions.of_at_least(kLeastArea * static_cast<double>(small.total()))) {
        const cv::Mat mine = regions.mask(region);
        const cv::Rect& box = region.box;
        Area area;
        cv::convexHull(ends_of_rows(mine), area.hull);
        for (cv::Point& p : area.hull) p += box.tl();
        area.hull_area = std::max(1.0, cv::contourArea(area.hull));
        area.solidity = region.count / area.hull_area;
        area.at_frame = (box.x == 0) + (box.y == 0) + (box.br().x == small.cols) + (box.br().y == small.rows);
        area.colour = cv::mean(small(box), mine);
        out.push_back(std::move(area));
    }
    return out;
}

/// How far the mean colours of two bands, inside and outside of an outline, are apart.
double edge_of(const cv::Mat& small, const std::vector<cv::Point>& hull) {
    cv::Mat inside(small.size(), CV_8U, cv::Scalar(0)), wider, narrower;
    cv::fillConvexPoly(inside, hull, cv::Scalar(255));
    const cv::Mat band = cv::getStructuringElement(cv::MORPH_RECT, {kBand, kBand});
    cv::dilate(inside, wider, band);
    cv::erode(inside, narrower, band);
    const cv::Scalar apart = cv::mean(small, inside - narrower) - cv::mean(small, wider - inside);
    return std::max({std::abs(apart[0]), std::abs(apart[1]), std::abs(apart[2])});
}

}  // namespace

cv::Mat without_print(const Raster& raster) {
    // Every so many pixels first: the averaging that follows makes up for what that leaves of the noise.
    const double scale = kLookedAt / std::max(raster.width, raster.height);
    cv::Mat small = view(raster);
    if (const int step = static_cast<int>(1 / (kSampled * scale)); step > 1)
        cv::resize(small, small, {small.cols / step, small.rows / step}, 0, 0, cv::INTER_NEAREST);
    const cv::Size size(std::max(1, static_cast<int>(std::lround(raster.width * scale))),
                        std::max(1, static_cast<int>(std::lround(raster.height * scale))));
    small = area_resized(small, size);
    cv::morphologyEx(small, small, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {kClosing, kClosing}));
    cv::medianBlur(small, small, 5);
    return small;
}

std::vector<cv::Point2f> sheet_outline(const cv::Mat& small, double scale) {
    const double whole = static_cast<double>(small.total());
    std::vector<Area> areas;
    const Area* sheet = nullptr;
    for (const double step : kSteps) {
        areas = areas_of(small, step);
        for (const Area& a : areas)
            if (a.solidity >= kSolid && a.hull_area >= kLeastSheet * whole && a.at_frame < kBandSides &&
                (!sheet || a.hull_area > sheet->hull_area) && edge_of(small, a.hull) >= kSheetEdge)
                sheet = &a;
        if (sheet) break;
    }
    if (!sheet) return {};
    std::vector<cv::Point> points;
    for (const Area& a : areas) {
        const cv::Scalar apart = a.colour - sheet->colour;
        const double most = std::max({std::abs(apart[0]), std::abs(apart[1]), std::abs(apart[2])});
        // What is left of a table of the paper's colour beside the sheet reaches the edge; pages and frames do not.
        const bool beside = a.at_frame > 0 && sheet->at_frame == 0;
        if (a.solidity >= kSolid && most < kSamePaper && !beside)
            points.insert(points.end(), a.hull.begin(), a.hull.end());
    }
    std::vector<cv::Point> hull;
    cv::convexHull(points, hull);
    if (cv::contourArea(hull) > kWhole * whole) return {};
    const auto at_full_size = [scale](int at, int last) {
        const int snapped = at <= kAtFrame ? -1 : at >= last - kAtFrame ? last + 1 : at;
        return static_cast<float>((snapped + 0.5) / scale);
    };
    std::vector<cv::Point2f> out;
    for (const cv::Point& p : hull)
        out.emplace_back(at_full_size(p.x, small.cols - 1), at_full_size(p.y, small.rows - 1));
    return out;
}

void clear_outside(const std::vector<cv::Point2f>& outline, double factor, cv::Mat& mask) {
    if (outline.size() < 3) return;
    std::vector<cv::Point> polygon;
    for (const cv::Point2f& p : outline)
        polygon.emplace_back(static_cast<int>(p.x / factor), static_cast<int>(p.y / factor));
    cv::Mat inside(mask.size(), CV_8U, cv::Scalar(0));
    cv::fillConvexPoly(inside, polygon, cv::Scalar(255));
    cv::bitwise_and(mask, inside, mask);
}

}  // namespace mangping::adapt
