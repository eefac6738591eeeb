// Things on a page that stand one way up: the three finder squares of a QR code, a portrait before its background.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace mangping::detectors {

/// A connected component of ink.
struct Blob {
    cv::Rect box;
    int area = 0;
};

/// The clockwise quarter turn that puts a QR code's missing corner at the bottom right; empty when no code is seen, or
/// when codes disagree. Works on codes of 40 pixels and more.
[[nodiscard]] std::optional<int> turn_of_qr_code(const std::vector<Blob>& blobs);

}  // namespace mangping::detectors
