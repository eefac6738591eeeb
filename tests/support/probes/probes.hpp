// What the orientation detector asks of a reader, answered by Tesseract's networks, for tests and benches.
#pragma once

#include "detectors/orientation/orientation.hpp"

namespace mangping::support {

/// Use one set a thread. Start-up costs 0.1 s. Without the language models both probes are empty functions.
[[nodiscard]] detectors::OrientationProbes probes();

}  // namespace mangping::support
