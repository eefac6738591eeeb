#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {
namespace {

// As ocr/lines/picture.cpp has them, by the glyphs' height.
constexpr double kGlyphByHeight = 30.0 / 48, kPaperReach = 1.1, kUneven = 1.15, kDarkestPaper = 24;
constexpr int kDarkest = 12, kLeastContrast = 12;

void even_light(cv::Mat& grey) {
    const int reach = static_cast<int>(kPaperReach * kGlyphByHeight * grey.rows) | 1;
    cv::Mat paper;
    cv::blur(grey, paper, {3, 3});
    cv::morphologyEx(paper, paper, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}), {-1, -1},
                     1, cv::BORDER_REPLICATE);
    cv::blur(paper, paper, {reach / 2 | 1, reach / 2 | 1}, {-1, -1}, cv::BORDER_REPLICATE);
    double least = 0, most = 0;
    cv::minMaxLoc(paper, &least, &most);
    if (most >= kUneven * least) cv::divide(grey, cv::max(paper, kDarkestPaper), grey, 255.0);
}

void stretch_contrast(cv::Mat& grey) {
    std::array<int, 256> histogram{};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) ++histogram[grey.at<uchar>(y, x)];
    const int total = grey.rows * grey.cols;
    int dark = 0, light = 255;
    for (int n = 0; dark < 255 && (n += histogram[static_cast<std::size_t>(dark)]) < total / 100;) ++dark;
    for (int n = 0; light > 0 && (n += histogram[static_cast<std::size_t>(light)]) < total / 4;) --light;
    if (light - dark < kLeastContrast) return;
    const double gain = (255.0 - kDarkest) / (light - dark);
    grey.convertTo(grey, CV_8U, gain, 255 - gain * light);
}

}  // namespace

void show_as_pages_do(Raster& grey) {
    cv::Mat view(grey.height, grey.width, CV_8U, grey.pixels.data());
    even_light(view);
    stretch_contrast(view);
}

}  // namespace mangping::textlines
