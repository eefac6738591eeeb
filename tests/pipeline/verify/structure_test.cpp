// Leaks that need no reading: each planted one is found at its place, clean files pass.
#include <cairo.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include "pipeline/verify/bytes.hpp"
#include "planted.hpp"
#include "tests/support/synthetic/degrade_jpeg.hpp"

namespace mangping {
namespace {

using namespace planted;

const Raster& clean_sheet() {
    static const Raster picture = sheet(prose);
    return picture;
}

std::string attack(const File& file, const std::string& as = "masked/a.jpg") {
    return places(verify::attack_file(as, file, by_structure(), {}));
}

File with_app1(const File& jpeg_file, const std::string& payload) {
    File out(jpeg_file.begin(), jpeg_file.begin() + 2);
    const std::size_t length = payload.size() + 2;
    out.insert(out.end(),
               {0xFF, 0xE1, static_cast<std::uint8_t>(length >> 8), static_cast<std::uint8_t>(length & 0xFF)});
    out.insert(out.end(), payload.begin(), payload.end());
    out.insert(out.end(), jpeg_file.begin() + 2, jpeg_file.end());
    return out;
}

std::string converted(const std::string& utf8, const char* to) {
    iconv_t handle = iconv_open(to, "UTF-8");
    std::string in = utf8, out(utf8.size() * 4, '\0');
    char *from = in.data(), *at = out.data();
    std::size_t left = in.size(), room = out.size();
    iconv(handle, &from, &left, &at, &room);
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

TEST(Jpeg, CleanPasses) { EXPECT_EQ(attack(jpeg(clean_sheet())), ""); }

TEST(Jpeg, MetadataIsSearchedInEveryEncoding) {
    for (const char* encoding : {"UTF-8", "UTF-16BE", "UTF-16LE", "GB18030"})
        for (const char* before : {"", "x"})
            EXPECT_EQ(attack(with_app1(jpeg(clean_sheet()), before + converted("作者林知远", encoding))), "metadata")
                << encoding << before;
    EXPECT_EQ(attack(with_app1(jpeg(clean_sheet()), "<dc:creator>&#x6797;&#x77E5;&#x8FDC;</dc:creator>")), "metadata");
    EXPECT_EQ(attack(with_app1(jpeg(clean_sheet()), "Author: LIN Zhiyuan")), "metadata");
    EXPECT_EQ(attack(with_app1(jpeg(clean_sheet()), "Author: 周明东")), "");
}

TEST(Jpeg, ACommentIsSearched) {
    synthetic::JpegOptions options;
    options.quality = 80;
    options.comment = "疆南市云岭规划设计研究院";
    EXPECT_EQ(attack(synthetic::encode_jpeg(clean_sheet(), options)), "metadata");
}

TEST(Jpeg, AThumbnailIsFound) {
    synthetic::JpegOptions options;
    options.quality = 80;
    options.thumbnail = true;
    EXPECT_EQ(attack(synthetic::encode_jpeg(clean_sheet(), options)), "exif_thumbnail");
}

TEST(Jpeg, BytesAfterTheEndAreFoundAlsoBehindAProgressivePicture) {
    for (const bool progressive : {false, true}) {
        synthetic::JpegOptions options;
        options.quality = 80;
        options.progressive = progressive;
        File file = synthetic::encode_jpeg(clean_sheet(), options);
        EXPECT_EQ(attack(file), "");
        for (const char c : std::string("林知远")) file.push_back(static_cast<std::uint8_t>(c));
        EXPECT_EQ(attack(file), "trailing_bytes");
    }
}

TEST(Name, OfTheFileIsSearched) {
    EXPECT_EQ(attack(jpeg(clean_sheet()), "masked/林 知远.jpg"), "file_name");
    EXPECT_EQ(attack(jpeg(clean_sheet()), "masked/%E6%9E%97%E7%9F%A5%E8%BF%9C.jpg"), "file_name");
    EXPECT_EQ(attack(jpeg(clean_sheet()), "masked/linzhiyuan-paper.jpg"), "file_name");
}

TEST(Pdf, CleanPasses) { EXPECT_EQ(attack(Pdf(clean_sheet()).file(), "dossier.pdf"), ""); }

TEST(Pdf, InfoAndXmpAreSearched) {
    Pdf info(clean_sheet());
    info.trailer("/Info " + std::to_string(info.add("/Author " + utf16_string(name))) + " 0 R");
    EXPECT_EQ(attack(info.file()), "metadata");
    Pdf xmp(clean_sheet());
    xmp.catalog("/Metadata " +
                std::to_string(xmp.add("/Type /Metadata /Subtype /XML",
                                       "<x:xmpmeta><dc:creator>林知远</dc:creator></x:xmpmeta>")) +
                " 0 R");
    EXPECT_EQ(attack(xmp.file()), "metadata");
}

TEST(Pdf, BookmarksAreSearched) {
    Pdf pdf(clean_sheet());
    const int outlines = pdf.add(""), item = pdf.add("");
    pdf.replace(outlines, "/Type /Outlines /First " + std::to_string(item) + " 0 R /Last " + std::to_string(item) +
                              " 0 R /Count 1");
    pdf.replace(item, "/Title " + utf16_string("林知远的材料") + " /Parent " + std::to_string(outlines) +
                          " 0 R /Dest [3 0 R /Fit]");
    pdf.catalog("/Outlines " + std::to_string(outlines) + " 0 R");
    EXPECT_EQ(attack(pdf.file()), "bookmark");
}

TEST(Pdf, AnnotationsNamesAndPageLabelsAreSearched) {
    Pdf note(clean_sheet());
    note.page("/Annots [" +
              std::to_string(note.add("/Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents " + utf16_string(name))) +
              " 0 R]");
    EXPECT_EQ(attack(note.file()), "annotation");
    Pdf labels(clean_sheet());
    labels.catalog("/PageLabels <</Nums [0 <</P " + utf16_string("林知远-") + ">>]>>");
    EXPECT_EQ(attack(labels.file()), "metadata");
    Pdf names(clean_sheet());
    names.catalog("/Dests <</#E6#9E#97#E7#9F#A5#E8#BF#9C [3 0 R /Fit]>>");
    EXPECT_EQ(attack(names.file()), "metadata");
}

TEST(Pdf, AttachmentsAreFoundAndSearched) {
    Pdf pdf(clean_sheet());
    const int file = pdf.add("/Type /EmbeddedFile", "nothing to see");
    const int spec = pdf.add("/Type /Filespec /F (a.txt) /EF <</F " + std::to_string(file) + " 0 R>>");
    pdf.catalog("/Names <</EmbeddedFiles <</Names [(a) " + std::to_string(spec) + " 0 R]>>>>");
    EXPECT_EQ(attack(pdf.file()), "attachment");
}

TEST(Pdf, StreamsAreSearchedAlsoWhereNothingPointsAtThem) {
    Pdf pdf(clean_sheet());
    pdf.add("", "BT (" + std::string(name) + ") Tj ET");
    EXPECT_EQ(attack(pdf.file()), "stream");
    Pdf hex(clean_sheet());
    hex.add("", "BT " + utf16_string(name) + " Tj ET");
    EXPECT_EQ(attack(hex.file()), "stream");
}

TEST(Pdf, TheTextUnderABoxIsFound) {
    const auto box = [](cairo_t* cr) {
        cairo_set_source_rgb(cr, 0, 0, 0);
        cairo_rectangle(cr, 50, 70, 300, 60);
        cairo_fill(cr);
    };
    const File leaking = text_pdf("项目负责人林知远", box);
    EXPECT_NE(attack(leaking).find("text_layer"), std::string::npos);
    const File clean = text_pdf("项目负责人周明东", box);
    EXPECT_EQ(attack(clean), "");
}

TEST(Pdf, AnEarlierRevisionIsFound) {
    Pdf pdf(clean_sheet());
    const int info = pdf.add("/Title " + utf16_string(name));
    pdf.catalog("/Piece " + std::to_string(info) + " 0 R");
    EXPECT_EQ(attack(pdf.updated(info, "/Title (a)")), "earlier_revision");
    Pdf clean(clean_sheet());
    const int other = clean.add("/Title (b)");
    EXPECT_EQ(attack(clean.updated(other, "/Title (a)")), "");
}

TEST(Pdf, BytesAfterTheEndAreFound) {
    File file = Pdf(clean_sheet()).file();
    for (const char c : std::string("PK 林知远")) file.push_back(static_cast<std::uint8_t>(c));
    EXPECT_EQ(attack(file), "trailing_bytes");
}

TEST(Pdf, MetadataOfAStoredPictureIsSearched) {
    Pdf pdf(clean_sheet());
    const File leaking = with_app1(jpeg(clean_sheet()), "林知远");
    pdf.add(
        "/Type /XObject /Subtype /Image /Width 874 /Height 620 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter "
        "/DCTDecode",
        std::string(leaking.begin(), leaking.end()));
    EXPECT_EQ(attack(pdf.file()), "metadata");
}

TEST(Files, ThatCannotBeReadAreFaultsAndNeverClean) {
    EXPECT_EQ(attack({}), "fault:not_a_picture");
    EXPECT_EQ(attack({'a', 'b', 'c', 'd'}), "fault:not_a_picture");
    File cut = Pdf(clean_sheet()).file();
    cut.resize(40);
    EXPECT_EQ(attack(cut), "fault:pdf_broken");
    verify::Attackers reader = by_structure();
    reader.read = [](const Raster&) -> Result<std::vector<Finding>> { return std::vector<Finding>{}; };
    File broken = jpeg(clean_sheet());
    broken.resize(30);
    EXPECT_EQ(places(verify::attack_file("a.jpg", broken, reader, {})), "fault:jpeg_broken");
    reader.read = [](const Raster&) -> Result<std::vector<Finding>> {
        return Fault{FaultKind::timeout, "page_timeout", {}};
    };
    EXPECT_EQ(places(verify::attack_file("a.jpg", jpeg(clean_sheet()), reader, {})), "fault:page_timeout");
}

TEST(Files, NoiseSpeaksNoNames) {
    std::uint32_t state = 1;
    std::vector<std::uint8_t> noise(1U << 19U);
    for (std::uint8_t& b : noise) b = static_cast<std::uint8_t>((state = state * 1664525U + 1013904223U) >> 24U);
    EXPECT_FALSE(verify::speaks(noise, by_structure().search));
}

}  // namespace
}  // namespace mangping
