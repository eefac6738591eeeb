#include "detectors/clarity/print.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "detectors/clarity/ornament.hpp"
#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Shape of components, pixels of the copy: dust below, pictures and tables above, frames by their emptiness.
constexpr int kLeastSide = 2, kLeastLongerSide = 5, kMostShorterSide = 140;
constexpr double kLeastFill = 0.15;
constexpr double kRuleAspect = 9;
constexpr int kRuleThickness = 8;
constexpr double kRuleLean = 0.04;  // by so much of its length it may rise or sag on paper that is not flat (chosen)
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
// A part this near to the picture's edge, in pixels of the copy, runs out of it; it is at least so long, in ems.
constexpr int kAtFrame = 1;
constexpr double kCutPart = 0.25;
// A table is so many ems wide and high and so empty; what lies along so much of a side is a shadow (chosen).
constexpr double kTableEms = 5, kFrameFill = 0.3, kAlongSide = 0.08;
// Rules this near to the side's ends, as a share of it, are an ornament's.
constexpr double kBorderShare = 0.12;
// And paper is round it: a share of the page's. The shadow of a lid is darker, an ornament is coloured.
constexpr double kPaperAtFrame = 0.65;
// A part so much longer than wide is two glyphs that blur has fused as often as a stroke.
constexpr double kFused = 1.6;
// A part is about as wide as high when it is no longer than so many times its width.
constexpr double kSquarish = 2.5;
// Of what is darker than the paper only the core is ink: at least this share of the darkest close by, within this share
// of the copy's long side. Blur draws a skirt round every stroke that would tie lines to each other and to rules.
constexpr double kCoreShare = 0.38, kCloseBy = 1.0 / 110;
// The darkest close by is looked for among one pixel in so many, each way.
constexpr int kCoarse = 4;

bool glyph_like(const adapt::Component& c) {
    const int shorter = std::min(c.box.width, c.box.height), longer = std::max(c.box.width, c.box.height);
    if (shorter < kLeastSide || longer < kLeastLongerSide || shorter > kMostShorterSide) return false;
    // A rule that leans is as thin as it is, its box is not.
    const double thickness = static_cast<double>(c.area) / longer;
    if (longer > kRuleAspect * thickness && thickness <= kRuleThickness &&
        shorter <= kRuleThickness + kRuleLean * longer && longer > kRuleAspect * kRuleThickness)
        return false;
    if (longer > kRuleAspect * shorter && shorter <= kRuleThickness) return false;
    return c.area >= kLeastFill * c.box.area();
}

/// What can be known of every component in one pass over its runs.
struct Sums {
    int coloured = 0;     // pixels in a coloured place
    double darkness = 0;  // sum over its pixels of how much darker than the surroundings, as a share of these
};

std::vector<Sums> sums_of(const adapt::Components& parts, const cv::Mat& grey, const cv::Mat& around,
                          const cv::Mat& colour) {
    std::vector<Sums> out(static_cast<std::size_t>(parts.size()));
    for (int i = 0; i < parts.size(); ++i) {
        Sums& s = out[static_cast<std::size_t>(i)];
        for (const adapt::Run& run : parts.runs(i)) {
            const uchar* g = grey.ptr<uchar>(run.y);
            const uchar* a = around.ptr<uchar>(run.y);
            for (int x = run.from; x < run.to; ++x) s.darkness += 1 - g[x] / static_cast<double>(a[x] + 1);
            if (colour.empty()) continue;
            const uchar* c = colour.ptr<uchar>(std::min(run.y / kChromaFactor, colour.rows - 1));
            for (int x = run.from; x < run.to; ++x) s.coloured += c[x / kChromaFactor] != 0;
        }
    }
    return out;
}

/// How often a table's frame, one component, meets a side of the picture: thin each time, as rules are. 0 where it lies
/// along the side, as shadows do.
int rule_ends(const adapt::Components& parts, int frame, const cv::Size& picture, std::size_t side, double em) {
    const bool upright = side % 2 == 0;  // left, top, right, bottom
    const int length = upright ? picture.height : picture.width;
    int ends = 0, run = 0, all = 0, last = -length;
    for (int i = 0; i <= length; ++i) {
        bool here = false;
        for (int depth = 0; i < length && depth <= kAtFrame; ++depth) {
            const int x = side == 0 ? depth : side == 2 ? picture.width - 1 - depth : i;
            const int y = side == 1 ? depth : side == 3 ? picture.height - 1 - depth : i;
            here = here || parts.at(x, y) == frame;
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

/// The ends of tables' rules at the left, top, right and bottom.
std::array<int, 4> rules_at_frame(const adapt::Components& parts, const std::vector<Sums>& sums,
                                  const cv::Size& picture, double em) {
    std::array<int, 4> out{};
    for (int i = 0; i < parts.size(); ++i) {
        const adapt::Component& part = parts[i];
        const cv::Rect& b = part.box;
        if (std::min(b.width, b.height) < kTableEms * em || part.area > kFrameFill * b.area()) continue;
        if (glyph_like(part)) continue;
        if (sums[static_cast<std::size_t>(i)].coloured > kColouredShare * part.area) continue;  // an ornament
        const std::array<bool, 4> at{b.x <= kAtFrame, b.y <= kAtFrame, b.br().x >= picture.width - kAtFrame,
                                     b.br().y >= picture.height - kAtFrame};
        for (std::size_t side = 0; side < 4; ++side)
            if (at[side]) out[side] += rule_ends(parts, i, picture, side, em);
    }
    return out;
}

/// Side of the glyph that a component is, or is a part of.
double glyph_size(int shorter, int longer) {
    return longer > 3 * shorter ? shorter : longer > kFused * shorter ? std::sqrt(longer * shorter) : longer;
}

}  // namespace

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

double weighted_quantile(std::vector<std::pair<double, double>> value_and_weight, double share) {
    std::sort(value_and_weight.begin(), value_and_weight.end());
    double total = 0, seen = 0;
    for (const auto& [value, weight] : value_and_weight) total += weight;
    for (const auto& [value, weight] : value_and_weight)
        if ((seen += weight) >= share * total) return value;
    return 0;
}

GlyphMask glyph_mask(const cv::Mat& ink, const cv::Mat& grey, const cv::Mat& around, const cv::Mat& colour,
                     bool with_pale) {
    const adapt::Components parts(ink);
    const std::vector<Sums> sums = sums_of(parts, grey, around, colour);
    std::vector<std::size_t> glyphs;
    std::vector<std::pair<double, double>> darkness;
    double glyph_area = 0, coloured_area = 0;
    int plain_parts = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const adapt::Component& c = parts.list()[i];
        if (!glyph_like(c)) continue;
        glyphs.push_back(i);
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
    std::vector<std::size_t> print;
    std::vector<cv::Rect> boxes;
    for (const std::size_t i : glyphs) {
        const adapt::Component& c = parts.list()[i];
        if (drop_colour && sums[i].coloured > kColouredShare * c.area) continue;
        if (sums[i].darkness < pale * c.area) continue;
        print.push_back(i);
        boxes.push_back(c.box);
    }
    const std::vector<bool> ornament = ornaments(boxes);
    out.mask = cv::Mat::zeros(ink.size(), CV_8U);
    std::vector<std::pair<double, double>> sizes;
    for (std::size_t k = 0; k < print.size(); ++k) {
        if (ornament[k]) continue;
        const std::size_t i = print[k];
        const adapt::Component& c = parts.list()[i];
        parts.paint(static_cast<int>(i), out.mask, 255);
        const int shorter = std::min(c.box.width, c.box.height), longer = std::max(c.box.width, c.box.height);
        sizes.emplace_back(glyph_size(shorter, longer), longer);
        out.parts.push_back({{parts.runs(static_cast<int>(i)).front().from, c.box.y},
                             c.box,
                             longer <= kSquarish * shorter,
                             sums[i].coloured > kColouredShare * c.area,
                             around.at<uchar>(c.box.y + c.box.height / 2, c.box.x + c.box.width / 2)});
    }
    out.em = weighted_quantile(std::move(sizes), 0.5);
    out.rules_at_frame = rules_at_frame(parts, sums, ink.size(), out.em);
    return out;
}

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

}  // namespace mangping::detectors
