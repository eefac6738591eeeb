// What the orientation detector asks of a reader, answered by Tesseract, for tests and benches.
#pragma once

#include "detectors/orientation/orientation.hpp"

namespace mangping::support {

/// The probes share one pair of Tesseract handles: use one set a thread. Start-up costs 0.2 s. Without the language
/// models both probes are empty functions.
[[nodiscard]] detectors::OrientationProbes tesseract_probes();

}  // namespace mangping::support
