#include "pipeline/verify/views.hpp"

#include <algorithm>
#include <array>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::verify {
namespace {

using adapt::Component;

constexpr int paper = 255;

Rect rect_of(const cv::Rect& r) {
    return {static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.width),
            static_cast<double>(r.height)};
}

/// Cut-outs one below the other on paper, with room between them.
class SheetOfParts {
public:
    void add(cv::Mat part, const Transform& picture_from_part) {
        constexpr int room = 24;
        width_ = std::max(width_, part.cols + 2 * room);
        View::Part p;
        p.at = {static_cast<double>(room), static_cast<double>(height_ + room), static_cast<double>(part.cols),
                static_cast<double>(part.rows)};
        p.picture_from_view = picture_from_part * translation(-p.at.x, -p.at.y);
        height_ += part.rows + 2 * room;
        pictures_.push_back(std::move(part));
        parts_.push_back(p);
    }

    [[nodiscard]] View view() const {
        View out;
        if (parts_.empty()) return out;
        cv::Mat sheet(height_, width_, CV_8UC1, cv::Scalar(paper));
        for (std::size_t i = 0; i < parts_.size(); ++i)
            pictures_[i].copyTo(sheet(adapt::pixels_of(parts_[i].at, sheet.size())));
        out.picture = adapt::raster_of(sheet);
        out.parts = parts_;
        return out;
    }

private:
    std::vector<cv::Mat> pictures_;
    std::vector<View::Part> parts_;
    int width_ = 0, height_ = 0;
};

/// Where the page has colour, by squares of kStep pixels, and what colour on the whole.
struct Coloured {
    cv::Mat squares;           // coloured pixels of each; CV_8U
    double pixels = 0;         // in all
    double red = 0, blue = 0;  // their sums
};

constexpr int kStep = 8;

/// Pixels whose channels are further apart than `least`.
Coloured coloured_in(const cv::Mat& rgb, int least) {
    constexpr int together = 16;
    static_assert(together == 2 * kStep && kStep * kStep <= 255);
    Coloured out;
    out.squares = cv::Mat::zeros((rgb.rows + kStep - 1) / kStep, (rgb.cols + kStep - 1) / kStep, CV_8U);
    const cv::v_uint8x16 bound = cv::v_setall_u8(static_cast<uchar>(least));
    for (int y = 0; y < rgb.rows; ++y) {
        const uchar* row = rgb.ptr(y);
        uchar* squares = out.squares.ptr(y / kStep);
        const auto count = [&](int from, int to) {
            for (int x = from; x < to; ++x) {
                const uchar* p = row + 3 * static_cast<std::ptrdiff_t>(x);
                if (std::max({p[0], p[1], p[2]}) - std::min({p[0], p[1], p[2]}) <= least) continue;
                ++squares[x / kStep];
                ++out.pixels;
                out.red += p[0];
                out.blue += p[2];
            }
        };
        int x = 0;
        for (; x + together <= rgb.cols; x += together) {
            cv::v_uint8x16 r, g, b;
            cv::v_load_deinterleave(row + 3 * static_cast<std::ptrdiff_t>(x), r, g, b);
            const cv::v_uint8x16 apart = cv::v_max(cv::v_max(r, g), b) - cv::v_min(cv::v_min(r, g), b);
            if (cv::v_check_any(apart > bound)) count(x, x + together);  // most of a page has none
        }
        count(x, rgb.cols);
    }
    return out;
}

cv::Mat without_bars(const cv::Mat& grey, const std::vector<Rect>& bars) {
    constexpr double halo = 2;  // a bar's edge is a grey step that would be taken for a stroke
    cv::Mat out = grey.clone();
    for (const Rect& bar : bars) out(adapt::pixels_of(grown(bar, halo), out.size())).setTo(paper);
    return out;
}

}  // namespace

std::vector<Rect> solid_bars(const Raster& picture) {
    // JPEG leaves the inside of a bar within two or three levels of one value; the darkest paper and shading stay above
    // 200.
    constexpr int most_range = 8, lightest = 200, least_side = 8;
    constexpr double least_fill = 0.97;
    const cv::Mat grey = adapt::grey(picture);
    cv::Mat most, least;
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {3, 3});
    cv::dilate(grey, most, kernel);
    cv::erode(grey, least, kernel);
    // In place: each of these takes as much as the page has pixels.
    cv::subtract(most, least, most);
    cv::compare(most, most_range, most, cv::CMP_LE);
    cv::compare(grey, lightest, least, cv::CMP_LT);
    cv::bitwise_and(most, least, most);
    const cv::Mat& even = most;
    std::vector<Rect> out;
    for (const Component& c : adapt::Components(even).list()) {
        const bool solid = c.area >= least_fill * c.box.width * c.box.height;
        if (solid && c.box.width >= least_side && c.box.height >= least_side) out.push_back(grown(rect_of(c.box), 1));
    }
    return out;
}

View whole(const Raster& picture, const std::vector<Rect>& bars) {
    // Another scale gives other line heights, another threshold and other sampling; larger pages are made smaller.
    constexpr int large_side = 2400;
    constexpr double enlarged = 1.25, reduced = 0.8;
    const double scale = std::max(picture.width, picture.height) > large_side ? reduced : enlarged;
    const cv::Mat grey = without_bars(adapt::grey(picture), bars);
    cv::Mat scaled;
    if (scale < 1)
        scaled = adapt::area_resized(grey, scale);
    else
        cv::resize(grey, scaled, {}, scale, scale, cv::INTER_CUBIC);
    View out;
    out.picture = adapt::raster_of(scaled);
    out.picture_from_view =
        scaling(static_cast<double>(picture.width) / scaled.cols, static_cast<double>(picture.height) / scaled.rows);
    for (const Rect& bar : bars) out.bars.push_back({bar.x * scale, bar.y * scale, bar.w * scale, bar.h * scale});
    return out;
}

View under_colour(const Raster& picture) {
    constexpr int least_chroma = 70;               // red and blue ink, through JPEG; paper and skin stay below
    constexpr double least_share = 0.0008;         // of the page: a fingerprint has more
    constexpr double most_of_page = 0.4;           // more is a coloured page, which the grey view reads as well
    constexpr int reach = 5, least_in_square = 5;  // grown by 40 px: text beside a seal comes along
    if (picture.channels != 3) return {};
    const cv::Mat rgb = adapt::view(picture);
    const Coloured coloured = coloured_in(rgb, least_chroma);
    if (coloured.pixels < least_share * static_cast<double>(rgb.total())) return {};
    const int clean = coloured.red >= coloured.blue ? 0 : 2;
    cv::Mat small;
    cv::dilate(coloured.squares >= least_in_square, small,
               cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}));
    SheetOfParts sheet;
    double area = 0;
    std::vector<Component> found = adapt::Components(small).list();
    std::stable_sort(found.begin(), found.end(),
                     [](const Component& a, const Component& b) { return a.area > b.area; });
    for (const Component& c : found) {
        const cv::Rect box = cv::Rect(c.box.x * kStep, c.box.y * kStep, c.box.width * kStep, c.box.height * kStep) &
                             cv::Rect({}, rgb.size());
        area += box.area();
        if (area > most_of_page * static_cast<double>(rgb.total())) break;
        cv::Mat part;
        cv::extractChannel(rgb(box), part, clean);
        sheet.add(part, translation(box.x, box.y));
    }
    return sheet.view();
}

View sideways(const Raster& picture, const std::vector<Rect>& bars) {
    constexpr int window = 41, margin = 24;     // ink is so much darker than its surroundings
    constexpr int join = 15;                    // px: glyphs of one column of text lie closer
    constexpr int narrowest = 10, widest = 70;  // px: a column of text, no rule, no paragraph
    constexpr int least_aspect = 5;
    constexpr double most_of_page = 0.1;
    const cv::Mat grey = without_bars(adapt::grey(picture), bars);
    cv::Mat around, ink;
    cv::blur(grey, around, {window, window});
    ink = grey < around - margin;
    cv::morphologyEx(ink, ink, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, join}));
    SheetOfParts sheet;
    double area = 0;
    for (const Component& c : adapt::Components(ink).list()) {
        const bool column =
            c.box.width >= narrowest && c.box.width <= widest && c.box.height >= least_aspect * c.box.width;
        const bool written = c.area > 0.2 * c.box.area();
        if (!column || !written) continue;
        const cv::Rect box = (c.box + cv::Size(8, 8) - cv::Point(4, 4)) & cv::Rect({}, grey.size());
        area += box.area();
        if (area > most_of_page * static_cast<double>(grey.total())) break;
        cv::Mat right, left;
        cv::rotate(grey(box), right, cv::ROTATE_90_CLOCKWISE);
        cv::rotate(grey(box), left, cv::ROTATE_90_COUNTERCLOCKWISE);
        // Turned clockwise, (x, y) of the part comes from (y, h - x) of the cut-out; turned back, from (w - y, x).
        const Transform origin = translation(box.x, box.y);
        sheet.add(right, origin * Transform{{0, 1, 0, -1, 0, static_cast<double>(box.height), 0, 0, 1}});
        sheet.add(left, origin * Transform{{0, -1, static_cast<double>(box.width), 1, 0, 0, 0, 0, 1}});
    }
    return sheet.view();
}

}  // namespace mangping::verify
