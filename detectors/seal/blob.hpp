// Stamped things that are no circle: ovals, and square name seals.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace mangping::detectors {

struct Blob {
    cv::Rect box;
    bool square = false;  // a frame or a filled square; else perhaps an oval
    double fill = 0;      // share of the box that is ink
};

/// Connected marks of `ink` (gaps up to `gap` px closed) whose sides are between `least` and `most` px and whose aspect
/// is a seal's. A square one shows ink along all four of its sides.
[[nodiscard]] std::vector<Blob> find_blobs(const cv::Mat& ink, double least, double most, int gap);

}  // namespace mangping::detectors
