#include "tests/support/synthetic/degrade_truth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <optional>

#include "tests/support/synthetic/degrade_clarity.hpp"

namespace mangping::synthetic {
namespace {

/// From the clean page to the displayed picture: warp, crop, quarter turns.
class Course {
public:
    Course(const Warp& warp, const Cut& cut, int turns) : warp_(warp), cut_(cut), turns_(((turns % 4) + 4) % 4) {}
    [[nodiscard]] Point operator()(Point page) const {
        const Point f = warp_.frame_from_page(page);
        const double x = f.x - cut_.x, y = f.y - cut_.y, w = cut_.width, h = cut_.height;
        switch (turns_) {
            case 1:
                return {h - y, x};
            case 2:
                return {w - x, h - y};
            case 3:
                return {y, w - x};
            default:
                return {x, y};
        }
    }
    [[nodiscard]] Quad operator()(const Quad& q) const {
        return {{(*this)(q.at[0]), (*this)(q.at[1]), (*this)(q.at[2]), (*this)(q.at[3])}};
    }
    [[nodiscard]] double width() const { return turns_ % 2 == 0 ? cut_.width : cut_.height; }
    [[nodiscard]] double height() const { return turns_ % 2 == 0 ? cut_.height : cut_.width; }

private:
    const Warp& warp_;
    Cut cut_;
    int turns_;
};

double length(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Share of a quad that lies inside the picture, by an 8 x 8 grid of points.
double share_inside(const Quad& q, double w, double h) {
    int inside = 0;
    for (int i = 0; i < 8; ++i)
        for (int j = 0; j < 8; ++j) {
            const double s = (i + 0.5) / 8, t = (j + 0.5) / 8;
            const double x =
                (1 - t) * ((1 - s) * q.at[0].x + s * q.at[1].x) + t * ((1 - s) * q.at[3].x + s * q.at[2].x);
            const double y =
                (1 - t) * ((1 - s) * q.at[0].y + s * q.at[1].y) + t * ((1 - s) * q.at[3].y + s * q.at[2].y);
            inside += x >= 0 && x < w && y >= 0 && y < h ? 1 : 0;
        }
    return inside / 64.0;
}

Quad clamped(Quad q, double w, double h) {
    for (Point& p : q.at) {
        p.x = std::clamp(p.x, 0.0, w);
        p.y = std::clamp(p.y, 0.0, h);
    }
    return q;
}

/// The features of a face are about this share of its picture wide.
constexpr double kFeature = 0.125;

/// A thing of which less than this is in the picture is not in it: nobody can tell what it was.
constexpr double kSeen = 0.35;

/// Moves a quad; nothing if it is cut off.
std::optional<Quad> moved(const Quad& q, const Course& course) {
    const Quad to = course(q);
    const double seen = share_inside(to, course.width(), course.height());
    if (seen < kSeen) return std::nullopt;
    return seen < 1 ? clamped(to, course.width(), course.height()) : to;
}

struct Levels {
    double ink = 20, paper = 255;
};

/// Ink and paper of a line on the clean page: the 1st and 90th percentile of luminance in its box and close around it.
Levels levels_of(const Raster& image, const Quad& q, double em) {
    const Rect r = grown(bounding(q), 0.3 * em);
    const int x0 = std::max(0, static_cast<int>(r.x)), x1 = std::min(image.width, static_cast<int>(r.right()) + 1);
    const int y0 = std::max(0, static_cast<int>(r.y)), y1 = std::min(image.height, static_cast<int>(r.bottom()) + 1);
    std::array<int, 256> count{};
    int total = 0;
    // A page number is dashes two pixels thick: small boxes are looked at pixel by pixel, or the ink could be missed.
    constexpr int kSmallBox = 20'000;
    const int step = (x1 - x0) * (y1 - y0) < kSmallBox ? 1 : 2;
    for (int y = y0; y < y1; y += step) {
        const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
        for (int x = x0; x < x1; x += step, ++total) {
            const std::uint8_t* p =
                image.pixels.data() + (row + static_cast<std::size_t>(x)) * static_cast<std::size_t>(image.channels);
            ++count[image.channels == 3 ? static_cast<std::size_t>((p[0] * 77 + p[1] * 151 + p[2] * 28) >> 8) : p[0]];
        }
    }
    if (total < 20) return {};
    const auto percentile = [&](double share) {
        int sum = 0;
        for (int v = 0; v < 256; ++v)
            if ((sum += count[static_cast<std::size_t>(v)]) >= share * total) return static_cast<double>(v);
        return 255.0;
    };
    return {percentile(0.012), percentile(0.9)};
}

/// How far a line reaches out of the picture, in em: across it (its height cut) or along it (characters missing).
double cut_em(const Quad& q, double em, double w, double h) {
    double out = 0;
    for (const Point& p : q.at) out = std::max({out, -p.x, -p.y, p.x - w, p.y - h});
    return out / em;
}

class Assessor {
public:
    Assessor(const SyntheticPage& clean, const Degradation& d, const Warp& warp, const LightField& light, double sigma)
        : clean_(clean), d_(d), warp_(warp), light_(light), sigma_(sigma) {}

    /// The worst place of a line, looked at about once an em.
    [[nodiscard]] Legibility worst_of(const TruthLine& line, double em, double cut) const {
        const Quad& q = line.quad;
        const Levels levels = levels_of(clean_.image, q, line.em_px);
        const double along = line.vertical ? length(q.at[0], q.at[3]) : length(q.at[0], q.at[1]);
        const int steps = std::clamp(static_cast<int>(along / std::max(1.0, line.em_px)), 1, 60);
        Legibility worst;
        for (int i = 0; i < steps; ++i) {
            const double t = (i + 0.5) / steps, s = line.vertical ? 0.5 : t, v = line.vertical ? t : 0.5;
            const Point page{
                (1 - v) * ((1 - s) * q.at[0].x + s * q.at[1].x) + v * ((1 - s) * q.at[3].x + s * q.at[2].x),
                (1 - v) * ((1 - s) * q.at[0].y + s * q.at[1].y) + v * ((1 - s) * q.at[3].y + s * q.at[2].y)};
            Legibility here = judge(at(page, levels, em, cut));
            if (i == 0 || here.severity > worst.severity) worst = std::move(here);
        }
        return worst;
    }

private:
    [[nodiscard]] LocalPhysics at(Point page, const Levels& levels, double em, double cut) const {
        const Point f = warp_.frame_from_page(page);
        LocalPhysics p;
        p.em_px = em;
        p.sigma_px = sigma_;
        p.light = light_.light(f);
        p.glare = light_.glare(f);
        const double cast = (d_.optics.colour_cast[0] + d_.optics.colour_cast[1] + d_.optics.colour_cast[2]) / 3;
        const auto seen = [&](double level) {
            const double lit = tone(d_.optics, level) * p.light * std::min(1.0, cast);
            return lit + (255 - lit) * p.glare;
        };
        const auto printed = [&](double level) { return 255 - (255 - level) * d_.paper.ink; };
        p.ink = seen(printed(levels.ink));
        p.paper = seen(printed(levels.paper));
        p.noise_sd = std::hypot(d_.optics.noise_sd, d_.paper.bleed_through * 0.25);
        p.moire = d_.optics.moire;
        p.salt_pepper = d_.optics.salt_pepper;
        p.toner_loss = d_.optics.toner_loss;
        p.cut_em = cut;
        p.jpeg_quality = d_.jpeg.quality > 0 ? d_.jpeg.quality : 100;
        p.bilevel = d_.optics.bilevel;
        return p;
    }
    const SyntheticPage& clean_;
    const Degradation& d_;
    const Warp& warp_;
    const LightField& light_;
    double sigma_;
};

/// Local em after the course: the clean em times the growth of the line's cross direction.
double em_after(const TruthLine& line, const Course& course) {
    const Quad to = course(line.quad);
    const auto& a = line.quad.at;
    const auto& b = to.at;
    const double before =
        line.vertical ? length(a[0], a[1]) + length(a[3], a[2]) : length(a[0], a[3]) + length(a[1], a[2]);
    const double after =
        line.vertical ? length(b[0], b[1]) + length(b[3], b[2]) : length(b[0], b[3]) + length(b[1], b[2]);
    return before > 0 ? line.em_px * after / before : line.em_px;
}

void move_marks(const PageTruth& from, const Course& course, PageTruth& to) {
    for (TruthTarget t : from.targets) {
        const auto quad = moved(t.quad, course);
        if (!quad) continue;
        t.quad = *quad;
        for (Quad& g : t.glyphs) g = clamped(course(g), course.width(), course.height());
        for (Quad& c : t.circle) c = clamped(course(c), course.width(), course.height());
        to.targets.push_back(std::move(t));
    }
    for (TruthKeep k : from.keep)
        if (const auto quad = moved(k.quad, course)) {
            k.quad = *quad;
            to.keep.push_back(std::move(k));
        }
    for (TruthCode c : from.codes)
        if (const auto quad = moved(c.quad, course)) {
            c.quad = *quad;
            to.codes.push_back(std::move(c));
        }
}

/// A part of a broken mention that was cut off leaves the others: they are counted anew.
void renumber_parts(PageTruth& truth) {
    std::map<std::string, int> parts;
    for (const TruthTarget& t : truth.targets)
        if (!t.group.empty()) ++parts[t.group];
    std::map<std::string, int> next;
    for (TruthTarget& t : truth.targets)
        if (!t.group.empty()) {
            t.parts = parts[t.group];
            t.part = next[t.group]++;
        }
}

/// The turn that levels the page's central line of reading, once the quarter turns are undone.
double levelling_turn(const SyntheticPage& clean, const Warp& warp) {
    const double w = clean.image.width, h = clean.image.height;
    const double reading = -clean.truth.rotation_cw * std::numbers::pi / 180;
    const Point d{std::cos(reading), std::sin(reading)};
    const double reach = 0.4 * (std::abs(d.x) * w + std::abs(d.y) * h);
    const Point a = warp.frame_from_page({w / 2 - reach * d.x, h / 2 - reach * d.y});
    const Point b = warp.frame_from_page({w / 2 + reach * d.x, h / 2 + reach * d.y});
    const double turned = std::atan2(b.y - a.y, b.x - a.x) - reading;
    return -std::remainder(turned, 2 * std::numbers::pi) * 180 / std::numbers::pi;
}

}  // namespace

Cut cut_of(const Placement& p, const Warp& warp) {
    const auto px = [](double share, int extent) { return static_cast<int>(std::lround(share * extent)); };
    Cut c{px(p.crop[0], warp.width), px(p.crop[1], warp.height), 0, 0};
    c.width = std::max(8, warp.width - c.x - px(p.crop[2], warp.width));
    c.height = std::max(8, warp.height - c.y - px(p.crop[3], warp.height));
    return c;
}

double median_em(const PageTruth& truth, double page_w, double page_h) {
    std::vector<double> em;
    for (const TruthLine& l : truth.lines)
        if (l.em_px > 0) em.push_back(l.em_px);
    if (em.empty()) return truth.text_px > 0 ? truth.text_px : std::min(page_w, page_h) / 56;
    const auto middle = em.begin() + static_cast<std::ptrdiff_t>(em.size() / 2);
    std::nth_element(em.begin(), middle, em.end());
    return *middle;
}

PageTruth truth_after(const SyntheticPage& clean, const Degradation& d, const Warp& warp, const Cut& cut,
                      const LightField& light, double sigma_px) {
    const PageTruth& from = clean.truth;
    const Course course(warp, cut, d.placement.quarter_turns_cw);
    PageTruth to;
    to.width = course.width();
    to.height = course.height();
    to.rotation_cw = ((from.rotation_cw - 90 * d.placement.quarter_turns_cw) % 360 + 360) % 360;
    to.skew_deg = from.skew_deg + levelling_turn(clean, warp);
    to.scan = key(d.scan);
    to.fields = from.fields;
    move_marks(from, course, to);
    renumber_parts(to);

    const Assessor assessor(clean, d, warp, light, sigma_px);
    Legibility worst;
    std::vector<double> ems;
    for (TruthLine line : from.lines) {
        const double em = em_after(line, course);
        const Quad quad = course(line.quad);
        const double out = cut_em(quad, em, to.width, to.height);
        const double seen = share_inside(quad, to.width, to.height);
        // A line that is gone altogether leaves no trace to complain about, but the page lacks it.
        Legibility here = seen < 0.02 ? Legibility{1.2, {"cropped"}} : assessor.worst_of(line, em, out);
        if (here.severity > worst.severity) worst = std::move(here);
        if (seen < kSeen) continue;
        ems.push_back(em);
        line.em_px = em;
        line.quad = seen < 1 ? clamped(quad, to.width, to.height) : quad;
        to.lines.push_back(std::move(line));
    }
    // A picture without a line of text, a portrait, is lost where nothing of it is seen.
    if (from.lines.empty()) {
        TruthLine middle;
        middle.em_px = clean.image.width * kFeature;
        middle.quad =
            quad_of({clean.image.width * 0.3, clean.image.height * 0.4, clean.image.width * 0.4, middle.em_px});
        worst = assessor.worst_of(middle, middle.em_px * to.width / clean.image.width, 0);
    }
    if (ems.empty()) {
        to.text_px = from.text_px;
    } else {
        std::nth_element(ems.begin(), ems.begin() + static_cast<std::ptrdiff_t>(ems.size() / 2), ems.end());
        to.text_px = ems[ems.size() / 2];
    }
    to.severity = worst.severity;
    to.clarity = from.clarity == "blank" ? "blank" : verdict_of(worst.severity);
    to.reasons = from.clarity == "blank" ? from.reasons : worst.reasons;
    return to;
}

}  // namespace mangping::synthetic
