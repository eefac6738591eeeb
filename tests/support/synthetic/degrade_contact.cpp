#include "tests/support/synthetic/degrade_contact.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace mangping::synthetic {
namespace {

void frame_quad(cv::Mat& to, const Quad& q, double scale, const cv::Scalar& colour) {
    std::vector<cv::Point> corners;
    for (const Point& p : q.at) corners.emplace_back(static_cast<int>(p.x * scale), static_cast<int>(p.y * scale));
    cv::polylines(to, corners, true, colour, 1, cv::LINE_AA);
}

cv::Scalar colour_of(const std::string& verdict) {
    if (verdict == "clear") return {40, 160, 60};
    if (verdict == "marginal") return {225, 180, 30};
    if (verdict == "illegible") return {205, 40, 40};
    return {255, 255, 255};
}

}  // namespace

Raster contact_sheet(const std::vector<SyntheticPage>& pages, int columns, int cell, bool outlines) {
    if (pages.empty() || columns < 1 || cell < 16) return {};
    constexpr int kGap = 6;
    const int rows = (static_cast<int>(pages.size()) + columns - 1) / columns, pitch = cell + kGap;
    Raster sheet(columns * pitch + kGap, rows * pitch + kGap, 3);
    cv::Mat canvas(sheet.height, sheet.width, CV_8UC3, sheet.pixels.data());
    canvas.setTo(cv::Scalar::all(128));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Raster& image = pages[i].image;
        if (image.empty()) continue;
        const cv::Mat page(image.height, image.width, image.channels == 3 ? CV_8UC3 : CV_8UC1,
                           const_cast<std::uint8_t*>(image.pixels.data()));
        const double scale = static_cast<double>(cell - kGap) / std::max(image.width, image.height);
        cv::Mat small;
        cv::resize(page, small, {}, scale, scale, cv::INTER_AREA);
        if (small.channels() == 1) cv::cvtColor(small, small, cv::COLOR_GRAY2RGB);
        const int x = kGap + static_cast<int>(i) % columns * pitch, y = kGap + static_cast<int>(i) / columns * pitch;
        if (outlines) {
            for (const TruthKeep& k : pages[i].truth.keep) frame_quad(small, k.quad, scale, {40, 160, 60});
            for (const TruthTarget& t : pages[i].truth.targets) frame_quad(small, t.quad, scale, {220, 30, 30});
            cv::rectangle(canvas, cv::Rect(x, y + cell - kGap + 1, cell - kGap, kGap - 2),
                          colour_of(pages[i].truth.clarity), cv::FILLED);
        }
        small.copyTo(canvas(cv::Rect(x, y, small.cols, small.rows)));
    }
    return sheet;
}

}  // namespace mangping::synthetic
