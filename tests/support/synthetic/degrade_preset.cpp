// Draws of degradations. What is drawn is decided in two steps: first whether the picture has a fault that costs it its
// legibility (and which), then the ordinary dirt of its class. Values between marginal and illegible are left out.
#include <algorithm>
#include <array>
#include <cmath>

#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::synthetic {
namespace {

enum class Fault { none, marginal, illegible };

Fault draw_fault(Difficulty difficulty, Rng& rng) {
    if (difficulty == Difficulty::easy) return Fault::none;
    const double u = rng.unit();
    if (difficulty == Difficulty::mixed) return u < 0.05 ? Fault::illegible : u < 0.12 ? Fault::marginal : Fault::none;
    return u < 0.34 ? Fault::illegible : u < 0.48 ? Fault::marginal : Fault::none;
}

int draw_turns(Difficulty difficulty, Rng& rng) {
    const double upright = difficulty == Difficulty::easy ? 0.8 : 0.55;
    if (rng.chance(upright)) return 0;
    const double u = rng.unit();
    return u < 0.4 ? 1 : u < 0.6 ? 2 : 3;
}

/// A scanner's or a camera's own softness is about a pixel of a full-size picture, and less of one that was made
/// smaller. It keeps text of 16 px below the knee of legibility.
double own_softness(double width, Rng& rng) {
    const double most = width < 1500 ? 0.55 : width < 2000 ? 0.75 : 1.1;
    return rng.between(0.35 * most, most);
}

double draw_width(std::initializer_list<double> widths, Rng& rng) {
    return *(widths.begin() + rng.whole(0, static_cast<int>(widths.size()) - 1));
}

void draw_jpeg(JpegOptions& jpeg, Difficulty difficulty, bool photo, Rng& rng) {
    jpeg.quality = difficulty == Difficulty::easy ? rng.whole(78, 95) : rng.whole(45, 92);
    jpeg.subsampling = rng.chance(0.75) ? Subsampling::s420 : Subsampling::s444;
    jpeg.progressive = rng.chance(0.15);
    if (photo && rng.chance(0.6)) {
        static constexpr std::array<int, 4> kHeld{1, 6, 3, 8};
        jpeg.camera = rng.pick({"Telephone A1", "Pocket Camera 20", "HX-7"});
        jpeg.exif_orientation = kHeld[static_cast<std::size_t>(rng.chance(0.5) ? 0 : rng.whole(1, 3))];
        jpeg.thumbnail = rng.chance(0.5);
    } else {
        jpeg.dpi = rng.chance(0.5) ? rng.whole(1, 4) * 75 : 0;
    }
}

/// The one thing that is wrong with a page that cannot be read (or only with effort).
void apply_fault(Degradation& d, Fault fault, Rng& rng) {
    if (fault == Fault::none) return;
    const bool lost = fault == Fault::illegible, photo = d.scan == ScanClass::photo;
    Optics& o = d.optics;
    switch (rng.whole(0, photo ? 5 : 3)) {
        case 0:
            o.blur_em = lost ? rng.between(0.13, 0.19) : rng.between(0.07, 0.096);
            break;
        case 1:
            d.paper.ink = lost ? rng.between(0.025, 0.04) : rng.between(0.08, 0.12);
            o.noise_sd = lost ? std::clamp(o.noise_sd, 2.5, 5.0) : 1.2;
            o.contrast = std::min(1.0, o.contrast);
            o.glare = 0;
            o.shadow = 0;
            break;
        case 2:
            d.placement.target_width =
                (lost ? rng.between(330, 400) : rng.between(545, 590)) / (photo ? 0.93 * d.placement.fill : 1);
            o.blur_px = std::min(o.blur_px, 0.3);
            o.noise_sd = std::min(o.noise_sd, 3.0);
            break;
        case 3: {
            if (!lost) {
                o.blur_em = rng.between(0.07, 0.096);
                break;
            }
            const auto side = static_cast<std::size_t>(rng.whole(0, 3));
            d.placement.crop[side] = photo ? rng.between(0.16, 0.24) : rng.between(0.13, 0.2);
            break;
        }
        case 4:
            o.glare = lost ? rng.between(0.985, 1.0) : rng.between(0.875, 0.895);
            o.glare_radius = rng.between(0.14, 0.24);
            o.glare_x = rng.between(0.35, 0.65);
            o.glare_y = rng.between(0.35, 0.6);
            break;
        default:
            o.motion_em = lost ? rng.between(0.57, 0.85) : rng.between(0.26, 0.36);
            o.motion_dir_deg = rng.between(-30, 60);
    }
}

void draw_digital(Degradation& d, Difficulty difficulty, Rng& rng) {
    d.placement.target_width =
        difficulty == Difficulty::easy ? draw_width({1240, 1654, 0}, rng) : draw_width({900, 1080, 1240, 1654}, rng);
    if (difficulty != Difficulty::easy && rng.chance(0.15)) d.placement.quarter_turns_cw = draw_turns(difficulty, rng);
}

void draw_scan(Degradation& d, Difficulty difficulty, Rng& rng) {
    const bool easy = difficulty == Difficulty::easy, hard = difficulty == Difficulty::hard;
    Placement& p = d.placement;
    Optics& o = d.optics;
    p.target_width = easy ? draw_width({1240, 1654, 1654, 2480}, rng) : draw_width({1240, 1240, 1654, 1654, 2480}, rng);
    p.quarter_turns_cw = draw_turns(difficulty, rng);
    p.skew_deg = easy ? rng.between(-0.8, 0.8) : rng.chance(0.8) ? rng.between(-3, 3) : rng.between(-8, 8);
    if (hard && rng.chance(0.4)) p.skew_deg = rng.between(-14, 14);
    d.paper.texture = easy ? 0.8 : rng.between(0.6, 2.2);
    d.paper.tint = rng.chance(easy ? 0.2 : 0.4) ? rng.between(0.05, easy ? 0.2 : 0.6) : rng.between(0, 0.06);
    o.black_lift = rng.between(6, 34);
    o.contrast = rng.between(0.9, 1.0);
    o.gamma = rng.between(0.85, 1.15);
    o.blur_px = own_softness(p.target_width, rng);
    o.noise_sd = easy ? rng.between(0.8, 2) : rng.between(1, 5);
    o.sharpen = rng.chance(0.35) ? rng.between(0.2, 0.7) : 0;
    o.dust = rng.whole(0, easy ? 4 : 25);
    o.grey = rng.chance(easy ? 0.1 : 0.25);
    o.scanner_bed = true;
    if (easy) return;
    if (rng.chance(0.35)) d.paper.bleed_through = rng.between(5, hard ? 34 : 16);
    d.paper.folds = rng.chance(0.3) ? rng.whole(1, 2) : 0;
    d.paper.stains = rng.chance(0.15) ? rng.whole(1, 2) : 0;
    d.paper.staples = rng.chance(0.2) ? 1 : 0;
    d.paper.punch_holes = rng.chance(0.2) ? 2 : 0;
    d.paper.pen_scribble = rng.chance(0.1);
    o.streaks = rng.chance(0.2) ? rng.whole(1, 3) : 0;
    o.edge_shadow = rng.chance(0.45) ? rng.between(0.2, 0.7) : 0;
    o.light_gradient = rng.chance(0.3) ? rng.between(0.03, 0.12) : 0;
    o.light_dir_deg = rng.between(0, 360);
}

void draw_photo(Degradation& d, Difficulty difficulty, Rng& rng) {
    const bool easy = difficulty == Difficulty::easy, hard = difficulty == Difficulty::hard;
    Placement& p = d.placement;
    Optics& o = d.optics;
    p.target_width = easy ? draw_width({2000, 2448, 3000}, rng) : draw_width({1440, 1800, 2448, 3000, 3120}, rng);
    p.frame_aspect = 4.0 / 3;
    p.fill = easy ? rng.between(0.9, 0.98) : rng.between(0.74, 0.98);
    p.quarter_turns_cw = draw_turns(difficulty, rng);
    p.skew_deg = easy ? rng.between(-1.5, 1.5) : rng.between(-5, 5);
    p.perspective = easy ? rng.between(0, 0.03) : rng.between(0.01, hard ? 0.16 : 0.09);
    p.perspective_dir = rng.between(0, 360);
    p.curl = easy ? 0 : rng.chance(0.5) ? rng.between(0.008, hard ? 0.05 : 0.028) : 0;
    d.paper.texture = rng.between(0.5, 1.5);
    d.paper.tint = rng.between(0, easy ? 0.05 : 0.3);
    d.paper.folds = !easy && rng.chance(0.35) ? rng.whole(1, 2) : 0;
    d.paper.bleed_through = !easy && rng.chance(0.2) ? rng.between(4, 12) : 0;
    o.desk = true;
    o.blur_px = own_softness(p.target_width * p.fill, rng);
    o.light_gradient = rng.between(0.04, easy ? 0.15 : 0.4);
    o.light_dir_deg = rng.between(0, 360);
    o.vignette = rng.between(0.05, easy ? 0.15 : 0.35);
    o.black_lift = rng.between(8, 36);
    o.gamma = rng.between(0.8, 1.1);
    o.noise_sd = easy ? rng.between(1.5, 3) : rng.between(2, hard ? 11 : 7);
    o.chroma_noise_sd = o.noise_sd * 0.5;
    const double bright = rng.between(0.88, 1.06), warm = rng.between(-0.09, 0.13);
    // A warm lamp takes blue away, shade takes red.
    o.colour_cast[0] = bright * (1 + std::min(0.0, warm));
    o.colour_cast[1] = bright * (1 - 0.35 * std::max(0.0, warm) + 0.3 * std::min(0.0, warm));
    o.colour_cast[2] = bright * (1 - std::max(0.0, warm));
    if (easy) return;
    o.shadow = rng.chance(0.4) ? rng.between(0.2, hard ? 0.62 : 0.45) : 0;
    if (rng.chance(0.15)) {
        o.glare = rng.between(0.15, 0.4);
        o.glare_x = rng.between(0.2, 0.8);
        o.glare_y = rng.between(0.2, 0.8);
    }
    o.moire = rng.chance(hard ? 0.15 : 0.05) ? rng.between(3, 14) : 0;
}

void draw_fax(Degradation& d, Difficulty difficulty, Rng& rng) {
    const bool easy = difficulty == Difficulty::easy, hard = difficulty == Difficulty::hard;
    Placement& p = d.placement;
    Optics& o = d.optics;
    p.target_width = draw_width({1654, 1728, 2480}, rng);
    p.quarter_turns_cw = draw_turns(difficulty, rng);
    p.skew_deg = easy ? rng.between(-0.8, 0.8) : rng.between(-3, 3);
    o.scanner_bed = true;
    o.grey = true;
    o.bilevel = !easy && rng.chance(0.55);
    o.contrast = rng.between(1.1, 1.5);
    o.gamma = rng.between(0.7, 1.3);
    o.noise_sd = rng.between(2, easy ? 5 : 12);
    o.blur_px = own_softness(p.target_width, rng);
    o.toner_loss = easy ? rng.between(0, 0.2) : rng.between(0.1, hard ? 0.5 : 0.4);
    o.salt_pepper = o.bilevel ? rng.between(0.0002, hard ? 0.006 : 0.002) : 0;
    o.dust = rng.whole(4, easy ? 20 : 80);
    o.streaks = rng.chance(0.4) ? rng.whole(1, 4) : 0;
    o.edge_shadow = rng.chance(0.5) ? rng.between(0.3, 0.8) : 0;
}

}  // namespace

Degradation preset(ScanClass scan, Difficulty difficulty, std::uint64_t seed) {
    // Not by a multiple of the generator's own increment: neighbouring seeds would draw the same numbers, shifted.
    Rng rng(seed ^ ((static_cast<std::uint64_t>(scan) * 4 + static_cast<std::uint64_t>(difficulty)) << 40));
    Degradation d;
    d.scan = scan;
    switch (scan) {
        case ScanClass::digital:
            draw_digital(d, difficulty, rng);
            break;
        case ScanClass::scan:
            draw_scan(d, difficulty, rng);
            break;
        case ScanClass::photo:
            draw_photo(d, difficulty, rng);
            break;
        case ScanClass::fax:
            draw_fax(d, difficulty, rng);
            break;
    }
    draw_jpeg(d.jpeg, difficulty, scan == ScanClass::photo, rng);
    const Fault fault = draw_fault(difficulty, rng);
    if (fault != Fault::none && scan == ScanClass::fax) {
        d.optics.toner_loss = fault == Fault::illegible ? rng.between(1.0, 1.15) : rng.between(0.66, 0.74);
    } else if (fault != Fault::none && scan == ScanClass::digital) {
        d.placement.target_width = fault == Fault::illegible ? rng.between(330, 400) : rng.between(545, 590);
    } else {
        apply_fault(d, fault, rng);
    }
    return d;
}

}  // namespace mangping::synthetic
