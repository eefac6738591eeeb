// Which way up is this page, and how far is it tilted?
#pragma once

#include <functional>

#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::detectors {

struct Osd {
    int rotation_cw = 0;    // clockwise quarter turn that makes the page upright
    double confidence = 0;  // Tesseract's orientation confidence, in its own unit
};

/// What needs a reader comes in as values, so that no detector knows one.
struct OrientationProbes {
    /// Orientation and script detection on a grey page. Empty result code "osd_too_few" means it could not say.
    std::function<Result<Osd>(const Raster& grey)> osd;
    /// Mean reading confidence 0..100, weighted by characters, of a grey strip of a few lines as it stands.
    std::function<Result<double>(const Raster& grey)> strip_score;
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
