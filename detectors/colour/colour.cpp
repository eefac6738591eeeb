#include "detectors/colour/colour.hpp"

#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"
#include "pipeline/adapt/shrink.hpp"

namespace mangping::detectors {
namespace {

constexpr double kWorkSide = 700;  // px: strokes shrink, JPEG's colour noise averages out
// Chroma (a, b of Lab, 8 bit) away from what surrounds it: chosen between JPEG's noise, below 8, and faded seals, 18
// up.
constexpr int kChroma = 13;
constexpr double kLeastShare = 0.0006;  // of the page: a fingerprint takes 0.002 of an A4 sheet

}  // namespace

bool has_colour(const Raster& upright) {
    if (upright.channels != 3 || upright.empty()) return false;
    try {
        const double scale = std::min(1.0, kWorkSide / std::max(upright.width, upright.height));
        const cv::Mat small = adapt::shrunk(adapt::view(upright), scale);
        cv::Mat lab;
        cv::cvtColor(small, lab, cv::COLOR_RGB2Lab);
        std::vector<cv::Mat> channels;
        cv::split(lab, channels);
        cv::Mat coloured = cv::Mat::zeros(lab.size(), CV_8U);
        for (const int c : {1, 2}) {
            // Light changes slowly over a page: its colour is the median far around each place.
            const cv::Mat& chroma = channels[static_cast<std::size_t>(c)];
            cv::Mat away;
            cv::absdiff(chroma, adapt::median_around(chroma, 100), away);
            coloured |= away > kChroma;
        }
        cv::morphologyEx(coloured, coloured, cv::MORPH_OPEN, cv::Mat::ones(2, 2, CV_8U));
        return cv::countNonZero(coloured) >= kLeastShare * static_cast<double>(coloured.total());
    } catch (const cv::Exception&) {
        return false;
    }
}

}  // namespace mangping::detectors
