// Claims about PDF pages: boxes, turns, resolution and the text layer, each against the pixels that were drawn.
#include "pipeline/ingest/pdf.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <thread>

#include "files.hpp"
#include "pipeline/adapt/cv.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping {
namespace {

using files::Bytes;

SourcePage decoded(const Bytes& bytes, int index = 0) {
    auto page = ingest::decode(bytes, index, {}, {});
    EXPECT_TRUE(page.ok()) << page.fault().code;
    return page ? *page : SourcePage{};
}

/// Bounding box, displayed units, of pixels darker than half.
Rect ink_displayed(const SourcePage& page) {
    std::vector<cv::Point> dark;
    cv::findNonZero(adapt::grey(*page.raster) < 128, dark);
    const cv::Rect box = cv::boundingRect(dark);
    return bounding(inverse(page.raster_from_displayed)(
        quad_of(Rect{static_cast<double>(box.x), static_cast<double>(box.y), static_cast<double>(box.width),
                     static_cast<double>(box.height)})));
}

double dpi(const SourcePage& page) { return page.raster_from_displayed.m[0] * 72; }

/// A page that is one picture of w x h pixels: white with a black frame of one pixel and a checkerboard inside.
Bytes scan(int width, int height, std::string_view page, std::string_view matrix, std::string_view extra = "") {
    std::string pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), '\xFF');
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool frame = x == 0 || y == 0 || x == width - 1 || y == height - 1;
            const bool board = x > 10 && y > 10 && x < 20 && y < 20 && (x + y) % 2;
            if (frame || board)
                pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] =
                    '\0';
        }
    const std::string dict =
        "/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode /Width " +
        std::to_string(width) + " /Height " + std::to_string(height);
    return files::one_page_pdf("q " + std::string(matrix) + " cm /Im Do Q " + std::string(extra), page,
                               "/XObject << /Im 6 0 R >>", {files::stream(dict, files::deflated(pixels))});
}

class Turned : public testing::TestWithParam<int> {};
TEST_P(Turned, CropBoxAndRotateGiveTheDisplayedPage) {
    // A black mark in the crop box's upper left corner, one outside of the crop box.
    const int rotate = GetParam();
    const auto bytes =
        files::one_page_pdf("110 660 40 20 re f 0 0 50 50 re f",
                            "/MediaBox [0 0 595 842] /CropBox [100 200 400 700] /Rotate " + std::to_string(rotate));
    const auto document = ingest::inspect(bytes, {});
    const SourcePage page = decoded(bytes);
    const bool sideways = rotate % 180 != 0;
    EXPECT_EQ(page.pdf_rotate, rotate);
    EXPECT_EQ(page.width, sideways ? 500 : 300);
    EXPECT_EQ(page.height, sideways ? 300 : 500);
    EXPECT_EQ(document->pages.at(0).width, page.width);
    EXPECT_EQ(document->pages.at(0).height, page.height);
    const Rect wanted = rotate == 0     ? Rect{10, 20, 40, 20}
                        : rotate == 90  ? Rect{460, 10, 20, 40}
                        : rotate == 180 ? Rect{250, 460, 40, 20}
                                        : Rect{20, 250, 20, 40};
    const Rect seen = ink_displayed(page);
    EXPECT_NEAR(seen.x, wanted.x, 0.4);
    EXPECT_NEAR(seen.y, wanted.y, 0.4);
    EXPECT_NEAR(seen.right(), wanted.right(), 0.4);
    EXPECT_NEAR(seen.bottom(), wanted.bottom(), 0.4);
}

TEST_P(Turned, TheTextLayerLiesOnItsInkAndReadsFromItsFirstCorner) {
    const int rotate = GetParam();
    const auto page = decoded(
        files::one_page_pdf("BT /F1 20 Tf 150 600 Td (HHHHHHHH) Tj ET",
                            "/MediaBox [0 0 595 842] /CropBox [100 200 400 700] /Rotate " + std::to_string(rotate)));
    ASSERT_EQ(page.text_layer.size(), 1u);
    EXPECT_EQ(page.text_layer[0].text, "HHHHHHHH");
    const Quad quad = page.text_layer[0].quad_displayed;
    const Rect box = bounding(quad), ink = ink_displayed(page);
    EXPECT_GT(intersection(box, ink).area(), 0.96 * ink.area()) << "the box covers the ink";
    EXPECT_LT(box.area(), 2.2 * ink.area());
    const double along = std::atan2(quad.at[1].y - quad.at[0].y, quad.at[1].x - quad.at[0].x) * 180 / M_PI;
    EXPECT_NEAR(std::remainder(along - rotate, 360), 0, 1e-6) << "the first edge is the text's top";
    const double length = std::hypot(quad.at[1].x - quad.at[0].x, quad.at[1].y - quad.at[0].y);
    EXPECT_NEAR(length, std::max(ink.w, ink.h), 6);
}
INSTANTIATE_TEST_SUITE_P(QuarterTurns, Turned, testing::Values(0, 90, 180, 270));

TEST(Pdf, ChineseTextComesCharacterByCharacterEachOnItsInk) {
    synthetic::Rng rng(4);
    const auto person = synthetic::make_person(rng, synthetic::NameForm::han3);
    const auto employer = synthetic::make_employer(rng);
    const auto document = synthetic::make_pdf(Kind::unit_proof, person, employer, {});
    const auto page = decoded(document.pdf);
    int checked = 0;
    for (const auto& target : document.pages.at(0).truth.targets)
        for (std::size_t i = 0; i < target.glyphs.size() && target.kind == "name" && target.style == "print"; ++i) {
            const Rect ink = bounding(target.glyphs[i]);
            int on_ink = 0;
            for (const TextRun& run : page.text_layer) {
                const Rect box = bounding(run.quad_displayed);
                on_ink += intersection(box, ink).area() > 0.9 * ink.area() && box.w < 2 * ink.h ? 1 : 0;
            }
            EXPECT_EQ(on_ink, 1);
            ++checked;
        }
    EXPECT_GE(checked, 3);
}

TEST(Pdf, BoxesAndTurnsAreInherited) {
    const Bytes bytes = files::pdf({"<< /Type /Catalog /Pages 2 0 R >>",
                                    "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 400] /Rotate 90 >>",
                                    "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /CropBox [50 50 250 350] >>",
                                    "<< /Type /Page /Parent 3 0 R >>"});
    const SourcePage page = decoded(bytes);
    EXPECT_EQ(page.width, 300);
    EXPECT_EQ(page.height, 200);
    EXPECT_EQ(page.pdf_rotate, 90);
}

TEST(Pdf, AScanIsRenderedAtItsOwnResolutionPixelForPixel) {
    for (const int px_per_inch : {96, 150, 200, 300, 350}) {
        const int width = 2 * px_per_inch, height = 3 * px_per_inch;
        const auto page = decoded(scan(width, height, "/MediaBox [0 0 144 216]", "144 0 0 216 0 0"));
        EXPECT_NEAR(dpi(page), px_per_inch, 0.01);
        EXPECT_EQ(page.raster->width, width);
        EXPECT_EQ(page.raster->height, height);
        const cv::Mat board = adapt::view(*page.raster)(cv::Rect(11, 11, 9, 9));
        EXPECT_EQ(cv::countNonZero(board == 0), 40)
            << "the checkerboard of single pixels is untouched at " << px_per_inch;
    }
}

TEST(Pdf, AScanOnAPageWithoutTrueSizeIsRenderedAtItsOwnResolution) {
    // One pixel a point: 1240 x 1754 points are 17 inches of nothing but a 150 dpi scan.
    const auto page = decoded(scan(1240, 1754, "/MediaBox [0 0 1240 1754]", "1240 0 0 1754 0 0"));
    EXPECT_EQ(page.raster->width, 1240);
    EXPECT_EQ(page.raster->height, 1754);
}

TEST(Pdf, AVeryFineScanIsRenderedAtReadingSize) {
    const auto page = decoded(scan(1200 * 4, 1200 * 2, "/MediaBox [0 0 595 298]", "595 0 0 298 0 0"));
    EXPECT_LE(dpi(page), 430);
    EXPECT_GE(dpi(page), 400);
}

TEST(Pdf, AScanWithInvisibleTextKeepsItsResolutionAndItsTextLayer) {
    const auto page = decoded(scan(1240, 1754, "/MediaBox [0 0 595 842]", "595 0 0 842 0 0",
                                   "BT 3 Tr /F1 10 Tf 100 700 Td (hidden words) Tj ET"));
    EXPECT_NEAR(dpi(page), 150, 0.2);
    EXPECT_EQ(page.text_layer.size(), 2u);
}

TEST(Pdf, AScanUnderVisibleTextIsRenderedSoThatBothCanBeRead) {
    const auto page = decoded(scan(1240, 1754, "/MediaBox [0 0 595 842]", "595 0 0 842 0 0",
                                   "BT /F1 10 Tf 100 700 Td (typed over the scan) Tj ET"));
    EXPECT_GT(dpi(page), 240);
}

TEST(Pdf, BornDigitalTextStandsAtReadingSize) {
    for (const int points : {8, 10, 12, 16}) {
        const auto page = decoded(
            files::one_page_pdf("BT /F1 " + std::to_string(points) + " Tf 60 700 Td (Some words of text) Tj ET"));
        const double em = points * dpi(page) / 72;
        EXPECT_GE(em, 28) << points;
        EXPECT_LE(em, 45) << points;
    }
}

/// A smooth picture, dark at its upper left, with a red stripe at its right: no two turns of it are alike.
Raster slope(int width, int height) {
    Raster out(width, height, 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            std::uint8_t* p = out.pixels.data() + 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                                       static_cast<std::size_t>(x));
            p[0] = static_cast<std::uint8_t>(40 + 200 * (x + y) / (width + height));
            p[1] = p[2] = x > width * 9 / 10 ? 30 : p[0];
        }
    return out;
}

/// A page of 240 x 160 points that shows `jpeg` by `content`.
Bytes jpeg_page(const Bytes& jpeg, const std::string& content, const std::string& page = "",
                const char* size = "/Width 480 /Height 320") {
    const std::string dict =
        "/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode " +
        std::string(size);
    return files::one_page_pdf(content, "/MediaBox [0 0 240 160] " + page, "/XObject << /Im 6 0 R >>",
                               {files::stream(dict, std::string(jpeg.begin(), jpeg.end()))});
}

const std::string kFilling = "q 240 0 0 160 0 0 cm /Im Do Q";
// Paints nothing, but it is a fill: the page is drawn, not decoded.
const std::string kDrawn = " 0 0 0 0 re f";

double difference(const SourcePage& a, const SourcePage& b) {
    if (a.raster->width != b.raster->width || a.raster->height != b.raster->height) return 255;
    const cv::Mat one = adapt::grey(*a.raster), two = adapt::grey(*b.raster);
    return cv::norm(one, two, cv::NORM_L1) / static_cast<double>(one.total());
}

TEST(PdfScan, IsDecodedAsItIsWhicheverWayItIsShown) {
    const Bytes jpeg = files::jpeg(slope(480, 320), {.orientation = 6});  // a viewer ignores the picture's own EXIF
    for (const int rotate : {0, 90, 180, 270})
        for (const std::string matrix : {"240 0 0 160 0 0", "-240 0 0 -160 240 160"}) {
            const std::string content = "q " + matrix + " cm /Im Do Q", page = "/Rotate " + std::to_string(rotate);
            const auto whole = decoded(jpeg_page(jpeg, content, page)),
                       drawn = decoded(jpeg_page(jpeg, content + kDrawn, page));
            EXPECT_EQ(whole.raster->pixels.size(), std::size_t{480 * 320 * 3});
            EXPECT_LT(difference(whole, drawn), 0.5) << rotate << ' ' << matrix;
            EXPECT_EQ(whole.width, drawn.width);
        }
}

TEST(PdfScan, AQuarterTurnInTheMatrixIsTaken) {
    const Bytes jpeg = files::jpeg(slope(320, 480));
    for (const std::string matrix : {"0 160 -240 0 240 0", "0 -160 240 0 0 160"}) {
        const auto page = [&](const std::string& more) {
            return decoded(jpeg_page(jpeg, "q " + matrix + " cm /Im Do Q" + more, "", "/Width 320 /Height 480"));
        };
        EXPECT_EQ(page("").raster->width, 480);
        EXPECT_LT(difference(page(""), page(kDrawn)), 0.5) << matrix;
    }
}

TEST(PdfScan, KeepsEveryPixelWhereTheBoxIsRoundedToPoints) {
    // 1241 x 1754 pixels on 595 x 842 points: 150.17 and 149.99 an inch; drawn, one side would be resampled.
    const Raster picture = slope(1241, 1754);
    const Bytes jpeg = files::jpeg(picture, {.quality = 95});
    const std::string dict =
        "/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode /Width 1241 "
        "/Height 1754";
    const auto page = decoded(files::one_page_pdf("q 595 0 0 842 0 0 cm /Im Do Q", "/MediaBox [0 0 595 842]",
                                                  "/XObject << /Im 6 0 R >>",
                                                  {files::stream(dict, std::string(jpeg.begin(), jpeg.end()))}));
    const auto plain = ingest::decode(jpeg, 0, {}, {});
    EXPECT_EQ(page.raster->pixels, plain->raster->pixels);
    const Point corner = inverse(page.raster_from_displayed)(Point{1241, 1754});
    EXPECT_NEAR(corner.x, 595, 1e-6);
    EXPECT_NEAR(corner.y, 842, 1e-6);
}

TEST(PdfScan, HiddenTextStaysInTheTextLayer) {
    const auto page = decoded(
        jpeg_page(files::jpeg(slope(480, 320)), kFilling + " BT 3 Tr /F1 10 Tf 20 100 Td (hidden words) Tj ET"));
    EXPECT_EQ(page.text_layer.size(), 2u);
    EXPECT_EQ(page.raster->width, 480);
}

TEST(PdfScan, WhateverElseIsDrawnIsSeen) {
    const Bytes jpeg = files::jpeg(slope(480, 320));
    const auto plain = decoded(jpeg_page(jpeg, kFilling));
    const std::string note =
        "/Annots [<< /Type /Annot /Subtype /Square /Rect [20 20 120 90] /IC [0 0 0] /C [0 0 0] >>]";
    const std::vector<std::pair<const char*, SourcePage>> others{
        {"a bar over it", decoded(jpeg_page(jpeg, kFilling + " 20 20 100 70 re f"))},
        {"a clip", decoded(jpeg_page(jpeg, "q 20 20 100 70 re W n 240 0 0 160 0 0 cm /Im Do Q"))},
        {"visible text", decoded(jpeg_page(jpeg, kFilling + " BT /F1 60 Tf 20 60 Td (WORDS) Tj ET"))},
        {"twice", decoded(jpeg_page(jpeg, kFilling + " q 90 0 0 70 20 20 cm /Im Do Q"))},
        {"half of the page", decoded(jpeg_page(jpeg, "q 120 0 0 80 0 0 cm /Im Do Q"))},
        {"a mirror image", decoded(jpeg_page(jpeg, "q -240 0 0 160 240 0 cm /Im Do Q"))},
        {"an annotation", decoded(jpeg_page(jpeg, kFilling, note))}};
    for (const auto& [what, page] : others) EXPECT_GT(difference(plain, page), 3) << what;
    const auto clipped = decoded(jpeg_page(jpeg, "q 0 0 240 160 re W n 240 0 0 160 0 0 cm /Im Do Q"));
    EXPECT_EQ(difference(plain, clipped), 0) << "a clip that cuts nothing off";
}

TEST(PdfScan, SomewhatFinerThanIsWantedIsTakenAndMuchFinerIsDrawnSmaller) {
    const auto width = [](int px) {  // of a scan so wide, 3.3 inches, whose page is wanted at 1062 dots an inch
        const std::string size = "/Width " + std::to_string(px) + " /Height " + std::to_string(px * 2 / 3);
        return decoded(jpeg_page(files::jpeg(slope(px, px * 2 / 3)), kFilling, "", size.c_str())).raster->width;
    };
    EXPECT_EQ(width(3750), 3750);
    EXPECT_LT(width(4800), 3600);
}

TEST(PdfScan, AGraphicsStateThatChangesNothingIsTaken) {
    const Bytes jpeg = files::jpeg(slope(480, 320));
    const auto page = [&](const std::string& state, const std::string& clip) {
        const std::string dict =
            "/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode /Width 480 "
            "/Height 320";
        return decoded(files::one_page_pdf("q " + clip + " re W n q 240.4 0 0 160.3 0 0 cm /a0 gs /Im Do Q Q",
                                           "/MediaBox [0 0 240.4 160.3]",
                                           "/ExtGState << /a0 << " + state + " >> >> /XObject << /Im 6 0 R >>",
                                           {files::stream(dict, std::string(jpeg.begin(), jpeg.end()))}));
    };
    const auto plain = page("/CA 1 /ca 1", "0 0 240 160");  // as cairo writes it, its clip rounded down
    EXPECT_EQ(plain.raster->pixels, ingest::decode(jpeg, 0, {}, {})->raster->pixels);
    EXPECT_GT(difference(plain, page("/ca 0.3", "0 0 240 160")), 3);
    EXPECT_GT(difference(plain, page("/ca 1", "0 0 120 160")), 3);
}

TEST(PdfScan, ADamagedPictureIsLeftToTheRenderer) {
    Bytes jpeg = files::jpeg(slope(480, 320));
    jpeg.resize(jpeg.size() / 2);
    const auto page = ingest::decode(jpeg_page(jpeg, kFilling), 0, {}, {});
    const auto drawn = ingest::decode(jpeg_page(jpeg, kFilling + kDrawn), 0, {}, {});
    ASSERT_EQ(page.ok(), drawn.ok());
    if (page) EXPECT_LT(difference(*page, *drawn), 0.01);
}

TEST(Pdf, AMixedDocumentGivesEachPageItsOwnResolution) {
    const std::string image = files::stream(
        "/Type /XObject /Subtype /Image /Width 600 /Height 800 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter "
        "/FlateDecode",
        files::deflated(std::string(75 * 800, '\xF0')));
    const Bytes bytes = files::pdf(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 300 400] >>",
         "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 7 0 R >> >> >>",
         "<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /XObject << /Im 8 0 R >> >> >>",
         files::stream("", "BT /F1 9 Tf 20 300 Td (words) Tj ET"), files::stream("", "300 0 0 400 0 0 cm /Im Do"),
         "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", image});
    EXPECT_GT(dpi(decoded(bytes, 0)), 250);
    EXPECT_NEAR(dpi(decoded(bytes, 1)), 144, 0.1);
    EXPECT_EQ(decoded(bytes, 1).index, 1);
}

TEST(Pdf, ManyPagesAreCountedAndEachCanBeHadAlone) {
    std::string kids;
    std::vector<std::string> pages;
    for (int i = 0; i < 60; ++i) {
        kids += std::to_string(3 + i) + " 0 R ";
        pages.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + std::to_string(100 + i) + " 200] >>");
    }
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>",
                                     "<< /Type /Pages /Kids [" + kids + "] /Count 60 >>"};
    objects.insert(objects.end(), pages.begin(), pages.end());
    const Bytes bytes = files::pdf(objects);
    EXPECT_EQ(ingest::inspect(bytes, {})->pages.size(), 60u);
    EXPECT_EQ(decoded(bytes, 59).width, 159);
}

TEST(Pdf, TwoThreadsGetWhatOneGets) {
    const Bytes a = files::one_page_pdf("BT /F1 10 Tf 60 700 Td (Some words of text) Tj ET 10 10 200 90 re f");
    const Bytes b = scan(600, 800, "/MediaBox [0 0 300 400]", "300 0 0 400 0 0");
    const auto one = decoded(a), two = decoded(b);
    std::vector<int> equal(2, 0);
    const auto work = [&](int self, const Bytes& bytes, const SourcePage& expected) {
        for (int i = 0; i < 10; ++i)
            equal[static_cast<std::size_t>(self)] += decoded(bytes).raster->pixels == expected.raster->pixels;
    };
    std::thread first(work, 0, std::cref(a), std::cref(one)), second(work, 1, std::cref(b), std::cref(two));
    first.join();
    second.join();
    EXPECT_EQ(equal, (std::vector<int>{10, 10}));
}

TEST(Dpi, AFootnoteRaisesItAndALimitLowersIt) {
    const ingest::PageSize a4{595, 842};
    const ingest::PdfSurvey digital{.known = true};
    EXPECT_GT(ingest::choose_dpi(digital, {12, 6}, a4, {}), ingest::choose_dpi(digital, {12, 12}, a4, {}));
    EXPECT_LE(ingest::choose_dpi(digital, {4, 4}, a4, {}), 300);
    const double capped = ingest::choose_dpi(digital, {10, 10}, a4, {.max_pixels = 1e6});
    EXPECT_LE(595 * 842 * capped * capped / 72 / 72, 1e6);
}

}  // namespace
}  // namespace mangping
