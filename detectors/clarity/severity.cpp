#include "detectors/clarity/severity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace mangping::detectors {
namespace {

struct Node {
    std::int8_t measure = -1;  // -1: a leaf
    float value = 0;           // of a leaf; else what the measure is held against
    std::uint16_t above = 0;   // the node to go to where the measure is above that; else it is the next one
};

#include "detectors/clarity/severity.inc"

}  // namespace

double severity_of(const std::vector<Measure>& measures) {
    std::array<double, kNames.size()> values{};
    // The trees name what they ask for: measures may be added, and move, without being asked.
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const auto at =
            std::find_if(measures.begin(), measures.end(), [&](const Measure& m) { return m.name == kNames[i]; });
        if (at != measures.end()) values[i] = at->value;
    }
    double sum = kBase;
    for (std::size_t at : kRoots) {
        while (kNodes[at].measure >= 0)
            at = values[static_cast<std::size_t>(kNodes[at].measure)] > kNodes[at].value ? kNodes[at].above : at + 1;
        sum += kNodes[at].value;
    }
    return std::max(0.0, sum);
}

}  // namespace mangping::detectors
