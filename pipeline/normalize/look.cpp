#include "pipeline/normalize/look.hpp"

#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::normalize {
namespace {

constexpr int rows = 16, cells = 9;
/// Two cells of plain paper differ by less than this; a bit between them would be noise. Grey levels, chosen.
constexpr int uneven = 2;

}  // namespace

std::string look_of(const Raster& upright) {
    if (upright.width < cells || upright.height < rows) return {};
    cv::Mat small;
    cv::resize(adapt::grey(upright), small, {cells, rows}, 0, 0, cv::INTER_AREA);
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
