#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {
namespace {

const std::u32string& charset() {
    static const std::u32string one = read_charset(MANGPING_SOURCE_DIR "/data/reader/charset.txt");
    return one;
}

bool ink_in(const TextLine& line, int x) {
    for (int y = 0; y < line.grey.height; ++y)
        if (line.grey.pixels[static_cast<std::size_t>(y * line.grey.width + x)] < 200) return true;
    return false;
}

TEST(Charset, HoldsEachCharacterOnceAndAllOfGb2312) {
    const std::set<char32_t> distinct(charset().begin(), charset().end());
    EXPECT_EQ(distinct.size(), charset().size());
    EXPECT_GE(charset().size(), 6763u);
    for (const char32_t c : std::u32string(U"林知远吾买尔江·喆〇0Az。"))
        EXPECT_TRUE(distinct.contains(c)) << utf8({&c, 1});
}

TEST(TextLine, IsTheSameForTheSameSeed) {
    const auto one = open_line_maker(charset(), {}), other = open_line_maker(charset(), {});
    (void)other->make(1);  // what was made before does not matter
    for (std::uint64_t seed = 5; seed < 15; ++seed) {
        const TextLine a = one->make(seed), b = other->make(seed);
        EXPECT_EQ(a.grey.pixels, b.grey.pixels);
        EXPECT_EQ(a.glyphs.size(), b.glyphs.size());
        EXPECT_EQ(a.face, b.face);
    }
}

TEST(TextLine, GlyphsStandWhereTheTruthSays) {
    const auto maker = open_line_maker(charset(), {.height = 48, .em = 33, .spread = 0, .width = 0});
    for (std::uint64_t seed = 1; seed < 9; ++seed) {
        const TextLine line = maker->make(seed, Wear::clean, "林知远同志");
        ASSERT_EQ(line.glyphs.size(), 5u);
        std::vector<bool> covered(static_cast<std::size_t>(line.grey.width), false);
        for (const LineGlyph& g : line.glyphs) {
            EXPECT_TRUE(ink_in(line, static_cast<int>(g.centre()))) << seed;
            for (int x = static_cast<int>(g.left) - 2; x <= static_cast<int>(g.right) + 2; ++x)
                if (x >= 0 && x < line.grey.width) covered[static_cast<std::size_t>(x)] = true;
        }
        for (int x = 0; x < line.grey.width; ++x)
            EXPECT_TRUE(covered[static_cast<std::size_t>(x)] || !ink_in(line, x)) << seed << " at " << x;
    }
}

TEST(TextLine, RingsOfSealsAreCutBetweenTheirCharacters) {
    const auto maker = open_line_maker(charset(), {.height = 48, .em = 33, .width = 480, .band_share = 1});
    std::size_t rings = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const TextLine line = maker->make(seed);
        ASSERT_EQ(line.grey.width, 480);
        ASSERT_FALSE(line.glyphs.empty());
        if (line.wear != Wear::seal || line.glyphs[0].left != line.glyphs[0].right) continue;
        ++rings;
        float before = 0;
        for (const LineGlyph& g : line.glyphs) {
            EXPECT_GT(g.centre(), before) << seed;
            EXPECT_LT(g.centre(), 480) << seed;
            before = g.centre();
        }
    }
    EXPECT_GE(rings, 12u);
}

TEST(TextLine, ShortValuesHaveNothingBehindThem) {
    const auto maker = open_line_maker(charset(), {.height = 48, .em = 33, .width = 480, .short_share = 1});
    for (std::uint64_t seed = 1; seed <= 20; ++seed) EXPECT_LE(maker->make(seed).glyphs.size(), 9u) << seed;
}

TEST(TextLine, HeldOutLinesAreSetInFontsThatTrainingNeverShows) {
    const auto training = open_line_maker(charset(), {});
    const auto held_out = open_line_maker(charset(), {.share = Share::held_out});
    std::set<std::string> seen, kept;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        seen.insert(training->make(seed).face);
        kept.insert(held_out->make(seed).face);
    }
    EXPECT_GE(seen.size(), 12u);
    EXPECT_GE(kept.size(), 3u);
    for (const std::string& face : kept) EXPECT_FALSE(seen.contains(face)) << face;
}

TEST(TextLine, WhatHasNoClassIsNotDrawn) {
    const auto maker = open_line_maker(U"林远", {.width = 0});
    const TextLine line = maker->make(3, Wear::clean, "林知远");
    ASSERT_EQ(line.glyphs.size(), 2u);
    EXPECT_EQ(line.glyphs[1].c, U'远');
}

TEST(TextLine, EveryWearStillShowsInk) {
    const auto maker = open_line_maker(charset(), {});
    for (const Wear wear : every_wear) {
        const TextLine line = maker->make(11, wear, "新疆维吾尔自治区");
        const auto [dark, light] = std::minmax_element(line.grey.pixels.begin(), line.grey.pixels.end());
        EXPECT_GT(*light - *dark, 40) << key(wear);
    }
}

}  // namespace
}  // namespace mangping::textlines
