#include "detectors/reversed/reversed.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <opencv2/imgproc.hpp>

#include "detectors/clarity/clarity.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping {
namespace {

using namespace synthetic;

SourcePage page_of(const cv::Mat& picture) {
    SourcePage out;
    out.raster = std::make_shared<const Raster>(adapt::raster_of(picture));
    out.width = picture.cols;
    out.height = picture.rows;
    return out;
}

/// A generated page of light letters on green, on a desk of the same brightness as the letters' mean.
cv::Mat cover(double blur = 0) {
    Rng rng(5);
    DocumentOptions options;
    options.dpi = 200;
    const Person person = make_person(rng, NameForm::han3);
    const SyntheticPage page = make_page(Kind::unit_proof, person, make_employer(rng), options);
    cv::Mat print = adapt::view(page.image).clone(), sheet, desk;
    if (blur > 0) cv::GaussianBlur(print, print, {}, blur);
    cv::Mat light = 255 - print, green(print.size(), CV_8UC3, cv::Scalar(38, 95, 82));
    cv::addWeighted(light, 0.8, green, 1, 0, sheet);
    cv::copyMakeBorder(sheet, desk, 40, 40, 40, 40, cv::BORDER_CONSTANT, cv::Scalar(150, 110, 70));
    cv::Mat grain(desk.size(), CV_8UC3), plain = desk.clone();
    cv::theRNG().state = 7;
    cv::randn(grain, cv::Scalar::all(20), cv::Scalar::all(4));
    cv::add(plain, grain, desk);
    return desk;
}

TEST(Reversed, APageOfLightPrintOnADarkSheetIsClearInItsNegative) {
    const SourcePage page = page_of(cover());
    ASSERT_TRUE(detectors::light_on_dark(*page.raster));
    const SourcePage seen = detectors::dark_on_light(page);
    EXPECT_EQ(seen.raster->pixels[0], 255 - page.raster->pixels[0]);
    EXPECT_EQ(detectors::judge_clarity(seen, {}).verdict, ClarityVerdict::clear);
}

TEST(Reversed, ABlurredOneIsIllegible) {
    const SourcePage page = page_of(cover(5));
    EXPECT_EQ(detectors::judge_clarity(detectors::dark_on_light(page), {}).verdict, ClarityVerdict::illegible);
}

TEST(Reversed, OtherPagesStayAsTheyAre) {
    Rng rng(5);
    DocumentOptions options;
    options.dpi = 100;
    const Person person = make_person(rng, NameForm::han3);
    const Employer employer = make_employer(rng);
    for (const Kind kind : {Kind::unit_proof, Kind::photo, Kind::id_card_front, Kind::annual_assessment_form}) {
        const SyntheticPage page = make_page(kind, person, employer, options);
        const SourcePage source = page_of(adapt::view(page.image));
        EXPECT_EQ(detectors::dark_on_light(source).raster, source.raster) << key(kind);
        const SourcePage shaded = page_of(adapt::view(page.image) * 0.4);
        EXPECT_FALSE(detectors::light_on_dark(*shaded.raster)) << key(kind) << ", dark print in the dark";
    }
    EXPECT_FALSE(detectors::light_on_dark(*page_of(cv::Mat(900, 600, CV_8UC3, cv::Scalar(60, 60, 60))).raster));
}

}  // namespace
}  // namespace mangping
