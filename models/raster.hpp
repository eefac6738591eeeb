// A picture in memory: 8 bits a channel, rows packed without padding, 1 channel (grey) or 3 (R,G,B in this order).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace mangping {

struct Raster {
    int width = 0;                     // pixels
    int height = 0;                    // pixels
    int channels = 0;                  // 1 or 3
    std::vector<std::uint8_t> pixels;  // width * height * channels

    Raster() = default;
    Raster(int w, int h, int c)
        : width(w),
          height(h),
          channels(c),
          pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * static_cast<std::size_t>(c)) {}
    [[nodiscard]] bool empty() const { return pixels.empty(); }
};

/// The one thing that is shared between stages.
using RasterPtr = std::shared_ptr<const Raster>;

}  // namespace mangping
