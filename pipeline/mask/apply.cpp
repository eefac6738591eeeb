#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/mask/burn.hpp"
#include "pipeline/mask/encode.hpp"
#include "pipeline/mask/fit.hpp"
#include "pipeline/mask/mask.hpp"
#include "pipeline/mask/patch.hpp"
#include "pipeline/mask/runs.hpp"
#include "pipeline/mask/widen.hpp"
#include "pipeline/mask/wipe.hpp"

namespace mangping {

MaskedPage::Key key_of_mask_room() { return {}; }

namespace mask {
namespace {

// What is not masked must look as it did: never below the source's quality, and from 95 on files grow without a visible
// gain. 90 stands for pages that never were a JPEG.
constexpr int kLeastQuality = 85, kMostQuality = 95, kRenderedQuality = 90;
// How far around a run its neighbours are looked at: a glyph on either side, and what remains of a JPEG block.
constexpr double kReachEm = 1.3, kReachPx = 16;
// A bar of which less than this lies on the page hides nothing.
constexpr int kLeastPixels = 4;
// Two bars of one kind are one when one holds this share of the other.
constexpr double kSameBar = 0.95;

struct Drawn {
    Bar bar;
    Mask mask;  // quad_displayed filled
};

int output_quality(const UprightPage& page) {
    if (page.jpeg_quality <= 0) return kRenderedQuality;
    return std::clamp(page.jpeg_quality, kLeastQuality, kMostQuality);
}

/// Words of a name in the Arabic script, which stand a letter's height apart.
bool words_of_one_name(const Run& one, const Run& other, const Rect& a, const Rect& b) {
    constexpr double apart = 1.0;  // of the higher bar
    if (one.kind != MaskKind::name_uyghur || one.turned || other.turned || one.down || other.down) return false;
    const double shared = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    const double gap = std::max(a.x, b.x) - std::min(a.right(), b.right());
    return shared > 0.5 * std::min(a.h, b.h) && gap < apart * std::max(a.h, b.h);
}

/// Whether half a glyph stands between two bars over the same name: the reader's box of it was too narrow or off.
bool glyph_between(const cv::Mat& pixels, const Run& left, const Run& right, const Rect& a, const Rect& b) {
    constexpr double widest_em = 1.5, least_ink = 0.04;  // of an em's square; chosen: the dot of a name has less
    const bool print = left.han && (left.kind == MaskKind::name || left.kind == MaskKind::employer);
    if (!print || left.turned || right.turned || left.down || right.down) return false;
    const Rect gap{a.right() + 1, std::max(a.y, b.y), b.x - a.right() - 2,
                   std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y)};
    if (gap.w <= 0 || gap.h <= left.em / 2 || gap.w > widest_em * left.em) return false;
    const Patch patch = patch_of(pixels, right, (widest_em + 1) * right.em);
    const cv::Mat ink = glyph_ink(patch, right);
    const cv::Rect here = adapt::pixels_of({gap.x - patch.x0, gap.y - patch.y0, gap.w, gap.h}, ink.size());
    return !here.empty() && cv::countNonZero(ink(here)) >= least_ink * left.em * left.em;
}

Status draw(const cv::Mat& pixels, const UprightPage& page, const Finding& finding, Width width,
            std::vector<Drawn>& out) {
    const bool fixed = width == Width::fixed && finding.kind != MaskKind::employer_seal;
    auto runs = runs_of(finding, pixels.cols, pixels.rows, page.text_height_px, fixed ? kJoinGapFixedEm : kJoinGapEm);
    if (!runs) return runs.fault();
    const Transform displayed_from_upright = inverse(page.upright_from_displayed);
    std::vector<std::pair<const Run*, Rect>> bars;
    for (const Run& run : *runs) {
        const Patch patch = patch_of(pixels, run, kReachEm * run.em + kReachPx);
        Rect box = fit(run, patch, glyph_ink(patch, run));
        if (fixed)
            box = widened(run, patch_of(pixels, run, reach_of_widening(run, page.text_height_px)), box,
                          page.text_height_px);
        if (!bars.empty() && (words_of_one_name(*bars.back().first, run, bars.back().second, box) ||
                              glyph_between(pixels, *bars.back().first, run, bars.back().second, box)))
            bars.back().second = bounding(bars.back().second, box);
        else
            bars.emplace_back(&run, box);
    }
    for (const auto& [its_run, box] : bars) {
        const Run& run = *its_run;
        Quad upright = run.upright_from_local(quad_of(box));
        if (!run.turned) {  // whole pixels, so that the bar has crisp edges
            const double x0 = std::max(0.0, std::round(box.x)), y0 = std::max(0.0, std::round(box.y));
            const double x1 = std::min(double(pixels.cols), std::round(box.right()));
            const double y1 = std::min(double(pixels.rows), std::round(box.bottom()));
            if (x1 <= x0 || y1 <= y0) return Fault{FaultKind::internal, "mask_degenerate", "bar off the page"};
            upright = quad_of({x0, y0, x1 - x0, y1 - y0});
        }
        out.push_back(
            {{upright, run.em},
             {finding.kind, displayed_from_upright(upright), finding.text, finding.confidence, finding.source}});
    }
    return Done{};
}

/// Bars of one kind that lie within another: the same mention, found twice. The larger one stays, with the better
/// confidence of the two.
void drop_repeated(std::vector<Drawn>& all) {
    std::vector<Drawn> kept;
    std::stable_sort(all.begin(), all.end(), [](const Drawn& a, const Drawn& b) {
        return area(a.bar.quad_upright) > area(b.bar.quad_upright);
    });
    for (Drawn& d : all) {
        const Rect box = bounding(d.bar.quad_upright);
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const Drawn& k) {
            return k.mask.kind == d.mask.kind &&
                   intersection(bounding(k.bar.quad_upright), box).area() >= kSameBar * box.area();
        });
        if (same == kept.end() || area(d.bar.quad_upright) < 0.9 * box.area())
            kept.push_back(std::move(d));
        else
            same->mask.confidence = std::max(same->mask.confidence, d.mask.confidence);
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Drawn& a, const Drawn& b) {
        const Rect p = bounding(a.bar.quad_upright), q = bounding(b.bar.quad_upright);
        return p.y != q.y ? p.y < q.y : p.x < q.x;
    });
    all = std::move(kept);
}

/// The masked page as a JPEG: block by block where the source allows it.
Result<std::vector<std::uint8_t>> coded(const UprightPage& page, const Raster& masked,
                                        std::span<const std::uint8_t> source) {
    const bool as_it_came =
        page.format == Format::jpeg && page.upright_from_displayed == Transform{} && !source.empty();
    if (as_it_came)
        if (auto bytes = wiped(source, *page.raster, masked)) return std::move(*bytes);
    return encode_jpeg(masked, output_quality(page));
}

Result<Applied> applied(const UprightPage& page, const std::vector<Finding>& to_mask, Width width,
                        std::span<const std::uint8_t> source) {
    Raster copy = *page.raster;
    cv::Mat pixels = adapt::view(copy);
    std::vector<Drawn> drawn;
    for (const Finding& finding : to_mask)
        if (const Status done = draw(pixels, page, finding, width, drawn); !done) return done.fault();
    drop_repeated(drawn);
    std::vector<Bar> bars;
    for (const Drawn& d : drawn) bars.push_back(d.bar);
    const auto& m = page.upright_from_displayed.m;
    const bool turned = m[1] != 0 && m[0] != 0;  // anything but quarter turns was interpolated
    for (const int covered : burn(pixels, bars, {page.jpeg_quality, turned}))
        if (covered < kLeastPixels) return Fault{FaultKind::internal, "mask_degenerate", "bar without pixels"};
    auto jpeg = coded(page, copy, source);
    if (!jpeg) return jpeg.fault();
    const double unit = page.format == Format::pdf ? 1 / page.px_per_unit : 1;
    Applied out{MaskedPage(key_of_mask_room(), std::move(*jpeg), copy.width, copy.height, copy.width * unit,
                           copy.height * unit),
                {},
                scaling(unit, unit) * page.upright_from_displayed};
    for (Drawn& d : drawn) out.masks.push_back(std::move(d.mask));
    return out;
}

}  // namespace

Result<Applied> apply(const UprightPage& page, const std::vector<Finding>& to_mask, Width width,
                      std::span<const std::uint8_t> source) {
    if (!page.raster || page.raster->empty()) return Fault{FaultKind::internal, "masking_failed", "no pixels"};
    try {
        return applied(page, to_mask, width, source);
    } catch (const cv::Exception& e) {
        return Fault{FaultKind::internal, "masking_failed", e.func};
    }
}

}  // namespace mask
}  // namespace mangping
