#include "detectors/orientation/text_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace mangping::detectors {
namespace {

// A layer with fewer characters than this may be a stamp or a page number put on later.
constexpr int kLeastCharacters = 30;
// And so many of them must run one way (the rest: vertical labels, a margin note).
constexpr double kLeastShare = 0.95;

int characters_in(const std::string& utf8) {
    return static_cast<int>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::optional<LayerTurn> turn_of_text_layer(const SourcePage& page) {
    std::array<int, 4> votes{};
    int all = 0;
    for (const TextRun& run : page.text_layer) {
        const Point a = run.quad_displayed.at[0], b = run.quad_displayed.at[1];
        const double runs_at = std::atan2(b.y - a.y, b.x - a.x) * 180 / 3.14159265358979;  // clockwise from level
        const int quarter = static_cast<int>(std::lround(runs_at / 90));
        const int n = characters_in(run.text);
        votes[static_cast<std::size_t>((4 - quarter) % 4)] += n;
        all += n;
    }
    const auto best = std::max_element(votes.begin(), votes.end());
    if (*best < kLeastCharacters || *best < kLeastShare * all) return std::nullopt;
    return LayerTurn{static_cast<int>(best - votes.begin()) * 90, static_cast<double>(*best) / all, all};
}

}  // namespace mangping::detectors
