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
