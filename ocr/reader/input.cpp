#include "ocr/reader/input.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

}  // namespace

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
