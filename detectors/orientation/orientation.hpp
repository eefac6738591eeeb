// Which way up is this page, and how far is it tilted?
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::detectors {

struct Osd {
    int rotation_cw = 0;    // clockwise quarter turn that makes the page upright
    double confidence = 0;  // Tesseract's orientation confidence, in its own unit
};

/// Height of the pictures that a reader is shown; 48 pixels are what Tesseract's line networks take.
inline constexpr int kLinePixels = 48;

/// How well a picture of a line reads as it stands.
struct LineScore {
    double mean = 0;  // over the characters read, 0..100
    int characters = 0;
};

/// What needs a reader comes in as values, so that no detector knows one.
struct OrientationProbes {
    /// Orientation and script detection on a grey page. Empty result code "osd_too_few" means it could not say.
    std::function<Result<Osd>(const Raster& grey)> osd;
    /// One score a picture of a line: grey, dark on light, kLinePixels high.
    std::function<Result<std::vector<LineScore>>(std::span<const Raster* const> lines)> line_scores;
};

/// Never fails: where nothing can be said the pose is 0 degrees and `unsure`.
[[nodiscard]] Pose orient(const SourcePage& page, const OrientationProbes& probes);

/// The small tilt alone, for a raster whose lines run roughly left to right: degrees clockwise to level it, and a
/// confidence 0..1.
struct Skew {
    double degrees = 0;
    double confidence = 0;
};
[[nodiscard]] Skew find_skew(const Raster& raster);

}  // namespace mangping::detectors
