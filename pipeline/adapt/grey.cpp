#include "pipeline/adapt/grey.hpp"

namespace mangping::adapt {

Raster grey_if_colourless(Raster raster) {
    if (raster.channels != 3) return raster;
    const std::size_t count = raster.pixels.size() / 3;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* p = raster.pixels.data() + i * 3;
        if (p[0] != p[1] || p[1] != p[2]) return raster;
    }
    Raster out(raster.width, raster.height, 1);
    for (std::size_t i = 0; i < count; ++i) out.pixels[i] = raster.pixels[i * 3];
    return out;
}

}  // namespace mangping::adapt
