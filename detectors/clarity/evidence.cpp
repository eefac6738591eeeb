#include "detectors/clarity/evidence.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "detectors/clarity/pattern.hpp"
#include "detectors/clarity/strokes.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/portrait.hpp"

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
// Paler than this share of the page's median contrast: a watermark, not print; unless its paper is so much brighter.
constexpr double kPale = 0.36, kGlaring = 1.25;
// With this contrast it is print however dark the headings are: small, grey or blurred.
constexpr double kSurelyPrint = 0.17;
// Wood and edges are stripes: the least isotropy of text is 0.65, where the page as a whole has more than kStill and so
// was not moved.
constexpr double kStripes = 0.55, kStill = 0.72;
// Smaller marks on ground so much darker than the paper lie beside the sheet (chosen).
constexpr double kBesideSheet = 0.6;
// On black nothing dark can be read: the grain of a banner (chosen).
constexpr double kBlackGround = 0.25;
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
// What looks like pieces of lines in a face, at most (chosen).
constexpr std::size_t kFacePieces = 25;
// And a face is neither paper nor print: of 33 portraits all but one lost in paleness had 0.17 of such a middle and
// more, blurred pages with a field beside them up to 0.05 (accuracy clarity --measures, seeds 41, 4242, 5151, 9001).
constexpr double kFaceShare = 0.12;
constexpr double kPortraitShare = 0.35, kPortraitEms = 45;
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

double median_em(const std::vector<TextPiece>& pieces) {
    std::vector<double> ems;
    for (const TextPiece& p : pieces) ems.push_back(p.em_px);
    return median_of(std::move(ems));
}

/// Whether a piece lies along the picture's edge: the end of a dark sheet or lid, or a line of which too little is left
/// to be measured (that a line is cut off is told by the parts that run out of the picture).
bool along_the_edge(const TextPiece& piece, const cv::Size& size) {
    const Rect box = bounding(piece.quad_raster);
    const bool tall = box.h > box.w;
    return tall ? box.x <= 0 || box.right() >= size.width : box.y <= 0 || box.bottom() >= size.height;
}

std::vector<Judged> judged_pieces(const SourcePage& page, const Copy& copy, const TextRegions& text) {
    std::vector<Judged> out;
    cv::Mat full;
    for (const TextPiece& piece : text.pieces) {
        if (along_the_edge(piece, {page.raster->width, page.raster->height})) continue;
        const bool fine = copy.factor < 1 || (copy.factor > 1 && piece.em_px / copy.factor < kMeasuredEm);
        if (fine && full.empty()) full = adapt::grey(*page.raster);
        // Averaging has lowered the copy's noise by its factor.
        const double noise = text.noise_sd * std::max(1.0, copy.factor);
        PieceMeasure m =
            measure_piece(fine ? full : copy.grey, fine ? 1 : copy.factor, piece, fine ? noise : text.noise_sd);
        m.noise_sd = noise;
        m.jpeg_quality = page.jpeg_quality;
        out.push_back({piece, m, {}, m.blur_em});
    }
    return out;
}

/// Removes what is much paler than the sure text (a shadow keeps the contrast of print, only a reflection lowers it),
/// what is all stripes, and, where there is enough sure text, what is neither sure nor nearly as dark, or lies outside
/// of it: watermarks, the grain of a table, edges of shadows.
void leave_out_what_is_not_print(std::vector<Judged>& pieces, LeftOut& out) {
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
    const auto leave_out = [&](const Judged& j) {
        if (still && j.measure.isotropy < kStripes) return true;
        if (j.measure.paper < kBlackGround * paper) return true;
        if (j.measure.paper < kBesideSheet * paper && j.piece.em_px < kPartOfGlyph * em) return true;
        const double pale = j.measure.plain_contrast() / contrast;
        if (j.piece.sure)
            return j.measure.paper < kGlaring * paper && pale < kPale && j.measure.plain_contrast() < kSurelyPrint;
        const bool inside = !intersection(grown(sure_box, j.piece.em_px), bounding(j.piece.quad_raster)).empty();
        return !inside ||
               pale <
                   (j.measure.plain_contrast() > kSurelyPrint || j.piece.em_px < kPaleByFineness ? kPale : kPaleUnsure);
    };
    std::vector<double> pale;
    for (const Judged& j : pieces) {
        if (!leave_out(j)) continue;
        (j.piece.sure ? out.sure_ems : out.unsure_ems) += ems_of(j.piece);
        pale.push_back(j.measure.plain_contrast() / contrast);
    }
    out.contrast = median_of(std::move(pale));
    std::erase_if(pieces, leave_out);
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

}  // namespace

double ems_of(const TextPiece& piece) {
    const Rect box = bounding(piece.quad_raster);
    return std::max(box.w, box.h) / piece.em_px;
}

double quantile_of(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

Evidence evidence_of(const SourcePage& page, const Pose& pose) {
    Evidence out;
    out.width = page.raster->width, out.height = page.raster->height, out.jpeg_quality = page.jpeg_quality;
    const Copy copy = copy_of(*page.raster);
    out.text = find_text(copy, *page.raster, pose);
    out.pieces = judged_pieces(page, copy, out.text);
    std::vector<double> papers, contrasts;
    for (const Judged& j : out.pieces) {
        papers.push_back(j.measure.paper);
        contrasts.push_back(j.measure.plain_contrast());
    }
    // Before anything is left out: what a reflection has made pale stands for the text in it.
    const std::vector<Missing> dark = blacked_out(copy, out.text, papers);
    const std::vector<Missing> burnt =
        burnt_out(copy, out.text, quantile_of(std::move(papers), kPaperBeside), contrasts);
    leave_out_what_is_not_print(out.pieces, out.left_out);
    judge_blur(out.pieces);
    judge_movement(out.pieces, {out.width, out.height});
    out.text.pieces.clear();
    for (const Judged& j : out.pieces) out.text.pieces.push_back(j.piece);
    out.text.em_px = median_em(out.text.pieces);
    const cv::Mat full = adapt::grey(*page.raster);
    out.veil = veil_over(full, out.pieces, out.text.em_px);
    const bool fine = copy.factor < 1 || (copy.factor > 1 && out.text.em_px / copy.factor < kMeasuredEm);
    out.detail = fine ? detail_of(full, 1, out.text.pieces) : detail_of(copy.grey, copy.factor, out.text.pieces);
    out.strokes = fine ? strokes_of(full, 1, out.text.pieces) : strokes_of(copy.grey, copy.factor, out.text.pieces);
    out.portrait = out.pieces.size() <= kFacePieces && out.text.picture_share > kFaceShare &&
                   adapt::turn_of_portrait(*page.raster).has_value();
    const bool veiled = out.veil.moire >= 1;  // its waves hide the text and look like strokes
    out.empty = !veiled && (out.portrait || no_text(out.pieces, out.text, {out.width, out.height}) ||
                            through_from_the_back(out.pieces) || only_a_number(out.pieces, page));
    out.worst_line = worst_line(out.pieces, out.text.em_px);
    out.missing = cut_off(out.text, out.width, out.height);
    out.missing.insert(out.missing.end(), burnt.begin(), burnt.end());
    out.missing.insert(out.missing.end(), dark.begin(), dark.end());
    return out;
}

}  // namespace mangping::detectors
