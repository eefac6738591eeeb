// Leaks that must be read.
#include <cairo.h>
#include <gtest/gtest.h>

#include "pipeline/verify/views.hpp"
#include "planted.hpp"

namespace mangping {
namespace {

using namespace planted;

class Pixels : public ::testing::Test {
protected:
    static void SetUpTestSuite() { attackers_ = new verify::Attackers(by_reading()); }
    static void TearDownTestSuite() { delete attackers_; }
    void SetUp() override { ASSERT_TRUE(attackers_->read) << "no Tesseract model"; }
    static Result<std::vector<verify::Leak>> attack(const File& file) {
        return verify::attack_file("a", file, *attackers_, {});
    }
    static verify::Attackers* attackers_;
};
verify::Attackers* Pixels::attackers_ = nullptr;

constexpr double mm = 150 / 25.4;

Quad at_mm(double x, double y, double w, double h) { return quad_of({x * mm, y * mm, w * mm, h * mm}); }

TEST_F(Pixels, OfACleanPagePass) { EXPECT_EQ(places(attack(jpeg(sheet(prose)))), ""); }

TEST_F(Pixels, ThatShowTheNameAreFoundAtItsPlace) {
    const auto leaks = attack(jpeg(sheet([](synthetic::Sheet& on) {
        prose(on);
        print(on, 20, 60, "项目负责人：林知远");
    })));
    ASSERT_EQ(places(leaks), "pixels");
    const Rect place = bounding((*leaks)[0].quad), line = bounding(at_mm(20, 58, 60, 12));
    EXPECT_GT(place.x, line.x + 20 * mm);
    EXPECT_LT(place.right(), line.right());
    EXPECT_GT(place.y, line.y);
    EXPECT_LT(place.bottom(), line.bottom());
    EXPECT_EQ((*leaks)[0].page, 0);
}

TEST(LeftOpen, IsTakenOutOnItsOwnPageAndPlaceOnly) {
    std::vector<verify::Leak> leaks;
    const Quad place = at_mm(20, 58, 30, 8);
    leaks.push_back({"a", 0, "pixels", at_mm(21, 57, 29, 8), 1});
    leaks.push_back({"a", 0, "pixels", at_mm(60, 58, 30, 8), 1});
    leaks.push_back({"a", 1, "pixels", place, 1});
    leaks.push_back({"a", 0, "code", place, 1});
    verify::leave_out(leaks, 0, {place});
    ASSERT_EQ(leaks.size(), 3u);
    EXPECT_EQ(bounding(leaks[0].quad).x, 60 * mm);
    EXPECT_EQ(leaks[1].page, 1);
    EXPECT_EQ(leaks[2].where, "code");
}

TEST_F(Pixels, OfAHalfCoveredNameAreFound) {
    // 14 pt is 4.94 mm a character: the bar hides the sixth or the sixth to the eighth of 负责人：林知远签字.
    const auto covered = [](double from, double characters) {
        return jpeg(sheet([&](synthetic::Sheet& on) {
            prose(on);
            print(on, 20, 60, "负责人：林知远签字");
            on.fill(20 + from * 4.94, 59.5, characters * 4.94, 8, {0, 0, 0, 1});
        }));
    };
    EXPECT_EQ(places(attack(covered(5, 1))), "pixels");
    EXPECT_EQ(places(attack(covered(4, 3))), "");
}

TEST_F(Pixels, UnderAColouredStampAreFound) {
    const auto leaks = attack(jpeg(sheet([](synthetic::Sheet& on) {
        prose(on);
        print(on, 40, 60, "负责人林知远");
        for (int i = 0; i < 9; ++i) on.fill(38, 58.5 + 1.2 * i, 50, 0.55, {0.85, 0.1, 0.1, 0.75});
    })));
    EXPECT_EQ(places(leaks), "pixels");
}

TEST_F(Pixels, OfTextAlongTheEdgeAreFound) {
    const auto leaks = attack(jpeg(sheet([](synthetic::Sheet& on) {
        prose(on);
        cairo_t* cr = on.cairo();
        cairo_save(cr);
        cairo_translate(cr, 12 * mm, 90 * mm);
        cairo_rotate(cr, -1.5707963);
        print(on, 0, 0, "设计林知远审核周明东");
        cairo_restore(cr);
    })));
    EXPECT_EQ(places(leaks), "pixels");
}

TEST_F(Pixels, OfAPdfPageAreFoundAndThoseUnderABoxInItsPicture) {
    const Raster leaking = sheet([](synthetic::Sheet& on) {
        prose(on);
        print(on, 20, 60, "项目负责人：林知远");
    });
    EXPECT_EQ(places(attack(Pdf(leaking).file())), "pixels");
    Pdf boxed(leaking);
    boxed.draw("0 g 55 80 180 70 re f\n");
    EXPECT_EQ(places(attack(boxed.file())), "stream");
    EXPECT_EQ(places(attack(Pdf(sheet(prose)).file())), "");
}

TEST_F(Pixels, OfAStoredPictureThatIsAttackedAloneAreLeftToThat) {
    Pdf boxed(sheet([](synthetic::Sheet& on) {
        prose(on);
        print(on, 20, 60, "项目负责人：林知远");
    }));
    boxed.draw("0 g 55 80 180 70 re f\n");
    verify::Attackers knowing = *attackers_;
    int asked = 0;
    knowing.attacked_alone = [&asked](std::span<const std::uint8_t> jpeg) {
        ++asked;
        return jpeg.size() > 2 && jpeg[0] == 0xFF && jpeg[1] == 0xD8;
    };
    EXPECT_EQ(places(verify::attack_file("dossier.pdf", boxed.file(), knowing, {})), "");
    EXPECT_EQ(asked, 1);
}

TEST_F(Pixels, OfAPictureThatNoPageShowsAreFound) {
    Pdf pdf(sheet(prose));
    const Raster picture = sheet([](synthetic::Sheet& on) { print(on, 20, 60, "项目负责人：林知远"); });
    const File hidden = jpeg(picture);
    pdf.add(
        "/Type /XObject /Subtype /Image /Width 874 /Height 620 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter "
        "/DCTDecode",
        std::string(hidden.begin(), hidden.end()));
    EXPECT_EQ(places(attack(pdf.file())), "stream");
}

TEST(Bars, AreFoundAndLettersAreNot) {
    const Raster picture = sheet([](synthetic::Sheet& on) {
        prose(on);
        on.fill(30, 60, 20, 6, {0, 0, 0, 1});
    });
    const std::vector<Rect> bars = verify::solid_bars(picture);
    ASSERT_EQ(bars.size(), 1U);
    EXPECT_NEAR(bars[0].x, 30 * mm, 2);
    EXPECT_NEAR(bars[0].w, 20 * mm, 4);
    EXPECT_NEAR(bars[0].h, 6 * mm, 4);
}

}  // namespace
}  // namespace mangping
