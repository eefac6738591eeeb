// Invented people, employers, schools and the numbers that go with them. Nobody here is real: names are drawn from
// tables of common parts, telephone numbers from a block that is not given out, employers and schools from made-up
// words. The same Rng seed gives the same person on every machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/synthetic/random.hpp"

namespace mangping::synthetic {

enum class NameForm { han2, han3, han4, uyghur, kazakh };

struct Person {
    NameForm form = NameForm::han3;
    std::string name;        // as declared; "·" between given and father's name
    std::string sex;         // 男 or 女
    std::string ethnicity;   // 汉族 回族 维吾尔族 哈萨克族 …
    std::string birth_date;  // YYYY-MM-DD
    std::string id_number;   // 18 characters, checksum of GB 11643
    std::string phone;       // 199 0000 xxxx
    std::string address;
    std::vector<std::string> name_latin;  // [0] as declared, then the other ways journals print it
    std::string name_uyghur;              // Arabic script; empty for Han names
    std::vector<std::string> aliases;     // other transcriptions of the same name; mostly empty
    std::vector<std::string> parts;       // Han: surname, given. Otherwise: given, father's.
};

struct Employer {
    std::string name;                  // 8 to 24 characters
    std::vector<std::string> aliases;  // short forms as a clerk writes them, longest first
    std::vector<std::string> latin;    // English names, [0] in full
    std::string uyghur;                // for bilingual seals and letterheads; empty outside Xinjiang
    std::string kind;                  // employer_kind of the dossier schema
    std::string level;                 // employer_level of the dossier schema
    std::string place;                 // 乌鲁木齐市
    std::vector<std::string> sisters;  // other organisations whose names share its beginning or its end
    std::string superior;              // the bureau above it
};

struct School {
    std::string name;  // invented
    std::string latin;
    std::string code;  // 5 digits, none that is given out
};

struct Education {
    School school;
    std::string major;
    std::string level;       // 博士研究生 硕士研究生 本科 专科
    std::string study_form;  // 普通全日制 函授 业余 …
    std::string category;    // 普通高等教育 成人高等教育 …
    std::string start, end;  // YYYY-MM-DD
    int years = 4;
    std::string certificate_no;  // 18 digits
    std::string degree;          // 工学学士; empty for 专科
    std::string degree_no;       // 16 digits; empty for 专科
};

/// `year` is the year of the submission; the person is 25 to 58 years old in it.
[[nodiscard]] Person make_person(Rng& rng, NameForm form, int year = 2023);
/// Forms as they come in Xinjiang: three-character names most, then Uyghur, two-character, Kazakh, four-character ones.
[[nodiscard]] Person make_person(Rng& rng, int year = 2023);
/// Names of others that resemble p's: one character differing, a longer name around it, the same given part, the
/// same father's name. None equals p.name, and none is an alias.
[[nodiscard]] std::vector<std::string> near_misses(const Person& p, Rng& rng, int count);
/// Any other person's name that shares nothing with `not_these`.
[[nodiscard]] std::string other_name(Rng& rng, const std::vector<std::string>& not_these = {});

[[nodiscard]] Employer make_employer(Rng& rng);
/// kind: employer_kind of the dossier schema ("government", "public_institution", "state_enterprise", …).
[[nodiscard]] Employer make_employer(Rng& rng, std::string_view kind);

[[nodiscard]] School make_school(Rng& rng);
/// The latest degree of `p`, finished before `year`.
[[nodiscard]] Education make_education(Rng& rng, const Person& p, std::string_view level, int year = 2023);
[[nodiscard]] std::string make_major(Rng& rng);
/// A specialty of an engineering series, as 水利水电工程.
[[nodiscard]] std::string make_specialty(Rng& rng);
/// A paper's or project's title without any employer's name in it.
[[nodiscard]] std::string make_work_title(Rng& rng);

/// 17 digits give the 18th (GB 11643: weights 2^(17-i) mod 11, remainder to "10X98765432").
[[nodiscard]] char id_check_digit(std::string_view first17);
[[nodiscard]] bool id_number_valid(std::string_view id);
/// 12 digits give the 13th character of a patent number (weights 2 to 9, 2 to 5, mod 11).
[[nodiscard]] char patent_check_digit(std::string_view first12);
/// Unified social credit code of 18 characters (GB 32100).
[[nodiscard]] std::string make_credit_code(Rng& rng);
/// The 16 characters of an online verification code: A and 15 of 0-9A-Z without I and O.
[[nodiscard]] std::string make_verification_code(Rng& rng);
[[nodiscard]] std::string make_patent_number(Rng& rng, int year);
[[nodiscard]] std::string make_phone(Rng& rng);

/// Characters of a UTF-8 string (code points, not graphemes).
[[nodiscard]] std::vector<std::string> characters(std::string_view utf8);

}  // namespace mangping::synthetic
