// Codes drawn on small pages, module by module, with the exact quad of what was drawn.
#pragma once

#define ZX_USE_UTF8 1
#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <opencv2/imgproc.hpp>
#include <random>
#include <string>

#include "models/geometry.hpp"
#include "models/raster.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::codes {

inline cv::Mat paper(int width = 1240, int height = 1754) { return {height, width, CV_8UC1, cv::Scalar(245)}; }

/// Draws at (x, y), `module` px a module; bar codes are `bars` modules high. The quad hugs the modules.
inline Quad draw(cv::Mat& page, ZXing::BarcodeFormat format, const std::string& text, int x, int y, int module,
                 int bars = 40) {
    ZXing::MultiFormatWriter writer(format);
    writer.setMargin(0).setEncoding(ZXing::CharacterSet::UTF8);
    const bool linear = ZXing::BarcodeFormats(ZXing::BarcodeFormat::LinearCodes).testFlag(format);
    const ZXing::BitMatrix bits = writer.encode(text, 1, linear ? bars : 1);
    for (int r = 0; r < bits.height(); ++r)
        for (int c = 0; c < bits.width(); ++c)
            if (bits.get(c, r)) page(cv::Rect(x + c * module, y + r * module, module, module)).setTo(25);
    return quad_of(Rect{static_cast<double>(x), static_cast<double>(y), static_cast<double>(bits.width() * module),
                        static_cast<double>(bits.height() * module)});
}

/// Blur and noise of a scanner, and a small turn about the page's middle (the quad goes along).
inline void scan(cv::Mat& page, double sigma, double noise, double degrees, Quad* quad = nullptr, unsigned seed = 1) {
    const Point middle{page.cols / 2.0, page.rows / 2.0};
    const Transform turned = translation(middle.x, middle.y) * turning_cw(degrees) * translation(-middle.x, -middle.y);
    if (degrees != 0)
        cv::warpAffine(page.clone(), page, adapt::warp_matrix(turned).rowRange(0, 2), page.size(), cv::INTER_CUBIC,
                       cv::BORDER_CONSTANT, cv::Scalar(245));
    if (quad) *quad = turned(*quad);
    if (sigma > 0) cv::GaussianBlur(page.clone(), page, {}, sigma);
    cv::Mat grain(page.size(), CV_16SC1);
    cv::RNG rng(seed);
    rng.fill(grain, cv::RNG::NORMAL, 0, noise);
    cv::Mat wide;
    page.convertTo(wide, CV_16SC1);
    cv::Mat(wide + grain).convertTo(page, CV_8UC1);
}

/// Squares that read 1:1:3:1:1 crosswise, as 回 does, in lines of text.
inline void draw_hui(cv::Mat& page, int em, int rows) {
    for (int r = 0; r < rows; ++r)
        for (int x = 100; x + em < page.cols - 100; x += em + em / 8) {
            const int y = 100 + r * em * 3 / 2, stroke = em / 7;
            cv::rectangle(page, cv::Rect(x, y, stroke * 7, stroke * 7), 20, cv::FILLED);
            cv::rectangle(page, cv::Rect(x + stroke, y + stroke, stroke * 5, stroke * 5), 245, cv::FILLED);
            cv::rectangle(page, cv::Rect(x + 2 * stroke, y + 2 * stroke, stroke * 3, stroke * 3), 20, cv::FILLED);
        }
}

inline Raster raster(const cv::Mat& page) { return adapt::raster_of(page); }

}  // namespace mangping::codes
