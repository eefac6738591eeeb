#include "workers/recipe/legible.hpp"

#include <gtest/gtest.h>

namespace mangping::recipe {
namespace {

Reading reading_of(std::size_t sure, std::size_t doubtful) {
    Reading out;
    Line line;
    line.glyphs.assign(sure, Glyph{{{"字", 0.99F}}, {0, 0, 10, 10}});
    line.glyphs.insert(line.glyphs.end(), doubtful, Glyph{{{"宇", 0.3F}}, {0, 0, 10, 10}});
    out.lines.push_back(std::move(line));
    return out;
}

Clarity lost_by(std::vector<ClarityReason> reasons) {
    Clarity out;
    out.verdict = ClarityVerdict::illegible;
    out.score = 0.2;
    out.reasons = std::move(reasons);
    return out;
}

TEST(Legible, WhatReadsWellTakesEffortAndIsNotLost) {
    Clarity clarity = lost_by({ClarityReason::low_resolution, ClarityReason::low_contrast});
    clarity.certain = false;
    settle_by_reading(clarity, reading_of(100, 3), {});
    EXPECT_EQ(clarity.verdict, ClarityVerdict::marginal);
    EXPECT_TRUE(clarity.certain);
    EXPECT_EQ(clarity.reasons.size(), 2U);
    EXPECT_DOUBLE_EQ(clarity.score, 0.2);
}

TEST(Legible, WhatReadsInPartOrHasFewCharactersStaysLost) {
    for (const auto& [sure, doubtful] : {std::pair{90, 10}, {40, 0}, {0, 0}}) {
        Clarity clarity = lost_by({ClarityReason::blur});
        settle_by_reading(clarity, reading_of(static_cast<std::size_t>(sure), static_cast<std::size_t>(doubtful)), {});
        EXPECT_EQ(clarity.verdict, ClarityVerdict::illegible) << sure << " " << doubtful;
    }
    Clarity clarity = lost_by({ClarityReason::blur});
    Reading reading = reading_of(100, 0);
    reading.unread_upright.push_back({0, 0, 50, 20});
    settle_by_reading(clarity, reading, {});
    EXPECT_EQ(clarity.verdict, ClarityVerdict::illegible);
}

TEST(Legible, TheKnotsOfABorderAreNoTextThatHardlyReads) {
    Reading reading = reading_of(100, 3);
    reading.lines.push_back({});
    reading.lines.back().glyphs.assign(20, Glyph{{{"2", 0.4F}}, {0, 0, 10, 10}});
    Clarity clarity = lost_by({ClarityReason::low_resolution});
    settle_by_reading(clarity, reading, {});
    EXPECT_EQ(clarity.verdict, ClarityVerdict::marginal);
    for (std::size_t i = 0; i < 20; ++i)
        reading.lines.back().glyphs[i].alternatives.front().text = std::string(1, static_cast<char>('a' + i));
    clarity = lost_by({ClarityReason::low_resolution});
    settle_by_reading(clarity, reading, {});
    EXPECT_EQ(clarity.verdict, ClarityVerdict::illegible) << "a line of letters";
}

TEST(Legible, OneLineUnreadOfManyTakesEffort) {
    Clarity clarity = lost_by({ClarityReason::compression});
    Reading reading = reading_of(400, 10);
    reading.unread_upright.push_back({0, 0, 50, 20});
    settle_by_reading(clarity, reading, {});
    EXPECT_EQ(clarity.verdict, ClarityVerdict::marginal);
}

TEST(Legible, WhatHidesAPartOfThePageIsNoMatterOfReadingTheRest) {
    for (const ClarityReason local : {ClarityReason::glare, ClarityReason::shadow, ClarityReason::cropped}) {
        Clarity first = lost_by({local}), second = lost_by({ClarityReason::blur, local});
        settle_by_reading(first, reading_of(500, 0), {});
        settle_by_reading(second, reading_of(500, 0), {});
        EXPECT_EQ(first.verdict, ClarityVerdict::illegible);
        EXPECT_EQ(second.verdict, ClarityVerdict::illegible);
    }
}

/// Text of 20 px in rows from x = 100 to 900.
Reading rows(float in_spot, double last_x = 900) {
    Reading out;
    for (double y = 100; y < 900; y += 40) {
        Line line;
        line.confidence = 0.95F;
        for (double x = 100; x < last_x; x += 22) {
            const bool spot = x > 300 && x < 500 && y > 300 && y < 500;
            line.glyphs.push_back({{{"字", spot ? in_spot : 0.97F}}, {x, y, 20, 20}});
        }
        out.lines.push_back(std::move(line));
    }
    return out;
}

ClarityVerdict settled(ClarityReason reason, const Rect& where, const Reading& reading) {
    UprightPage page;
    page.text_height_px = 20;
    Clarity clarity = lost_by({reason});
    clarity.findings.push_back({reason, quad_of(where), 0.8});
    settle_by_reading(clarity, reading, page);
    return clarity.verdict;
}

TEST(Legible, AReflectionOnWhichTheTextReadsHidesNothing) {
    const Rect spot{300, 300, 200, 200};
    EXPECT_EQ(settled(ClarityReason::glare, spot, rows(0.96F)), ClarityVerdict::marginal);
    EXPECT_EQ(settled(ClarityReason::glare, spot, rows(0.4F)), ClarityVerdict::illegible);
    EXPECT_EQ(settled(ClarityReason::glare, {1200, 300, 200, 200}, rows(0.96F)), ClarityVerdict::illegible)
        << "nothing was read there: who knows";
}

TEST(Legible, AnEdgeThatNoTextReachesCutsNothing) {
    const Rect edge{960, 0, 40, 1000};
    EXPECT_EQ(settled(ClarityReason::cropped, edge, rows(0.96F)), ClarityVerdict::marginal);
    EXPECT_EQ(settled(ClarityReason::cropped, edge, rows(0.96F, 990)), ClarityVerdict::illegible);
}

TEST(Legible, OtherVerdictsAreNotTouched) {
    for (const ClarityVerdict verdict : {ClarityVerdict::clear, ClarityVerdict::blank}) {
        Clarity clarity = lost_by({ClarityReason::blur});
        clarity.verdict = verdict;
        settle_by_reading(clarity, reading_of(500, 0), {});
        EXPECT_EQ(clarity.verdict, verdict);
    }
}

TEST(Legible, AReflectionAndSmallPrintTogetherAreSettledByBoth) {
    const auto settled_both = [](float in_spot) {
        UprightPage page;
        page.text_height_px = 20;
        Clarity clarity = lost_by({ClarityReason::glare, ClarityReason::low_resolution});
        clarity.findings.push_back({ClarityReason::glare, quad_of(Rect{300, 300, 200, 200}), 0.8});
        clarity.findings.push_back({ClarityReason::low_resolution, quad_of(Rect{600, 600, 40, 20}), 0.8});
        settle_by_reading(clarity, rows(in_spot), page);
        return clarity.verdict;
    };
    EXPECT_EQ(settled_both(0.96F), ClarityVerdict::marginal);
    EXPECT_EQ(settled_both(0.4F), ClarityVerdict::illegible);
}

TEST(Legible, AReflectionNarrowerThanAWordAwayFromAllTextHidesNone) {
    EXPECT_EQ(settled(ClarityReason::glare, {1200, 300, 60, 120}, rows(0.96F)), ClarityVerdict::marginal);
    EXPECT_EQ(settled(ClarityReason::glare, {1200, 300, 160, 120}, rows(0.96F)), ClarityVerdict::illegible);
}

}  // namespace
}  // namespace mangping::recipe
