// Every sort of bad input by name: refused with its own code, before memory or time is spent.
#include <gtest/gtest.h>

#include <chrono>

#include "files.hpp"
#include "pipeline/ingest/ingest.hpp"

namespace mangping {
namespace {

using files::Bytes;
using files::bytes_of;

Raster picture(int width, int height) {
    Raster out(width, height, 3);
    for (std::size_t i = 0; i < out.pixels.size(); ++i) out.pixels[i] = static_cast<std::uint8_t>(i * 7919 >> 5);
    return out;
}

/// What inspect() says, or decode() of page 0 when inspect() is content; "ok" when both are.
std::string verdict(const Bytes& bytes, const ingest::Limits& limits = {}) {
    const auto document = ingest::inspect(bytes, limits);
    if (!document) return document.fault().code;
    const auto page = ingest::decode(bytes, 0, limits, {});
    return page ? "ok" : page.fault().code;
}

/// Width and height of a JPEG overwritten in its frame header.
Bytes resized_header(Bytes bytes, int width, int height) {
    for (std::size_t i = 2; i + 9 < bytes.size();) {
        const std::size_t length = bytes[i + 2] * 256u + bytes[i + 3];
        if (bytes[i + 1] == 0xC0) {
            bytes[i + 5] = static_cast<std::uint8_t>(height >> 8), bytes[i + 6] = static_cast<std::uint8_t>(height);
            bytes[i + 7] = static_cast<std::uint8_t>(width >> 8), bytes[i + 8] = static_cast<std::uint8_t>(width);
            break;
        }
        i += length + 2;
    }
    return bytes;
}

TEST(BadInput, ZeroBytesAreAnEmptyFile) { EXPECT_EQ(verdict({}), "empty_file"); }

TEST(BadInput, OverOneHundredMegabytesIsTooLarge) {
    Bytes bytes = files::jpeg(picture(64, 64));
    bytes.resize((std::size_t{100} << 20) + 1);
    EXPECT_EQ(verdict(bytes), "too_large");
}

struct Other {
    std::string head, name;
};
class OtherFormat : public testing::TestWithParam<Other> {};
TEST_P(OtherFormat, IsRefusedAndNamed) {
    const auto result = ingest::inspect(bytes_of(GetParam().head + std::string(64, '.')), {});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.fault().code, "not_jpeg_or_pdf");
    EXPECT_EQ(result.fault().detail, GetParam().name);
    EXPECT_EQ(result.fault().kind, FaultKind::unsupported);
}
INSTANTIATE_TEST_SUITE_P(All, OtherFormat,
                         testing::Values(Other{"\x89PNG\r\n\x1A\n", "png"}, Other{"GIF89a", "gif"}, Other{"BM6", "bmp"},
                                         Other{std::string("II*\0", 4), "tiff"}, Other{std::string("MM\0*", 4), "tiff"},
                                         Other{"RIFF....WEBPVP8 ", "webp"},
                                         Other{std::string("\0\0\0\x18"
                                                           "ftypheic",
                                                           12),
                                               "heic"},
                                         Other{std::string("\0\0\0\x18"
                                                           "ftypmif1",
                                                           12),
                                               "heic"},
                                         Other{std::string("\0\0\0\x18"
                                                           "ftypavif",
                                                           12),
                                               "avif"},
                                         Other{std::string("\0\0\0\x18"
                                                           "ftypisom",
                                                           12),
                                               "mp4"},
                                         Other{"PK\x03\x04....word/document.xml", "docx"},
                                         Other{"PK\x03\x04....xl/workbook.xml", "xlsx"},
                                         Other{"PK\x03\x04....OFD.xml", "ofd"}, Other{"PK\x03\x04....a.txt", "zip"},
                                         Other{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"},
                                         Other{"<!DOCTYPE html><html>", "html"}, Other{"<svg xmlns=", "svg"},
                                         Other{"{\\rtf1", "rtf"}, Other{"plain words", "text"},
                                         Other{std::string("\x01\x02\0\x03", 4), "unknown"}),
                         [](const auto& info) { return info.param.name + std::to_string(info.index); });

TEST(BadInput, AJpegCutShortIsTruncatedAndNoGreyHalfPage) {
    for (const bool progressive : {false, true}) {
        files::JpegOptions options;
        options.progressive = progressive;
        const Bytes whole = files::jpeg(picture(400, 400), options);
        EXPECT_EQ(verdict(whole), "ok");
        for (const double share : {0.95, 0.7, 0.5, 0.2}) {
            const auto size = static_cast<std::ptrdiff_t>(static_cast<double>(whole.size()) * share);
            EXPECT_EQ(verdict(Bytes(whole.begin(), whole.begin() + size)), "jpeg_truncated")
                << progressive << ' ' << share;
        }
    }
}

TEST(BadInput, AJpegThatLacksOnlyItsEndMarkerIsWhole) {
    Bytes bytes = files::jpeg(picture(400, 400));
    bytes.resize(bytes.size() - 2);
    EXPECT_EQ(verdict(bytes), "ok");
}

TEST(BadInput, AJpegCutInItsHeaderIsBroken) {
    const Bytes whole = files::jpeg(picture(64, 64));
    EXPECT_EQ(verdict(Bytes(whole.begin(), whole.begin() + 40)), "jpeg_broken");
    EXPECT_EQ(verdict(Bytes(whole.begin(), whole.begin() + 3)), "jpeg_broken");
}

TEST(BadInput, AJpegDamagedInTheMiddleIsBroken) {
    Bytes bytes = files::jpeg(picture(400, 400));
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 2000; ++i) bytes[i] = 0xFF;
    EXPECT_EQ(verdict(bytes), "jpeg_broken");
}

TEST(BadInput, OnePixelIsTooSmall) {
    EXPECT_EQ(verdict(files::jpeg(picture(1, 1))), "page_too_small");
    EXPECT_EQ(verdict(files::one_page_pdf("", "/MediaBox [0 0 1 1]")), "page_too_small");
}

TEST(BadInput, TwentyThousandSquareIsTooLarge) {
    const Bytes bytes = resized_header(files::jpeg(picture(64, 64)), 20'000, 20'000);
    const auto result = ingest::inspect(bytes, {});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.fault().code, "page_too_large");
    EXPECT_EQ(result.fault().kind, FaultKind::limit);
    EXPECT_EQ(ingest::decode(bytes, 0, {}, {}).fault().code, "page_too_large");
}

TEST(BadInput, OverOneHundredMegapixelsOrASideOfTwentyThousandIsTooLarge) {
    EXPECT_EQ(verdict(resized_header(files::jpeg(picture(64, 64)), 10'001, 10'000)), "page_too_large");
    EXPECT_EQ(verdict(resized_header(files::jpeg(picture(64, 64)), 20'001, 64)), "page_too_large");
}

TEST(BadInput, APdfCutShortOrBrokenIsBroken) {
    EXPECT_EQ(verdict(bytes_of("%PDF-1.7\n")), "pdf_broken");
    EXPECT_EQ(verdict(bytes_of("%PDF-1.7\n" + std::string(5000, 'x'))), "pdf_broken");
    EXPECT_EQ(verdict(files::pdf({"<< /Type /Catalog >>"})), "pdf_broken");
}

TEST(BadInput, APdfThatNeedsAPasswordIsEncryptedAndOneWithAnOwnersOnlyOpens) {
    const Bytes plain = files::one_page_pdf("BT /F1 12 Tf 100 700 Td (words) Tj ET");
    EXPECT_EQ(verdict(files::encrypted(plain, "secret")), "pdf_encrypted");
    EXPECT_EQ(verdict(files::encrypted(plain, "")), "ok");
}

Bytes many_pages(int count) {
    std::string kids;
    for (int i = 0; i < count; ++i) kids += std::to_string(3 + i) + " 0 R ";
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /MediaBox [0 0 200 200] /Kids [" + kids + "] /Count " + std::to_string(count) + " >>"};
    for (int i = 0; i < count; ++i) objects.emplace_back("<< /Type /Page /Parent 2 0 R >>");
    return files::pdf(objects);
}

TEST(BadInput, OverTwoThousandPagesAreTooMany) {
    EXPECT_EQ(verdict(many_pages(2001)), "too_many_pages");
    const auto document = ingest::inspect(many_pages(2000), {});
    ASSERT_TRUE(document.ok());
    EXPECT_EQ(document->pages.size(), 2000u);
}

TEST(BadInput, APageOf14400PointsIsTooLarge) {
    EXPECT_EQ(verdict(files::one_page_pdf("", "/MediaBox [0 0 14400 14400]")), "page_too_large");
}

TEST(BadInput, AHugePageBesideAGoodOneCostsOnlyItself) {
    const Bytes bytes =
        files::pdf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400000 400000] >>",
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"});
    ASSERT_TRUE(ingest::inspect(bytes, {}).ok());
    EXPECT_EQ(ingest::decode(bytes, 0, {}, {}).fault().code, "page_too_large");
    EXPECT_TRUE(ingest::decode(bytes, 1, {}, {}).ok());
}

TEST(BadInput, AContentStreamBombEndsInTime) {
    // 128 MiB of operators in two layers of deflate, a few hundred bytes of file.
    const std::string zeros(std::size_t{128} << 20, ' ');
    const std::string twice = files::deflated(files::deflated(zeros));
    const Bytes bytes = files::pdf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
                                    files::stream("/Filter [/FlateDecode /FlateDecode]", twice)});
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(verdict(bytes), "page_too_large");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(BadInput, APictureDrawnTwoHundredTimesIsTooLarge) {
    std::string content;
    for (int i = 0; i < 200; ++i) content += "q 595 0 0 842 0 0 cm /Im Do Q\n";
    const auto bytes = files::one_page_pdf(
        content, "/MediaBox [0 0 595 842]", "/XObject << /Im 6 0 R >>",
        {files::stream(
            "/Type /XObject /Subtype /Image /Width 9000 /Height 9000 /BitsPerComponent 1 /ColorSpace /DeviceGray",
            "")});
    EXPECT_EQ(verdict(bytes), "page_too_large");
}

TEST(BadInput, AFormThatDrawsItselfEnds) {
    const auto bytes = files::one_page_pdf("/Fm Do", "/MediaBox [0 0 595 842]", "/XObject << /Fm 6 0 R >>",
                                           {files::stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                                                          "/XObject << /Fm 6 0 R >> >>",
                                                          "/Fm Do /Fm Do /Fm Do")});
    const std::string said = verdict(bytes);
    EXPECT_TRUE(said == "ok" || said == "page_too_large") << said;
}

TEST(BadInput, APageThatIsNotThereIsBroken) {
    EXPECT_EQ(ingest::decode(files::one_page_pdf(""), 1, {}, {}).fault().code, "pdf_page_broken");
    EXPECT_EQ(ingest::decode(files::one_page_pdf(""), -1, {}, {}).fault().code, "pdf_page_broken");
}

TEST(BadInput, AStopOrADeadlineIsSaid) {
    const Bytes picture_bytes = files::jpeg(picture(64, 64)), pdf_bytes = files::one_page_pdf("");
    std::stop_source stop;
    stop.request_stop();
    Context late;
    late.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
    for (const Bytes& bytes : {picture_bytes, pdf_bytes}) {
        EXPECT_EQ(ingest::decode(bytes, 0, {}, {stop.get_token()}).fault().code, "cancelled");
        EXPECT_EQ(ingest::decode(bytes, 0, {}, late).fault().code, "page_timeout");
    }
}

}  // namespace
}  // namespace mangping
