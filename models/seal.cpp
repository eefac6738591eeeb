#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/page.hpp"

namespace mangping {

Quad piece_of_band(const Seal& seal, const Rect& box_band) {
    const double width = seal.band->width, height = seal.band->height;
    const double from = (seal.band_start_deg + 360 * box_band.x / width) * std::numbers::pi / 180;
    const double to = (seal.band_start_deg + 360 * box_band.right() / width) * std::numbers::pi / 180;
    const double depth = seal.band_outer - seal.band_inner;
    const double outer = (seal.band_outer - depth * box_band.y / height) / std::cos((to - from) / 2);
    const double inner = seal.band_outer - depth * box_band.bottom() / height;
    const auto at = [&](double angle, double share) {
        const double inside = (1 - share) * std::min(seal.radius_x, seal.radius_y);
        return Point{seal.centre_upright.x + (seal.radius_x - inside) * std::cos(angle),
                     seal.centre_upright.y + (seal.radius_y - inside) * std::sin(angle)};
    };
    return {{at(from, outer), at(to, outer), at(to, inner), at(from, inner)}};
}

std::vector<Seal> one_by_band(const Seal& seal) {
    std::vector<Seal> out{seal};
    out.front().other_bands.clear();
    for (const SealBand& band : seal.other_bands) {
        Seal next = out.front();
        next.band = band.picture;
        next.band_inner = band.inner;
        next.band_outer = band.outer;
        next.band_start_deg = band.start_deg;
        out.push_back(std::move(next));
    }
    return out;
}

}  // namespace mangping
