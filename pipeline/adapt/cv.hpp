// Rasters seen as OpenCV matrices, without copying.
#pragma once

#include <opencv2/core.hpp>

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping::adapt {

/// A view: valid as long as the raster lives; never written through (OpenCV has no const matrix). RGB order.
[[nodiscard]] cv::Mat view(const Raster& raster);
/// A copy; `mat` is CV_8UC1 or CV_8UC3 (RGB).
[[nodiscard]] Raster raster_of(const cv::Mat& mat);
/// One channel: a view when the raster is grey, else a copy with Rec. 601 luma.
[[nodiscard]] cv::Mat grey(const Raster& raster);
/// The same as a raster of its own.
[[nodiscard]] Raster grey_raster(const Raster& raster);
/// A rectangle's pixels, clipped to the picture; may be empty.
[[nodiscard]] cv::Rect pixels_of(const Rect& rect, const cv::Size& size);
/// OpenCV's warps put pixel centres at integers, ours at halves: the 3x3 CV_64F matrix for warpPerspective.
[[nodiscard]] cv::Mat warp_matrix(const Transform& b_from_a);

}  // namespace mangping::adapt
