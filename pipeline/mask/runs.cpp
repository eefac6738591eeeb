#include "pipeline/mask/runs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace mangping::mask {
namespace {

// What is smaller is a box without content. The middle dot of a name is the smallest thing that is masked: 2 to 3
// pixels at 150 dpi, and readers' boxes of it lose up to a pixel.
constexpr double kLeastSide = 0.5, kLeastLongSide = 1.0;
// Level text: boxes of a levelled page lean by less than this (the skew that normalize leaves is below 0.1 degrees, and
// a glyph box rounded to pixels leans by up to 1/40).
constexpr double kLevelDegrees = 1.5;
// Glyphs of one run lean alike; neighbours on a seal's arc differ by 12 degrees and more.
constexpr double kSameLeanDegrees = 3.0;
// A piece longer than this many times its height holds several glyphs.
constexpr double kSeveralGlyphs = 1.7;
// Reader boxes in 1.5 % of cases hold a fraction of the glyph (measured: 16x3 px for a full-size glyph); the page's own
// em height then says how large glyphs are. Footnotes stand at half the body's size.
constexpr double kLeastShareOfPageEm = 0.5;

// A line leans when its centres drift by more than the shapes of glyphs alone make them (一 and 卜 sit 0.1 em off the
// middle), over enough glyphs to tell; steeper than this it is no line of a page that was levelled.
constexpr double kDriftEm = 0.3, kMostSlope = 0.15;
constexpr int kSlopeGlyphs = 4;

bool has_han(std::string_view utf8) {  // lead bytes E3..E9 and F0: CJK and its extensions
    return std::any_of(utf8.begin(), utf8.end(), [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return (b >= 0xE3 && b <= 0xE9) || b == 0xF0;
    });
}

/// Whether every piece holds one square glyph: then the longer side of a 一 or a 卜 is the em, not the shorter.
bool one_glyph_each(const Finding& finding) {
    const auto characters = std::count_if(finding.text.begin(), finding.text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80 && c != ' ';
    });
    return has_han(finding.text) && finding.pieces_upright.size() >= static_cast<std::size_t>(characters);
}

double lean_degrees(const Quad& q) {
    const double dx = q.at[1].x - q.at[0].x + q.at[2].x - q.at[3].x;
    const double dy = q.at[1].y - q.at[0].y + q.at[2].y - q.at[3].y;
    return std::atan2(dy, dx) * 180 / std::numbers::pi;
}

bool usable(const Quad& q, double width, double height) {
    for (const Point& p : q.at)
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) return false;
    const Rect box = bounding(q);
    if (std::max(box.w, box.h) < kLeastLongSide || area(q) < kLeastSide * kLeastLongSide) return false;
    const Rect seen = intersection(box, {0, 0, width, height});
    return seen.w >= kLeastSide && seen.h >= kLeastSide;
}

double glyph_size(const Rect& r, bool one_glyph) {
    const double longer = std::max(r.w, r.h), shorter = std::min(r.w, r.h);
    return !one_glyph && longer > kSeveralGlyphs * shorter ? shorter : longer;
}

/// The upper median: of two boxes the larger, because a wrong box is too small far more often than too large.
double em_of(const std::vector<Rect>& boxes, bool one_glyph_each, double page_em) {
    std::vector<double> sizes;
    for (const Rect& r : boxes) sizes.push_back(glyph_size(r, one_glyph_each));
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
    return std::max({sizes[sizes.size() / 2], kLeastShareOfPageEm * page_em, 4.0});
}

/// White between two glyphs on one axis. A flat or narrow glyph (一, 1) stands in the middle of a cell of an em: the
/// distance of the centres tells that apart from a wide gap.
double gap(double a0, double a1, double b0, double b1, double em) {
    return std::min(std::max(a0, b0) - std::min(a1, b1), std::abs(a0 + a1 - b0 - b1) / 2 - em);
}

/// Whether `next` continues the run that ends in `last`.
bool continues(const Rect& last, const Rect& next, double em, double join_gap) {
    const double gx = gap(last.x, last.right(), next.x, next.right(), em);
    const double gy = gap(last.y, last.bottom(), next.y, next.bottom(), em);
    const double dx = std::abs(last.centre().x - next.centre().x), dy = std::abs(last.centre().y - next.centre().y);
    return (dy < 0.5 * em && gx < join_gap) || (dx < 0.5 * em && gy < join_gap);
}

/// Words of a name in letters stand up to a capital's height apart, and one bar hides them: two would tell how long
/// each is. 0 for other kinds.
double word_gap(const Finding& finding, const std::vector<Rect>& pieces) {
    const bool letters = finding.kind == MaskKind::name_latin || finding.kind == MaskKind::employer_latin;
    double capital = 0;
    for (const Rect& r : pieces) capital = std::max(capital, r.h);
    return letters ? capital : 0;
}

Run started(const Finding& finding, double lean) {
    Run run;
    run.turned = std::abs(lean) > kLevelDegrees;
    run.upright_from_local = run.turned ? turning_cw(lean) : Transform{};
    run.kind = finding.kind;
    run.han = has_han(finding.text) || finding.kind == MaskKind::employer_seal;
    return run;
}

/// Lines of a page seen aslant (a photograph, a folded sheet) lean here and there by a degree or three although the
/// page as a whole is level. Boxes are upright all the same; their centres tell. Such a run is turned, so that its bar
/// follows the line instead of covering the neighbours above and below it.
void follow_slope(Run& run) {
    const auto n = static_cast<double>(run.pieces_local.size());
    // Arabic letters hang from their line and stand on it: their middles tell no slope.
    if (n < kSlopeGlyphs || run.turned || run.kind == MaskKind::code || run.kind == MaskKind::name_uyghur) return;
    double mx = 0, my = 0, across = 0, along = 0;
    for (const Rect& r : run.pieces_local) {
        mx += r.centre().x / n;
        my += r.centre().y / n;
    }
    for (const Rect& r : run.pieces_local) {  // least squares through the centres, along the run's own axis
        const double dx = r.centre().x - mx, dy = r.centre().y - my;
        across += dx * dy;
        along += run.down ? dy * dy : dx * dx;
    }
    if (along <= 0) return;
    const double slope = across / along, length = run.down ? run.bounds().h : run.bounds().w;
    if (std::abs(slope) * length < kDriftEm * run.em || std::abs(slope) > kMostSlope) return;
    const double lean = std::atan(slope) * 180 / std::numbers::pi * (run.down ? -1 : 1);
    run.turned = true;
    run.upright_from_local = turning_cw(lean);
    const Transform local_from_upright = inverse(run.upright_from_local);
    for (Rect& r : run.pieces_local) {
        const Point c = local_from_upright(r.centre());
        r = {c.x - r.w / 2, c.y - r.h / 2, r.w, r.h};
    }
}

void finish(Run& run, double em) {
    run.em = em;
    const Rect first = run.pieces_local.front(), last = run.pieces_local.back();
    const Rect all = run.bounds();
    run.down = run.pieces_local.size() > 1
                   ? std::abs(last.centre().y - first.centre().y) > std::abs(last.centre().x - first.centre().x)
                   : all.h > kSeveralGlyphs * all.w;
    follow_slope(run);
}

}  // namespace

Rect Run::bounds() const {
    Rect all;
    for (const Rect& r : pieces_local) all = bounding(all, r);
    return all;
}

Result<std::vector<Run>> runs_of(const Finding& finding, double width, double height, double page_em,
                                 double join_gap_em) {
    if (finding.pieces_upright.empty()) return Fault{FaultKind::internal, "mask_degenerate", "finding without a place"};
    std::vector<Rect> level;
    for (const Quad& q : finding.pieces_upright) {
        if (!usable(q, width, height)) return Fault{FaultKind::internal, "mask_degenerate", "piece without area"};
        level.push_back(bounding(q));
    }
    const double em = em_of(level, one_glyph_each(finding), page_em);
    const double join_gap = std::max(join_gap_em * em, word_gap(finding, level));
    std::vector<Run> runs;
    double run_lean = 0;
    for (const Quad& q : finding.pieces_upright) {
        const double lean = lean_degrees(q);
        if (!runs.empty() && std::abs(std::remainder(lean - run_lean, 360)) < kSameLeanDegrees) {
            Run& run = runs.back();
            const Rect piece = bounding(inverse(run.upright_from_local)(q));
            if (continues(run.pieces_local.back(), piece, em, join_gap)) {
                run.pieces_local.push_back(piece);
                continue;
            }
        }
        runs.push_back(started(finding, lean));
        run_lean = lean;
        runs.back().pieces_local.push_back(bounding(inverse(runs.back().upright_from_local)(q)));
    }
    for (Run& run : runs) finish(run, em);
    return runs;
}

}  // namespace mangping::mask
