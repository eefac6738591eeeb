// From ink to pieces of lines: glyph-like components of the levelled page are joined along the line, each chain is cut
// into pieces, and each piece is measured across the line. The line's height, not a component's, is the em: parts of a
// Han glyph are components of their own, and touching glyphs are one.
#include "detectors/clarity/text_regions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"

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
constexpr int kSealChroma = 45;
constexpr int kChromaFactor = 4;
// A component with this share of its pixels in colour is coloured.
constexpr double kColouredShare = 0.6;
// Print is as dark as the darker half of the glyph-like ink; what has less than this share of its darkness is not
// print.
constexpr double kPrintQuantile = 0.9, kPaleShare = 0.36;
// Glyphs nearer than this many ems are one line; a line is this high, in ems of the page, and this long, in its height.
constexpr double kJoinEms = 0.8, kLeastHeight = 0.4, kMostHeight = 4, kLeastLength = 1.4;
// A line has at least so many components, or blur has fused it into a bar of at least so many ems.
constexpr int kLeastParts = 3;
constexpr double kFusedEms = 3.5;
// And one that is text for sure has so many, so large a share of them no longer than twice and a half their width, and
// so many an em.
constexpr int kSureParts = 5;
constexpr double kSureSquarish = 0.6, kSquarish = 2.5, kSurePartsPerEm = 0.7;
// Share of ink in a piece's box: dotted leaders and rules below, bars and pictures above.
constexpr double kLeastInk = 0.07, kMostInk = 0.72;

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
        bool squarish = false;
    };
    std::vector<Part> parts;  // the components of the mask
};

/// The glyph-like part of the ink; seals left out unless nearly everything is coloured, and what is far paler than the
/// rest: texture of a desk, watermarks, the back of the sheet.
GlyphMask glyph_mask(const cv::Mat& ink, const cv::Mat& grey, const cv::Mat& around, const cv::Mat& colour) {
    cv::Mat labels, stats, centroids;
    const int n = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S, cv::CCL_GRANA);
    const std::vector<Sums> sums = sums_of(labels, n, grey, around, colour);
    std::vector<Component> parts(static_cast<std::size_t>(n));
    std::vector<std::pair<double, double>> darkness;
    double glyph_area = 0, coloured_area = 0;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const int* s = stats.ptr<int>(static_cast<int>(i));
        Component& c = parts[i];
        c = {cv::Rect(s[0], s[1], s[2], s[3]), s[4], false};
        c.keep = glyph_like(c);
        if (!c.keep) continue;
        glyph_area += c.area;
        if (sums[i].coloured > kColouredShare * c.area) coloured_area += c.area;
        darkness.emplace_back(sums[i].darkness / c.area, c.area);
    }
    const bool drop_colour = coloured_area < kColouredShare * glyph_area;
    const double pale = kPaleShare * weighted_quantile(std::move(darkness), kPrintQuantile);
    GlyphMask out;
    std::vector<uchar> value(parts.size(), 0);
    std::vector<std::pair<double, double>> sizes;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const Component& c = parts[i];
        if (!c.keep || (drop_colour && sums[i].coloured > kColouredShare * c.area)) continue;
        if (sums[i].darkness < pale * c.area) continue;
        value[i] = 255;
        const int shorter = std::min(c.box.width, c.box.height), longer = std::max(c.box.width, c.box.height);
        sizes.emplace_back(longer > 3 * shorter ? shorter : longer, c.area);
        const int* row = labels.ptr<int>(c.box.y);
        int x = c.box.x;
        while (x < c.box.x + c.box.width - 1 && row[x] != static_cast<int>(i)) ++x;
        out.parts.push_back({{x, c.box.y}, longer <= kSquarish * shorter});
    }
    out.em = weighted_quantile(std::move(sizes), 0.5);
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

/// Cuts a chain of glyphs into pieces and measures each across the line.
void cut(const cv::Mat& mask, const cv::Mat& labels, int label, const cv::Rect& box, double em, bool sure,
         const Transform& raster_from_level, int factor, std::vector<TextPiece>& out) {
    const int count = std::max(1, static_cast<int>(std::lround(box.width / (kPieceEms * em))));
    for (int k = 0; k < count; ++k) {
        const int x0 = box.x + box.width * k / count, x1 = box.x + box.width * (k + 1) / count;
        int top = -1, bottom = -1, ink = 0;
        for (int y = box.y; y < box.y + box.height; ++y) {
            const int* l = labels.ptr<int>(y);
            const uchar* m = mask.ptr<uchar>(y);
            int in_row = 0;
            for (int x = x0; x < x1; ++x) in_row += l[x] == label && m[x];
            ink += in_row;
            if (in_row == 0) continue;
            if (top < 0) top = y;
            bottom = y + 1;
        }
        const int height = bottom - top;
        if (top < 0 || height < kLeastHeight * em || height > kMostHeight * em) continue;
        const double share = ink / static_cast<double>(height * (x1 - x0));
        if (share < kLeastInk || share > kMostInk) continue;
        const Quad level = quad_of({static_cast<double>(x0), static_cast<double>(top), static_cast<double>(x1 - x0),
                                    static_cast<double>(height)});
        out.push_back({raster_from_level(level), static_cast<double>(height * factor), label, sure});
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
        for (; i < j; ++i) pieces[i].em_px = std::max(pieces[i].em_px, em);
    }
}

struct Parts {
    int all = 0, squarish = 0;
};

/// How many components every chain was joined from.
std::vector<Parts> parts_of_chains(const GlyphMask& glyphs, const LevelFrame& frame, const cv::Mat& labels, int n) {
    std::vector<Parts> out(static_cast<std::size_t>(n));
    for (const GlyphMask::Part& part : glyphs.parts) {
        const Point at = frame.level_from_copy(Point{part.seed.x + 0.5, part.seed.y + 0.5});
        const int x = static_cast<int>(at.x), y = static_cast<int>(at.y);
        if (x < 0 || y < 0 || x >= labels.cols || y >= labels.rows) continue;
        Parts& of = out[static_cast<std::size_t>(labels.at<int>(y, x))];
        ++of.all;
        of.squarish += part.squarish;
    }
    return out;
}

/// Han glyphs fall into one to four components an em, most of them about as wide as high; the grain of wood and the
/// edges of shadows do not.
bool surely_text(const Parts& of, const cv::Rect& box, double em) {
    const double ems = box.width / std::max(em, static_cast<double>(box.height));
    return of.all >= kSureParts && of.squarish >= kSureSquarish * of.all && of.all > kSurePartsPerEm * ems;
}

/// Paper is what the brighter third of the page begins with; tone is looked for in the middle half of the page, where
/// neither a table nor a scanner's lid shows.
void measure_page(const cv::Mat& grey, const cv::Mat& ink, TextRegions& out) {
    std::array<int, 256> whole{}, middle{};
    int n = 0, middle_n = 0;
    for (int y = 0; y < grey.rows; y += 3)
        for (int x = 0; x < grey.cols; x += 3, ++n) {
            ++whole[grey.at<uchar>(y, x)];
            if (std::abs(2 * x - grey.cols) * 2 > grey.cols || std::abs(2 * y - grey.rows) * 2 > grey.rows) continue;
            ++middle_n;
            if (!ink.at<uchar>(y, x)) ++middle[grey.at<uchar>(y, x)];
        }
    int paper = 255, above = 0;
    while (paper > 0 && (above += whole[static_cast<std::size_t>(paper)]) * 3 < n) --paper;
    constexpr double kTone = 0.78;  // darker than this share of the paper and not ink
    const int tone = std::accumulate(middle.begin(), middle.begin() + static_cast<int>(kTone * paper), 0);
    out.paper = paper;
    out.tone_share = tone / std::max(1.0, static_cast<double>(middle_n));
}

}  // namespace

Copy copy_of(const Raster& raster) {
    const int longer = std::max(raster.width, raster.height);
    const int factor = (longer + kCopySide - 1) / kCopySide;
    const cv::Mat grey = adapt::grey(raster);
    if (factor <= 1) return {grey, 1};
    Copy out{{}, factor};
    cv::resize(grey(cv::Rect(0, 0, raster.width / factor * factor, raster.height / factor * factor)), out.grey,
               {raster.width / factor, raster.height / factor}, 0, 0, cv::INTER_AREA);
    return out;
}

TextRegions find_text(const Copy& copy, const Raster& raster, const Pose& pose) {
    TextRegions out;
    out.noise_sd = adapt::noise_sd(copy.grey);
    cv::Mat grey = copy.grey;
    double noise = out.noise_sd;
    if (noise > kNoisy) {
        cv::GaussianBlur(copy.grey, grey, {5, 5}, 1);
        noise *= kSmoothedNoise;
    }
    const int window = std::max(15, static_cast<int>(kWindowShare * std::max(grey.cols, grey.rows)));
    const cv::Mat around = adapt::mean_around(grey, window);
    const cv::Mat ink = adapt::darker_than(around, grey, std::max(kLeastContrast, kNoiseSigmas * noise));
    measure_page(grey, ink, out);
    const GlyphMask glyphs = glyph_mask(ink, grey, around, coloured(raster, copy.grey.size()));
    const double em = glyphs.em;
    if (em <= 0) return out;

    const LevelFrame frame = level_frame(copy.grey.size(), pose);
    cv::Mat mask, joined, labels, stats, centroids;
    const cv::Mat m = adapt::warp_matrix(frame.level_from_copy);
    cv::warpAffine(glyphs.mask, mask, m.rowRange(0, 2), frame.size, cv::INTER_NEAREST);
    const int join = std::max(3, static_cast<int>(kJoinEms * em)) | 1;
    cv::morphologyEx(mask, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {join, 1}));
    const int n = cv::connectedComponentsWithStats(joined, labels, stats, centroids, 8, CV_32S, cv::CCL_GRANA);
    const Transform raster_from_level = scaling(copy.factor, copy.factor) * inverse(frame.level_from_copy);
    const std::vector<Parts> parts = parts_of_chains(glyphs, frame, labels, n);
    for (int i = 1; i < n; ++i) {
        const int* s = stats.ptr<int>(i);
        const cv::Rect box(s[0], s[1], s[2], s[3]);
        const Parts& of = parts[static_cast<std::size_t>(i)];
        if (of.all < kLeastParts && box.width < kFusedEms * box.height) continue;
        if (box.height < kLeastHeight * em || box.width < kLeastLength * box.height) continue;
        cut(mask, labels, i, box, em, surely_text(of, box, em), raster_from_level, copy.factor, out.pieces);
    }
    level_ems(out.pieces);
    std::vector<double> heights;
    for (const TextPiece& p : out.pieces) heights.push_back(p.em_px);
    if (heights.empty()) return out;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    out.em_px = *middle;
    return out;
}

}  // namespace mangping::detectors
