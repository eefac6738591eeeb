#include "pipeline/adapt/cv.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace mangping::adapt {

cv::Mat view(const Raster& raster) {
    return {raster.height, raster.width, raster.channels == 1 ? CV_8UC1 : CV_8UC3,
            const_cast<std::uint8_t*>(raster.pixels.data())};
}

Raster raster_of(const cv::Mat& mat) {
    Raster out(mat.cols, mat.rows, mat.channels());
    cv::Mat to = view(out);
    mat.copyTo(to);
    return out;
}

cv::Mat grey(const Raster& raster) {
    if (raster.channels == 1) return view(raster);
    cv::Mat out;
    cv::cvtColor(view(raster), out, cv::COLOR_RGB2GRAY);
    return out;
}

Raster grey_raster(const Raster& raster) {
    Raster out(raster.width, raster.height, 1);
    cv::Mat to(raster.height, raster.width, CV_8UC1, out.pixels.data());
    if (raster.channels == 1)
        view(raster).copyTo(to);
    else
        cv::cvtColor(view(raster), to, cv::COLOR_RGB2GRAY);
    return out;
}

cv::Rect pixels_of(const Rect& rect, const cv::Size& size) {
    const int x0 = std::max(0, static_cast<int>(std::floor(rect.x)));
    const int y0 = std::max(0, static_cast<int>(std::floor(rect.y)));
    const int x1 = std::min(size.width, static_cast<int>(std::ceil(rect.right())));
    const int y1 = std::min(size.height, static_cast<int>(std::ceil(rect.bottom())));
    return {x0, y0, std::max(0, x1 - x0), std::max(0, y1 - y0)};
}

cv::Mat warp_matrix(const Transform& b_from_a) {
    const Transform t = translation(-0.5, -0.5) * b_from_a * translation(0.5, 0.5);
    cv::Mat out(3, 3, CV_64F);
    for (int i = 0; i < 9; ++i) out.at<double>(i / 3, i % 3) = t.m[static_cast<std::size_t>(i)];
    return out;
}

}  // namespace mangping::adapt
