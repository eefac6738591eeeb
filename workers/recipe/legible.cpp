#include "workers/recipe/legible.hpp"

#include <algorithm>
#include <array>

namespace mangping::recipe {
namespace {

// Mean posterior of the glyphs, the share of them below kDoubtful, how many there must be, and how many for each line
// that could not be read at all. Chosen by 583 generated pages (bench/accuracy, seeds 9202 and 7201), of which 90 were
// called illegible for such reasons: above lie 3 clear ones, 7 marginal and 3 illegible ones of severity 2.1, where 2
// is the border; the best illegible one beyond has 0.92 and 0.07.
constexpr double kReadsWell = 0.93, kMostDoubtful = 0.065;
constexpr float kDoubtful = 0.6F;
constexpr std::size_t kLeastGlyphs = 60, kGlyphsAnUnread = 150;

constexpr std::array kOfThePage{ClarityReason::low_resolution, ClarityReason::blur, ClarityReason::compression,
                                ClarityReason::noise};

bool of_the_page(ClarityReason reason) {
    return std::find(kOfThePage.begin(), kOfThePage.end(), reason) != kOfThePage.end();
}

bool taken_away(ClarityReason r) { return r == ClarityReason::glare || r == ClarityReason::cropped; }

/// Glyphs in a place, and how many of them are doubtful.
struct Read {
    std::size_t glyphs = 0, doubtful = 0;
};

/// The grain of a desk is read as a character or two.
bool is_text(const Line& line) { return line.glyphs.size() >= 3 && line.confidence >= kDoubtful; }

Read read_in(const Reading& reading, const Rect& place, bool text_only = false) {
    Read out;
    for (const Line& line : reading.lines)
        for (const Glyph& glyph : line.glyphs) {
            if (glyph.alternatives.empty() || (text_only && !is_text(line)) ||
                intersection(glyph.box_upright, place).empty())
                continue;
            ++out.glyphs;
            out.doubtful += glyph.alternatives.front().probability < kDoubtful ? 1 : 0;
        }
    return out;
}

/// What was taken for a reflection or for text cut off at the frame is refuted where the text in and round the
/// reflection reads as the rest does, and where nothing was read near that side of the frame.
bool refuted(const ClarityFinding& lost, const Reading& reading, const UprightPage& page) {
    // Chosen: ems round a reflection in which text would fade; glyphs that are more than chance; ems from the frame.
    constexpr double fading_em = 1.5, frame_em = 1.5;
    constexpr std::size_t least_glyphs = 12;
    const Rect place = bounding(page.upright_from_displayed(lost.quad_displayed));
    const double by = (lost.reason == ClarityReason::glare ? fading_em : frame_em) * page.text_height_px;
    const bool cropped = lost.reason == ClarityReason::cropped;
    const Read there = read_in(reading, {place.x - by, place.y - by, place.w + 2 * by, place.h + 2 * by}, cropped);
    if (cropped) return there.glyphs == 0;
    return there.glyphs >= least_glyphs &&
           static_cast<double>(there.doubtful) <= kMostDoubtful * static_cast<double>(there.glyphs);
}

}  // namespace

bool reading_could_settle(const Clarity& clarity) {
    if (clarity.verdict != ClarityVerdict::illegible || clarity.reasons.empty()) return false;
    const auto all = [&](auto holds) { return std::all_of(clarity.reasons.begin(), clarity.reasons.end(), holds); };
    return all(taken_away) || (of_the_page(clarity.reasons.front()) &&
                               all([](ClarityReason r) { return of_the_page(r) || r == ClarityReason::low_contrast; }));
}

void settle_by_reading(Clarity& clarity, const Reading& reading, const UprightPage& page) {
    constexpr double reads = 0.85;  // chosen: text, and not the grain of a desk
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
    bool stands = false;
    if (of_the_page(clarity.reasons.front())) {
        const bool read = glyphs >= std::max(kLeastGlyphs, kGlyphsAnUnread * reading.unread_upright.size());
        stands = read && sum >= kReadsWell * n && static_cast<double>(doubtful) <= kMostDoubtful * n;
    } else {
        // Where a reflection took a part, what stands round it reads in part as well.
        const bool glare = clarity.reasons.front() == ClarityReason::glare;
        const double mean = glare ? kReadsWell : reads, most = glare ? kMostDoubtful : 1;
        stands = glyphs >= kLeastGlyphs && sum >= mean * n && static_cast<double>(doubtful) <= most * n &&
                 !clarity.findings.empty() &&
                 std::all_of(clarity.findings.begin(), clarity.findings.end(), [&](const ClarityFinding& f) {
                     return !taken_away(f.reason) || refuted(f, reading, page);
                 });
    }
    if (stands) clarity.verdict = ClarityVerdict::marginal;
}

}  // namespace mangping::recipe
