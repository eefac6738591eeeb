// The ring of text unrolled into lines.
#pragma once

#include <opencv2/core.hpp>

#include "detectors/seal/ring.hpp"
#include "models/page.hpp"

namespace mangping::detectors {

/// Fills seal.band and its numbers, and seal.other_bands where more than one arc of text stands on the ring. `ink`: map
/// of the part of the page round the seal; `ring` in its pixels.
void unroll(const cv::Mat& ink, const Ring& ring, Seal& seal);

}  // namespace mangping::detectors
