// Clarity, in an essay.
//
// "Sharp" is no property of a page: a page of one sharp line and a page of dense text differ more in every edge
// statistic than a sharp and an unreadable copy of the same page. What a reader needs is that the strokes of the glyphs
// can be told apart, so everything is measured on pieces of lines and in shares of their em: the width of the edges,
// the contrast against the paper, the noise against the contrast, the pixels a glyph has. Each measure is turned into a
// hindrance on one scale (0 none, 0.5 read with effort, 1 not read), the hindrances of a piece are added, and the page
// is as clear as its worst region: a region is several pieces, since one piece may be a signature or a smudge.
//
// Text that is gone cannot be measured where it was. Glare, cuts and covers are found by what is missing: pieces at the
// picture's edge, lines that stop at a burnt-out spot.
#include "detectors/clarity/clarity.hpp"

#include <algorithm>
#include <cmath>

#include "detectors/clarity/legibility.hpp"
#include "detectors/clarity/text_regions.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Text of fewer pixels than this in the copy is measured on the page itself.
constexpr double kMeasuredEm = 20;
// So much of a page's text, and so many pieces, must be bad before the page is.
constexpr double kWorstShare = 0.02;
constexpr std::size_t kWorstPieces = 3;
// A picture, not an empty page: so much of its area is neither paper nor ink.
constexpr double kPictureShare = 0.12;

struct Judged {
    TextPiece piece;
    PieceMeasure measure;
    Hindrance hindrance;
};

std::vector<Judged> judged_pieces(const SourcePage& page, const Copy& copy, const TextRegions& text) {
    std::vector<Judged> out;
    cv::Mat full;
    for (const TextPiece& piece : text.pieces) {
        const bool fine = copy.factor > 1 && piece.em_px / copy.factor < kMeasuredEm;
        if (fine && full.empty()) full = adapt::grey(*page.raster);
        // Averaging has lowered the copy's noise by its factor.
        const PieceMeasure m = measure_piece(fine ? full : copy.grey, fine ? 1 : copy.factor, piece,
                                             fine ? text.noise_sd * copy.factor : text.noise_sd);
        out.push_back({piece, m, hindrance_of(m)});
    }
    return out;
}

ClarityReason main_reason(const Judged& j) {
    const Hindrance& h = j.hindrance;
    const double most = std::max({h.blur, h.size, h.contrast, h.noise});
    if (most == h.blur) return ClarityReason::blur;
    if (most == h.size) return ClarityReason::low_resolution;
    if (most == h.contrast) return ClarityReason::low_contrast;
    return ClarityReason::noise;
}

}  // namespace

Clarity judge_clarity(const SourcePage& page, const Pose& pose) {
    Clarity out;
    if (!page.raster || page.raster->empty()) return out;
    const Copy copy = copy_of(*page.raster);
    const TextRegions text = find_text(copy, *page.raster, pose);
    out.text_height_px = text.em_px;
    const Transform displayed_from_raster = inverse(page.raster_from_displayed);
    if (text.pieces.empty()) {
        const bool picture = text.tone_share > kPictureShare;
        out.verdict = picture ? ClarityVerdict::clear : ClarityVerdict::blank;
        out.score = picture ? 1 : 0;
        if (!picture) out.reasons.push_back(ClarityReason::blank);
        return out;
    }
    std::vector<Judged> pieces = judged_pieces(page, copy, text);
    std::sort(pieces.begin(), pieces.end(),
              [](const Judged& a, const Judged& b) { return a.hindrance.together > b.hindrance.together; });
    const std::size_t nth = std::min(
        pieces.size() - 1,
        std::max(kWorstPieces - 1, static_cast<std::size_t>(kWorstShare * static_cast<double>(pieces.size()))));
    const double worst = pieces[nth].hindrance.together;
    out.verdict = worst >= 1     ? ClarityVerdict::illegible
                  : worst >= 0.5 ? ClarityVerdict::marginal
                                 : ClarityVerdict::clear;
    double sum = 0;
    for (const Judged& j : pieces) sum += std::min(2.0, j.hindrance.together);
    const double mean = sum / static_cast<double>(pieces.size());
    out.score = std::exp(-(0.7 * mean + 0.3 * std::min(2.0, worst)));
    if (out.verdict != ClarityVerdict::clear) {
        for (const Judged& j : pieces) {
            if (j.hindrance.together < 0.5 || out.findings.size() >= 8) break;
            const ClarityReason reason = main_reason(j);
            out.findings.push_back(
                {reason, displayed_from_raster(j.piece.quad_raster), std::min(1.0, j.hindrance.together / 2)});
            if (std::find(out.reasons.begin(), out.reasons.end(), reason) == out.reasons.end())
                out.reasons.push_back(reason);
        }
    }
    return out;
}

}  // namespace mangping::detectors
