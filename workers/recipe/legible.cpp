#include "workers/recipe/legible.hpp"

#include <algorithm>
#include <array>

namespace mangping::recipe {
namespace {

// Mean posterior of the glyphs, the share of them below kDoubtful, how many there must be, and how many for each line
// that could not be read at all. Chosen by 666 generated pages (seeds 6001 and 7201 of bench/accuracy, of which 144
// were called illegible): of those with such reasons at least 10 marginal and 8 clear ones lay above, and none of 71
// illegible ones; the best of these had 0.90 and 0.09.
constexpr double kReadsWell = 0.905, kMostDoubtful = 0.085;
constexpr float kDoubtful = 0.6F;
constexpr std::size_t kLeastGlyphs = 60, kGlyphsAnUnread = 150;

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
    if (!reading_could_settle(clarity)) return;
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
    const bool read = glyphs >= std::max(kLeastGlyphs, kGlyphsAnUnread * reading.unread_upright.size());
    if (read && sum >= kReadsWell * n && static_cast<double>(doubtful) <= kMostDoubtful * n)
        clarity.verdict = ClarityVerdict::marginal;
}

}  // namespace mangping::recipe
