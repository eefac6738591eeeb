#include "pipeline/mask/fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/core.hpp>
#include <optional>

#include "pipeline/mask/edge.hpp"

namespace mangping::mask {
namespace {

// The margin: one to two pixels of anti-aliasing on a 150-dpi page, and still inside the gap between set glyphs
// (measured on Noto Serif and Sans: 0.06 to 0.14 em of white between square glyphs).
constexpr double kMarginEm = 0.07, kMarginLeast = 2.0;
// A bar as flat as a 一 or as narrow as a 卜 tells which glyph it hides: bars over square glyphs are squares.
constexpr double kCellEm = 0.95;
// A square glyph's box narrower than this holds only part of it: the narrowest of the GB 2312 characters that occur in
// names (卜, 小 in light faces) measure 0.55 em.
constexpr double kPartOfGlyph = 0.5;
// Reader boxes that are off are off by up to a quarter of an em (degenerate ones are widened to a cell first).
constexpr double kGrowEm = 0.3, kShrinkEm = 0.3, kSealEm = 0.1;
// A box fitted to the small letters of a line leaves out as much again of a capital or an Arabic stem.
constexpr double kAscenderEm = 0.75;
// White between the parts of one glyph across the line: dots over letters, 二, 三 (measured up to 0.3 em inside 三, but
// there the box's other strokes bridge it); between lines of a page it is 0.4 em and more.
constexpr double kDotGapEm = 0.12, kDotGapUyghurEm = 0.2;
// A box lower than this holds a flat glyph (二, 四), or only part of a tall one, whose strokes stand far apart.
constexpr double kFlatGlyph = 0.95, kFlatGapEm = 0.65;
// White between the halves of one square glyph along the line (林, 川, 儿).
constexpr double kHalfGapEm = 0.25;
constexpr double kCellSlackEm = 0.06;
// A square glyph's ink begins at most this far inside its cell (measured: 小, 卜, 丁 at the sides).
constexpr double kBearingEm = 0.2;
// A piece this many times as long as the em holds several glyphs, so that its cells are not known.
constexpr double kSeveralGlyphs = 1.4;
constexpr double kValleyEm = 0.12;
// A row or column with less ink than this, of an em, is a gap: a stroke is 0.03 em and more thick, dirt is not.
constexpr double kGapInkEm = 0.03;
// A code has 21 modules and more a side and a quiet zone of four around it: half a module hides every rounding of its
// corners and leaves the caption below alone.
constexpr double kCodeMargin = 0.02;

Rect swapped(const Rect& r) { return {r.y, r.x, r.h, r.w}; }

Profile profile_of(const cv::Mat& ink, double from, double to, bool columns, double em) {
    const int n = columns ? ink.rows : ink.cols;
    const int a = std::clamp(static_cast<int>(std::floor(from)), 0, n - 1);
    const int b = std::clamp(static_cast<int>(std::ceil(to)), a + 1, n);
    cv::Mat sums;
    cv::reduce(columns ? ink.rowRange(a, b) : ink.colRange(a, b), sums, columns ? 0 : 1, cv::REDUCE_SUM, CV_32S);
    Profile out(sums.begin<int>(), sums.end<int>());
    const int gap = static_cast<int>(kGapInkEm * em);
    for (int& v : out) v = v / 255 <= gap ? 0 : v / 255;
    return out;
}

/// Both edges on one axis: the span [low, high] of ink and the white beyond either end.
struct Span {
    double low = 0, high = 0, room_low = 0, room_high = 0;
};
Span span_of(Profile profile, double low, double high, EdgeRule at_low, EdgeRule at_high) {
    const double n = static_cast<double>(profile.size());
    const Edge a = low_edge(profile, low, at_low);
    std::reverse(profile.begin(), profile.end());
    if (at_high.expected >= 0) at_high.expected = std::max(0.0, n - at_high.expected);
    const Edge b = low_edge(profile, n - high, at_high);
    if (n - b.at <= a.at) return {low, high, 1, 1};  // no ink in between: the box as it was given
    return {a.at, n - b.at, a.room, b.room};
}

/// The distance of neighbouring glyphs, from those boxes that hold a whole glyph.
std::optional<double> pitch_of(const std::vector<Rect>& pieces, double em) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < pieces.size(); ++i)
        if (pieces[i].w > kPartOfGlyph * em && pieces[i - 1].w > kPartOfGlyph * em) {
            const double step = std::abs(pieces[i].centre().x - pieces[i - 1].centre().x);
            if (step > 0.8 * em && step < 1.7 * em) steps.push_back(step);
        }
    if (steps.empty()) return std::nullopt;
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
    return steps[steps.size() / 2];
}

/// A box that holds part of a square glyph, widened to the cell beside its neighbour (or about itself).
void widen_parts(std::vector<Rect>& pieces, double em) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        Rect& r = pieces[i];
        if (r.h < kPartOfGlyph * em) r = {r.x, r.centre().y - em / 2, r.w, em};
        if (r.w >= kPartOfGlyph * em) continue;
        double left = r.centre().x - em / 2;
        const Rect* other = i > 0 ? &pieces[i - 1] : pieces.size() > 1 ? &pieces[i + 1] : nullptr;
        if (other && other->centre().x > r.centre().x) left = std::min(left, other->x - em);
        if (other && other->centre().x < r.centre().x) left = std::max(left, other->right());
        r = {left, r.y, em, r.h};
    }
}

Rect bounds_of(const std::vector<Rect>& pieces) {
    return std::accumulate(pieces.begin(), pieces.end(), Rect{},
                           [](const Rect& a, const Rect& b) { return bounding(a, b); });
}

/// Where the first square glyph's cell begins and the last one's ends: by the pitch when three boxes or more agree on
/// it, else an em from the inner edge of the end box. Only x and w mean something.
Rect cells_of(std::vector<Rect> pieces, const Rect& box, double em) {
    std::sort(pieces.begin(), pieces.end(), [](const Rect& a, const Rect& b) { return a.x < b.x; });
    const std::optional<double> pitch = pitch_of(pieces, em);
    if (pitch && pieces.size() > 2) {
        std::vector<double> starts;
        for (std::size_t i = 0; i < pieces.size(); ++i) starts.push_back(pieces[i].centre().x - double(i) * *pitch);
        std::nth_element(starts.begin(), starts.begin() + static_cast<std::ptrdiff_t>(starts.size() / 2), starts.end());
        const double first = starts[starts.size() / 2];
        return {first - em / 2, box.y, double(pieces.size() - 1) * *pitch + em, box.h};
    }
    const Rect& first = pieces.front();
    const Rect& last = pieces.back();
    const double low = first.w > kSeveralGlyphs * em ? box.x : first.right() - em;
    const double high = last.w > kSeveralGlyphs * em ? box.right() : last.x + em;
    return {low, box.y, high - low, box.h};
}

struct Rules {
    EdgeRule low, high, top, bottom;
};
Rules rules_of(const Run& run, const std::vector<Rect>& pieces, const Rect& box) {
    const double em = run.em;
    const bool seal = run.kind == MaskKind::employer_seal;
    const bool print = !seal && run.kind != MaskKind::signature;
    EdgeRule plain;
    plain.grow = plain.shrink = (seal ? kSealEm : kGrowEm) * em;
    plain.valley = kValleyEm * em;
    Rules out{plain, plain, plain, plain};
    if (print)
        out.top.satellite = out.bottom.satellite =
            (run.kind == MaskKind::name_uyghur ? kDotGapUyghurEm : kDotGapEm) * em;
    if (!run.han && print) out.top.grow = out.bottom.grow = kAscenderEm * em;
    if (!run.han || !print) return out;
    if (box.h < kFlatGlyph * em) {
        out.top.satellite = out.bottom.satellite = kFlatGapEm * em;
        out.top.grow = out.bottom.grow = kFlatGapEm * em;
        out.top.slack = out.bottom.slack = kCellSlackEm * em;
        out.top.bearing = out.bottom.bearing = em;  // a flat glyph begins anywhere in its cell
        out.top.expected = std::max(0.0, box.bottom() - em);
        out.bottom.expected = std::max(0.0, box.y + em);
    }
    out.low.satellite = out.high.satellite = kHalfGapEm * em;
    out.low.slack = out.high.slack = kCellSlackEm * em;
    out.low.bearing = out.high.bearing = kBearingEm * em;
    out.low.grow = out.high.grow = 0.6 * em;  // half a glyph: `expected` is the tighter bound
    const Rect cells = cells_of(pieces, box, em);
    out.low.expected = std::max(0.0, cells.x);
    out.high.expected = std::max(0.0, cells.right());
    return out;
}

/// The span with its margin, at least `least` long where there is white around it.
std::pair<double, double> padded(const Span& s, double margin, double least) {
    const auto pad = [&](double room, double wanted) { return std::clamp(wanted, 1.0, std::max(1.0, room / 2)); };
    const double each = std::max(margin, (least - (s.high - s.low)) / 2);
    return {s.low - pad(s.room_low, each), s.high + pad(s.room_high, each)};
}

/// In the patch's pixels, the run going along x.
Rect fit_along_x(const Run& run, std::vector<Rect> pieces, const cv::Mat& ink) {
    if (run.han) widen_parts(pieces, run.em);
    const Rect box = bounds_of(pieces);
    const Rules rules = rules_of(run, pieces, box);
    Span x{box.x, box.right(), 0, 0}, y{box.y, box.bottom(), 0, 0};
    for (int pass = 0; pass < 2; ++pass) {  // each axis's profile is taken over the other's span
        y = span_of(profile_of(ink, x.low, x.high, false, run.em), box.y, box.bottom(), rules.top, rules.bottom);
        x = span_of(profile_of(ink, y.low, y.high, true, run.em), box.x, box.right(), rules.low, rules.high);
    }
    const bool cell = run.han && run.kind != MaskKind::employer_seal && run.kind != MaskKind::signature;
    const double margin = std::max(kMarginLeast, kMarginEm * run.em), least = cell ? kCellEm * run.em : 0;
    const auto [x0, x1] = padded(x, margin, least);
    const auto [y0, y1] = padded(y, margin, least);
    return {x0, y0, x1 - x0, y1 - y0};
}

}  // namespace

Rect fit(const Run& run, const Patch& patch, const cv::Mat& ink) {
    const Rect bounds = run.bounds();
    if (run.kind == MaskKind::manual) return bounds;
    if (run.kind == MaskKind::code) return grown(bounds, 1 + kCodeMargin * std::min(bounds.w, bounds.h));
    std::vector<Rect> pieces;
    for (const Rect& r : run.pieces_local) {
        const Rect in_patch{r.x - patch.x0, r.y - patch.y0, r.w, r.h};
        pieces.push_back(run.down ? swapped(in_patch) : in_patch);
    }
    Rect out = fit_along_x(run, std::move(pieces), run.down ? cv::Mat(ink.t()) : ink);
    if (run.down) out = swapped(out);
    out = {out.x + patch.x0, out.y + patch.y0, out.w, out.h};
    // A seal's text lies among its ring, its star and whatever was printed beneath it: there the box is never narrowed.
    return run.kind == MaskKind::employer_seal ? bounding(out, grown(bounds, kMarginEm * run.em)) : out;
}

}  // namespace mangping::mask
