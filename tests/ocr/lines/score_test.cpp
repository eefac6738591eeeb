#include "ocr/lines/score.hpp"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "ocr/lstm/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

TEST(ReadScore, OfAnUprightLineIsFarAboveThatOfOneOnItsHead) {
    auto engine = open_network(model_file("chi_sim"), "chi_sim");
    ASSERT_TRUE(engine.ok()) << engine.fault().code;
    Raster line = paper(560, 48);
    typeset(line, 12, 3, "普通高等学校毕业证书准予毕业", {.em_px = 30, .line_height = 1.4});
    cv::Mat turned;
    cv::rotate(adapt::view(line), turned, cv::ROTATE_180);
    const Raster overturned = adapt::raster_of(turned), nothing = paper(300, 48);
    const std::vector<const Raster*> lines{&line, &overturned, &nothing};
    const auto scores = read_scores(**engine, lines);
    ASSERT_TRUE(scores.ok());
    ASSERT_EQ(scores->size(), 3U);
    EXPECT_GT((*scores)[0].mean, 90);
    EXPECT_GE((*scores)[0].characters, 12);
    EXPECT_LT((*scores)[1].mean, (*scores)[0].mean - 25);
    EXPECT_EQ((*scores)[2].characters, 0);
}

}  // namespace
}  // namespace mangping::ocr
