#include "pipeline/mask/desk.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/mask/encode.hpp"

namespace mangping::mask {
namespace {

// Chosen: body text of an A4 page still reads at this size (an em of 14 px), and a dossier's held pages stay a few MiB.
constexpr int kWholeSide = 1400;
// A crop of a place far larger than a name (a seal, an unread column) is made smaller too.
constexpr int kCropSide = 900;
constexpr int kQuality = 80;
// Around a place: a line above and below, and the label on its left.
constexpr double kAroundHeights = 1.6, kMostAround = 80, kLeastWidth = 420, kLeastHeight = 90;

Result<std::vector<std::uint8_t>> small_jpeg(const cv::Mat& pixels, int most) {
    const int side = std::max(pixels.cols, pixels.rows);
    cv::Mat out = pixels;
    if (side > most) {
        const double share = static_cast<double>(most) / side;
        out = adapt::area_resized(pixels, share);
    }
    return encode_jpeg(adapt::raster_of(out), kQuality);
}

Rect around(const Rect& place, const Rect& page) {
    Rect r = grown(place, std::min(kMostAround, kAroundHeights * std::min(place.w, place.h)));
    const double wider = std::max(0.0, kLeastWidth - r.w), higher = std::max(0.0, kLeastHeight - r.h);
    r = {r.x - wider / 2, r.y - higher / 2, r.w + wider, r.h + higher};
    return intersection(r, page);
}

Result<DeskPicture> drawn(const UprightPage& page, const std::vector<Rect>& places_upright) {
    const cv::Mat pixels = adapt::view(*page.raster);
    DeskPicture out;
    out.width_upright = pixels.cols;
    out.height_upright = pixels.rows;
    out.px_per_unit = page.format == Format::pdf ? page.px_per_unit : 1;
    auto whole = small_jpeg(pixels, kWholeSide);
    if (!whole) return whole.fault();
    out.whole = std::move(*whole);
    for (const Rect& place : places_upright) {
        const cv::Rect part =
            adapt::pixels_of(around(place, {0, 0, double(pixels.cols), double(pixels.rows)}), pixels.size());
        if (part.empty()) {
            out.crops.emplace_back();
            continue;
        }
        auto jpeg = small_jpeg(pixels(part).clone(), kCropSide);
        if (!jpeg) return jpeg.fault();
        out.crops.push_back(
            {{double(part.x), double(part.y), double(part.width), double(part.height)}, std::move(*jpeg)});
    }
    return out;
}

}  // namespace

Result<DeskPicture> desk_picture(const UprightPage& page, const std::vector<Rect>& places_upright) {
    if (!page.raster || page.raster->empty()) return Fault{FaultKind::internal, "encode_failed", "no pixels"};
    try {
        return drawn(page, places_upright);
    } catch (const cv::Exception& e) {
        return Fault{FaultKind::internal, "encode_failed", e.func};
    }
}

}  // namespace mangping::mask
