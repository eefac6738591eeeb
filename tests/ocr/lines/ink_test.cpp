// What is ink on a dim photograph, and what is its noise.
#include "ocr/lines/ink.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "ocr/lines/layout.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

/// A sheet on a desk under little light, with the grain that a camera's smoothing leaves.
Raster dim_photograph(double grain) {
    Raster page = paper(900, 900);
    for (int i = 0; i < 8; ++i) {
        typeset(page, 200, 120 + 70 * i, "学校名称");
        typeset(page, 420, 120 + 70 * i, "天山理工大学");
    }
    cv::Mat view = adapt::view(page);
    view.convertTo(view, -1, 0.45, 20);  // print 20, paper 135
    const cv::Mat sheet = view(cv::Rect(120, 60, 660, 780)).clone();
    view.setTo(cv::Scalar::all(80));
    sheet.copyTo(view(cv::Rect(120, 60, 660, 780)));
    cv::Mat noise(view.size(), CV_16SC(view.channels()));
    cv::RNG random(7);
    random.fill(noise, cv::RNG::NORMAL, 0, grain);
    cv::Mat shaken;
    view.convertTo(shaken, CV_16S);
    shaken += noise;
    shaken.convertTo(view, CV_8U);
    cv::GaussianBlur(view, view, {3, 3}, 0.8);
    return page;
}

/// Whether a line of light print lies in a band of these levels that runs along the sheet's top, on a desk of that
/// level.
bool band_is_read(std::uint8_t band, std::uint8_t desk, const std::string& words) {
    Raster page = paper(1200, 900);
    cv::Mat view = adapt::view(page);
    view.setTo(cv::Scalar::all(desk));
    view(cv::Rect(90, 60, 1020, 780)).setTo(cv::Scalar::all(235));
    view(cv::Rect(90, 60, 1020, 80)).setTo(cv::Scalar::all(band));
    for (int i = 0; i < 9; ++i) typeset(page, 160, 200 + 60 * i, "南疆核桃提质增效关键技术研究与示范，协作单位若干");
    typeset(page, 700, 80, words, {.em_px = 28}, 240, 240, 240);
    const lines::PageInk ink = lines::find_ink(page, 28, {});
    const double k = ink.work_from_upright;
    const auto found = lines::find_lines(ink);
    return std::any_of(found.begin(), found.end(), [&](const lines::FoundLine& line) {
        return line.layer == lines::Layer::light_on_dark && line.box.y > 60 * k && line.box.br().y < 140 * k &&
               line.box.width > 6 * 28 * k;
    });
}

TEST(Ink, OfADarkBandBesideADarkDeskIsFound) {
    EXPECT_TRUE(band_is_read(90, 40, "欢迎您，林知远同志[退出]"));
    EXPECT_TRUE(band_is_read(60, 60, "欢迎您，林知远同志[退出]")) << "where band and desk are of one brightness";
    EXPECT_FALSE(band_is_read(60, 60, "")) << "a desk without print";
}

TEST(Ink, IsNotTheNoiseOfADimPhotograph) {
    const lines::PageInk ink = lines::find_ink(dim_photograph(9), 28, {});
    int rows = 0;
    for (const lines::FoundLine& line : lines::find_lines(ink)) {
        EXPECT_LT(line.box.height, 3 * ink.em);  // nothing strings the page together
        const bool on_sheet = line.box.x > 150 * ink.work_from_upright && line.box.br().x < 750 * ink.work_from_upright;
        rows += on_sheet && line.box.height > 0.7 * ink.em && line.box.width > 3 * ink.em ? 1 : 0;
    }
    EXPECT_EQ(rows, 16);
}

}  // namespace
}  // namespace mangping::ocr
