#include "pipeline/adapt/shrink.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/area.hpp"

namespace mangping::adapt {

cv::Mat shrunk(const cv::Mat& picture, cv::Size size) {
    cv::Mat out = picture;
    while (out.cols >= 2 * size.width && out.rows >= 2 * size.height && out.cols > 1 && out.rows > 1) {
        const cv::Size half(out.cols / 2, out.rows / 2);
        cv::Mat smaller;
        cv::resize(out(cv::Rect(0, 0, 2 * half.width, 2 * half.height)), smaller, half, 0, 0, cv::INTER_AREA);
        out = smaller;
    }
    if (out.size() == size) return out;
    return area_resized(out, size);
}

cv::Mat shrunk(const cv::Mat& picture, double scale) {
    if (scale >= 1) return picture;
    const auto side = [scale](int length) { return std::max(1, cvRound(length * scale)); };
    return shrunk(picture, cv::Size(side(picture.cols), side(picture.rows)));
}

}  // namespace mangping::adapt
