#include "pipeline/normalize/look.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/shrink.hpp"

namespace mangping::normalize {
namespace {

constexpr int rows = 16, cells = 9;
/// Two cells of plain paper differ by less than this; a bit between them would be noise. Grey levels, chosen.
constexpr int uneven = 2;

}  // namespace

std::string look_of(const Raster& upright) {
    if (upright.width < cells || upright.height < rows) return {};
    // Each halving rounds: the last steps are left to one averaging, or a step of 2 levels would drown.
    constexpr int fine = 16;
    const cv::Mat grey = adapt::grey(upright);
    cv::Mat small = adapt::shrunk(grey, cv::Size(std::min(grey.cols, fine * cells), std::min(grey.rows, fine * rows)));
    small = adapt::area_resized(small, cv::Size(cells, rows));
    std::string out;
    for (int y = 0; y < rows; ++y)
        for (int half = 0; half < 2; ++half) {
            int nibble = 0;
            for (int k = 0; k < 4; ++k) {
                const int x = half * 4 + k;
                nibble =
                    nibble * 2 + (small.at<std::uint8_t>(y, x) + uneven < small.at<std::uint8_t>(y, x + 1) ? 1 : 0);
            }
            out += "0123456789abcdef"[nibble];
        }
    return out;
}

}  // namespace mangping::normalize
