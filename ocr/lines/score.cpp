#include "ocr/lines/score.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::ocr {
namespace {

// Nats to points. On Tesseract's own scale of 5 points a nat strips that stand on their head read nearly as well as
// upright ones (88 against 93); on that of its words, 35 points, they read at 25..31 against 76.
constexpr double kPointsPerNat = 35;

}  // namespace

Result<std::vector<ReadScore>> read_scores(Engine& engine, std::span<const Raster* const> lines) {
    auto read = engine.read_lines(lines);
    if (!read) return read.fault();
    std::vector<ReadScore> out;
    for (const LineReading& line : *read) {
        ReadScore score;
        double sum = 0;
        for (const Glyph& glyph : line.glyphs) {
            const double sure =
                glyph.alternatives.empty() ? 0 : static_cast<double>(glyph.alternatives.front().probability);
            sum += std::clamp(100 + kPointsPerNat * std::log(std::max(sure, 1e-6)), 0.0, 100.0);
            ++score.characters;
        }
        if (score.characters > 0) score.mean = sum / score.characters;
        out.push_back(score);
    }
    return out;
}

}  // namespace mangping::ocr
