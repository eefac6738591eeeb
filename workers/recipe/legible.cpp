#include "workers/recipe/legible.hpp"

#include <algorithm>
#include <array>

namespace mangping::recipe {
namespace {

// Mean posterior of the glyphs, the share of them below kDoubtful, and how many there must be. Chosen by 285 generated
// pages (seed 6001 of bench/accuracy, of which 62 were called illegible): of those with such reasons 5 marginal and 3
// clear ones lay above, and none of 31 illegible ones; the best of these had 0.90 and 0.09.
constexpr double kReadsWell = 0.92, kMostDoubtful = 0.06;
constexpr float kDoubtful = 0.6F;
constexpr std::size_t kLeastGlyphs = 60;

constexpr std::array kOfThePage{ClarityReason::low_resolution, ClarityReason::blur, ClarityReason::compression,
                                ClarityReason::noise};

bool of_the_page(ClarityReason reason) {
    return std::find(kOfThePage.begin(), kOfThePage.end(), reason) != kOfThePage.end();
}

}  // namespace

bool reading_could_settle(const Clarity& clarity) {
    return clarity.verdict == ClarityVerdict::illegible && !clarity.reasons.empty() &&
           of_the_page(clarity.reasons.front()) &&
           std::all_of(clarity.reasons.begin(), clarity.reasons.end(),
                       [](ClarityReason r) { return of_the_page(r) || r == ClarityReason::low_contrast; });
}

void settle_by_reading(Clarity& clarity, const Reading& reading) {
    if (!reading_could_settle(clarity) || !reading.unread_upright.empty()) return;
    double sum = 0;
    std::size_t glyphs = 0, doubtful = 0;
    for (const Line& line : reading.lines)
        for (const Glyph& glyph : line.glyphs) {
            const float p = glyph.alternatives.empty() ? 0 : glyph.alternatives.front().probability;
            sum += p;
            ++glyphs;
            doubtful += p < kDoubtful ? 1 : 0;
        }
    const auto n = static_cast<double>(glyphs);
    if (glyphs >= kLeastGlyphs && sum >= kReadsWell * n && static_cast<double>(doubtful) <= kMostDoubtful * n)
        clarity.verdict = ClarityVerdict::marginal;
}

}  // namespace mangping::recipe
