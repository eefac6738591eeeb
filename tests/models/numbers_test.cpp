#include "models/numbers.hpp"

#include <gtest/gtest.h>

namespace mangping::numbers {
namespace {

TEST(Numbers, OfIdentityFollowTheStandardsOwnExample) {
    EXPECT_TRUE(id_holds("11010519491231002X"));  // GB 11643-1999, appendix
    EXPECT_TRUE(id_holds("440524188001010014") == false) << "the standard's other example lies before 1900";
    EXPECT_FALSE(id_holds("110105194912310021"));
    EXPECT_FALSE(id_holds("11010519491231002"));
    const auto says = id_says("11010519491231002X");
    ASSERT_TRUE(says);
    EXPECT_EQ(says->birth_date, "1949-12-31");
    EXPECT_FALSE(says->male);
}

TEST(Numbers, WithOneWrongDigitAreRepairedAtThatPlaceAmongFewOthers) {
    const std::string right = "11010519491231002X";
    for (std::size_t at = 0; at < right.size(); ++at) {
        std::string wrong = right;
        wrong[at] = wrong[at] == '1' ? '7' : '1';
        const auto repairs = id_repairs(wrong);
        EXPECT_LE(repairs.size(), 17U);
        bool found = false;
        for (const Repair& r : repairs) found |= r.at == at && r.right == right[at];
        EXPECT_TRUE(found) << at;
    }
    EXPECT_TRUE(id_repairs(right).empty());
}

TEST(Numbers, OfDaysKnowTheCalendar) {
    EXPECT_TRUE(is_iso_day("2000-02-29"));
    EXPECT_FALSE(is_iso_day("1900-02-29"));
    EXPECT_FALSE(is_iso_day("2023-02-29"));
    EXPECT_FALSE(is_iso_day("2023-13-01"));
    EXPECT_FALSE(is_iso_day("2023-1-01"));
}

TEST(Numbers, OfDiplomasTellSchoolYearAndLevel) {
    const auto says = diploma_says("190011201605123456");
    ASSERT_TRUE(says);
    EXPECT_EQ(says->school, "19001");
    EXPECT_EQ(says->way, '1');
    EXPECT_EQ(says->year, 2016);
    EXPECT_EQ(says->level, "本科");
    EXPECT_TRUE(diploma_says("19001120010512345"));
    EXPECT_FALSE(diploma_says("19001120160512345")) << "17 digits were given in 2001 and 2002 only";
    EXPECT_FALSE(diploma_says("190011201609123456")) << "no level 09";
    const auto self = diploma_says("65350102081012345");
    ASSERT_TRUE(self);
    EXPECT_EQ(self->way, '6');
    EXPECT_TRUE(self->school.empty());
}

TEST(Numbers, OfDegreesTellUnitYearAndLevel) {
    const auto says = degree_says("1900142016123456");
    ASSERT_TRUE(says);
    EXPECT_EQ(says->level, "学士");
    EXPECT_EQ(says->year, 2016);
    EXPECT_TRUE(degree_says("C1900142010123456"));
    EXPECT_TRUE(degree_says("1900142010S23456"));
    EXPECT_FALSE(degree_says("1900152016123456"));
    EXPECT_FALSE(degree_says("190014201612345"));
}

TEST(Numbers, WithCheckCharactersHoldOnlyWithThem) {
    EXPECT_TRUE(credit_code_holds("91350100M000100Y43"));  // GB 32100-2015, appendix
    EXPECT_FALSE(credit_code_holds("91350100M000100Y34"));
    EXPECT_FALSE(credit_code_holds("91350100I000100Y43"));
    EXPECT_TRUE(isbn_holds("9780306406157"));
    EXPECT_TRUE(isbn_holds("0306406152"));
    EXPECT_FALSE(isbn_holds("9780306406158"));
    EXPECT_TRUE(issn_holds("03785955"));
    EXPECT_TRUE(issn_holds("2434561X"));
    EXPECT_FALSE(issn_holds("03785956"));
}

TEST(Numbers, OfPatentsHoldInBothLengths) {
    // Sum of 2*2 0*3 2*4 0*5 1*6 0*7 0*8 0*9 0*2 0*3 0*4 1*5 = 23; 23 mod 11 = 1.
    EXPECT_TRUE(patent_holds("202010000001.1"));
    EXPECT_FALSE(patent_holds("202010000001.2"));
    // 9*2 8*3 1*4 0*5 0*6 0*7 0*8 1*9 = 55; mod 11 = 0.
    EXPECT_TRUE(patent_holds("98100001.0"));
    EXPECT_FALSE(patent_holds("9810001.0"));
}

TEST(Numbers, OfVerificationHaveTwelveDigitsOrSixteenCharacters) {
    EXPECT_TRUE(verification_code_holds("123456789012"));
    EXPECT_TRUE(verification_code_holds("A1B2C3D4E5F6G7H8"));
    EXPECT_FALSE(verification_code_holds("A1B2C3D4E5F6G7HO"));
    EXPECT_FALSE(verification_code_holds("B1B2C3D4E5F6G7H8"));
    EXPECT_FALSE(verification_code_holds("12345678901"));
}

TEST(Numbers, OfDocumentsTakeAnyBrackets) {
    for (const char* text : {"新人社发〔2023〕9号", "新人社发[2023]9号", "新人社发（2023）9号"}) {
        const auto says = document_says(text);
        ASSERT_TRUE(says) << text;
        EXPECT_EQ(says->office, "新人社发");
        EXPECT_EQ(says->year, 2023);
        EXPECT_EQ(says->serial, 9);
    }
    EXPECT_FALSE(document_says("新人社发〔2023〕09号"));
    EXPECT_FALSE(document_says("〔2023〕9号"));
    EXPECT_FALSE(document_says("新人社发2023年9号"));
}

}  // namespace
}  // namespace mangping::numbers
