// From ink to pieces of lines: glyph-like components of the levelled page are joined along the line, each chain is cut
// into pieces, and each piece is measured across the line. The line's height, not a component's, is the em: parts of a
// Han glyph are components of their own, and touching glyphs are one.
#include "detectors/clarity/text_regions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "detectors/clarity/paper.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"
#include "pipeline/adapt/sheet.hpp"

namespace mangping::detectors {
namespace {

// Window of the local threshold, share of the copy's long side: three lines of body text.
constexpr double kWindowShare = 1.0 / 28;
// Ink is darker than its surroundings by this many grey levels, and by so many sigmas of the remaining noise.
constexpr double kLeastContrast = 6, kNoiseSigmas = 4.5;
// Above this noise the picture is smoothed (sigma 1) before ink is looked for; white noise falls to 0.28 of itself.
constexpr double kNoisy = 2.5, kSmoothedNoise = 0.28;
// Shape of components, pixels of the copy: dust below, pictures and tables above, frames by their emptiness.
constexpr int kLeastSide = 2, kLeastLongerSide = 5, kMostShorterSide = 140;
constexpr double kLeastFill = 0.15;
constexpr double kRuleAspect = 9;
constexpr int kRuleThickness = 8;
// Colour (largest minus least channel, above the page's median) that makes ink a seal's or a decoration's.
constexpr int kSealChroma = 32;
constexpr int kChromaFactor = 4;
// A component with this share of its pixels in colour is coloured.
constexpr double kColouredShare = 0.6;
// Print is as dark as the darker half of the glyph-like ink; what has less than this share of its darkness is not
// print.
constexpr double kPrintQuantile = 0.9, kPaleShare = 0.36;
// Small print is paler than headings, so what has this share of its paper's brightness is print all the same;
// watermarks and the back of the sheet have 0.03..0.13.
constexpr double kSurelyPrint = 0.15;
// Coloured parts are left out where so large a share of the glyph-like ink, and so many parts, have no colour.
constexpr double kPlainShare = 0.15;
constexpr int kPlainParts = 25;
// The ink of a line of Han glyphs is a little less high than their em: 0.90 to 0.96 of it on most of some thirty pages
// that the accuracy bench printed; the value is chosen from these.
constexpr double kEmOfInk = 1.07;
// Digits and Latin letters are this much of the em of the Han glyphs beside which they are set; they are told by being
// nearly all parts being as high as their line and narrower than this share of their height.
constexpr double kDigitHeight = 0.66, kNarrow = 0.75, kHigh = 0.7, kMostlyNarrow = 0.8, kMostlyHigh = 0.6;
constexpr int kNarrowParts = 4;
// A part this near to the picture's edge, in pixels of the copy, runs out of it; it is at least so long, in ems.
constexpr int kAtFrame = 1;
constexpr double kCutPart = 0.25;
// A table is so many ems wide and high and so empty; what lies along so much of a side is a shadow (chosen).
constexpr double kTableEms = 5, kFrameFill = 0.3, kAlongSide = 0.08;
// Rules this near to the side's ends, as a share of it, are an ornament's.
constexpr double kBorderShare = 0.12;
// And paper is round it: a share of the page's. The shadow of a lid is darker, an ornament is coloured.
constexpr double kPaperAtFrame = 0.65;
// Glyphs nearer than this many ems are one line; a line is this high, in ems of the page, and this long, in its height.
constexpr double kJoinEms = 0.8, kLeastHeight = 0.4, kMostHeight = 4, kLeastLength = 1.4;
// A line has at least so many components, or blur has fused it into a bar of at least so many ems.
constexpr int kLeastParts = 3;
// A part so much longer than wide is two glyphs that blur has fused as often as a stroke.
constexpr double kFused = 1.6;
constexpr double kFusedEms = 1.8;
// And one that is text for sure has so many, so large a share of them no longer than twice and a half their width, and
// so many an em.
constexpr int kSureParts = 5;
constexpr double kSureSquarish = 0.6, kSquarish = 2.5, kSurePartsPerEm = 0.7;
// A page with fewer ems of sure text than this may be written in columns: it is, when these make so much more of it.
constexpr double kFewEms = 90, kColumnsWin = 1.3;
// With less sure text than this a page is looked at once more for print this much darker than its paper, grey levels
// (chosen).
constexpr double kHardlyAnyEms = 14, kFaintest = 3;
// So much of it is wanted: stains and folds make a few pieces (chosen).
constexpr double kFaintEms = 25;
// A piece inside one with so much higher glyphs is a part of it.
constexpr double kWholeOfPart = 1.4;
// Two lines grown together are so many ems of the page high, with a valley of so little ink between them (chosen).
constexpr double kTwoLines = 1.7, kValley = 0.5;
// Share of ink in a piece's box: dotted leaders and rules below, bars and pictures above.
constexpr double kLeastInk = 0.07, kMostInk = 0.72;

// Of what is darker than the paper only the core is ink: at least this share of the darkest close by, within this share
// of the copy's long side. Blur draws a skirt round every stroke that would tie lines to each other and to rules.
constexpr double kCoreShare = 0.38, kCloseBy = 1.0 / 110;
// The darkest close by is looked for among one pixel in so many, each way.
constexpr int kCoarse = 4;

struct Component {
    cv::Rect box;
    int area = 0;
    bool keep = false;
};

bool glyph_like(const Component& c) {
    const int shorter = std::min(c.box.width, c.box.height), longer = std::max(c.box.width, c.box.height);
    if (shorter < kLeastSide || longer < kLeastLongerSide || shorter > kMostShorterSide) return false;
    if (longer > kRuleAspect * shorter && shorter <= kRuleThickness) return false;
    return c.area >= kLeastFill * c.box.area();
}

/// 255 where the page is coloured, at 1/kChromaFactor of the copy; empty for grey rasters.
cv::Mat coloured(const Raster& raster, const cv::Size& copy) {
    if (raster.channels != 3) return {};
    cv::Mat small;
    // Averages 2x2 of every few pixels only: enough for areas of colour and a tenth of the price.
    cv::resize(adapt::view(raster), small, {copy.width / kChromaFactor + 1, copy.height / kChromaFactor + 1}, 0, 0,
               cv::INTER_LINEAR);
    cv::Mat chroma(small.size(), CV_8U);
    std::array<int, 256> histogram{};
    for (int y = 0; y < small.rows; ++y) {
        const auto* from = small.ptr<cv::Vec3b>(y);
        for (int x = 0; x < small.cols; ++x) {
            const auto [least, most] = std::minmax({from[x][0], from[x][1], from[x][2]});
            const auto c = static_cast<uchar>(most - least);
            chroma.at<uchar>(y, x) = c;
            ++histogram[c];
        }
    }
    int median = 0, below = 0;
    while (median < 255 && (below += histogram[static_cast<std::size_t>(median)]) * 2 < small.rows * small.cols)
        ++median;
    cv::threshold(chroma, chroma, median + kSealChroma, 255, cv::THRESH_BINARY);
    cv::dilate(chroma, chroma, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    return chroma;
}

/// Takes from `ink` what is much paler than the darkest ink close by.
void keep_cores(const cv::Mat& around, const cv::Mat& grey, cv::Mat& ink) {
    cv::Mat darker, coarse, darkest;
    cv::subtract(around, grey, darker);
    cv::dilate(darker, coarse, cv::getStructuringElement(cv::MORPH_RECT, {kCoarse + 1, kCoarse + 1}));
    cv::resize(coarse, coarse, {grey.cols / kCoarse + 1, grey.rows / kCoarse + 1}, 0, 0, cv::INTER_NEAREST);
    const int reach = static_cast<int>(kCloseBy * std::max(grey.cols, grey.rows) / kCoarse) | 1;
    cv::dilate(coarse, coarse, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
    coarse *= kCoreShare;
    cv::resize(coarse, darkest, grey.size(), 0, 0, cv::INTER_LINEAR);
    cv::compare(darker, darkest, darker, cv::CMP_GE);
    cv::bitwise_and(ink, darker, ink);
}

/// What can be known of every component in one pass over the labels.
struct Sums {
    int coloured = 0;     // pixels in a coloured place
    double darkness = 0;  // sum over its pixels of how much darker than the surroundings, as a share of these
};

std::vector<Sums> sums_of(const cv::Mat& labels, int n, const cv::Mat& grey, const cv::Mat& around,
                          const cv::Mat& colour) {
    std::vector<Sums> out(static_cast<std::size_t>(n));
    for (int y = 0; y < labels.rows; ++y) {
        const int* label = labels.ptr<int>(y);
        const uchar* g = grey.ptr<uchar>(y);
        const uchar* a = around.ptr<uchar>(y);
        const uchar* c = colour.empty() ? nullptr : colour.ptr<uchar>(std::min(y / kChromaFactor, colour.rows - 1));
        for (int x = 0; x < labels.cols; ++x) {
            if (label[x] == 0) continue;
            Sums& s = out[static_cast<std::size_t>(label[x])];
            s.darkness += 1 - g[x] / static_cast<double>(a[x] + 1);
            if (c && c[x / kChromaFactor]) ++s.coloured;
        }
    }
    return out;
}

/// The value below which `share` of the weights lie.
double weighted_quantile(std::vector<std::pair<double, double>> value_and_weight, double share) {
    std::sort(value_and_weight.begin(), value_and_weight.end());
    double total = 0, seen = 0;
    for (const auto& [value, weight] : value_and_weight) total += weight;
    for (const auto& [value, weight] : value_and_weight)
        if ((seen += weight) >= share * total) return value;
    return 0;
}

struct GlyphMask {
    cv::Mat mask;
    double em = 0;
    struct Part {
        cv::Point seed;  // one of its pixels
        cv::Rect box;
        bool squarish = false;
        bool coloured = false;
        int around = 0;  // grey level of its surroundings
    };
    std::vector<Part> parts;  // the components of the mask
    std::array<int, 4> rules_at_frame{};
};

/// How often a table's frame, one component, meets a side of the picture: thin each time, as rules are. 0 where it lies
/// along the side, as shadows do.
int rule_ends(const cv::Mat& labels, int label, std::size_t side, double em) {
    const bool upright = side % 2 == 0;  // left, top, right, bottom
    const int length = upright ? labels.rows : labels.cols;
    int ends = 0, run = 0, all = 0, last = -length;
    for (int i = 0; i <= length; ++i) {
        bool here = false;
        for (int depth = 0; i < length && depth <= kAtFrame; ++depth) {
            const int x = side == 0 ? depth : side == 2 ? labels.cols - 1 - depth : i;
            const int y = side == 1 ? depth : side == 3 ? labels.rows - 1 - depth : i;
            here = here || labels.at<int>(y, x) == label;
        }
        if (here) {
            ++run, ++all;
            continue;
        }
        if (run > kRuleThickness) return 0;
        if (run > 0) {
            if (i - last < em) return 0;  // rows of a table are as high as their text, rags are not
            last = i;
            ends += i > kBorderShare * length && i < (1 - kBorderShare) * length;
        }
        run = 0;
    }
    return all > kAlongSide * length ? 0 : ends;
}

/// The glyph-like part of the ink; seals left out unless nearly everything is coloured, and what is far paler than the
/// rest: texture of a desk, watermarks, the back of the sheet.
GlyphMask glyph_mask(const cv::Mat& ink, const cv::Mat& grey, const cv::Mat& around, const cv::Mat& colour,
                     bool with_pale) {
    cv::Mat labels, stats, centroids;
    const int n = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S, cv::CCL_GRANA);
    const std::vector<Sums> sums = sums_of(labels, n, grey, around, colour);
    std::vector<Component> parts(static_cast<std::size_t>(n));
    std::vector<std::pair<double, double>> darkness;
    double glyph_area = 0, coloured_area = 0;
    int plain_parts = 0;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const int* s = stats.ptr<int>(static_cast<int>(i));
        Component& c = parts[i];
        c = {cv::Rect(s[0], s[1], s[2], s[3]), s[4], false};
        c.keep = glyph_like(c);
        if (!c.keep) continue;
        glyph_area += c.area;
        const bool has_colour = sums[i].coloured > kColouredShare * c.area;
        if (has_colour) coloured_area += c.area;
        if (!has_colour) ++plain_parts;
        darkness.emplace_back(sums[i].darkness / c.area, c.area);
    }
    const bool drop_colour = coloured_area < kColouredShare * glyph_area ||
                             (coloured_area < (1 - kPlainShare) * glyph_area && plain_parts >= kPlainParts);
    const double pale =
        with_pale ? 0 : std::min(kSurelyPrint, kPaleShare * weighted_quantile(std::move(darkness), kPrintQuantile));
    GlyphMask out;
    std::vector<uchar> value(parts.size(), 0);
    std::vector<std::pair<double, double>> sizes;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const Component& c = parts[i];
        if (!c.keep || (drop_colour && sums[i].coloured > kColouredShare * c.area)) continue;
        if (sums[i].darkness < pale * c.area) continue;
        value[i] = 255;
        const int shorter = std::min(c.box.width, c.box.height), longer = std::max(c.box.width, c.box.height);
        const double size = longer > 3 * shorter        ? shorter
                            : longer > kFused * shorter ? std::sqrt(longer * shorter)
                                                        : longer;
        sizes.emplace_back(size, longer);
        const int* row = labels.ptr<int>(c.box.y);
        int x = c.box.x;
        while (x < c.box.x + c.box.width - 1 && row[x] != static_cast<int>(i)) ++x;
        out.parts.push_back({{x, c.box.y},
                             c.box,
                             longer <= kSquarish * shorter,
                             sums[i].coloured > kColouredShare * c.area,
                             around.at<uchar>(c.box.y + c.box.height / 2, c.box.x + c.box.width / 2)});
    }
    out.em = weighted_quantile(std::move(sizes), 0.5);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const cv::Rect& b = parts[i].box;
        if (parts[i].keep || std::min(b.width, b.height) < kTableEms * out.em || parts[i].area > kFrameFill * b.area())
            continue;
        const std::array<bool, 4> at{b.x <= kAtFrame, b.y <= kAtFrame, b.br().x >= ink.cols - kAtFrame,
                                     b.br().y >= ink.rows - kAtFrame};
        for (std::size_t side = 0; side < 4; ++side)
            if (at[side]) out.rules_at_frame[side] += rule_ends(labels, static_cast<int>(i), side, out.em);
    }
    out.mask.create(ink.size(), CV_8U);
    for (int y = 0; y < ink.rows; ++y) {
        const int* from = labels.ptr<int>(y);
        uchar* to = out.mask.ptr<uchar>(y);
        for (int x = 0; x < ink.cols; ++x) to[x] = value[static_cast<std::size_t>(from[x])];
    }
    return out;
}

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

/// The rows with ink, or, where blur has grown two lines together, those of either: between them is a valley.
std::vector<Rows> lines_in(const std::vector<int>& ink, double em) {
    const int n = static_cast<int>(ink.size());
    int first = 0, last = n;
    while (first < n && ink[static_cast<std::size_t>(first)] == 0) ++first;
    while (last > first && ink[static_cast<std::size_t>(last - 1)] == 0) --last;
    if (last - first < kTwoLines * em) return {{first, last}};
    const auto at = [&](int i) { return ink.begin() + i; };
    const int edge = (last - first) / 4;
    const auto valley = std::min_element(at(first + edge), at(last - edge));
    const int above = *std::max_element(at(first), valley), below = *std::max_element(valley, at(last));
    if (*valley > kValley * std::min(above, below)) return {{first, last}};
    const int middle = static_cast<int>(valley - ink.begin());
    return {{first, middle}, {middle + 1, last}};
}

/// Cuts a chain of glyphs into pieces and measures each across the line.
void cut(const cv::Mat& mask, const cv::Mat& labels, int label, const cv::Rect& box, double em, bool sure,
         const Transform& raster_from_level, double em_of_height, std::vector<TextPiece>& out) {
    const int count = std::max(1, static_cast<int>(std::lround(box.width / (kPieceEms * em))));
    for (int k = 0; k < count; ++k) {
        const int x0 = box.x + box.width * k / count, x1 = box.x + box.width * (k + 1) / count;
        std::vector<int> ink;
        for (int y = box.y; y < box.y + box.height; ++y) {
            const int* l = labels.ptr<int>(y);
            const uchar* m = mask.ptr<uchar>(y);
            int in_row = 0;
            for (int x = x0; x < x1; ++x) in_row += l[x] == label && m[x];
            ink.push_back(in_row);
        }
        for (const Rows& rows : lines_in(ink, em)) {
            const int height = rows.last - rows.first;
            if (height < kLeastHeight * em || height > kMostHeight * em) continue;
            const int all = std::accumulate(ink.begin() + rows.first, ink.begin() + rows.last, 0);
            const double share = all / static_cast<double>(height * (x1 - x0));
            if (share < kLeastInk || share > kMostInk) continue;
            const Quad level = quad_of({static_cast<double>(x0), static_cast<double>(box.y + rows.first),
                                        static_cast<double>(x1 - x0), static_cast<double>(height)});
            out.push_back({raster_from_level(level), height * em_of_height, label, sure});
        }
    }
}

/// The em of every piece is that of its line: digits and short words alone would pass for small print.
void level_ems(std::vector<TextPiece>& pieces) {
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t j = i;
        std::vector<double> heights;
        for (; j < pieces.size() && pieces[j].line == pieces[i].line; ++j) heights.push_back(pieces[j].em_px);
        std::sort(heights.begin(), heights.end());
        const double em = heights[heights.size() * 3 / 4];
        for (; i < j; ++i) pieces[i].em_px = kEmOfInk * std::max(pieces[i].em_px, em);
    }
}

struct Parts {
    int all = 0, squarish = 0;
    int high = 0, narrow = 0;  // nearly as high as the chain, and those of them that are narrow
};

/// How many components every chain was joined from.
std::vector<Parts> parts_of_chains(const GlyphMask& glyphs, const LevelFrame& frame, const cv::Mat& labels,
                                   const cv::Mat& stats) {
    const int n = stats.rows;
    // Boxes are taken along the copy's axes; skew of some degrees changes them little.
    const Transform& t = frame.level_from_copy;
    const Point o = t(Point{0, 0}), right = t(Point{1, 0});
    const bool upright = std::abs(right.x - o.x) > std::abs(right.y - o.y);
    std::vector<Parts> out(static_cast<std::size_t>(n));
    for (const GlyphMask::Part& part : glyphs.parts) {
        const Point at = frame.level_from_copy(Point{part.seed.x + 0.5, part.seed.y + 0.5});
        const int x = static_cast<int>(at.x), y = static_cast<int>(at.y);
        if (x < 0 || y < 0 || x >= labels.cols || y >= labels.rows) continue;
        Parts& of = out[static_cast<std::size_t>(labels.at<int>(y, x))];
        ++of.all;
        of.squarish += part.squarish;
        const int height = upright ? part.box.height : part.box.width;
        const int width = upright ? part.box.width : part.box.height;
        if (height < kHigh * stats.at<int>(labels.at<int>(y, x), cv::CC_STAT_HEIGHT)) continue;
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

/// Standard deviation of the paper's pixels, whatever the size of the grain: that of the flattest quarter of the page,
/// looked at in squares.
double grain_of(const cv::Mat& grey) {
    constexpr int kSquare = 12;
    constexpr double kFlattest = 0.25;
    std::vector<double> variances;
    for (int y = 0; y + kSquare <= grey.rows; y += 2 * kSquare)
        for (int x = 0; x + kSquare <= grey.cols; x += 2 * kSquare) {
            int sum = 0, squares = 0;
            for (int v = 0; v < kSquare; ++v) {
                const uchar* row = grey.ptr<uchar>(y + v) + x;
                for (int u = 0; u < kSquare; ++u) sum += row[u], squares += row[u] * row[u];
            }
            constexpr double n = kSquare * kSquare;
            variances.push_back(squares / n - sum / n * (sum / n));
        }
    if (variances.empty()) return 0;
    const auto at = variances.begin() + static_cast<std::ptrdiff_t>(kFlattest * static_cast<double>(variances.size()));
    std::nth_element(variances.begin(), at, variances.end());
    return std::sqrt(std::max(0.0, *at));
}

/// Grey level of the paper: what the brighter third of the page begins with.
double paper_level(const cv::Mat& grey) {
    std::array<int, 256> count{};
    int n = 0;
    for (int y = 0; y < grey.rows; y += 3)
        for (int x = 0; x < grey.cols; x += 3, ++n) ++count[grey.at<uchar>(y, x)];
    int paper = 255, above = 0;
    while (paper > 0 && (above += count[static_cast<std::size_t>(paper)]) * 3 < n) --paper;
    return paper;
}

/// The lines that the glyphs make, in pieces, along the lines of the pose.
std::vector<TextPiece> chains(const GlyphMask& glyphs, const Copy& copy, const Pose& pose) {
    const double em = glyphs.em;
    std::vector<TextPiece> out;
    const LevelFrame frame = level_frame(copy.grey.size(), pose);
    cv::Mat mask, joined, labels, stats, centroids;
    const cv::Mat m = adapt::warp_matrix(frame.level_from_copy);
    cv::warpAffine(glyphs.mask, mask, m.rowRange(0, 2), frame.size, cv::INTER_NEAREST);
    const int join = std::max(3, static_cast<int>(kJoinEms * em)) | 1;
    cv::morphologyEx(mask, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {join, 1}));
    const int n = cv::connectedComponentsWithStats(joined, labels, stats, centroids, 8, CV_32S, cv::CCL_GRANA);
    const Transform raster_from_level = scaling(copy.factor, copy.factor) * inverse(frame.level_from_copy);
    const std::vector<Parts> parts = parts_of_chains(glyphs, frame, labels, stats);
    for (int i = 1; i < n; ++i) {
        const int* s = stats.ptr<int>(i);
        const cv::Rect box(s[0], s[1], s[2], s[3]);
        const Parts& of = parts[static_cast<std::size_t>(i)];
        if (of.all < kLeastParts && box.width < kFusedEms * box.height) continue;
        if (box.height < kLeastHeight * em || box.width < kLeastLength * box.height) continue;
        const bool digits =
            of.high >= kNarrowParts && of.high >= kMostlyHigh * of.all && of.narrow >= kMostlyNarrow * of.high;
        cut(mask, labels, i, box, em, surely_text(of, box, em), raster_from_level,
            copy.factor / (digits ? kDigitHeight : 1), out);
    }
    return out;
}

/// Boxes, raster pixels, of the parts that run out of the picture.
std::vector<Rect> parts_at_frame(const GlyphMask& glyphs, const Copy& copy, double paper) {
    std::vector<Rect> out;
    for (const GlyphMask::Part& part : glyphs.parts) {
        const cv::Rect& b = part.box;
        const bool at = b.x <= kAtFrame || b.y <= kAtFrame || b.br().x >= copy.grey.cols - kAtFrame ||
                        b.br().y >= copy.grey.rows - kAtFrame;
        if (part.coloured || part.around < kPaperAtFrame * paper) continue;
        if (at && std::max(b.width, b.height) >= kCutPart * glyphs.em)
            out.push_back({b.x * copy.factor, b.y * copy.factor, b.width * copy.factor, b.height * copy.factor});
    }
    return out;
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

double sure_ems(const std::vector<TextPiece>& pieces) {
    double ems = 0;
    for (const TextPiece& p : pieces) {
        const Rect box = bounding(p.quad_raster);
        if (p.sure) ems += std::max(box.w, box.h) / p.em_px;
    }
    return ems;
}

}  // namespace

Copy copy_of(const Raster& raster) {
    const int longer = std::max(raster.width, raster.height);
    const int factor = (longer + kCopySide - 1) / kCopySide;
    const cv::Mat grey = adapt::grey(raster);
    if (longer <= kSmallSide) {
        Copy out{{}, 0.5};
        cv::resize(grey, out.grey, cv::Size(), 2, 2, cv::INTER_CUBIC);
        return out;
    }
    if (factor <= 1) return {grey, 1};
    Copy out{{}, static_cast<double>(factor)};
    cv::resize(grey(cv::Rect(0, 0, raster.width / factor * factor, raster.height / factor * factor)), out.grey,
               {raster.width / factor, raster.height / factor}, 0, 0, cv::INTER_AREA);
    return out;
}

namespace {

/// The copy as it is searched for ink.
struct Searched {
    cv::Mat grey, around, colour;
    double grain = 0;  // standard deviation of the paper
};

/// Pieces of text, and what runs out of the picture, among what is darker than its surroundings by `margin`.
void search(const Searched& in, const Copy& copy, const Pose& pose, double margin, bool with_pale, TextRegions& out) {
    cv::Mat ink = adapt::darker_than(in.around, in.grey, margin);
    keep_cores(in.around, in.grey, ink);
    adapt::clear_outside(out.sheet, copy.factor, ink);
    const GlyphMask glyphs = glyph_mask(ink, in.grey, in.around, in.colour, with_pale);
    out.pieces.clear();
    if (glyphs.em <= 0) return;
    out.at_frame = parts_at_frame(glyphs, copy, out.paper);
    out.rules_at_frame = glyphs.rules_at_frame;
    out.pieces = chains(glyphs, copy, pose);
    if (sure_ems(out.pieces) < kFewEms) {
        Pose columns = pose;
        columns.rotation_cw += 90;
        std::vector<TextPiece> down = chains(glyphs, copy, columns);
        if (sure_ems(down) > kColumnsWin * sure_ems(out.pieces)) out.pieces = std::move(down);
    }
    level_ems(out.pieces);
    leave_out_parts(out.pieces);
}

}  // namespace

TextRegions find_text(const Copy& copy, const Raster& raster, const Pose& pose) {
    TextRegions out;
    out.noise_sd = adapt::coarse_noise_sd(copy.grey);
    Searched in{copy.grey, {}, coloured(raster, copy.grey.size()), 0};
    double noise = out.noise_sd;
    if (noise > kNoisy) {
        cv::GaussianBlur(copy.grey, in.grey, {5, 5}, 1);
        noise *= kSmoothedNoise;
    }
    const int window = std::max(15, static_cast<int>(kWindowShare * std::max(in.grey.cols, in.grey.rows)));
    in.around = adapt::mean_around(in.grey, window);
    in.grain = std::max(noise, grain_of(in.grey));
    out.paper = paper_level(in.grey);
    const cv::Mat small = adapt::without_print(raster);
    out.picture_share = picture_share(small);
    out.sheet = adapt::sheet_outline(small, small.cols / static_cast<double>(raster.width));
    search(in, copy, pose, std::max(kLeastContrast, kNoiseSigmas * in.grain), false, out);
    if (sure_ems(out.pieces) < kHardlyAnyEms) {
        // Print so faint that a few specks of dirt outshine it is print all the same.
        TextRegions faint = out;
        search(in, copy, pose, std::max(kFaintest, kNoiseSigmas * in.grain), true, faint);
        if (sure_ems(faint.pieces) > std::max(kFaintEms, 2 * sure_ems(out.pieces))) out = std::move(faint);
    }
    std::vector<double> heights;
    for (const TextPiece& p : out.pieces) heights.push_back(p.em_px);
    if (heights.empty()) return out;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    out.em_px = *middle;
    return out;
}

}  // namespace mangping::detectors
