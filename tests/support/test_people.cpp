#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/support/synthetic/people.hpp"

namespace mangping::synthetic {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

TEST(IdNumber, CheckCharacterIsThatOfTheStandardsOwnExample) {
    // Annex A of GB 11643-1999 computes 11010519491231002 to X.
    EXPECT_EQ(id_check_digit("11010519491231002"), 'X');
    EXPECT_TRUE(id_number_valid("11010519491231002X"));
    EXPECT_FALSE(id_number_valid("110105194912310021"));
}

TEST(IdNumber, OfEveryMadePersonIsValidAndAgreesWithSexAndBirth) {
    Rng rng(7);
    for (int i = 0; i < 300; ++i) {
        const Person p = make_person(rng);
        ASSERT_TRUE(id_number_valid(p.id_number)) << p.id_number;
        EXPECT_EQ((p.id_number[16] - '0') % 2 == 1, p.sex == "男");
        std::string birth = p.birth_date;
        std::erase(birth, '-');
        EXPECT_EQ(p.id_number.substr(6, 8), birth);
    }
}

TEST(PatentNumber, CheckCharacterFollowsFromItsTwelveDigits) {
    // 2*2+3*0+4*1+5*9+6*2+7*0+8*6+9*7+2*7+3*7+4*1+5*0 = 215 = 19*11+6.
    EXPECT_EQ(patent_check_digit("201920677710"), '6');
}

TEST(People, AreTheSameForTheSameSeed) {
    Rng a(42), b(42), c(43);
    std::vector<std::string> from_a, from_b, from_c;
    for (int i = 0; i < 20; ++i) {
        from_a.push_back(make_person(a).name + make_employer(a).name);
        from_b.push_back(make_person(b).name + make_employer(b).name);
        from_c.push_back(make_person(c).name + make_employer(c).name);
    }
    EXPECT_EQ(from_a, from_b);
    EXPECT_NE(from_a, from_c);
}

TEST(People, HaveTheFormThatWasAskedFor) {
    Rng rng(3);
    for (int i = 0; i < 50; ++i) {
        EXPECT_THAT(characters(make_person(rng, NameForm::han2).name), SizeIs(2));
        EXPECT_THAT(characters(make_person(rng, NameForm::han3).name), SizeIs(3));
        EXPECT_THAT(characters(make_person(rng, NameForm::han4).name), SizeIs(4));
        const Person p = make_person(rng, NameForm::uyghur);
        EXPECT_EQ(p.name, p.parts[0] + "·" + p.parts[1]);
        EXPECT_FALSE(p.name_uyghur.empty());
        EXPECT_FALSE(p.name_latin.empty());
    }
}

TEST(People, HanNamesInLatinLettersComeInTheOrdersThatJournalsPrint) {
    Rng rng(11);
    const Person p = make_person(rng, NameForm::han3);
    ASSERT_GE(p.name_latin.size(), 5U);
    const std::string surname = p.name_latin[0].substr(0, p.name_latin[0].find(' '));
    const std::string given = p.name_latin[0].substr(p.name_latin[0].find(' ') + 1);
    EXPECT_THAT(p.name_latin, testing::Contains(given + " " + surname));
}

TEST(NearMisses, AreNeverThePersonNorAnAliasAndAlwaysShareSomething) {
    Rng rng(5);
    for (int i = 0; i < 100; ++i) {
        const Person p = make_person(rng);
        for (const std::string& other : near_misses(p, rng, 4)) {
            EXPECT_NE(other, p.name);
            EXPECT_THAT(p.aliases, Not(testing::Contains(other)));
            const auto mine = characters(p.name), theirs = characters(other);
            EXPECT_TRUE(std::any_of(
                theirs.begin(), theirs.end(),
                [&mine](const std::string& c) { return std::find(mine.begin(), mine.end(), c) != mine.end(); }))
                << p.name << " " << other;
        }
    }
}

TEST(OtherNames, ShareNoCharacterWithAHanName) {
    Rng rng(9);
    const std::string own = "林知远";
    for (int i = 0; i < 200; ++i) {
        const std::string other = other_name(rng, {own});
        if (other.find("·") != std::string::npos) continue;
        for (const std::string& c : characters(own)) EXPECT_THAT(other, Not(HasSubstr(c)));
    }
}

TEST(Employers, HaveEightToTwentyFourCharactersAndSistersThatDoNotContainThem) {
    Rng rng(13);
    std::set<std::string> names;
    for (int i = 0; i < 200; ++i) {
        const Employer e = make_employer(rng);
        names.insert(e.name);
        const std::size_t length = characters(e.name).size();
        EXPECT_GE(length, 8U) << e.name;
        EXPECT_LE(length, 24U) << e.name;
        EXPECT_FALSE(e.aliases.empty());
        EXPECT_THAT(e.sisters, Each(Not(HasSubstr(e.name))));
        for (const std::string& alias : e.aliases) EXPECT_THAT(e.sisters, Each(Not(HasSubstr(alias)))) << alias;
    }
    EXPECT_GT(names.size(), 150U);
}

TEST(Education, NumbersCarrySchoolYearAndLevel) {
    Rng rng(17);
    for (int i = 0; i < 100; ++i) {
        const Person p = make_person(rng);
        const Education e = make_education(rng, p, "本科");
        ASSERT_EQ(e.certificate_no.size(), 18U);
        EXPECT_EQ(e.certificate_no.substr(0, 5), e.school.code);
        EXPECT_EQ(e.certificate_no.substr(6, 4), e.end.substr(0, 4));
        EXPECT_EQ(e.certificate_no.substr(10, 2), "05");
        ASSERT_EQ(e.degree_no.size(), 16U);
        EXPECT_EQ(e.degree_no.substr(5, 1), "4");
        EXPECT_EQ(e.degree_no.substr(6, 4), e.end.substr(0, 4));
    }
}

TEST(VerificationCode, HoldsNoLetterThatLooksLikeADigit) {
    Rng rng(19);
    for (int i = 0; i < 50; ++i) {
        const std::string code = make_verification_code(rng);
        EXPECT_EQ(code.size(), 16U);
        EXPECT_EQ(code[0], 'A');
        EXPECT_EQ(code.find_first_of("IO"), std::string::npos);
    }
}

}  // namespace
}  // namespace mangping::synthetic
