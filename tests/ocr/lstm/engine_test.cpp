#include "ocr/lstm/engine.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "ocr/lstm/network.hpp"
#include "ocr/lstm/traineddata.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::ocr {
namespace {

using mangping::testing::paper;
using mangping::testing::typeset;

const char* const kLines[] = {"新疆维吾尔自治区工程系列工程咨询专业高级工程师评审",
                              "本人承诺所提供的个人信息和证明材料真实准确",
                              "姓名林知远工作单位克拉玛依众诚工程咨询有限责任公司",
                              "身份证号码650102199003071234",
                              "普通高等学校毕业证书准予毕业",
                              "公示期间无投诉举报同意推荐",
                              "2021年度考核合格",
                              "水利水电工程施工总承包"};

/// As wide as its text: in a long empty tail HanS sees full stops, which ocr/lines drops as they have no ink.
Raster picture(const std::string& text, double em = 30) {
    double width = 24;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            width += static_cast<unsigned char>(c) < 0x80U ? em / 2 : em;
    Raster line = paper(static_cast<int>(width), 48);
    typeset(line, 12, (48 - em * 1.4) / 2, text, {.em_px = em, .line_height = 1.4});
    return line;
}

std::string text_of(const LineReading& reading) {
    std::string out;
    for (const Glyph& glyph : reading.glyphs) out += glyph.text();
    return out;
}

std::size_t glyphs_apart(const LineReading& a, const LineReading& b) {
    const std::size_t m = a.glyphs.size(), n = b.glyphs.size();
    std::vector<std::size_t> row(n + 1);
    for (std::size_t j = 0; j <= n; ++j) row[j] = j;
    for (std::size_t i = 1; i <= m; ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= n; ++j) {
            const std::size_t change = diagonal + (a.glyphs[i - 1].text() == b.glyphs[j - 1].text() ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[n];
}

class Network : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        auto opened = open_network(model_file(GetParam()), GetParam());
        ASSERT_TRUE(opened.ok()) << opened.fault().code << " " << opened.fault().detail;
        engine_ = std::move(*opened);
    }
    std::unique_ptr<Engine> engine_;
};

// The same network, run by Tesseract: differences come from the noise that it puts round the picture and from its
// tables of tanh.
TEST_P(Network, ReadsWhatTesseractReads) {
    auto tesseract = open_tesseract(GetParam());
    ASSERT_TRUE(tesseract.ok());
    std::size_t glyphs = 0, apart = 0;
    double ours_sure = 0, theirs_sure = 0;
    for (const char* text : kLines)
        for (const double em : {26.0, 30.0}) {
            const Raster line = picture(text, em);
            auto ours = engine_->read_line(line);
            auto theirs = (*tesseract)->read_line(line);
            ASSERT_TRUE(ours.ok() && theirs.ok());
            glyphs += theirs->glyphs.size();
            apart += glyphs_apart(*ours, *theirs);
            ours_sure += static_cast<double>(ours->confidence) / 16;
            theirs_sure += static_cast<double>(theirs->confidence) / 16;
        }
    EXPECT_GT(glyphs, 200U);
    EXPECT_LE(apart, glyphs * 4 / 100) << "of " << glyphs;
    // Tesseract's figure is of the least sure step after a beam of its own kind: a little below ours.
    EXPECT_NEAR(ours_sure, theirs_sure + 0.1, 0.06);
}

TEST_P(Network, GivesALineTheSameAnswerInAnyCompany) {
    std::vector<Raster> lines;
    for (const char* text : kLines) lines.push_back(picture(text));
    lines.push_back(picture("短"));
    lines.push_back(picture(kLines[6], 18));
    std::vector<const Raster*> all;
    for (const Raster& line : lines) all.push_back(&line);
    auto together = engine_->read_lines(all);
    ASSERT_TRUE(together.ok());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto alone = engine_->read_line(lines[i]);
        ASSERT_TRUE(alone.ok());
        EXPECT_EQ(text_of(*alone), text_of((*together)[i]));
        EXPECT_EQ(alone->confidence, (*together)[i].confidence);
    }
}

TEST_P(Network, FindsNoTextOnEmptyPaper) {
    auto reading = engine_->read_line(paper(300, 48));
    ASSERT_TRUE(reading.ok());
    EXPECT_TRUE(reading->glyphs.empty());
    auto tiny = engine_->read_line(paper(3, 3));
    ASSERT_TRUE(tiny.ok());
    EXPECT_TRUE(tiny->glyphs.empty());
}

INSTANTIATE_TEST_SUITE_P(Models, Network, ::testing::Values("chi_sim", "HanS"));

TEST(NetworkEngine, PutsBoxesWhereTheGlyphsStand) {
    auto engine = open_network(model_file("chi_sim"), "chi_sim");
    ASSERT_TRUE(engine.ok());
    auto reading = (*engine)->read_line(picture("年度考核登记表"));
    ASSERT_TRUE(reading.ok());
    ASSERT_EQ(reading->glyphs.size(), 7U);
    for (std::size_t i = 0; i < 7; ++i)
        EXPECT_NEAR(reading->glyphs[i].box_upright.centre().x, 12 + 30 * (static_cast<double>(i) + 0.5), 12);
}

TEST(NetworkEngine, OffersTheCharactersThatLookAlike) {
    auto engine = open_network(model_file("chi_sim"), "chi_sim");
    ASSERT_TRUE(engine.ok());
    auto reading = (*engine)->read_line(picture("未来末日己已巳"));
    ASSERT_TRUE(reading.ok());
    std::size_t extra = 0;
    for (const Glyph& glyph : reading->glyphs) {
        extra += glyph.alternatives.size() - 1;
        for (std::size_t i = 1; i < glyph.alternatives.size(); ++i) EXPECT_NE(glyph.alternatives[i].text, glyph.text());
    }
    EXPECT_GE(extra, 4U);
}

TEST(Model, BrokenFilesAreFaultsAndNeverRead) {
    std::ifstream in(model_file("chi_sim"), std::ios::binary);
    const std::vector<std::uint8_t> whole{std::istreambuf_iterator<char>(in), {}};
    ASSERT_GT(whole.size(), 1000000U);
    for (std::size_t length = 0; length < whole.size(); length += whole.size() / 97 + 1) {
        if (length > whole.size() - 1000) continue;  // what is behind the network and its characters is not read
        auto cut = lstm::parse_model({whole.data(), length});
        ASSERT_FALSE(cut.ok()) << length;
        EXPECT_EQ(cut.fault().code, "reader_model_broken");
    }
    auto other = lstm::load_model(model_file("osd"));
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.fault().code, "reader_model_unknown");
    auto none = lstm::load_model("/nowhere/none.traineddata");
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.fault().code, "reader_model_missing");
}

}  // namespace
}  // namespace mangping::ocr
