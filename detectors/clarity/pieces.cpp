#include "detectors/clarity/pieces.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// The ink of a line of Han glyphs is a little less high than their em, and seen higher by the pixels that it half
// covers: on pages that the accuracy bench printed, 9 px are seen of an em of 8.6, 19.4 of one of 20 and 44 of one of
// 47. The values are chosen from these.
constexpr double kEmOfInk = 1.1, kRim = 1, kFineRim = 0.75;
// Digits and Latin letters are this much of the em of the Han glyphs beside which they are set; they are told by being
// nearly all parts being as high as their line and narrower than this share of their height.
constexpr double kDigitHeight = 0.66, kNarrow = 0.75, kHigh = 0.7, kMostlyNarrow = 0.8, kMostlyHigh = 0.75;
constexpr int kNarrowParts = 4;
// Glyphs nearer than this many ems are one line; a line is this high, in ems of the page, and this long, in its height.
constexpr double kJoinEms = 0.8, kLeastHeight = 0.4, kMostHeight = 4, kLeastLength = 1.4;
// A line has at least so many components, or blur has fused it into a bar of at least so many ems.
constexpr int kLeastParts = 3;
constexpr double kFusedEms = 1.8;
// A chain is text for sure with so many parts, so large a share of them about as wide as high, and so many an em.
constexpr int kSureParts = 5;
constexpr double kSureSquarish = 0.6, kSurePartsPerEm = 0.7;
// A neighbour on the same line is no further away than so many ems, at least and at most so much higher, and the lower
// one lies between its ends, give or take (chosen).
constexpr double kNeighbourEms = 20, kLowerNeighbour = 1.15, kHigherNeighbour = 1.75, kWithin = 1.2;
// A piece inside one with so much higher glyphs is a part of it.
constexpr double kWholeOfPart = 1.4;
// Two lines grown together are so many ems of the page high, with a valley of so little ink between them (chosen).
constexpr double kTwoLines = 1.7, kValley = 0.5;
// Where most of a page's lines have grown together they tell no height: then against its components (chosen).
constexpr double kSurelyTwoLines = 2.2, kDeepValley = 0.3;
// The height of the page's lines is what this share of them, by length, stays below: titles and lines that have grown
// together are higher (chosen).
constexpr double kLowerLines = 0.25;
// Share of ink in a piece's box: dotted leaders and rules below, bars and pictures above.
constexpr double kLeastInk = 0.07, kMostInk = 0.72;

/// The copy turned so that its lines run level.
struct LevelFrame {
    Transform level_from_copy;
    cv::Size size;
};

LevelFrame level_frame(const cv::Size& copy, const Pose& pose) {
    const double turn = pose.rotation_cw % 180 + pose.skew_deg;
    const Transform about_centre = turning_cw(turn) * translation(-copy.width / 2.0, -copy.height / 2.0);
    const Rect box =
        bounding(about_centre(quad_of({0, 0, static_cast<double>(copy.width), static_cast<double>(copy.height)})));
    return {translation(-box.x, -box.y) * about_centre,
            {static_cast<int>(std::ceil(box.w)), static_cast<int>(std::ceil(box.h))}};
}

/// Rows from `first` up to, not including, `last`.
struct Rows {
    int first = 0, last = 0;
};

/// The rows with ink, or, where blur has grown two lines together, those of either: between them is a valley. `em` is
/// that of components, `line` the height of the page's lines: parts of Han glyphs are small, and a line of small print
/// is no two lines.
std::vector<Rows> lines_in(const std::vector<int>& ink, double em, double line) {
    const int n = static_cast<int>(ink.size());
    int first = 0, last = n;
    while (first < n && ink[static_cast<std::size_t>(first)] == 0) ++first;
    while (last > first && ink[static_cast<std::size_t>(last - 1)] == 0) --last;
    const bool high = last - first >= kTwoLines * std::max(em, line);
    if (!high && last - first < kSurelyTwoLines * em) return {{first, last}};
    const auto at = [&](int i) { return ink.begin() + i; };
    const int edge = (last - first) / 4;
    const auto valley = std::min_element(at(first + edge), at(last - edge));
    const int above = *std::max_element(at(first), valley), below = *std::max_element(valley, at(last));
    if (*valley > (high ? kValley : kDeepValley) * std::min(above, below)) return {{first, last}};
    const int middle = static_cast<int>(valley - ink.begin());
    return {{first, middle}, {middle + 1, last}};
}

/// Cuts a chain of glyphs into pieces and measures each across the line.
void cut(const cv::Mat& mask, const adapt::Components& chains, int chain, double em, double line, bool sure,
         double parts, const Transform& raster_from_level, const std::function<double(double)>& em_of_height,
         std::vector<TextPiece>& out) {
    const cv::Rect box = chains[chain].box;
    const int count = std::max(1, static_cast<int>(std::lround(box.width / (kPieceEms * em))));
    for (int k = 0; k < count; ++k) {
        const int x0 = box.x + box.width * k / count, x1 = box.x + box.width * (k + 1) / count;
        std::vector<int> ink(static_cast<std::size_t>(box.height), 0);
        for (const adapt::Run& run : chains.runs(chain)) {
            const uchar* m = mask.ptr<uchar>(run.y);
            int& in_row = ink[static_cast<std::size_t>(run.y - box.y)];
            for (int x = std::max(x0, run.from); x < std::min(x1, run.to); ++x) in_row += m[x] != 0;
        }
        for (const Rows& rows : lines_in(ink, em, line)) {
            const int height = rows.last - rows.first;
            if (height < kLeastHeight * em || height > kMostHeight * em) continue;
            const int all = std::accumulate(ink.begin() + rows.first, ink.begin() + rows.last, 0);
            const double share = all / static_cast<double>(height * (x1 - x0));
            if (share < kLeastInk || share > kMostInk) continue;
            const Quad level = quad_of({static_cast<double>(x0), static_cast<double>(box.y + rows.first),
                                        static_cast<double>(x1 - x0), static_cast<double>(height)});
            out.push_back({raster_from_level(level), em_of_height(height), chain, sure, parts});
        }
    }
}

/// The em of every piece is that of its chain: digits and short words alone would pass for small print.
void level_ems(std::vector<TextPiece>& pieces) {
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t j = i;
        std::vector<double> heights;
        for (; j < pieces.size() && pieces[j].line == pieces[i].line; ++j) heights.push_back(pieces[j].em_px);
        std::sort(heights.begin(), heights.end());
        const double em = heights[heights.size() * 3 / 4];
        for (; i < j; ++i) pieces[i].em_px = std::max(pieces[i].em_px, em);
    }
}

/// Small letters and short words that stand apart on a line are lower than the glyphs beside them, between whose upper
/// and lower ends they lie: they have the em of these.
void level_neighbours(std::vector<TextPiece>& pieces) {
    struct Placed {
        Point middle, along;
        double width, height, em;
    };
    std::vector<Placed> placed;
    for (const TextPiece& p : pieces) {
        const auto& q = p.quad_raster.at;
        const double width = std::hypot(q[1].x - q[0].x, q[1].y - q[0].y);
        placed.push_back({{(q[0].x + q[2].x) / 2, (q[0].y + q[2].y) / 2},
                          {(q[1].x - q[0].x) / std::max(1e-9, width), (q[1].y - q[0].y) / std::max(1e-9, width)},
                          width,
                          std::hypot(q[3].x - q[0].x, q[3].y - q[0].y),
                          p.em_px});
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Placed& low = placed[i];
        std::vector<double> ems;
        for (const Placed& high : placed) {
            if (high.em < kLowerNeighbour * low.em || high.em > kHigherNeighbour * low.em) continue;
            const double dx = high.middle.x - low.middle.x, dy = high.middle.y - low.middle.y;
            const double off = std::abs(dy * low.along.x - dx * low.along.y);
            const double apart = std::abs(dx * low.along.x + dy * low.along.y) - (low.width + high.width) / 2;
            if (off + low.height / 2 > kWithin * high.height / 2 || apart > kNeighbourEms * high.em) continue;
            ems.push_back(high.em);
        }
        if (ems.empty()) continue;
        const auto middle = ems.begin() + static_cast<std::ptrdiff_t>(ems.size() / 2);
        std::nth_element(ems.begin(), middle, ems.end());
        pieces[i].em_px = *middle;
    }
}

struct Parts {
    int all = 0, squarish = 0;
    int high = 0, narrow = 0;  // nearly as high as the chain, and those of them that are narrow
};

/// How many components every chain was joined from.
std::vector<Parts> parts_of_chains(const GlyphMask& glyphs, const LevelFrame& frame, const adapt::Components& chains) {
    // Boxes are taken along the copy's axes; skew of some degrees changes them little.
    const Transform& t = frame.level_from_copy;
    const Point o = t(Point{0, 0}), right = t(Point{1, 0});
    const bool upright = std::abs(right.x - o.x) > std::abs(right.y - o.y);
    std::vector<Parts> out(static_cast<std::size_t>(chains.size()));
    for (const GlyphMask::Part& part : glyphs.parts) {
        const Point at = frame.level_from_copy(Point{part.seed.x + 0.5, part.seed.y + 0.5});
        const int chain = chains.at(static_cast<int>(at.x), static_cast<int>(at.y));
        if (chain == adapt::Components::kNone) continue;
        Parts& of = out[static_cast<std::size_t>(chain)];
        ++of.all;
        of.squarish += part.squarish;
        const int height = upright ? part.box.height : part.box.width;
        const int width = upright ? part.box.width : part.box.height;
        if (height < kHigh * chains[chain].box.height) continue;
        ++of.high;
        of.narrow += width < kNarrow * height;
    }
    return out;
}

/// Han glyphs fall into one to four components an em, most of them about as wide as high; the grain of wood and the
/// edges of shadows do not.
bool surely_text(const Parts& of, const cv::Rect& box, double em) {
    const double ems = box.width / std::max(em, static_cast<double>(box.height));
    return of.all >= kSureParts && of.squarish >= kSureSquarish * of.all && of.all > kSurePartsPerEm * ems;
}

/// Removes what lies inside a piece of higher glyphs: parts of glyphs that were not joined to their line.
void leave_out_parts(std::vector<TextPiece>& pieces) {
    const std::vector<TextPiece> all = pieces;
    std::erase_if(pieces, [&](const TextPiece& p) {
        const Point c = bounding(p.quad_raster).centre();
        return std::any_of(all.begin(), all.end(), [&](const TextPiece& other) {
            const Rect box = bounding(other.quad_raster);
            return other.em_px > kWholeOfPart * p.em_px && c.x > box.x && c.x < box.right() && c.y > box.y &&
                   c.y < box.bottom();
        });
    });
}

}  // namespace

std::vector<TextPiece> chains(const GlyphMask& glyphs, const Copy& copy, const Pose& pose) {
    const double em = glyphs.em;
    std::vector<TextPiece> out;
    const LevelFrame frame = level_frame(copy.grey.size(), pose);
    cv::Mat mask, joined;
    const cv::Mat m = adapt::warp_matrix(frame.level_from_copy);
    cv::warpAffine(glyphs.mask, mask, m.rowRange(0, 2), frame.size, cv::INTER_NEAREST);
    const int join = std::max(3, static_cast<int>(kJoinEms * em)) | 1;
    cv::morphologyEx(mask, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {join, 1}));
    const adapt::Components lines(joined);
    const Transform raster_from_level = scaling(copy.factor, copy.factor) * inverse(frame.level_from_copy);
    const std::vector<Parts> parts = parts_of_chains(glyphs, frame, lines);
    const auto is_line = [&](const cv::Rect& box, const Parts& of) {
        if (of.all < kLeastParts && box.width < kFusedEms * box.height) return false;
        return box.height >= kLeastHeight * em && box.width >= kLeastLength * box.height;
    };
    std::vector<std::pair<double, double>> heights;  // of lines, by their length
    for (int i = 0; i < lines.size(); ++i) {
        const cv::Rect& box = lines[i].box;
        if (is_line(box, parts[static_cast<std::size_t>(i)])) heights.emplace_back(box.height, box.width);
    }
    const double line = weighted_quantile(std::move(heights), kLowerLines);
    for (int i = 0; i < lines.size(); ++i) {
        const cv::Rect& box = lines[i].box;
        const Parts& of = parts[static_cast<std::size_t>(i)];
        if (!is_line(box, of)) continue;
        const bool digits =
            of.high >= kNarrowParts && of.high >= kMostlyHigh * of.all && of.narrow >= kMostlyNarrow * of.high;
        const auto em_of_height = [&](double height) {
            const double ink = height * copy.factor - (copy.factor < 1 ? kFineRim : kRim * copy.factor);
            return kEmOfInk * ink / (digits ? kDigitHeight : 1);
        };
        cut(mask, lines, i, em, line, surely_text(of, box, em), of.all * std::max(1.0, 1.0 * box.height) / box.width,
            raster_from_level, em_of_height, out);
    }
    return out;
}

void settle_ems(std::vector<TextPiece>& pieces) {
    level_ems(pieces);
    level_neighbours(pieces);
    leave_out_parts(pieces);
}

double sure_ems(const std::vector<TextPiece>& pieces) {
    double ems = 0;
    for (const TextPiece& p : pieces) {
        const Rect box = bounding(p.quad_raster);
        if (p.sure) ems += std::max(box.w, box.h) / p.em_px;
    }
    return ems;
}

}  // namespace mangping::detectors
