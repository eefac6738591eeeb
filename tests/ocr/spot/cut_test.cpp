#include "ocr/spot/cut.hpp"

#include <gtest/gtest.h>

#include "ocr/names/targets.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

Line line(const std::u32string& text, double y) {
    Line out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        const std::string utf8{static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
                               static_cast<char>(0x80 | (c & 63))};
        out.glyphs.push_back({{{utf8, 0.95F}}, {100 + static_cast<double>(i) * 30, y, 27, 27}});
        out.box_upright = bounding(out.box_upright, out.glyphs.back().box_upright);
    }
    out.confidence = 0.95F;
    return out;
}

Targets wanted() {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "新疆维吾尔自治区交通运输综合行政执法支队";
    return targets_of(dossier);
}

TEST(Cut, ABeginningAtALinesEndIsMaskedThoughItsLastCharacterWasMisread) {
    Reading reading;
    reading.lines = {line(U"甲方：新疆维吾尔自治区交通运输综合行政执法支", 100), line(U"一", 150),
                     line(U"法定代表人", 200)};
    const auto found = spot(reading, {}, wanted());
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().zone, Zone::mask);
    EXPECT_EQ(found.front().pieces_upright.size(), 19u);
}

TEST(Cut, ABeginningThatGoesOnOtherwiseOnTheNextLineIsASisters) {
    Reading reading;
    reading.lines = {line(U"经新疆维吾尔自治区交通运输综合行政", 100), line(U"复议中心同意后实施", 150)};
    EXPECT_TRUE(spot_cut(reading, {}, wanted()).empty());
    reading.lines[1].glyphs[1].alternatives.push_back({"支", 0.002F});  // what a network holds possible everywhere
    EXPECT_TRUE(spot_cut(reading, {}, wanted()).empty());
    reading.lines = {line(U"经新疆维吾尔自治区交通运输综合行政", 100), line(U"执法支认同意后实施", 150)};
    EXPECT_FALSE(spot_cut(reading, {}, wanted()).empty());
}

TEST(Cut, ASistersNameThatLeavesOneCharacterOpenStays) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "绿洲农牧科学院";
    Reading reading;
    reading.lines = {line(U"参与绿洲农牧科学", 100), line(U"研究中心课题", 150)};
    EXPECT_TRUE(spot_cut(reading, {}, targets_of(dossier)).empty());
    reading.lines = {line(U"参与绿洲农牧科学", 100), line(U"院课题", 150)};
    EXPECT_FALSE(spot_cut(reading, {}, targets_of(dossier)).empty());
}

TEST(Cut, AnotherProvincesOfficeOfTheSameNameStays) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "喀什地区测绘地理信息技术推广总站";
    const Targets wanted = targets_of(dossier);
    Reading reading;
    reading.lines = {line(U"甘肃省测绘地理信息技术推", 100), line(U"二总而", 150)};
    EXPECT_TRUE(spot_cut(reading, {}, wanted).empty());
    reading.lines = {line(U"经测绘地理信息技术推", 100), line(U"二总而", 150)};
    EXPECT_FALSE(spot_cut(reading, {}, wanted).empty());
}

TEST(Cut, AShortBeginningIsNobodys) {
    Reading reading;
    reading.lines = {line(U"报送新疆维吾尔自治区", 100), line(U"人力资源和社会保障厅", 150)};
    EXPECT_TRUE(spot(reading, {}, wanted()).empty());
}

TEST(Cut, AnotherUnitOfTheSameBeginningInsideALineStays) {
    Reading reading;
    reading.lines = {line(U"由新疆维吾尔自治区交通运输综合行政执法局负责", 100)};
    EXPECT_TRUE(spot_cut(reading, {}, wanted()).empty());
}

}  // namespace
}  // namespace mangping::ocr
