// Stamping ink told from paper and print by its colour against the paper around it.
#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>

namespace mangping::detectors {

enum class Ink { red, blue, dark };

/// CV_8UC1, 0 paper … 255 full ink of that colour. `rgb`: CV_8UC3; `dark` also takes CV_8UC1 and counts any ink. Colour
/// is judged against the local paper, so that yellow paper, a warm lamp or a red certificate cover are no ink.
[[nodiscard]] cv::Mat ink_map(const cv::Mat& picture, Ink ink);

/// Ink of this much chroma counts: the palest seals people still see have 0.15, JPEG's colour noise stays below 0.1.
inline constexpr int kInkLevel = 32;

/// Mean colour of `picture` where `ink` is at least kInkLevel; grey gives three equal values.
[[nodiscard]] std::array<std::uint8_t, 3> mean_colour(const cv::Mat& picture, const cv::Mat& ink);

}  // namespace mangping::detectors
