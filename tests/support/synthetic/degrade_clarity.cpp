#include "tests/support/synthetic/degrade_clarity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mangping::synthetic {
namespace {

/// 0 at `none`, 1 at `effort`, 2 at `lost`, linear between and beyond. Works for falling scales as well.
double severity(double value, double none, double effort, double lost) {
    const bool rising = lost > effort;
    if (rising ? value <= effort : value >= effort) return std::max(0.0, (value - none) / (effort - none));
    return 1 + (value - effort) / (lost - effort);
}

// Share of em; character error leaves 1 % at 0.075, is 8-10 % at 0.09 and 23-29 % at 0.105, for em of 20 to 48 px.
// People stop finding it clear a little earlier than that and give up much later: lines of certificates at 0.105 are
// read with effort, at 0.12 a name is guessed (looked at, em of 13 to 29 px; three pages of 0.085 to 0.11 that others
// drew and called readable with effort).
constexpr double kBlurEffort = 0.062, kBlurLost = 0.115;
// em in px: below 12 the inner strokes of dense Han characters share pixels, below 9 the characters are guessed.
constexpr double kEmNone = 40, kEmEffort = 11.5, kEmLost = 8.8;
// A picture of one bit has no grey to carry half covered pixels.
constexpr double kBilevelEm = 0.75;
// Grey levels between ink and paper, of 255 levels of paper. Paper darker than kDimPaper counts as that: on a screen 28
// on 6 is black on black, however large the one is against the other.
constexpr double kContrastNone = 150, kContrastEffort = 33, kContrastLost = 12, kDimPaper = 120;
// Noise after the eye's averaging over a stroke, as a share of the contrast.
constexpr double kNoiseEffort = 0.22, kNoiseLost = 0.41;
constexpr double kNoiseEm = 18;  // em of which a stroke is about 1.5 px wide
constexpr double kMoireEffort = 0.4, kMoireLost = 0.8;
constexpr double kTonerEffort = 0.62, kTonerLost = 0.88;
// Share of pixels that are specks, in the one-bit pictures that have them, for glyphs of kNoiseEm (chosen, not read).
// Wider strokes bear more: print of 46 to 62 px under 10 % of specks reads at a glance.
constexpr double kSpecksEffort = 0.03, kSpecksLost = 0.08;
// What is pale in grey is gone in one bit.
constexpr double kBilevelToner = 1.1;
// Qualities of JPEG at which its blocks and rings begin to eat strokes, by the size of the glyphs; half of them hides
// the glyphs. Print of 29 px saved at 8 to 14 leaves 2 to 9 % of the characters unread, at 16 to 38 1 to 18 %
// (accuracy clarity --read --seed 41); smaller glyphs: chosen.
constexpr double kQualityNone = 60, kSmallEm = 16, kLargeEm = 24;
// From the second size on blocks of 8 px are finer than strokes lie apart: a certificate of 47 px saved at 1 reads at a
// glance. Between the sizes the quality that is borne falls to nothing.
constexpr double kLessHurtEm = 30, kUnhurtEm = 40, kUnhurtMost = 0.9;
constexpr double kQualitySmall = 28, kQualityMiddle = 14, kQualityLarge = 7;
constexpr double kCutEffort = 0.12, kCutLost = 0.35;
// Noise hides the edges that blur has softened: the knee moves down by this share of the noise-to-contrast ratio.
constexpr double kNoiseOnBlur = 2.5;

/// The quality of JPEG below which glyphs of this size are read with effort.
double quality_floor(double em) {
    if (em < kLargeEm) return em < kSmallEm ? kQualitySmall : kQualityMiddle;
    return kQualityLarge * std::clamp((kUnhurtEm - em) / (kUnhurtEm - kLessHurtEm), 0.02, 1.0);
}

}  // namespace

std::string verdict_of(double severity) { return severity >= 2 ? "illegible" : severity >= 1 ? "marginal" : "clear"; }

Legibility judge(const LocalPhysics& at) {
    const double contrast = std::max(0.5, at.paper - at.ink);
    const double relative = contrast * 255 / std::max(kDimPaper, at.paper);
    const double noise = at.noise_sd / std::max(0.6, at.em_px / kNoiseEm) / contrast;
    const double em = at.em_px * (at.bilevel ? kBilevelEm : 1);
    const double blur = at.sigma_px / at.em_px * (1 + kNoiseOnBlur * std::min(0.25, noise));
    const double size = severity(em, kEmNone, kEmEffort, kEmLost);
    const double faint = severity(relative, kContrastNone, kContrastEffort, kContrastLost);
    const double least_quality = quality_floor(at.em_px);
    const double eaten = severity(at.jpeg_quality, kQualityNone, least_quality, least_quality * 0.5);
    struct Cause {
        const char* reason;
        double severity;
    };
    const char* faint_reason = at.glare > 0.35 ? "glare" : at.light < 0.3 ? "shadow" : "low_contrast";
    const std::array<Cause, 9> causes{{
        {"blur", severity(blur, 0.02, kBlurEffort, kBlurLost)},
        {"low_resolution", size},
        {faint_reason, faint},
        {"noise", severity(noise, 0.03, kNoiseEffort, kNoiseLost)},
        {"moire", severity(at.moire / contrast, 0.1, kMoireEffort, kMoireLost)},
        {"low_contrast", at.toner_loss > 0
                             ? severity(at.toner_loss * (at.bilevel ? kBilevelToner : 1), 0.2, kTonerEffort, kTonerLost)
                             : 0},
        {"cropped", at.cut_em > 0.05 ? severity(at.cut_em, 0, kCutEffort, kCutLost) : 0},
        {"noise", severity(at.salt_pepper / std::max(0.6, at.em_px / kNoiseEm), 0.002, kSpecksEffort, kSpecksLost)},
        {"compression", at.em_px < kUnhurtEm ? eaten : std::min(kUnhurtMost, eaten)},
    }};
    double fourth = 0, worst = 0;
    for (const Cause& c : causes) {
        fourth += std::pow(c.severity, 4);
        worst = std::max(worst, c.severity);
    }
    Legibility out;
    out.severity = std::sqrt(std::sqrt(fourth));
    // Together they may only lift a verdict by one step: two faults that each leave text clear never hide it.
    out.severity = std::min(out.severity, worst < 1 ? 1.5 : out.severity);
    if (out.severity < 1) return out;
    for (const Cause& c : causes)
        if (c.severity >= std::min(1.0, 0.8 * worst) &&
            std::find(out.reasons.begin(), out.reasons.end(), c.reason) == out.reasons.end())
            out.reasons.emplace_back(c.reason);
    return out;
}

}  // namespace mangping::synthetic
