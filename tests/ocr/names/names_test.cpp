#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "ocr/names/employer.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

Dossier dossier(std::string name, std::string employer = "疆南市规划设计研究院") {
    Dossier d;
    d.applicant.name = std::move(name);
    d.applicant.employer = std::move(employer);
    return d;
}

std::optional<TargetForm> form(const Targets& targets, std::string_view text) {
    const std::string key = utf8(fold(text));
    for (const TargetForm& f : targets.forms)
        if (f.text == key) return f;
    return std::nullopt;
}

bool free_form(const Targets& targets, std::string_view text) {
    const auto f = form(targets, text);
    return f && !f->needs_context;
}

bool context_form(const Targets& targets, std::string_view text) {
    const auto f = form(targets, text);
    return f && f->needs_context;
}

TEST(Fold, MakesEveryDotTheSame) {
    for (const char* dot : {"·", "•", "‧", "∙", "⋅", "・", "･", "．", ".", " · "})
        EXPECT_EQ(fold("买买提" + std::string(dot) + "艾力"), U"买买提·艾力") << dot;
}

TEST(Fold, RemovesSpacesThatAreSeenAndThatAreNot) { EXPECT_EQ(fold("林　知\u200B \u00A0远\uFEFF\n"), U"林知远"); }

TEST(Fold, MakesFullWidthLettersAndBracketsPlain) {
    EXPECT_EQ(fold("ＺＨＡＮＧ　Ｓａｎ（一）〔二〕【三】"), U"zhangsan(一)(二)(三)");
}

TEST(Fold, JoinsArabicPresentationFormsToTheirLetters) {
    EXPECT_EQ(fold("\uFEE3\uFEE4\uFE96"), fold("ممت"));
    EXPECT_EQ(fold("ئـــالىم"), fold("ئالىم"));
}

TEST(Fold, AMarkBehindASpaceJoinsTheLetterBefore) {
    EXPECT_EQ(fold("G\u00B8x"), fold("\u0122x")) << "a cedilla by itself is a space and a mark";
    EXPECT_EQ(fold("e \u0301"), fold("\u00E9"));
}

TEST(Fold, KeepsCharactersThatOnlyLookAlikeApart) { EXPECT_NE(fold("已"), fold("己")); }

TEST(Utf, MalformedBytesDoNotEndTheText) {
    EXPECT_EQ(code_points("a\xFF\xE6\x9E\x97"
                          "b"),
              U"a\uFFFD林b");
    EXPECT_EQ(utf8(code_points("林知远·a𠮷")), "林知远·a𠮷");
}

TEST(Targets, BeginWithTheLongestForm) {
    const Targets t = targets_of(dossier("林知远"));
    EXPECT_TRUE(std::is_sorted(t.forms.begin(), t.forms.end(), [](const TargetForm& a, const TargetForm& b) {
        return code_points(a.text).size() > code_points(b.text).size();
    }));
    ASSERT_TRUE(free_form(t, "林知远"));
    EXPECT_EQ(form(t, "林知远")->prior, 1.0);
}

TEST(Targets, SpellTheNameInPinyinInBothOrdersAndWithInitials) {
    const Targets t = targets_of(dossier("林知远"));
    EXPECT_TRUE(free_form(t, "Lin Zhiyuan"));
    EXPECT_TRUE(free_form(t, "ZHIYUAN LIN"));
    EXPECT_TRUE(free_form(t, "Lin Z Y"));
    EXPECT_TRUE(free_form(t, "Z Y Lin"));
    EXPECT_TRUE(context_form(t, "Z Lin"));
    EXPECT_EQ(form(t, "Lin Zhiyuan")->kind, MaskKind::name_latin);
}

TEST(Targets, ReadSurnamesAsSurnames) {
    EXPECT_TRUE(free_form(targets_of(dossier("单明阳")), "Shan Mingyang"));
    EXPECT_TRUE(free_form(targets_of(dossier("仇知行")), "Qiu Zhixing"));
    EXPECT_TRUE(free_form(targets_of(dossier("区小宁")), "Ou Xiaoning"));
    EXPECT_TRUE(free_form(targets_of(dossier("尉迟清远")), "Yuchi Qingyuan"));
    EXPECT_TRUE(free_form(targets_of(dossier("欧阳知夏")), "Ouyang Zhixia"));
    EXPECT_TRUE(free_form(targets_of(dossier("吕知远")), "Lv Zhiyuan"));
    EXPECT_TRUE(free_form(targets_of(dossier("吕知远")), "Lyu Zhiyuan"));
}

TEST(Targets, TurnADeclaredLatinNameAround) {
    Dossier d = dossier("迪力木拉提·吾买尔江");
    d.applicant.name_latin = {"Dilmurat Omarjan"};
    const Targets t = targets_of(d);
    EXPECT_TRUE(free_form(t, "Dilmurat Omarjan"));
    EXPECT_TRUE(free_form(t, "OMARJAN Dilmurat"));
    EXPECT_TRUE(context_form(t, "Omarjan D"));
}

TEST(Targets, HoldADottedNameItsFirstPartAndItsCutForms) {
    const Targets t = targets_of(dossier("迪力木拉提．吾买尔江"));
    EXPECT_TRUE(free_form(t, "迪力木拉提·吾买尔江"));
    EXPECT_TRUE(context_form(t, "吾买尔江·迪力木拉提"));  // a list may name his son so
    EXPECT_TRUE(context_form(t, "迪力木拉提"));
    EXPECT_TRUE(free_form(t, "迪力木拉提·吾买"));
    EXPECT_TRUE(free_form(t, "Dilimulati Wumaierjiang"));
    EXPECT_FALSE(form(t, "吾买尔江"));
}

TEST(Targets, HoldTheUyghurForm) {
    Dossier d = dossier("迪力木拉提·吾买尔江");
    d.applicant.name_uyghur = "دىلمۇرات ئۆمەرجان";
    const Targets t = targets_of(d);
    ASSERT_TRUE(free_form(t, d.applicant.name_uyghur));
    EXPECT_EQ(form(t, d.applicant.name_uyghur)->kind, MaskKind::name_uyghur);
}

TEST(Targets, ShortenTheEmployer) {
    const Targets t = targets_of(dossier("林知远", "克拉玛依众诚工程咨询有限责任公司"));
    EXPECT_TRUE(free_form(t, "克拉玛依众诚工程咨询"));
    EXPECT_TRUE(free_form(t, "众诚工程咨询有限责任公司"));
    EXPECT_TRUE(free_form(t, "众诚工程咨询"));
    EXPECT_TRUE(context_form(t, "众诚咨询"));
    EXPECT_FALSE(form(t, "克拉玛依"));
    EXPECT_FALSE(form(t, "工程咨询"));
    EXPECT_FALSE(form(t, "工程咨询有限责任公司"));
}

TEST(Targets, CallATradeNameOfFourCharactersByEitherHalf) {
    const Targets t = targets_of(dossier("林知远", "新疆云岭经纬水资源规划设计咨询集团有限责任公司"));
    for (const char* half : {"云岭公司", "经纬公司", "云岭集团", "经纬集团"})
        EXPECT_TRUE(context_form(t, half)) << half;
    EXPECT_FALSE(form(targets_of(dossier("林知远", "新疆云岭经纬设计有限公司")), "经纬集团"));
    EXPECT_TRUE(context_form(targets_of(dossier("林知远", "疆南云梭机电设备制造有限公司")), "云梭公司"));
}

TEST(Targets, CallALongTradeNameByItsEndOrByInitials) {
    const Targets oil = targets_of(dossier("林知远", "巴州塔南店瀚驼石油技术服务有限公司"));
    EXPECT_TRUE(context_form(oil, "瀚驼公司"));
    EXPECT_FALSE(form(oil, "塔南公司"));
    EXPECT_FALSE(form(targets_of(dossier("林知远", "云岭河管理中心")), "云岭河公司")) << "no company";
    const Targets mine = targets_of(dossier("林知远", "阿南套矿业集团有限责任公司"));
    EXPECT_TRUE(context_form(mine, "阿矿集团"));
    EXPECT_TRUE(context_form(mine, "阿矿公司"));
    EXPECT_FALSE(form(targets_of(dossier("林知远", "疆南云岭电力有限公司")), "云电公司"));
}

TEST(Targets, CallASchoolShort) {
    EXPECT_TRUE(context_form(targets_of(dossier("林知远", "博南师范学院")), "博师院"));
    EXPECT_TRUE(context_form(targets_of(dossier("林知远", "博南师范学院")), "博南师院"));
    EXPECT_TRUE(context_form(targets_of(dossier("林知远", "疆南大学")), "疆大"));
    EXPECT_FALSE(form(targets_of(dossier("林知远", "疆南大学")), "疆南大"));
}

TEST(Employer, ThatBelongsToAnotherIsToldByItsOwnPart) {
    const auto telling = [](std::u32string_view full) {
        const Span span = distinctive_part(full);
        return std::u32string(full.substr(span.begin, span.end - span.begin));
    };
    EXPECT_EQ(telling(U"中国稀散矿物研究院天岳分析测试中心"), U"天岳");
    EXPECT_EQ(telling(U"新疆水文局喀什云岭勘测中心"), U"喀什云岭");
    EXPECT_EQ(parent_length(U"中国稀散矿物研究院天岳分析测试中心"), 9u);
    // What follows tells only how it belongs, or there is nothing to belong to.
    for (const std::u32string_view full :
         {U"新疆云岭大学附属医院", U"新疆云岭大学第一附属医院", U"新疆云岭设计研究院有限公司", U"新疆云岭集团有限公司",
          U"克拉玛依众诚工程咨询有限公司", U"疆南市规划设计研究院"})
        EXPECT_EQ(parent_length(full), 0u);
    EXPECT_EQ(telling(U"新疆云岭大学附属医院"), U"云岭");
    const Targets t = targets_of(dossier("方磊", "中国稀散矿物研究院天岳分析测试中心"));
    EXPECT_TRUE(free_form(t, "天岳分析测试中心"));
    EXPECT_FALSE(form(t, "稀散公司"));
    EXPECT_FALSE(form(t, "中国稀散"));
}

TEST(Targets, KnowTheEmployersPlaceFromTheDeclaration) {
    const auto region = [](const char* place) {
        Dossier d = dossier("林知远", "博南塔格师范学院");
        d.applicant.text["employer_place"] = place;
        const Targets t = targets_of(d);
        const auto full = std::find_if(t.forms.begin(), t.forms.end(),
                                       [](const TargetForm& f) { return f.text == "博南塔格师范学院"; });
        return full == t.forms.end() ? 99U : full->region;
    };
    EXPECT_EQ(region("博南塔格县"), 4U);
    EXPECT_EQ(region("疆南市"), 0U) << "another place";
    EXPECT_EQ(region(""), 0U);
}

TEST(Targets, NeverTakeAPlaceOrATradeForTheEmployer) {
    const Targets t = targets_of(dossier("林知远", "疆南市规划设计研究院"));
    EXPECT_TRUE(free_form(t, "疆南市规划设计研究院"));
    EXPECT_TRUE(free_form(t, "疆南规划设计研究院"));
    EXPECT_TRUE(context_form(t, "规划设计研究院"));
    EXPECT_FALSE(form(t, "疆南市"));
    EXPECT_FALSE(form(t, "研究院"));
}

TEST(Targets, KnowHowPlacesAreShortened) {
    const Targets t = targets_of(dossier("林知远", "巴音郭楞蒙古自治州云岭水利勘测设计院"));
    EXPECT_TRUE(free_form(t, "巴州云岭水利勘测设计院"));
    EXPECT_TRUE(free_form(t, "云岭水利勘测设计院"));
    const Targets corps = targets_of(dossier("林知远", "新疆生产建设兵团第九师云岭医院"));
    EXPECT_TRUE(free_form(corps, "兵团第九师云岭医院"));
    EXPECT_TRUE(free_form(corps, "第九师云岭医院"));
}

TEST(Targets, AskForContextWhereAnAliasIsShort) {
    Dossier d = dossier("林知远");
    d.applicant.employer_aliases = {"疆规", "疆南规划院", "新疆"};
    const Targets t = targets_of(d);
    EXPECT_TRUE(context_form(t, "疆规"));
    EXPECT_TRUE(free_form(t, "疆南规划院"));
    EXPECT_TRUE(context_form(t, "新疆"));
}

TEST(Targets, ShortenAnEnglishEmployer) {
    Dossier d = dossier("林知远");
    d.applicant.employer_latin = {"Yunling Water Survey Co., Ltd."};
    const Targets t = targets_of(d);
    EXPECT_TRUE(free_form(t, "YUNLING WATER SURVEY"));
    EXPECT_TRUE(free_form(t, "Yunling Water Survey Co., Ltd."));
}

TEST(Targets, HoldTheNumbersThatCodesCarry) {
    Dossier d = dossier("林知远");
    d.applicant.id_number = "65010119900307001x";
    d.applicant.text["phone"] = "139 0000 0000";
    Section education{"education", true, true, {}};
    Entry entry;
    entry.text = {{"certificate_no", "1075 5120 1405 0012 34"}, {"degree_certificate_no", "无"}, {"school", "某大学"}};
    education.entries.push_back(entry);
    d.sections.push_back(education);
    const Targets t = targets_of(d);
    EXPECT_EQ(t.id_number, "65010119900307001X");
    EXPECT_EQ(t.phone, "13900000000");
    EXPECT_EQ(t.certificate_numbers, std::vector<std::string>{"107551201405001234"});
}

TEST(Targets, AreEmptyWhereNothingIsDeclared) {
    Dossier d = dossier("无", "无");
    d.applicant.aliases = {"", "无", "—"};
    EXPECT_TRUE(targets_of(d).forms.empty());
}

TEST(WordBreaks, TellANameFromAPieceOfTwoWords) {
    const std::vector<bool> apart = word_breaks(U"由高明负责");
    EXPECT_TRUE(apart[1] && apart[3]);
    EXPECT_FALSE(word_breaks(U"提高明显")[1]);
}

}  // namespace
}  // namespace mangping::ocr
