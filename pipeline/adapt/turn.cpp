#include "pipeline/adapt/turn.hpp"

#include <opencv2/core.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::adapt {

Raster turned_cw(Raster raster, int degrees) {
    if (degrees == 0) return raster;
    const bool sides_swap = degrees != 180;
    Raster out(sides_swap ? raster.height : raster.width, sides_swap ? raster.width : raster.height, raster.channels);
    cv::Mat to = view(out);
    cv::rotate(view(raster), to,
               degrees == 90    ? cv::ROTATE_90_CLOCKWISE
               : degrees == 180 ? cv::ROTATE_180
                                : cv::ROTATE_90_COUNTERCLOCKWISE);
    return out;
}

Raster mirrored(const Raster& raster) {
    Raster out(raster.width, raster.height, raster.channels);
    cv::Mat to = view(out);
    cv::flip(view(raster), to, 1);
    return out;
}

}  // namespace mangping::adapt
