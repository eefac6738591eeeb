#include "detectors/seal/ink.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/shrink.hpp"

namespace mangping::detectors {
namespace {

// Paper is the brightest of this many eighths around: wider than a glyph, narrower than a page's shading.
constexpr int kPaperWindow = 11;
// Violet is read as blue, orange as red: how much of the chroma must belong to the leading channel.
constexpr double kLeading = 0.35;

/// Each channel's paper level at every pixel.
cv::Mat paper_around(const cv::Mat& picture) {
    const cv::Size eighth(std::max(1, picture.cols / 8), std::max(1, picture.rows / 8));
    cv::Mat small = adapt::shrunk(picture, eighth), paper;
    cv::dilate(small, small, cv::Mat::ones(kPaperWindow, kPaperWindow, CV_8U));
    cv::blur(small, small, {kPaperWindow, kPaperWindow});
    cv::resize(small, paper, picture.size(), 0, 0, cv::INTER_LINEAR);
    return paper;
}

cv::Mat dark_map(const cv::Mat& picture) {
    cv::Mat grey = picture;
    if (picture.channels() == 3) cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    const cv::Mat paper = paper_around(grey);
    cv::Mat share, out;
    cv::divide(grey, paper, share, 255.0, CV_8U);
    cv::subtract(cv::Scalar(255), share, out);
    return out;
}

std::uint8_t chroma(const std::uint8_t* pixel, const std::uint8_t* paper, Ink ink) {
    double c[3];
    for (int i = 0; i < 3; ++i) c[i] = pixel[i] / std::max(16.0, static_cast<double>(paper[i]));
    const double most = std::max({c[0], c[1], c[2]}), least = std::min({c[0], c[1], c[2]});
    const double lead = ink == Ink::red ? c[0] - std::max(c[1], c[2]) : std::min(c[2] - c[1], c[2] - 0.8 * c[0]);
    if (lead <= 0 || lead < kLeading * (most - least)) return 0;
    return static_cast<std::uint8_t>(std::min(255.0, 255 * (most - least)));
}

}  // namespace

cv::Mat ink_map(const cv::Mat& picture, Ink ink) {
    if (ink == Ink::dark) return dark_map(picture);
    const cv::Mat paper = paper_around(picture);
    cv::Mat out(picture.size(), CV_8UC1);
    for (int y = 0; y < picture.rows; ++y) {
        const std::uint8_t *p = picture.ptr(y), *q = paper.ptr(y);
        std::uint8_t* o = out.ptr(y);
        for (int x = 0; x < picture.cols; ++x) o[x] = chroma(p + 3 * x, q + 3 * x, ink);
    }
    return out;
}

std::array<std::uint8_t, 3> mean_colour(const cv::Mat& picture, const cv::Mat& ink) {
    const cv::Scalar mean = cv::mean(picture, ink >= kInkLevel);
    std::array<std::uint8_t, 3> out{};
    for (int c = 0; c < 3; ++c)
        out[static_cast<std::size_t>(c)] = cv::saturate_cast<std::uint8_t>(mean[picture.channels() == 3 ? c : 0]);
    return out;
}

}  // namespace mangping::detectors
