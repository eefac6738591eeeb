#include "tests/support/textlines/band.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "detectors/seal/band.hpp"
#include "detectors/seal/ink.hpp"
#include "tests/support/synthetic/artwork.hpp"
#include "tests/support/synthetic/degrade_jpeg.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::textlines {
namespace {

using synthetic::InkColour;
using synthetic::Rng;

constexpr double kReach = 0.12, kCoverage = 0.4;  // as detectors/seal fits a ring that it found
constexpr std::uint8_t kPaper = 250;              // what detectors/seal paints paper with

cv::Mat view_of(Raster& raster) { return {raster.height, raster.width, CV_8UC3, raster.pixels.data()}; }

/// Some rows of print below and across the seal.
void print_below(cv::Mat& page, Rng& rng) {
    const int size = rng.whole(5, 14);
    const cv::Scalar ink = cv::Scalar::all(rng.between(0, 90));
    for (int y = rng.whole(4, 40); y < page.rows; y += size * rng.whole(3, 9))
        for (int x = rng.whole(0, 60); x < page.cols; x += size + 2)
            for (int k = rng.whole(2, 5); k > 0; --k) {
                const cv::Point a(x + rng.whole(0, size), y + rng.whole(0, size));
                const bool level = rng.chance(0.5);
                cv::line(page, a,
                         level ? cv::Point(x + rng.whole(0, size), a.y) : cv::Point(a.x, y + rng.whole(0, size)), ink,
                         std::max(1, size / 9), cv::LINE_AA);
            }
}

/// The page as an upload shows it.
Raster worn_page(Raster page, double diameter, bool grey, Rng& rng) {
    cv::Mat view = view_of(page);
    const double light = rng.between(0.7, 1);
    cv::multiply(view, cv::Scalar(light, light * rng.between(0.93, 1.03), light * rng.between(0.88, 1.03)), view);
    cv::GaussianBlur(view, view, {}, std::max(0.3, diameter * rng.between(0.001, 0.007)));
    cv::Mat noise(view.size(), CV_16SC3);
    cv::RNG quick(rng.next());
    quick.fill(noise, cv::RNG::NORMAL, 0, rng.between(0, 6));
    cv::add(view, noise, view, cv::noArray(), CV_8UC3);
    if (grey) {
        cv::Mat one;
        cv::cvtColor(view, one, cv::COLOR_RGB2GRAY);
        cv::cvtColor(one, view, cv::COLOR_GRAY2RGB);
    }
    synthetic::JpegOptions jpeg;
    jpeg.quality = rng.whole(40, 93);
    jpeg.subsampling = rng.chance(0.8) ? synthetic::Subsampling::s420 : synthetic::Subsampling::s444;
    return synthetic::decode_jpeg(synthetic::encode_jpeg(page, jpeg));
}

struct Stamped {
    Raster page;
    detectors::Ring ring;
    detectors::Ink ink = detectors::Ink::red;
    std::vector<Point> glyphs;  // their middles
};

Stamped stamped(const std::u32string& text, Rng& rng) {
    synthetic::RoundSeal seal;
    seal.employer = utf8(text);
    if (rng.chance(0.12)) seal.uyghur = synthetic::make_employer(rng).uyghur;
    if (rng.chance(0.2)) seal.bottom = rng.pick({"财务专用章", "人事专用章", "业务专用章", "培训专用章"});
    if (rng.chance(0.25)) seal.digits = rng.digits(13);
    seal.star = rng.chance(0.9);
    seal.diameter = 150 * std::exp(rng.between(0, 1));
    const bool grey = rng.chance(0.1);
    seal.colour = grey ? InkColour::black : rng.chance(0.92) ? InkColour::red : InkColour::blue;
    seal.turn_deg = rng.between(-25, 25);
    seal.wear = rng.between(0, 0.75);
    seal.family = rng.pick({"Noto Serif CJK SC", "Noto Serif CJK SC", "AR PL SungtiL GB", "cwTeXFangSong",
                            "Noto Sans CJK SC", "AR PL KaitiM GB"});
    seal.weight = 100 * rng.whole(4, 7);
    const synthetic::Sprite sprite = synthetic::round_seal(seal, rng);
    const int side = static_cast<int>(seal.diameter * rng.between(1.25, 1.6));
    Raster page;
    page.width = page.height = side;
    page.channels = 3;
    page.pixels.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 3, 255);
    cv::Mat view = view_of(page);
    if (rng.chance(0.7)) print_below(view, rng);
    const double room = side - sprite.width;
    const synthetic::Sprite at =
        synthetic::press(page, sprite, {rng.between(0, 1) * room, rng.between(0, 1) * room}, rng.between(0.45, 1));
    Stamped out;
    out.page = worn_page(std::move(page), seal.diameter, grey, rng);
    out.ink = grey ? detectors::Ink::dark : seal.colour == InkColour::red ? detectors::Ink::red : detectors::Ink::blue;
    const Rect circle = bounding(at.circle.at(0));
    out.ring.centre = {circle.x + circle.w / 2, circle.y + circle.h / 2};
    out.ring.rx = out.ring.ry = seal.diameter / 2;
    for (const Quad& q : at.glyphs) {
        Point middle;
        for (const Point& p : q.at) middle.x += p.x / 4, middle.y += p.y / 4;
        out.glyphs.push_back(middle);
    }
    return out;
}

/// Where the glyphs stand along the band, px; empty if one lies outside it or the band was cut open within the text.
std::vector<double> along(const Seal& seal, const std::vector<Point>& glyphs) {
    std::vector<double> out;
    for (const Point& p : glyphs) {
        const double x = (p.x - seal.centre_upright.x) / seal.radius_x,
                     y = (p.y - seal.centre_upright.y) / seal.radius_y;
        const double share = std::hypot(x, y);
        if (share > seal.band_outer - 0.04 || share < seal.band_inner + 0.04) return {};
        double angle = std::atan2(y, x) * 180 / std::numbers::pi - seal.band_start_deg;
        angle -= 360 * std::floor(angle / 360);
        out.push_back(angle / 360 * seal.band->width);
        if (out.size() > 1 && out.back() <= out[out.size() - 2]) return {};
    }
    return out;
}

}  // namespace

std::optional<TextLine> band_line(const std::u32string& text, int width, int height, Rng& rng) {
    Stamped seen = stamped(text, rng);
    const cv::Mat ink = detectors::ink_map(view_of(seen.page), seen.ink);
    const auto ring = detectors::fit_outer_edge(ink, seen.ring, kReach, kCoverage);
    if (text.size() < 2 || seen.glyphs.size() != text.size() || !ring) return std::nullopt;
    Seal seal;
    seal.centre_upright = {ring->centre.x, ring->centre.y};
    seal.radius_x = ring->rx;
    seal.radius_y = ring->ry;
    detectors::unroll(ink, *ring, seal);
    const Raster& band = *seal.band;
    const std::vector<double> at = along(seal, seen.glyphs);
    if (at.empty()) return std::nullopt;
    const double scale = static_cast<double>(height) / band.height, pitch = (at.back() - at[0]) / double(at.size() - 1);
    // Cut between characters: what is cut through cannot be said.
    const auto n = static_cast<int>(at.size());
    const int first = rng.chance(0.4) ? rng.whole(0, n - 1) : 0;
    const auto before = [&](int i) { return at[static_cast<std::size_t>(i)] - pitch / 2; };
    const double left = std::max(0.0, before(first) - (first == 0 ? rng.between(0, 3) * pitch : 0));
    int end = first;
    while (end < n && (before(end) + pitch - left) * scale <= width) ++end;
    if (end == first) return std::nullopt;
    const double right = end < n ? before(end) : std::min<double>(band.width, left + width / scale);
    const cv::Mat strip(band.height, band.width, CV_8U, const_cast<std::uint8_t*>(band.pixels.data()));
    const int from = static_cast<int>(left), columns = std::min(band.width, static_cast<int>(right)) - from;
    cv::Mat sized, line(height, width, CV_8U, cv::Scalar(kPaper));
    cv::resize(strip.colRange(from, from + columns), sized, {}, scale, scale, cv::INTER_LINEAR);
    const int used = std::min(width, sized.cols);
    sized(cv::Rect(0, 0, used, height)).copyTo(line(cv::Rect(0, 0, used, height)));
    TextLine out;
    out.wear = Wear::seal;
    out.grey.width = width;
    out.grey.height = height;
    out.grey.channels = 1;
    out.grey.pixels.assign(line.datastart, line.dataend);
    for (int i = first; i < end; ++i) {
        const auto middle = static_cast<float>((at[static_cast<std::size_t>(i)] - left) * scale);
        const char32_t c = text[static_cast<std::size_t>(i)];
        out.glyphs.push_back({plain_form(c), c, false, middle, middle});
    }
    return out;
}

}  // namespace mangping::textlines
