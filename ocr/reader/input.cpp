#include "ocr/reader/input.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

namespace mangping::ocr {
namespace {

// Paper is what three quarters of a line's pixels are not brighter than, ink what 2 % are darker than (chosen).
constexpr double kPaperShare = 0.75, kInkShare = 0.02;
// Less contrast than this is noise and is not stretched to black (chosen).
constexpr int kLeastContrast = 24;
constexpr int kBlack = 25;  // where ink goes; what is darker still keeps some room

int level_at(const std::array<std::size_t, 256>& histogram, double share, std::size_t total) {
    const auto wanted = static_cast<std::size_t>(share * static_cast<double>(total));
    std::size_t sum = 0;
    for (int v = 0; v < 256; ++v) {
        sum += histogram[static_cast<std::size_t>(v)];
        if (sum > wanted) return v;
    }
    return 255;
}

// Engines are shown lines 48 px high with glyphs of 30 px: Han type of about 33 px to the em. Training's em is 25.5 px.
constexpr double kScaleFor48 = 25.5 / 33;

}  // namespace

Raster network_picture(const Raster& line) {
    const double scale = kScaleFor48 * 48 / line.height;
    const int width = std::max(1, static_cast<int>(std::lround(line.width * scale)));
    const int height = std::max(reader_height, static_cast<int>(std::lround(line.height * scale)));
    const cv::Mat from(line.height, line.width, CV_8U, const_cast<std::uint8_t*>(line.pixels.data()));
    cv::Mat sized;
    cv::resize(from, sized, {width, height}, 0, 0, cv::INTER_AREA);
    Raster out(width, reader_height, 1);
    const int top = (height - reader_height) / 2;
    for (int y = 0; y < reader_height; ++y)
        std::memcpy(out.pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width),
                    sized.ptr(top + y), static_cast<std::size_t>(width));
    even_out(out);
    return out;
}

void even_out(Raster& grey) {
    std::array<std::size_t, 256> histogram{};
    for (const std::uint8_t v : grey.pixels) ++histogram[v];
    const int paper = level_at(histogram, kPaperShare, grey.pixels.size());
    const int ink = std::min(level_at(histogram, kInkShare, grey.pixels.size()), paper - kLeastContrast);
    std::array<std::uint8_t, 256> map{};
    for (int v = 0; v < 256; ++v) {
        const double share = static_cast<double>(v - ink) / (paper - ink);
        map[static_cast<std::size_t>(v)] =
            static_cast<std::uint8_t>(std::clamp(std::lround(kBlack + share * (255 - kBlack)), 0L, 255L));
    }
    for (std::uint8_t& v : grey.pixels) v = map[v];
}

}  // namespace mangping::ocr
