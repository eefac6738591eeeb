// Clarity, in an essay.
//
// "Sharp" is no property of a page: a page of one sharp line and a page of dense text differ more in every edge
// statistic than a sharp and an unreadable copy of the same page. What a reader needs is that the strokes of the glyphs
// can be told apart, so everything is measured on pieces of lines and in shares of their em: the width of the edges,
// the contrast against the paper, the noise against the contrast, the pixels a glyph has. Each measure is turned into a
// hindrance on one scale (0 none, from 1 on read with effort, from 2 on not read), the hindrances of a piece are added,
// and the page is as clear as its worst region: a region is several pieces, since one piece may be a signature or a
// smudge.
//
// Text that is gone cannot be measured where it was; missing.hpp looks for what it leaves behind. And not everything
// that looks like lines of text is meant to be read: what is far paler than the rest of the page (watermarks, the back
// of the sheet, erased writing) is left out of the judgement, unless it is all there is.
#include "detectors/clarity/clarity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "detectors/clarity/legibility.hpp"
#include "detectors/clarity/missing.hpp"
#include "detectors/clarity/pattern.hpp"
#include "detectors/clarity/text_regions.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Text of fewer pixels than this in the copy is measured on the page itself.
constexpr double kMeasuredEm = 20;
// A line that speaks for itself is so many ems long and surely text; of others so many must agree, and one more for
// so many pieces of the page.
constexpr double kLineEms = 3.5;
constexpr std::size_t kScraps = 3, kPiecesAScrap = 40;
// What is no text for sure and smaller than this share of the page's em is a part of a glyph, not small print.
constexpr double kPartOfGlyph = 0.62;
// Movement is seen from so many pieces on.
constexpr std::size_t kMovedPieces = 4;
constexpr double kStillest = 0.7;
// It is not looked for this near to the picture's edge, as a share of its size: the ornaments of awards are stripes.
constexpr double kOrnamentShare = 0.1;
// A picture, not an empty page: so much of its area is neither paper nor ink.
constexpr double kPictureShare = 0.12;
// Paler than this share of the page's median contrast: a watermark, not print; unless its paper is so much brighter.
constexpr double kPale = 0.36, kGlaring = 1.25;
// With this contrast it is print however dark the headings are: small, grey or blurred.
constexpr double kSurelyPrint = 0.17;
// Wood and edges are stripes: the least isotropy of text is 0.65, where the page as a whole has more than kStill and so
// was not moved.
constexpr double kStripes = 0.55, kStill = 0.72;
// Smaller marks on ground so much darker than the paper lie beside the sheet (chosen).
constexpr double kBesideSheet = 0.6;
// What does not look like text for sure must be nearly as dark as what does, where there is so much of that.
constexpr double kPaleUnsure = 0.7, kEnoughEms = 8;
// What does not look like text and is paler than this are stains and folds; those of blank sheets have 0.03 to 0.06
// (chosen).
constexpr double kStain = 0.08;
// Glyphs of fewer pixels are pale because their strokes are finer than a pixel.
constexpr double kPaleByFineness = 12;
// A page number or a running foot: this little text, in the outer share of the page.
constexpr double kNumberEms = 9, kOuterShare = 0.13;
// The back of the sheet shining through: paler than this and at least so blurred.
constexpr double kThroughContrast = 0.14, kThroughBlur = 0.05;
// Below this share of sure text the page is blurred and all that looks like lines is believed.
constexpr double kSureShare = 0.25;
// So little text, none of it sure, is none.
constexpr double kFewEms = 15;
// What comes so near to the picture's edge, as a share of its size, is not counted.
constexpr double kEdge = 0.015;
// A fold, a hair, a staple: all of one direction (chosen; text has 0.65 and more).
constexpr double kFold = 0.45;
// Most of the middle is a picture and so little looks like lines: a portrait, its collar and the sheet's edge.
constexpr double kPortraitShare = 0.35, kPortraitEms = 45;
constexpr std::size_t kMostFindings = 8;
// Print tells its blur from so many sigmas of noise on; what is not surely text counts less (chosen).
constexpr double kCleanSigmas = 12, kUnsureWeight = 0.3;
// So many pieces close by, whose blur differs from the page's by this factor, are blurred otherwise (chosen).
constexpr std::size_t kCloseBy = 9;
constexpr double kOtherwise = 1.5, kHeard = 0.4;
// Print is seldom smaller than this share of the page's usual size; what is are parts of glyphs and ornaments (chosen).
constexpr double kLeastOfPage = 0.6;
// A reflection brightens its surroundings: the paper is what this share of the text stands on less than (chosen).
constexpr double kPaperBeside = 0.3;
// Specks are held against the size that this share of the text stays below (chosen).
constexpr double kLowerEms = 0.25;
// Grey levels between ink and paper that a wave is compared with at least.
constexpr double kLeastLevels = 40;

struct Judged {
    TextPiece piece;
    PieceMeasure measure;
    Hindrance hindrance;
};

double quantile_of(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

double median_of(std::vector<double> values) { return quantile_of(std::move(values), 0.5); }

double median_em(const std::vector<TextPiece>& pieces) {
    std::vector<double> ems;
    for (const TextPiece& p : pieces) ems.push_back(p.em_px);
    return median_of(std::move(ems));
}

std::vector<Judged> judged_pieces(const SourcePage& page, const Copy& copy, const TextRegions& text) {
    std::vector<Judged> out;
    cv::Mat full;
    for (const TextPiece& piece : text.pieces) {
        const bool fine = copy.factor < 1 || (copy.factor > 1 && piece.em_px / copy.factor < kMeasuredEm);
        if (fine && full.empty()) full = adapt::grey(*page.raster);
        // Averaging has lowered the copy's noise by its factor.
        const double noise = text.noise_sd * std::max(1.0, copy.factor);
        PieceMeasure m =
            measure_piece(fine ? full : copy.grey, fine ? 1 : copy.factor, piece, fine ? noise : text.noise_sd);
        m.noise_sd = noise;
        m.jpeg_quality = page.jpeg_quality;
        out.push_back({piece, m, {}});
    }
    return out;
}

double ems_of(const TextPiece& piece) {
    const Rect box = bounding(piece.quad_raster);
    return std::max(box.w, box.h) / piece.em_px;
}

/// Removes what is much paler than the sure text (a shadow keeps the contrast of print, only a reflection lowers it),
/// what is all stripes, and, where there is enough sure text, what is neither sure nor nearly as dark, or lies outside
/// of it: watermarks, the grain of a table, edges of shadows.
void leave_out_what_is_not_print(std::vector<Judged>& pieces) {
    std::erase_if(pieces, [](const Judged& j) { return !j.piece.sure && j.measure.plain_contrast() < kStain; });
    std::vector<double> contrasts, papers, isotropies;
    Rect sure_box;
    double sure_ems = 0, all_ems = 0;
    for (const Judged& j : pieces) {
        all_ems += ems_of(j.piece);
        if (!j.piece.sure) continue;
        contrasts.push_back(j.measure.plain_contrast());
        papers.push_back(j.measure.paper);
        isotropies.push_back(j.measure.isotropy);
        const Rect box = bounding(j.piece.quad_raster);
        sure_box = sure_ems == 0 ? box : bounding(sure_box, box);
        sure_ems += ems_of(j.piece);
    }
    if (sure_ems < kEnoughEms || sure_ems < kSureShare * all_ems) return;
    const double contrast = median_of(contrasts), paper = median_of(papers);
    std::vector<TextPiece> sizes;
    for (const Judged& j : pieces)
        if (j.piece.sure) sizes.push_back(j.piece);
    const double em = median_em(sizes);
    const bool still = median_of(isotropies) > kStill;
    std::erase_if(pieces, [&](const Judged& j) {
        if (still && j.measure.isotropy < kStripes) return true;
        if (j.measure.paper < kBesideSheet * paper && j.piece.em_px < kPartOfGlyph * em) return true;
        const double pale = j.measure.plain_contrast() / contrast;
        if (j.piece.sure)
            return j.measure.paper < kGlaring * paper && pale < kPale && j.measure.plain_contrast() < kSurelyPrint;
        const bool inside = !intersection(grown(sure_box, j.piece.em_px), bounding(j.piece.quad_raster)).empty();
        return !inside ||
               pale <
                   (j.measure.plain_contrast() > kSurelyPrint || j.piece.em_px < kPaleByFineness ? kPale : kPaleUnsure);
    });
}

/// Defocus blurs all that lies together alike, in pixels, while one piece's edges tell it roughly: noise sharpens
/// them, strokes that touch widen them. The pieces that stand out of the noise speak for the page, and for a part of it
/// where those close by agree that it is blurred otherwise.
void judge_blur(std::vector<Judged>& pieces) {
    struct Edge {
        Point at;
        double sigma_px, weight;
    };
    std::vector<Edge> edges;
    for (const Judged& j : pieces) {
        const double levels = j.measure.paper - j.measure.plain_ink;
        const double clean = std::min(1.0, levels / (kCleanSigmas * std::max(0.5, j.measure.noise_sd)));
        const double weight = ems_of(j.piece) * j.piece.em_px * clean * clean * (j.piece.sure ? 1 : kUnsureWeight);
        edges.push_back({bounding(j.piece.quad_raster).centre(), j.measure.blur_em * j.piece.em_px, weight});
    }
    const auto median = [](const std::vector<Edge>& of) {
        std::vector<std::pair<double, double>> values;
        double total = 0, seen = 0;
        for (const Edge& e : of) values.emplace_back(e.sigma_px, e.weight), total += e.weight;
        std::sort(values.begin(), values.end());
        for (const auto& [value, weight] : values)
            if ((seen += weight) * 2 >= total) return value;
        return 0.0;
    };
    const double page = median(edges);
    double all = 0;
    std::vector<TextPiece> sizes;
    for (std::size_t i = 0; i < pieces.size(); ++i) all += edges[i].weight, sizes.push_back(pieces[i].piece);
    const double least_em = kLeastOfPage * median_em(sizes);
    for (Judged& j : pieces) {
        double here = page;
        if (edges.size() > 2 * kCloseBy) {
            const Point at = bounding(j.piece.quad_raster).centre();
            std::vector<Edge> close = edges;
            std::nth_element(close.begin(), close.begin() + kCloseBy, close.end(), [at](const Edge& a, const Edge& b) {
                return std::hypot(a.at.x - at.x, a.at.y - at.y) < std::hypot(b.at.x - at.x, b.at.y - at.y);
            });
            close.resize(kCloseBy);
            double weight = 0;
            for (const Edge& e : close) weight += e.weight;
            const bool heard = weight > kHeard * all * kCloseBy / static_cast<double>(edges.size());
            const double local = median(close);
            if (heard && (local > kOtherwise * page || page > kOtherwise * local)) here = local;
        }
        j.measure = with_blur(j.measure, here / std::max(j.piece.em_px, least_em));
    }
}

bool through_from_the_back(const std::vector<Judged>& pieces) {
    return std::all_of(pieces.begin(), pieces.end(), [](const Judged& j) {
        return j.measure.contrast() < kThroughContrast && j.measure.blur_em > kThroughBlur;
    });
}

/// Movement blurs a whole page alike: the page's upper third stands for every piece, since a line of figures or a
/// border of ornaments may be all strokes of one direction.
void judge_movement(std::vector<Judged>& pieces, const cv::Size& size) {
    std::vector<double> isotropies;
    for (const Judged& j : pieces) {
        const Point at = bounding(j.piece.quad_raster).centre();
        const double x = at.x / size.width, y = at.y / size.height;
        if (std::min({x, 1 - x, y, 1 - y}) > kOrnamentShare) isotropies.push_back(j.measure.isotropy);
    }
    const double page = isotropies.size() >= kMovedPieces ? quantile_of(std::move(isotropies), kStillest) : 1;
    for (Judged& j : pieces) {
        j.measure.isotropy = page;
        j.hindrance = hindrance_of(j.measure);
    }
}

/// Whether all there is to read is a page number or a running foot.
bool only_a_number(const std::vector<Judged>& pieces, const SourcePage& page) {
    double ems = 0;
    for (const Judged& j : pieces) {
        const Rect box = bounding(j.piece.quad_raster);
        ems += ems_of(j.piece);
        const double y = box.centre().y / page.raster->height, x = box.centre().x / page.raster->width;
        const double outward = std::min({x, 1 - x, y, 1 - y});
        if (outward > kOuterShare) return false;
    }
    return ems <= kNumberEms;
}

/// The hindrance of the line that is hardest to read. One piece alone does not speak for its line where the line has
/// more, and scraps that are too short for a line speak only together.
double worst_line(const std::vector<Judged>& pieces, double page_em) {
    double worst = 0;
    std::vector<double> scraps;
    for (std::size_t i = 0; i < pieces.size();) {
        std::vector<double> line;
        double ems = 0;
        const int number = pieces[i].piece.line;
        const bool sure = pieces[i].piece.sure;
        for (; i < pieces.size() && pieces[i].piece.line == number; ++i) {
            ems += ems_of(pieces[i].piece);
            const bool part = !sure && pieces[i].piece.em_px < kPartOfGlyph * page_em;
            if (!part) line.push_back(pieces[i].hindrance.together);
        }
        std::sort(line.begin(), line.end(), std::greater<>());
        if (line.empty()) continue;
        if (ems < kLineEms || !sure)
            scraps.insert(scraps.end(), line.begin(), line.end());
        else
            worst = std::max(worst, line[line.size() > 1 ? 1 : 0]);
    }
    std::sort(scraps.begin(), scraps.end(), std::greater<>());
    const std::size_t agreed = std::max(kScraps, pieces.size() / kPiecesAScrap);
    if (scraps.size() >= agreed) worst = std::max(worst, scraps[agreed - 1]);
    if (worst == 0 && !scraps.empty()) worst = scraps.back();
    return worst;
}

/// Whether what looks like lines is no text: a few dark strokes where nothing is text for sure (brows, a sheet's edge),
/// or little beside a portrait.
bool no_text(const std::vector<Judged>& pieces, const TextRegions& text, const cv::Size& size) {
    double ems = 0, sure_ems = 0, all_ems = 0;
    bool sure = false;
    for (const Judged& j : pieces) {
        const Rect box = bounding(j.piece.quad_raster);
        all_ems += ems_of(j.piece);
        const bool at_edge = box.x < kEdge * size.width || box.y < kEdge * size.height ||
                             box.right() > (1 - kEdge) * size.width || box.bottom() > (1 - kEdge) * size.height;
        if (!at_edge && j.measure.isotropy > kFold) ems += ems_of(j.piece);
        if (j.piece.sure) sure_ems += ems_of(j.piece);
        sure = sure || (j.piece.sure && !at_edge);
    }
    const bool hardly = sure_ems < kPortraitEms || sure_ems < kSureShare * all_ems;
    return (!sure && ems < kFewEms) || (text.picture_share > kPortraitShare && hardly);
}

ClarityReason main_reason(const Judged& j, double page_paper) {
    const Hindrance& h = j.hindrance;
    const double most = std::max({h.blur, h.size, h.contrast, h.noise, h.compression});
    if (most == h.blur) return ClarityReason::blur;
    if (most == h.size) return ClarityReason::low_resolution;
    if (most == h.noise) return ClarityReason::noise;
    if (most == h.compression) return ClarityReason::compression;
    constexpr double kBrighter = 1.15, kDarker = 0.5;
    if (j.measure.paper > kBrighter * page_paper) return ClarityReason::glare;
    if (j.measure.paper < kDarker * page_paper) return ClarityReason::shadow;
    return ClarityReason::low_contrast;
}

/// What moire and specks do to all of the page, on the scale of Hindrance.
struct Veil {
    double moire = 0, specks = 0;
};

Veil veil_over(const cv::Mat& full, const std::vector<Judged>& pieces, double em) {
    std::vector<double> levels;
    for (const Judged& j : pieces)
        if (j.piece.sure) levels.push_back(j.measure.paper - j.measure.ink);
    const double wave = wave_over(full), contrast = std::max(kLeastLevels, median_of(std::move(levels)));
    std::vector<double> ems;
    for (const Judged& j : pieces) ems.push_back(j.piece.em_px);
    // Specks tie lines together, whose em is then too large.
    const double lower_em = std::min(em, quantile_of(std::move(ems), kLowerEms));
    return {moire_hindrance(wave / contrast), specks_hindrance(specks_in(full), lower_em)};
}

Clarity without_text(const TextRegions& text) {
    Clarity out;
    const bool picture = text.picture_share > kPictureShare;
    out.verdict = picture ? ClarityVerdict::clear : ClarityVerdict::blank;
    out.score = picture ? 1 : 0;
    if (!picture) out.reasons.push_back(ClarityReason::blank);
    return out;
}

void add(Clarity& out, ClarityReason reason, const Quad& quad_displayed, double hindrance) {
    if (out.findings.size() < kMostFindings)
        out.findings.push_back({reason, quad_displayed, std::min(1.0, hindrance / 4)});
    if (std::find(out.reasons.begin(), out.reasons.end(), reason) == out.reasons.end()) out.reasons.push_back(reason);
}

}  // namespace

Clarity judge_clarity(const SourcePage& page, const Pose& pose) {
    if (!page.raster || page.raster->empty()) return {};
    const Copy copy = copy_of(*page.raster);
    TextRegions text = find_text(copy, *page.raster, pose);
    std::vector<Judged> pieces = judged_pieces(page, copy, text);
    std::vector<double> papers, contrasts;
    for (const Judged& j : pieces) papers.push_back(j.measure.paper), contrasts.push_back(j.measure.plain_contrast());
    // Before anything is left out: what a reflection has made pale stands for the text in it.
    const std::vector<Missing> dark = blacked_out(copy, text, papers);
    const std::vector<Missing> burnt = burnt_out(copy, text, quantile_of(std::move(papers), kPaperBeside), contrasts);
    leave_out_what_is_not_print(pieces);
    judge_blur(pieces);
    judge_movement(pieces, {page.raster->width, page.raster->height});
    text.pieces.clear();
    for (const Judged& j : pieces) text.pieces.push_back(j.piece);
    text.em_px = median_em(text.pieces);
    const cv::Mat full = adapt::grey(*page.raster);
    const Veil veil = veil_over(full, pieces, text.em_px);
    const bool veiled = veil.moire >= 1;  // its waves hide the text and look like strokes
    if (!veiled && (no_text(pieces, text, {page.raster->width, page.raster->height}) || through_from_the_back(pieces) ||
                    only_a_number(pieces, page)))
        return without_text(text);

    double worst = std::max({worst_line(pieces, text.em_px), veil.moire, veil.specks});
    std::sort(pieces.begin(), pieces.end(),
              [](const Judged& a, const Judged& b) { return a.hindrance.together > b.hindrance.together; });

    Clarity out;
    out.text_height_px = text.em_px;
    const Transform displayed_from_raster = inverse(page.raster_from_displayed);
    std::vector<Missing> missing = cut_off(text, page.raster->width, page.raster->height);
    missing.insert(missing.end(), burnt.begin(), burnt.end());
    missing.insert(missing.end(), dark.begin(), dark.end());
    const Quad all = quad_of({0, 0, static_cast<double>(page.raster->width), static_cast<double>(page.raster->height)});
    if (veil.moire >= 1) add(out, ClarityReason::moire, displayed_from_raster(all), veil.moire);
    if (veil.specks >= 1) add(out, ClarityReason::noise, displayed_from_raster(all), veil.specks);
    for (const Missing& m : missing) {
        worst = std::max(worst, m.hindrance);
        add(out, m.reason, displayed_from_raster(m.quad_raster), m.hindrance);
    }
    out.verdict = worst >= 2   ? ClarityVerdict::illegible
                  : worst >= 1 ? ClarityVerdict::marginal
                               : ClarityVerdict::clear;
    double sum = 0;
    for (const Judged& j : pieces) {
        sum += std::min(4.0, j.hindrance.together);
        if (worst >= 1 && j.hindrance.together >= 1)
            add(out, main_reason(j, text.paper), displayed_from_raster(j.piece.quad_raster), j.hindrance.together);
    }
    const double mean = pieces.empty() ? worst : sum / static_cast<double>(pieces.size());
    out.score = std::exp(-(0.7 * std::max({mean, veil.moire, veil.specks}) + 0.3 * std::min(4.0, worst)));
    return out;
}

}  // namespace mangping::detectors
