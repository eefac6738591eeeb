// The trained model on drawn lines in fonts it was not trained on.
#include "ocr/reader/engine.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ocr/reader/score.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::ocr {
namespace {

using textlines::LineMaker;
using textlines::TextLine;
using textlines::Wear;

LineReader& reader() {
    static const std::unique_ptr<LineReader> one = std::move(open_reader().value());
    return *one;
}

LineMaker& maker() {
    static const auto one = textlines::open_line_maker(
        textlines::read_charset(MANGPING_SOURCE_DIR "/data/reader/charset.txt"),
        {.height = 48, .em = 33, .spread = 0.4, .width = 0, .share = textlines::Share::held_out});
    return *one;
}

constexpr const char* kText = "姓名林知远工作单位塔里木水利水电勘测设计研究院";

TEST(LineReader, ReadsMostOfCleanPrintAndBoxesStandOnTheirGlyphs) {
    std::size_t right = 0, all = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const TextLine line = maker().make(seed, Wear::clean, kText);
        const auto read = reader().read_line(line.grey);
        ASSERT_TRUE(read);
        all += line.glyphs.size();
        for (const Glyph& g : read->glyphs)
            for (const textlines::LineGlyph& truth : line.glyphs)
                // A glyph counts only where it stands.
                if (textlines::utf8({&truth.c, 1}) == g.text() &&
                    std::abs(g.box_upright.centre().x - static_cast<double>(truth.centre())) < 0.3 * 33)
                    ++right;
    }
    EXPECT_GE(static_cast<double>(right), 0.8 * static_cast<double>(all));
}

TEST(LineReader, AKnownNameScoresAboveOthersAndStandsWhereItIs) {
    const auto labels = [](const std::u32string& name) {
        std::vector<int> out;
        for (const char32_t c : name) out.push_back(reader().model().class_of(c));
        return out;
    };
    int best = 0, placed = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const TextLine line = maker().make(seed, Wear::scan, kText);
        const auto posterior = reader().posterior(line.grey);
        ASSERT_TRUE(posterior);
        const auto place = find_string(*posterior, labels(U"林知远")).front();
        double other = -1e9;
        for (const char32_t* name : {U"林知达", U"王知远", U"陈凤英", U"林远知", U"木知远"})
            other = std::max(other, find_string(*posterior, labels(name)).front().ratio);
        best += place.ratio > other ? 1 : 0;
        const double middle = (place.characters[1].first + place.characters[1].last + 1) / 2.0 * posterior->slot_px;
        placed += std::abs(middle - static_cast<double>(line.glyphs[3].centre())) < 0.4 * 33 ? 1 : 0;
    }
    EXPECT_GE(best, 17);
    EXPECT_GE(placed, 17);
}

TEST(LineReader, TheSameLineGivesTheSameAnswerWhateverWasReadBefore) {
    const TextLine line = maker().make(5, Wear::photo, kText), other = maker().make(6, Wear::fax);
    const auto first = reader().posterior(line.grey);
    (void)reader().read_line(other.grey);
    const auto again = reader().posterior(line.grey);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->gate, again->gate);
    EXPECT_EQ(first->log_share, again->log_share);
}

TEST(LineReader, NoLineIsTooSmallTooLongOrColouredToAnswer) {
    EXPECT_TRUE(reader().read_line(Raster(3, 3, 1)));
    EXPECT_TRUE(reader().read_line(Raster(7000, 48, 1)));
    EXPECT_TRUE(reader().read_line(Raster(20, 16, 1)));
    EXPECT_EQ(reader().read_line(Raster(30, 48, 3)).fault().code, "reader_failed");
}

}  // namespace
}  // namespace mangping::ocr
