#include "ocr/names/learn.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ocr/names/targets.hpp"

namespace mangping::ocr {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* company = "克拉玛依众诚工程咨询有限责任公司";

Targets wanted() {
    Dossier d;
    d.applicant.name = "林知远";
    d.applicant.employer = company;
    return targets_of(d);
}

std::vector<std::string> learned(const std::vector<PageTaught>& pages) {
    std::vector<std::string> out;
    for (const TargetForm& form : learned_forms(wanted(), pages)) out.push_back(form.text);
    return out;
}

TEST(Learn, AShortFormDefinedAfterTheNameInAnyOfTheUsualWays) {
    for (const char* words : {"（以下简称“众诚咨询”）", "（以下简称：众诚咨询）", "(简称\"众诚咨询\")",
                              "，以下统称众诚咨询，", "（下称简称为「众诚咨询」）"})
        EXPECT_THAT(learned({{std::string("乙方：") + company + words + "承担", {}}}), ElementsAre("众诚咨询"))
            << words;
}

TEST(Learn, AShortFormThatFollowsFromTheName) {
    const auto of = [](const char* employer, const char* text) {
        Dossier d;
        d.applicant.name = "林知远";
        d.applicant.employer = employer;
        std::vector<std::string> out;
        for (const TargetForm& form : learned_forms(targets_of(d), {{text, {}}})) out.push_back(form.text);
        return out;
    };
    constexpr const char* builder = "巴音郭楞天枢石油化工工程建设有限责任公司";
    constexpr const char* institute = "新疆昆仑绿洲农业科学研究所";
    EXPECT_THAT(of(builder, "改进方案被天枢石化工程公司推广使用"), ElementsAre("天枢石化工程公司"));
    EXPECT_THAT(of(institute, "由昆仑绿洲所派出技术人员"), ElementsAre("昆仑绿洲所"));
    EXPECT_THAT(of(institute, "昆仑绿洲农科所试验地"), ElementsAre("昆仑绿洲农科所"));
    // A sister, her trade, her full name; and what may be anybody's.
    EXPECT_THAT(of(institute, "新疆昆仑绿洲林果技术推广站、昆仑绿洲农业科技示范园"), IsEmpty());
    EXPECT_THAT(of(builder, "新疆天枢石油工程有限公司"), IsEmpty());
    EXPECT_THAT(of(builder, "天枢公司"), IsEmpty());
    EXPECT_THAT(of(builder, builder), IsEmpty());
}

TEST(Learn, ADefinitionThatALineEndBreaks) {
    EXPECT_THAT(learned({{"乙方：克拉玛依众诚工程咨询有\n限责任公司（以下简称“众诚\n咨询”）", {}}}),
                ElementsAre("众诚咨询"));
}

TEST(Learn, NeverRolesOrTradesOrOtherNames) {
    for (const char* words :
         {"（以下简称“乙方”）", "（以下简称“公司”）", "（以下简称“我公司”）", "（以下简称“工程咨询”）",
          "（以下简称“本项目”）", "（以下简称“华东咨询”）", "（以下简称“众诚”）"})
        EXPECT_THAT(learned({{std::string(company) + words, {}}}), IsEmpty()) << words;
    // Defined after somebody else's name.
    EXPECT_THAT(learned({{std::string(company) + "与新疆众诚设计咨询集团（以下简称“众诚咨询”）", {}}}), IsEmpty());
}

TEST(Learn, AWeakFormThatWasFoundInContextStandsByItselfFromThenOn) {
    Dossier d;
    d.applicant.name = "林知远";
    d.applicant.employer = company;
    Targets weak = targets_of(d);
    weak.forms.push_back({MaskKind::employer, "众诚设计", "众诚设计", 0.7, true});
    const auto forms = learned_forms(weak, {{"工作单位：众诚设计", {"众诚设计"}}});
    ASSERT_EQ(forms.size(), 1u);
    EXPECT_FALSE(forms[0].needs_context);
    EXPECT_THAT(learned_forms(weak, {{"工作单位：众诚设计", {}}}), IsEmpty());
    const Targets strong = with_learned(weak, forms);
    EXPECT_EQ(std::count_if(strong.forms.begin(), strong.forms.end(),
                            [](const TargetForm& f) { return f.text == "众诚设计" && !f.needs_context; }),
              1);
    EXPECT_EQ(strong.forms.size(), weak.forms.size());
}

TEST(Learn, APageIsReadAgainOnlyWhereTheFormStandsUnfound) {
    const Targets targets = wanted();
    const auto forms = learned_forms(targets, {{std::string(company) + "（以下简称“众诚咨询”）", {}}});
    EXPECT_TRUE(stands_unfound({"本项目由众诚咨询承担", {}}, forms, targets));
    EXPECT_TRUE(stands_unfound({"众诚咨询承担，众诚咨询负责", {"众诚咨询"}}, forms, targets));
    EXPECT_FALSE(stands_unfound({"本项目由众诚咨询承担", {"众诚咨询"}}, forms, targets));
    EXPECT_FALSE(stands_unfound({"本项目由华东咨询承担", {}}, forms, targets));
    EXPECT_FALSE(stands_unfound({company, {}}, forms, targets));
}

}  // namespace
}  // namespace mangping::ocr
