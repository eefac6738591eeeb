#include "workers/recipe/legible.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

namespace mangping::recipe {
namespace {

// Mean posterior of the glyphs, the share of them below kDoubtful, how many there must be, and how many for each line
// that could not be read at all. Chosen on generated pages, so that hardly one that is illegible reads so well
// (accuracy clarity prints how many of each kind the reading settles).
constexpr double kReadsWell = 0.93, kMostDoubtful = 0.065;
constexpr float kDoubtful = 0.6F;
// The edge of a screen or a sheet reads as a line without a single likely character (chosen).
constexpr float kAnEdge = 0.15F;
constexpr std::size_t kLeastGlyphs = 60, kGlyphsAnUnread = 150;

constexpr std::array kOfThePage{ClarityReason::low_resolution, ClarityReason::blur, ClarityReason::compression,
                                ClarityReason::noise};

bool of_the_page(ClarityReason reason) {
    return std::find(kOfThePage.begin(), kOfThePage.end(), reason) != kOfThePage.end();
}

bool taken_away(ClarityReason r) { return r == ClarityReason::glare || r == ClarityReason::cropped; }

/// Glyphs in a place, the sum of their posteriors, and how many of them are doubtful.
struct Read {
    std::size_t glyphs = 0, doubtful = 0;
    double sum = 0;
    [[nodiscard]] bool well(double mean, double most_doubtful) const {
        const auto n = static_cast<double>(glyphs);
        return sum >= mean * n && static_cast<double>(doubtful) <= most_doubtful * n;
    }
};

/// The grain of a desk is read as a character or two.
bool is_text(const Line& line) { return line.glyphs.size() >= 3 && line.confidence >= kDoubtful; }

/// The knots of a border read as one digit, letter or sign over and over: 22222222.
bool is_pattern(const Line& line) {
    constexpr std::size_t least = 6;  // chosen
    constexpr double most_alike = 0.6;
    if (line.glyphs.size() < least) return false;
    std::map<std::string, std::size_t> count;
    std::size_t most = 0;
    for (const Glyph& glyph : line.glyphs)
        if (glyph.text().size() == 1) most = std::max(most, ++count[glyph.text()]);
    return static_cast<double>(most) >= most_alike * static_cast<double>(line.glyphs.size());
}

/// Of the whole page where no place is given.
Read read_in(const Reading& reading, const std::optional<Rect>& place = {}, bool text_only = false, float least = 0) {
    Read out;
    for (const Line& line : reading.lines) {
        if (is_pattern(line)) continue;
        // Of what reads as noise only a line that runs on far beyond the place is an edge.
        const Rect& box = line.box_upright;
        if (line.confidence < least && (!place || 2 * intersection(box, *place).w < box.w)) continue;
        for (const Glyph& glyph : line.glyphs) {
            if ((text_only && !is_text(line)) || (place && intersection(glyph.box_upright, *place).empty())) continue;
            const float p = glyph.alternatives.empty() ? 0 : glyph.alternatives.front().probability;
            ++out.glyphs;
            out.sum += p;
            out.doubtful += p < kDoubtful ? 1 : 0;
        }
    }
    return out;
}

/// Glyphs of the lines of which a part stands in a place, where hardly one of them is doubtful; else 0.
std::size_t touched(const Reading& reading, const Rect& place) {
    constexpr double most_doubtful = 0.1;
    std::size_t out = 0;
    for (const Line& line : reading.lines) {
        const auto in_place = [&](const Glyph& g) { return !intersection(g.box_upright, place).empty(); };
        if (line.confidence < kAnEdge || std::none_of(line.glyphs.begin(), line.glyphs.end(), in_place)) continue;
        const auto doubtful = std::count_if(line.glyphs.begin(), line.glyphs.end(), [](const Glyph& g) {
            return g.alternatives.empty() || g.alternatives.front().probability < kDoubtful;
        });
        if (static_cast<double>(doubtful) > most_doubtful * static_cast<double>(line.glyphs.size())) return 0;
        out += line.glyphs.size();
    }
    return out;
}

/// What was taken for a reflection or for text cut off at the frame is refuted where the text in and round the
/// reflection reads as the rest does, and where nothing was read near that side of the frame.
bool refuted(const ClarityFinding& lost, const Reading& reading, const UprightPage& page) {
    // Chosen: ems round a reflection in which text would fade, and from the frame; glyphs that are more than chance.
    constexpr double round_em = 1.5;
    constexpr std::size_t least_glyphs = 12, few_glyphs = 3;
    const Rect place = bounding(page.upright_from_displayed(lost.quad_displayed));
    const double by = round_em * page.text_height_px;
    const bool cropped = lost.reason == ClarityReason::cropped;
    const Rect around{place.x - by, place.y - by, place.w + 2 * by, place.h + 2 * by};
    const Read there = read_in(reading, around, cropped, kAnEdge);
    // A reflection narrower than a word hides a part of a line, whose rest would stand beside it.
    constexpr double word_em = 3.5;
    if (cropped || (there.glyphs == 0 && place.w <= word_em * page.text_height_px)) return there.glyphs == 0;
    if (there.glyphs >= least_glyphs) return there.well(0, kMostDoubtful);
    // Pale print beside a bright spot, of which a few glyphs are near: they and their lines read without a doubt.
    return there.glyphs >= few_glyphs && there.well(kReadsWell, 0) && touched(reading, around) >= least_glyphs;
}

}  // namespace

bool reading_could_settle(const Clarity& clarity) {
    if (clarity.verdict != ClarityVerdict::illegible || clarity.reasons.empty()) return false;
    const auto may = [](ClarityReason r) { return taken_away(r) || of_the_page(r); };
    return may(clarity.reasons.front()) &&
           std::all_of(clarity.reasons.begin(), clarity.reasons.end(),
                       [&](ClarityReason r) { return may(r) || r == ClarityReason::low_contrast; });
}

void settle_by_reading(Clarity& clarity, const Reading& reading, const UprightPage& page) {
    constexpr double reads = 0.85;  // chosen: text, and not the grain of a desk
    if (!reading_could_settle(clarity)) return;
    const auto said = [&](auto holds) { return std::any_of(clarity.reasons.begin(), clarity.reasons.end(), holds); };
    // Text out of focus reads like an edge.
    const Read all = read_in(reading, {}, false, said(of_the_page) ? 0 : kAnEdge);
    bool stands = all.glyphs >= kLeastGlyphs;
    // Where a reflection took a part, what stands round it reads in part as well.
    if (said([](ClarityReason r) { return r != ClarityReason::cropped; }))
        stands = stands && all.well(kReadsWell, kMostDoubtful);
    else
        stands = stands && all.well(reads, 1);
    if (said(of_the_page)) stands = stands && all.glyphs >= kGlyphsAnUnread * reading.unread_upright.size();
    if (said(taken_away))
        stands = stands && !clarity.findings.empty() &&
                 std::all_of(clarity.findings.begin(), clarity.findings.end(), [&](const ClarityFinding& f) {
                     return !taken_away(f.reason) || refuted(f, reading, page);
                 });
    if (!stands) return;
    clarity.verdict = ClarityVerdict::marginal;
    clarity.certain = true;  // it was read
}

}  // namespace mangping::recipe
