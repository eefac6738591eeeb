#include "pipeline/adapt/ink.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/area.hpp"

namespace mangping::adapt {

double noise_sd(const cv::Mat& grey) {
    // 150 x 150 samples: the median's own error is then under 1 %.
    constexpr int kSamplesPerSide = 150;
    if (grey.cols < 3 || grey.rows < 3) return 0;
    std::array<int, 2048> histogram{};
    int count = 0;
    const int dx = std::max(1, (grey.cols - 2) / kSamplesPerSide);
    const int dy = std::max(1, (grey.rows - 2) / kSamplesPerSide);
    for (int y = 1; y + 1 < grey.rows; y += dy) {
        const auto* up = grey.ptr<uchar>(y - 1);
        const auto* at = grey.ptr<uchar>(y);
        const auto* down = grey.ptr<uchar>(y + 1);
        for (int x = 1; x + 1 < grey.cols; x += dx) {
            const int v = up[x - 1] - 2 * up[x] + up[x + 1] - 2 * at[x - 1] + 4 * at[x] - 2 * at[x + 1] + down[x - 1] -
                          2 * down[x] + down[x + 1];
            ++histogram[static_cast<std::size_t>(std::min(std::abs(v), 2047))];
            ++count;
        }
    }
    int below = 0;
    std::size_t median = 0;
    while (median < histogram.size() && (below += histogram[median]) * 2 < count) ++median;
    // The mask's coefficients have a root of the sum of squares of 6; a normal variable's median of |x| is 0.6745 sd.
    return static_cast<double>(median) / (6 * 0.6745);
}

double coarse_noise_sd(const cv::Mat& grey) {
    if (grey.cols < 6 || grey.rows < 6) return noise_sd(grey);
    return std::max(noise_sd(grey), 2 * noise_sd(area_resized(grey, cv::Size(grey.cols / 2, grey.rows / 2))));
}

cv::Mat mean_around(const cv::Mat& grey, int window) {
    cv::Mat mean;
    cv::boxFilter(grey, mean, CV_8U, cv::Size(window | 1, window | 1), cv::Point(-1, -1), true, cv::BORDER_REPLICATE);
    return mean;
}

cv::Mat median_around(const cv::Mat& values, int window) {
    constexpr int apart = 4;
    cv::Mat few, out;
    cv::resize(values, few, {(values.cols + apart - 1) / apart, (values.rows + apart - 1) / apart}, 0, 0,
               cv::INTER_NEAREST);
    cv::medianBlur(few, few, std::max(3, window / apart | 1));
    cv::resize(few, out, values.size(), 0, 0, cv::INTER_LINEAR);
    return out;
}

cv::Mat darker_than(const cv::Mat& around, const cv::Mat& grey, double margin) {
    cv::Mat darker, ink;
    cv::subtract(around, grey, darker);
    cv::threshold(darker, ink, margin, 255, cv::THRESH_BINARY);
    return ink;
}

}  // namespace mangping::adapt
