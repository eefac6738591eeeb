// Clarity, in an essay.
//
// "Sharp" is no property of a page: a page of one sharp line and a page of dense text differ more in every edge
// statistic than a sharp and an unreadable copy of the same page. What a reader needs is that the strokes of the glyphs
// can be told apart, so everything is measured on pieces of lines and in shares of their em: the width of the edges,
// the contrast against the paper, the noise against the contrast, the pixels a glyph has. Each measure is turned into a
// hindrance on one scale (0 none, from 1 on read with effort, from 2 on not read), and the hindrances of a piece are
// added: they tell what is wrong and where. How hard the page is to read is weighed from all measures together by
// small decision trees (severity.hpp), since each of them errs alone: noise sharpens edges, broken print is tiny.
//
// Text that is gone cannot be measured where it was; missing.hpp looks for what it leaves behind. And not everything
// that looks like lines of text is meant to be read: what is far paler than the rest of the page (watermarks, the back
// of the sheet, erased writing) is left out of the judgement, unless it is all there is.
#include "detectors/clarity/clarity.hpp"

#include <algorithm>
#include <cmath>

#include "detectors/clarity/evidence.hpp"
#include "detectors/clarity/measures.hpp"
#include "detectors/clarity/severity.hpp"
#include "detectors/clarity/traces.hpp"

namespace mangping::detectors {
namespace {

// A picture, not an empty page: so much of its area is neither paper nor ink.
constexpr double kPictureShare = 0.12;
// And an empty page no more than so much that differs from its paper: 0.005 of 13 blank sheets, 0.15 of a certificate
// out of focus whose frame and seal are still seen (accuracy clarity --seed 9202 --pages 250, and that certificate).
constexpr double kTraces = 0.01;
constexpr std::size_t kMostFindings = 8;
// A page is read with effort from this severity on, and lost from that. Between what is clear for sure and lost for
// sure lies a whole unit: misses and alarms of what is lost are few in its middle; that it takes effort is advice, and
// said where fewer clear pages get it (chosen by what bench/accuracy/train_severity.py prints).
constexpr double kEffort = 1.15, kLost = 1.5;
// From here on hardly a page is one that a person reads with effort (the same figures); below, a person is asked.
constexpr double kSurelyLost = 2.4;
// Where no single measure hinders, nothing could be named to mend: then effort begins only here. Chosen: few
// lines drawn without noise and blur, as no page has them that the trees were taught, lie a little below.
constexpr double kUnnamedEffort = 1.45;
// What the score falls by: it tells apart what is hopeless as well, where the severity no longer rises.
constexpr double kOfPage = 0.6, kOfMean = 0.1;

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

Clarity without_text(const Evidence& e, const SourcePage& page) {
    Clarity out;
    const bool picture = e.portrait || e.text.picture_share > kPictureShare;
    out.verdict = picture ? ClarityVerdict::clear : ClarityVerdict::blank;
    out.score = picture ? 1 : 0;
    if (picture) return out;
    if (traces_on(*page.raster, e.text.sheet) <= kTraces) {
        out.reasons.push_back(ClarityReason::blank);
        return out;
    }
    out.verdict = ClarityVerdict::illegible;
    out.reasons.push_back(ClarityReason::blur);
    const Quad all = quad_of({0, 0, static_cast<double>(e.width), static_cast<double>(e.height)});
    out.findings.push_back({ClarityReason::blur, inverse(page.raster_from_displayed)(all), 1});
    return out;
}

void add(Clarity& out, ClarityReason reason, const Quad& quad_displayed, double hindrance) {
    if (out.findings.size() < kMostFindings)
        out.findings.push_back({reason, quad_displayed, std::min(1.0, hindrance / 4)});
    if (std::find(out.reasons.begin(), out.reasons.end(), reason) == out.reasons.end()) out.reasons.push_back(reason);
}

/// What is wrong and where, worst first: what lies over all of the page, what is missing, and the pieces that are hard
/// to read; of none that is, the hardest.
void add_findings(Evidence& e, const SourcePage& page, double severity, Clarity& out) {
    const Transform displayed_from_raster = inverse(page.raster_from_displayed);
    const Quad all = quad_of({0, 0, static_cast<double>(e.width), static_cast<double>(e.height)});
    if (e.veil.moire >= 1) add(out, ClarityReason::moire, displayed_from_raster(all), e.veil.moire);
    if (e.veil.specks >= 1) add(out, ClarityReason::noise, displayed_from_raster(all), e.veil.specks);
    for (const Missing& m : e.missing)
        if (m.hindrance >= 1) add(out, m.reason, displayed_from_raster(m.quad_raster), m.hindrance);
    std::stable_sort(e.pieces.begin(), e.pieces.end(),
                     [](const Judged& a, const Judged& b) { return a.hindrance.together > b.hindrance.together; });
    for (const Judged& j : e.pieces) {
        if (j.hindrance.together < 1 && !out.findings.empty()) break;
        add(out, main_reason(j, e.text.paper), displayed_from_raster(j.piece.quad_raster),
            std::max(severity, j.hindrance.together));
    }
}

/// Whether a fault can be named.
bool hinders(const Evidence& e) {
    return std::max({e.worst_line, e.veil.moire, e.veil.specks}) >= 1 ||
           std::any_of(e.missing.begin(), e.missing.end(), [](const Missing& m) { return m.hindrance >= 1; });
}

}  // namespace

Clarity judge_clarity(const SourcePage& page, const Pose& pose) {
    if (!page.raster || page.raster->empty()) return {};
    Evidence e = evidence_of(page, pose);
    if (e.empty) return without_text(e, page);
    const double severity = severity_of(measures_of(e));
    const double effort = hinders(e) ? kEffort : kUnnamedEffort;
    Clarity out;
    out.text_height_px = e.text.em_px;
    out.verdict = severity >= kLost    ? ClarityVerdict::illegible
                  : severity >= effort ? ClarityVerdict::marginal
                                       : ClarityVerdict::clear;
    out.certain = severity < kLost || severity >= kSurelyLost;
    if (out.verdict != ClarityVerdict::clear) add_findings(e, page, severity, out);
    double sum = 0;
    for (const Judged& j : e.pieces) sum += std::min(4.0, j.hindrance.together);
    const double mean = e.pieces.empty() ? severity : sum / static_cast<double>(e.pieces.size());
    out.score = std::exp(-(kOfPage * severity + kOfMean * mean));
    return out;
}

}  // namespace mangping::detectors
