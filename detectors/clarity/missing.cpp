#include "detectors/clarity/missing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/sheet.hpp"

namespace mangping::detectors {
namespace {

// A line ends this near to the picture's edge, in ems, only when it goes on outside: margins are an em and more.
constexpr double kAtEdgeEms = 0.12;
// So many ems of text along an edge are a cut; less is a speck or a binding's shadow.
constexpr double kCutEms = 3;
// Two or more lines at one side are cut however short; of one line the ems above are wanted.
constexpr std::size_t kSureLines = 2;
// Parts of glyphs that the picture's edge cuts: so many at one side are a cut line or cut lines, fewer may be dirt.
constexpr int kSureParts = 3;
// Where no line of text comes within so many ems of the side, a lid's ragged shadow makes some: then so many are wanted
// (chosen).
constexpr double kCloseEms = 1.5;
constexpr int kManyParts = 8;
// So many rules of a table that run out at one side, and fewer elsewhere, are a cut (chosen).
constexpr int kCutRules = 3;
// A part counts from this length on, in ems.
constexpr double kLeastPart = 0.22, kLeanPart = 3;
// And so deep into the picture.
constexpr double kDeep = 0.17;
// A page is cut at one side, or surely at two; what runs out at more is an ornament, a frame or a lid's shadow.
constexpr int kMostSides = 2;
// Pixels of the copy within which a part runs out of the picture.
constexpr double kOutermost = 1;

// Only lines of about the page's usual size, so that a lid's shadow is not taken for a line.
constexpr double kOrdinaryLeast = 0.6, kOrdinaryMost = 1.7;

// Burnt out: this bright, where the paper is at most so bright.
constexpr int kBurntLevel = 246, kPaperMost = 218;
// A sheet on a table was photographed, and only cameras see reflections: its paper may be brighter.
constexpr int kPhotographedMost = 240;
// Side of the squares, in pixels of the copy, that are burnt out or not.
constexpr int kSquare = 8;
// A spot is this large in square ems at least, and at most this share of the page (more is an overexposed page).
constexpr double kSpotEms = 3, kSpotShare = 0.35;
// A longer one is a margin beside tinted fields (chosen).
constexpr double kLongSpot = 8;
// Text is disturbed when it lies this near to the spot, in ems.
// or within the spot's fading rim, a share of its size.
constexpr double kNearEms = 3, kFading = 0.3;
// A reflection fades the text beside it to less than this share of the page's usual contrast; beside white paper that
// is merely well lit it is 0.93 and more, beside reflections 0.58 and 0.65 on the worst piece (accuracy clarity --pages
// 400 --seed 41).
constexpr double kFaded = 0.85;
// And so large a share of the pieces near it: 0.37 and 0.4 beside two reflections, 0.06 where a lamp only lit the
// corner of a sheet whose text all stood (chosen).
constexpr double kFadedShare = 0.2;
// A spot carries text where so many pieces have it round them, over so many ems, in so large a share (chosen).
constexpr double kRingEms = 1.0, kRingShare = 0.6;
constexpr int kStanding = 2;
// A shadow is black below this level, takes so large a share of the page and so much of its width and height; so many
// pieces near it stand on paper of less than this share of the usual brightness (chosen: portraits and dark desks have
// no text in their half-shadow).
constexpr int kBlackLevel = 34;
constexpr double kBlackShare = 0.025, kBlackSide = 0.1, kHalfShadow = 0.75;
// What stands on less is in the black itself: the grain of a banner (chosen).
constexpr double kBlack = 0.3;
constexpr int kInHalfShadow = 2;
// So much that is burnt out is white paper beside a dark block.
constexpr double kPaperShare = 0.42;

/// A table whose rules run out at one side has lost what stood beyond.
std::optional<Missing> cut_table(const TextRegions& text, double w, double h) {
    const auto most = std::max_element(text.rules_at_frame.begin(), text.rules_at_frame.end());
    const int all = std::accumulate(text.rules_at_frame.begin(), text.rules_at_frame.end(), 0);
    if (*most < kCutRules || all - *most >= kCutRules) return std::nullopt;
    const double depth = 2 * text.em_px;
    const std::array<Rect, 4> at{
        {{0, 0, depth, h}, {0, 0, w, depth}, {w - depth, 0, depth, h}, {0, h - depth, w, depth}}};
    const auto side = static_cast<std::size_t>(most - text.rules_at_frame.begin());
    return Missing{ClarityReason::cropped, quad_of(at[side]), 2.5};
}

}  // namespace

std::vector<Missing> cut_off(const TextRegions& text, int raster_width, int raster_height) {
    struct Side {
        Rect box;
        double ems = 0;
        std::vector<int> lines;
        int parts = 0;
        bool text_near = false;
    };
    std::array<Side, 4> sides;  // left, top, right, bottom
    for (const TextPiece& piece : text.pieces) {
        const double size = piece.em_px / text.em_px;
        if (!piece.sure || size < kOrdinaryLeast || size > kOrdinaryMost) continue;
        const double near = std::max(1.5, kAtEdgeEms * piece.em_px), close = kCloseEms * piece.em_px;
        const Rect box = bounding(piece.quad_raster);
        sides[0].text_near |= box.x < close;
        sides[1].text_near |= box.y < close;
        sides[2].text_near |= box.right() > raster_width - close;
        sides[3].text_near |= box.bottom() > raster_height - close;
        const std::array<bool, 4> at{
            box.x<near, box.y<near, box.right()> raster_width - near, box.bottom()> raster_height - near};
        for (std::size_t i = 0; i < 4; ++i) {
            if (!at[i]) continue;
            Side& side = sides[i];
            side.box = side.lines.empty() ? box : bounding(side.box, box);
            side.ems += std::max(box.w, box.h) / piece.em_px;
            if (side.lines.empty() || side.lines.back() != piece.line) side.lines.push_back(piece.line);
        }
    }
    for (const Rect& part : text.at_frame) {
        const double longer = std::max(part.w, part.h) / text.em_px, shorter = std::min(part.w, part.h) / text.em_px;
        if (longer < kLeastPart || longer > kOrdinaryMost || shorter < longer / kLeanPart) continue;
        const double near = 2 * kOutermost * raster_width / kCopySide + 1.5;
        const std::array<bool, 4> at{
            part.x<near, part.y<near, part.right()> raster_width - near, part.bottom()> raster_height - near};
        for (std::size_t i = 0; i < 4; ++i) {
            if (!at[i] || (i % 2 == 0 ? part.w : part.h) < kDeep * text.em_px) continue;
            sides[i].box = sides[i].parts == 0 && sides[i].lines.empty() ? part : bounding(sides[i].box, part);
            ++sides[i].parts;
        }
    }
    std::vector<Missing> out;
    for (const Side& side : sides) {
        const bool parts = side.parts >= (side.text_near ? kSureParts : kManyParts);
        const bool sure = side.lines.size() >= kSureLines || parts;
        if (side.ems < kCutEms && !sure) continue;
        out.push_back({ClarityReason::cropped, quad_of(side.box), 2.5});
    }
    const bool by_lines =
        std::any_of(sides.begin(), sides.end(), [](const Side& side) { return side.lines.size() >= kSureLines; });
    if (out.size() > kMostSides || (out.size() == kMostSides && !by_lines)) out.clear();
    if (out.size() <= 1) {
        if (const std::optional<Missing> table = cut_table(text, raster_width, raster_height)) return {*table};
    }
    return out;
}

namespace {

/// Whether text stands on the spot: paper all round it belongs to the spot. White paper beside a printed block is as
/// bright as a reflection, but a reflection leaves no text standing.
bool carries_text(const cv::Mat& labels, int spot, double square, const TextRegions& text) {
    int standing = 0;
    for (const TextPiece& piece : text.pieces) {
        const Rect box = bounding(piece.quad_raster), wide = grown(box, kRingEms * piece.em_px);
        const int x0 = std::max(0, static_cast<int>(wide.x / square)),
                  y0 = std::max(0, static_cast<int>(wide.y / square));
        const int x1 = std::min(labels.cols, static_cast<int>(wide.right() / square) + 1);
        const int y1 = std::min(labels.rows, static_cast<int>(wide.bottom() / square) + 1);
        int all = 0, of_spot = 0;
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x) {
                const Point at{(x + 0.5) * square, (y + 0.5) * square};
                if (at.x > box.x && at.x < box.right() && at.y > box.y && at.y < box.bottom()) continue;
                ++all;
                of_spot += labels.at<int>(y, x) == spot;
            }
        if (all > 0 && of_spot > kRingShare * all && ++standing == kStanding) return true;
    }
    return false;
}

}  // namespace

std::vector<Missing> burnt_out(const Copy& copy, const TextRegions& text, double paper,
                               const std::vector<double>& contrasts) {
    std::vector<Missing> out;
    if (text.em_px <= 0 || contrasts.empty() || paper > (text.sheet.empty() ? kPaperMost : kPhotographedMost))
        return out;
    cv::Mat squares, burnt, labels, stats, centroids;
    squares = adapt::area_resized(copy.grey, cv::Size(copy.grey.cols / kSquare, copy.grey.rows / kSquare));
    cv::threshold(squares, burnt, kBurntLevel, 255, cv::THRESH_BINARY);
    adapt::clear_outside(text.sheet, kSquare * copy.factor, burnt);
    if (cv::countNonZero(burnt) > kPaperShare * static_cast<double>(burnt.total())) return out;
    const int n = cv::connectedComponentsWithStats(burnt, labels, stats, centroids);
    const double per_em = text.em_px / copy.factor / kSquare;  // squares
    std::vector<double> sorted = contrasts;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const double usual = *middle;
    for (int i = 1; i < n; ++i) {
        const int* s = stats.ptr<int>(i);
        if (s[4] < kSpotEms * per_em * per_em || s[4] > kSpotShare * burnt.total()) continue;
        if (std::max(s[2], s[3]) > kLongSpot * std::min(s[2], s[3])) continue;
        const double k = kSquare * copy.factor;
        const Rect spot{s[0] * k, s[1] * k, s[2] * k, s[3] * k};
        const Rect near = grown(spot, std::max(kNearEms * text.em_px, kFading * std::max(spot.w, spot.h)));
        int disturbed = 0, faded = 0;
        for (std::size_t p = 0; p < text.pieces.size(); ++p) {
            if (intersection(near, bounding(text.pieces[p].quad_raster)).empty()) continue;
            ++disturbed;
            faded += contrasts[p] < kFaded * usual;
        }
        if (disturbed >= 2 && faded > 0 && faded >= kFadedShare * disturbed && !carries_text(labels, i, k, text))
            out.push_back({ClarityReason::glare, quad_of(spot), 2.5});
    }
    return out;
}

std::vector<Missing> blacked_out(const Copy& copy, const TextRegions& text, const std::vector<double>& papers) {
    std::vector<Missing> out;
    if (text.em_px <= 0 || papers.empty()) return out;
    cv::Mat squares, black, labels, stats, centroids;
    squares = adapt::area_resized(copy.grey, cv::Size(copy.grey.cols / kSquare, copy.grey.rows / kSquare));
    cv::threshold(squares, black, kBlackLevel, 255, cv::THRESH_BINARY_INV);
    adapt::clear_outside(text.sheet, kSquare * copy.factor, black);
    const int n = cv::connectedComponentsWithStats(black, labels, stats, centroids);
    std::vector<double> sorted = papers;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    const double usual = *middle;
    for (int i = 1; i < n; ++i) {
        const int* s = stats.ptr<int>(i);
        if (s[4] < kBlackShare * static_cast<double>(black.total()) || s[2] < kBlackSide * black.cols ||
            s[3] < kBlackSide * black.rows)
            continue;
        const double square = kSquare * copy.factor;
        const Rect area{s[0] * square, s[1] * square, s[2] * square, s[3] * square};
        const Rect near = grown(area, kNearEms * text.em_px);
        int shadowed = 0;
        for (std::size_t p = 0; p < text.pieces.size(); ++p)
            shadowed += papers[p] < kHalfShadow * usual && papers[p] > kBlack * usual &&
                        !intersection(near, bounding(text.pieces[p].quad_raster)).empty();
        if (shadowed >= kInHalfShadow) out.push_back({ClarityReason::shadow, quad_of(area), 2.5});
    }
    return out;
}

}  // namespace mangping::detectors
