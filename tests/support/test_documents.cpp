// What is drawn is what is said of it: quads hug ink, every mention has a target, nobody else has one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/markup.hpp"
#include "tests/support/synthetic/sheet.hpp"

namespace mangping::synthetic {
namespace {

constexpr double kDpi = 200;
constexpr double kHug = 1.6;  // px: antialiasing spreads ink by one pixel, and extents may round by half of one

std::vector<Known> known(const std::string& name, const std::string& employer = "天山勘测设计研究院") {
    return {{"name", name, true}, {"employer", employer, true}};
}

/// The box of everything darker than half.
Rect ink_box(const Raster& image) {
    int x0 = image.width, y0 = image.height, x1 = -1, y1 = -1;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            if (image.pixels[3 * static_cast<std::size_t>(y * image.width + x) + 1] < 160) {
                x0 = std::min(x0, x), x1 = std::max(x1, x);
                y0 = std::min(y0, y), y1 = std::max(y1, y);
            }
    return {double(x0), double(y0), double(x1 - x0 + 1), double(y1 - y0 + 1)};
}

void expect_near(const Rect& a, const Rect& b, double by) {
    EXPECT_NEAR(a.x, b.x, by);
    EXPECT_NEAR(a.y, b.y, by);
    EXPECT_NEAR(a.right(), b.right(), by);
    EXPECT_NEAR(a.bottom(), b.bottom(), by);
}

Sheet small_sheet(const std::string& name) { return Sheet(100, 60, kDpi, {1, 1, 1, 1}, known(name), 7); }

TEST(Sheet, QuadsHugTheInkOfPrintedNames) {
    for (const char* face :
         {"Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL KaitiM GB", "AR PL SungtiL GB", "WenQuanYi Zen Hei"})
        for (const double pt : {9.0, 14.0, 31.0}) {
            Sheet sheet = small_sheet("林知远");
            TextStyle style;
            style.family = face;
            style.pt = pt;
            sheet.text(10, 10, 80, "林知远", style);
            const SyntheticPage page = sheet.finish(Kind::other);
            ASSERT_EQ(page.truth.targets.size(), 1u) << face;
            SCOPED_TRACE(std::string(face) + " " + std::to_string(pt));
            expect_near(bounding(page.truth.targets[0].quad), ink_box(page.image), kHug);
            EXPECT_EQ(page.truth.targets[0].glyphs.size(), 3u);
        }
}

TEST(Sheet, QuadsHugTheInkOfHandwritingAndOfColumns) {
    Sheet hand = small_sheet("林知远");
    TextStyle style;
    style.family = "LXGW WenKai";
    style.pt = 24;
    style.hand = true;
    hand.text(10, 10, 80, "林知远", style);
    const SyntheticPage written = hand.finish(Kind::other);
    ASSERT_EQ(written.truth.targets.size(), 1u);
    EXPECT_EQ(written.truth.targets[0].style, "hand");
    expect_near(bounding(written.truth.targets[0].quad), ink_box(written.image), kHug);

    Sheet column = small_sheet("林知远");
    style.hand = false;
    column.vertical(40, 8, "林知远", style);
    const SyntheticPage upright = column.finish(Kind::other);
    ASSERT_EQ(upright.truth.targets.size(), 1u);
    EXPECT_EQ(upright.truth.targets[0].style, "vertical");
    expect_near(bounding(upright.truth.targets[0].quad), ink_box(upright.image), kHug);
}

TEST(Sheet, NameBrokenOverLinesIsPartsOfOneMention) {
    Sheet sheet(60, 60, kDpi, {1, 1, 1, 1}, known("买买提江·吾买尔江"), 7);
    TextStyle style;
    style.pt = 16;
    sheet.text(5, 5, 32, "姓名买买提江·吾买尔江同志", style);
    const SyntheticPage page = sheet.finish(Kind::other);
    ASSERT_GE(page.truth.targets.size(), 2u);
    std::set<std::string> groups;
    for (const TruthTarget& t : page.truth.targets) {
        groups.insert(t.group);
        EXPECT_EQ(t.style, "wrapped");
        EXPECT_EQ(t.parts, static_cast<int>(page.truth.targets.size()));
        EXPECT_EQ(t.text, "买买提江·吾买尔江");
    }
    EXPECT_EQ(groups.size(), 1u);
    EXPECT_FALSE(groups.begin()->empty());
}

TEST(Sheet, SpacedAndDottedPrintsOfANameAreFoundWithWhatIsPrinted) {
    Marked text = parse_markup("林　知 远与阿依古丽•热合曼");
    const auto found = find_mentions(text, {{"name", "林知远", true}, {"name", "阿依古丽·热合曼", true}});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_TRUE(found[0].spaced);
    EXPECT_FALSE(found[1].spaced);
    EXPECT_EQ(text.plain.substr(found[1].from, found[1].to - found[1].from), "阿依古丽•热合曼");
}

TEST(Sheet, LongerNameAroundTheApplicantsIsKeptAndNotATarget) {
    Sheet sheet = small_sheet("王伟");
    sheet.text(5, 5, 90, "项目由{o:王伟东}负责，{r:校核}王伟，{k:天山勘测设计研究院附属学校}配合。", TextStyle{});
    const SyntheticPage page = sheet.finish(Kind::other);
    ASSERT_EQ(page.truth.targets.size(), 1u);
    std::multiset<std::string> kinds;
    for (const TruthKeep& k : page.truth.keep) kinds.insert(k.kind + ":" + k.text);
    EXPECT_TRUE(kinds.count("other_name:王伟东"));
    EXPECT_TRUE(kinds.count("role:校核"));
    // Three characters on either side of the applicant's own mention.
    EXPECT_TRUE(kinds.count("text:，校核")) << ::testing::PrintToString(kinds);
}

TEST(Sheet, LatinNameIsFoundAsAWordOnly) {
    const std::vector<Known> k{{"name_latin", "Lin Zhi", true}};
    EXPECT_EQ(find_mentions(parse_markup("by Lin Zhi, 2020"), k).size(), 1u);
    EXPECT_EQ(find_mentions(parse_markup("by Berlin Zhi, 2020"), k).size(), 0u);
    EXPECT_EQ(find_mentions(parse_markup("by Lin Zhiyuan, 2020"), k).size(), 0u);
}

TEST(Sheet, MentionsInCellsAreCalledTable) {
    Sheet sheet(100, 60, kDpi, {1, 1, 1, 1}, known("林知远"), 3);
    sheet.table(5, 5, 85,
                {{{{"姓名", 20, true}, {"林知远", 0}}, 10}, {{{"单位", 20, true}, {"天山勘测设计研究院", 0}}, 10}},
                TableLook{});
    const SyntheticPage page = sheet.finish(Kind::other);
    ASSERT_EQ(page.truth.targets.size(), 2u);
    EXPECT_EQ(page.truth.targets[0].style, "table");
    EXPECT_EQ(page.truth.targets[1].style, "table");
}

class EveryKind : public ::testing::TestWithParam<Kind> {};

TEST_P(EveryKind, IsDrawnInEveryLayoutForEveryFormOfName) {
    constexpr double kCoarse = 50;
    for (int layout = 0; layout < layouts(GetParam()); ++layout) {
        Rng rng(static_cast<std::uint64_t>(layout) * 97 + static_cast<std::uint64_t>(GetParam()));
        const Person person = make_person(rng, static_cast<NameForm>(layout % 5));
        const Employer employer = make_employer(rng);
        DocumentOptions options;
        options.dpi = kCoarse;
        options.layout = layout;
        options.seed = 5;
        const std::vector<SyntheticPage> pages = make_document(GetParam(), person, employer, options);
        ASSERT_FALSE(pages.empty());
        for (const SyntheticPage& page : pages) {
            EXPECT_EQ(page.image.width, page.truth.width);
            EXPECT_EQ(page.image.height, page.truth.height);
            const Rect paper{-1, -1, page.truth.width + 2, page.truth.height + 2};
            if (GetParam() != Kind::photo) {
                EXPECT_FALSE(page.truth.lines.empty());
                EXPECT_GT(page.truth.text_px, 0);
            }
            for (const TruthTarget& t : page.truth.targets) {
                EXPECT_GT(area(t.quad), 0) << t.kind;
                const Rect box = bounding(t.quad);
                EXPECT_EQ(intersection(box, paper), box)
                    << key(GetParam()) << " layout " << layout << " " << t.kind << " leaves the page";
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Documents, EveryKind, ::testing::ValuesIn(all_kinds().begin(), all_kinds().end()),
                         [](const auto& kind) { return std::string(key(kind.param)); });

TEST(Documents, SameArgumentsGiveTheSamePixelsAndTruth) {
    Rng a(4), b(4);
    const Person pa = make_person(a), pb = make_person(b);
    const Employer ea = make_employer(a), eb = make_employer(b);
    DocumentOptions options;
    options.dpi = 80;
    options.seed = 12;
    const SyntheticPage one = make_page(Kind::annual_assessment_form, pa, ea, options);
    const SyntheticPage two = make_page(Kind::annual_assessment_form, pb, eb, options);
    EXPECT_EQ(one.image.pixels, two.image.pixels);
    ASSERT_EQ(one.truth.targets.size(), two.truth.targets.size());
    options.seed = 13;
    EXPECT_NE(make_page(Kind::annual_assessment_form, pa, ea, options).image.pixels, one.image.pixels);
}

TEST(Documents, FactsAreWhatThePageSays) {
    Rng rng(8);
    const Person person = make_person(rng);
    const Employer employer = make_employer(rng);
    DocumentOptions options;
    options.dpi = 60;
    options.facts = {{"year", "2021"}, {"hours", "36"}, {"course", "生态文明建设"}};
    const SyntheticPage page = make_page(Kind::public_course_certificate, person, employer, options);
    EXPECT_EQ(page.truth.fields.at("year"), "2021");
    EXPECT_EQ(page.truth.fields.at("hours"), "36");
    std::string all;
    for (const TruthLine& line : page.truth.lines) all += line.text;
    EXPECT_THAT(all, ::testing::HasSubstr("36"));
    EXPECT_THAT(all, ::testing::HasSubstr("生态文明建设"));
}

TEST(Documents, PrintToPdfCarriesItsTruthInPoints) {
    Rng rng(8);
    const Person person = make_person(rng);
    const Employer employer = make_employer(rng);
    DocumentOptions options;
    options.layout = 0;
    const BornDigital born = make_pdf(Kind::annual_assessment_form, person, employer, options);
    ASSERT_GT(born.pdf.size(), 1000u);
    EXPECT_EQ(std::string(born.pdf.begin(), born.pdf.begin() + 5), "%PDF-");
    ASSERT_EQ(born.pages.size(), 2u);
    EXPECT_TRUE(born.pages[0].image.empty());
    EXPECT_NEAR(born.pages[0].truth.width, 595.3, 0.2);
    EXPECT_FALSE(born.pages[0].truth.targets.empty());
}

TEST(Documents, DensePageNamesTheApplicantAsOftenAsAsked) {
    Rng rng(8);
    const Person person = make_person(rng, NameForm::han3);
    const Employer employer = make_employer(rng);
    DocumentOptions options;
    options.dpi = 80;
    const SyntheticPage page = make_text_page(person, employer, options, 2, 3);
    std::set<std::string> seen;
    int names = 0;
    for (const TruthTarget& t : page.truth.targets)
        if (t.kind == "name" && (t.group.empty() || seen.insert(t.group).second)) ++names;
    EXPECT_EQ(names, 3);
    EXPECT_GT(page.truth.lines.size(), 60u);
}

}  // namespace
}  // namespace mangping::synthetic
