#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poppler-document.h>
#include <poppler-page.h>
#include <poppler-toc.h>

#include <algorithm>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <thread>

#include "tests/pipeline/report/sample.hpp"

namespace mangping::report {
namespace {

/// `pdf` must outlive the document: poppler reads from it.
std::unique_ptr<poppler::document> opened(const Bytes& pdf) {
    return std::unique_ptr<poppler::document>(
        poppler::document::load_from_raw_data(reinterpret_cast<const char*>(pdf.data()), static_cast<int>(pdf.size())));
}

std::string utf8(const poppler::ustring& s) {
    const auto bytes = s.to_utf8();
    return {bytes.begin(), bytes.end()};
}

bool holds(const Bytes& file, const std::vector<std::uint8_t>& part) {
    return std::search(file.begin(), file.end(), part.begin(), part.end()) != file.end();
}

struct Dossier {
    MaskedPage tall = sample_page(Format::jpeg, 1240, 1754), wide = sample_page(Format::jpeg, 1754, 1000),
               points = sample_page(Format::pdf, 1240, 1754, true);
    std::vector<DossierSection> sections{{"学历学位", {{"毕业证书", {&tall}}, {"学位证书", {&wide}}}},
                                         {"论文著作", {{"论文正文", {&points, &tall}}}}};
};

TEST(PdfOf, HoldsTheJpegAsItIsAndPagesOfTheirOwnSize) {
    const Dossier d;
    const auto pdf = pdf_of({&d.points, &d.points});
    ASSERT_TRUE(pdf.ok());
    EXPECT_TRUE(holds(*pdf, d.points.jpeg()));
    const auto document = opened(*pdf);
    ASSERT_TRUE(document);
    ASSERT_EQ(document->pages(), 2);
    const std::unique_ptr<poppler::page> page(document->create_page(1));
    EXPECT_NEAR(page->page_rect().width(), d.points.width(), 0.01);
    EXPECT_NEAR(page->page_rect().height(), d.points.height(), 0.01);
}

TEST(PdfOf, RefusesAFileWithoutPages) {
    const auto pdf = pdf_of({});
    ASSERT_FALSE(pdf.ok());
    EXPECT_EQ(pdf.fault().code, "pdf_failed");
}

TEST(DossierPdf, HasNoTextAndNoMetadata) {
    const Dossier d;
    const auto pdf = dossier_pdf("MP-4F2A91C07E", d.sections);
    ASSERT_TRUE(pdf.ok());
    keep("dossier.pdf", *pdf);
    const auto document = opened(*pdf);
    ASSERT_EQ(document->pages(), 4);
    for (int i = 0; i < 4; ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        EXPECT_EQ(utf8(page->text()), "\f");  // what poppler says of an empty page
    }
    EXPECT_THAT(document->info_keys(), testing::IsEmpty());
    EXPECT_TRUE(document->metadata().empty());
    EXPECT_FALSE(document->has_embedded_files());
}

TEST(DossierPdf, TurnsTheSheetWithThePage) {
    const Dossier d;
    const auto pdf = dossier_pdf("MP-1", d.sections);
    ASSERT_TRUE(pdf.ok());
    const auto document = opened(*pdf);
    const std::unique_ptr<poppler::page> tall(document->create_page(0)), wide(document->create_page(1));
    EXPECT_NEAR(tall->page_rect().width(), 595.28, 0.1);
    EXPECT_NEAR(wide->page_rect().width(), 841.89, 0.1);
}

TEST(DossierPdf, SaysWhereAPageStandsOnItsSheet) {
    const Dossier d;
    const SheetPlace place = sheet_place(d.tall.width_px(), d.tall.height_px());
    EXPECT_NEAR(place.width, 595.28, 0.1);
    const Point first = place.sheet_from_page(Point{0, 0}),
                last = place.sheet_from_page(Point{double(d.tall.width_px()), double(d.tall.height_px())});
    EXPECT_NEAR(first.x + last.x, place.width, 0.01);  // centred between margins of 24, a footer of 34 below
    EXPECT_GE(first.y, 24 - 0.01);
    EXPECT_LE(last.y, place.height - 34 + 0.01);
    EXPECT_NEAR((last.x - first.x) / (last.y - first.y), double(d.tall.width_px()) / d.tall.height_px(), 1e-6);
}

TEST(DossierPdf, HasBookmarksOfSectionsAndKinds) {
    const Dossier d;
    const auto pdf = dossier_pdf("MP-1", d.sections);
    ASSERT_TRUE(pdf.ok());
    const auto document = opened(*pdf);
    const std::unique_ptr<poppler::toc> toc(document->create_toc());
    ASSERT_TRUE(toc);
    std::vector<std::string> titles;
    for (const poppler::toc_item* section : toc->root()->children()) {
        titles.push_back(utf8(section->title()));
        for (const poppler::toc_item* item : section->children()) titles.push_back("- " + utf8(item->title()));
    }
    EXPECT_THAT(titles, testing::ElementsAre("学历学位", "- 毕业证书", "- 学位证书", "论文著作", "- 论文正文"));
}

TEST(DossierPdf, IsTheSameOnAnotherSecond) {
    const Dossier d;
    const auto a = dossier_pdf("MP-1", d.sections);
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // its library would write the time of day
    EXPECT_EQ(*a, *dossier_pdf("MP-1", d.sections));
}

TEST(DossierPdf, IsSoundToAStrictReader) {
    const Dossier d;
    const auto pdf = dossier_pdf("MP-1", d.sections);
    QPDF reader;
    reader.processMemoryFile("dossier", reinterpret_cast<const char*>(pdf->data()), pdf->size());
    EXPECT_EQ(QPDFPageDocumentHelper(reader).getAllPages().size(), 4u);
    EXPECT_TRUE(reader.getWarnings().empty());
}

TEST(Thumbnail, IsNoLargerThanAskedAndNeverEnlarged) {
    const Dossier d;
    const auto small = thumbnail(d.tall, 320), same = thumbnail(d.tall, 5000);
    ASSERT_TRUE(small.ok() && same.ok());
    EXPECT_LT(small->size(), d.tall.jpeg().size());
    const auto side = [](const Bytes& jpeg) {  // height and width stand in the frame header
        for (std::size_t i = 0; i + 8 < jpeg.size(); ++i)
            if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0)
                return std::pair{jpeg[i + 7] * 256 + jpeg[i + 8], jpeg[i + 5] * 256 + jpeg[i + 6]};
        return std::pair{0, 0};
    };
    EXPECT_EQ(side(*small), (std::pair{226, 320}));
    EXPECT_EQ(side(*same), (std::pair{1240, 1754}));
}

}  // namespace
}  // namespace mangping::report
