// Numbers that carry their own proof: a check character, a calendar date, a list of codes. Each rule is written from
// its standard or, where none is published, from what the certificates themselves show; the source stands beside it.
// ASCII only, upper case, without spaces: the caller folds full-width digits, small letters and grouping first.
// A number that breaks its rule may have been misread: `nullopt` and `false` say that it does not hold, not who erred.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mangping::numbers {

[[nodiscard]] bool all_digits(std::string_view text);
/// A day of the Gregorian calendar, years 1900 to 2099.
[[nodiscard]] bool is_day(int year, int month, int day);
/// "1990-01-31" is a day, "1990-02-30" and "1990-1-3" are none.
[[nodiscard]] bool is_iso_day(std::string_view iso);

// GB 11643-1999, citizen identification number: 6 digits of region (GB/T 2260), 8 of birth, 3 of sequence (the last
// odd for a man), 1 check character after ISO 7064 MOD 11-2: weights 2^(17-i) mod 11, remainder to "10X98765432".

/// Precondition: 17 digits.
[[nodiscard]] char id_check(std::string_view first17);
/// Check character, region and birth all hold.
[[nodiscard]] bool id_holds(std::string_view number);
struct IdNumber {
    std::string birth_date;  // YYYY-MM-DD
    bool male = false;
};
/// What a number that holds says; nothing for one that does not.
[[nodiscard]] std::optional<IdNumber> id_says(std::string_view number);
/// The first two digits of a region: a province, region, municipality, or 71 81 82 83 (Taiwan, Hong Kong, Macao).
[[nodiscard]] bool is_province(std::string_view two_digits);
struct Repair {
    std::size_t at = 0;  // position of the one character that may be wrong
    char right = '0';
};
/// Every change of one character that makes an 18-character number hold; empty for one that holds or has another
/// length. One entry locates the wrong digit.
[[nodiscard]] std::vector<Repair> id_repairs(std::string_view number);

// Number of a diploma (学历证书编号), electronic registration since 2001: 5 digits of the school, 1 of the way of study
// (1 regular, 5 adult, 6 self-study or diploma examination, 7 network), 4 of the year, 2 of the level (01 doctor,
// 02 master, 04 second bachelor, 05 bachelor, 06 college), 6 of the serial; of 5 serial digits in 2001 and 2002.
// Self-study: 17 digits, "6", level, province 2, city 2, county 2, year 2, session 1, serial 5, check 1 (no rule of
// the check digit is published). No check digit otherwise. Source: notices of two registrars (research, domain 3.1).
struct DiplomaNumber {
    std::string school;  // "" for self-study
    char way = 0;        // '1' '5' '6' '7'
    int year = 0;        // 0 for self-study, whose two digits are ambiguous
    std::string level;   // 博士研究生 硕士研究生 第二学士学位 本科 专科; "" for self-study
};
[[nodiscard]] std::optional<DiplomaNumber> diploma_says(std::string_view number);

// Number of a degree (学位证书编号), 16 digits since 2005: 5 digits of the unit, 1 of the level (2 doctor, 3 master,
// 4 bachelor), 4 of the year, 6 of the serial. 2005 to 2015 with a letter in front (C adult, T equivalent, L foreign
// student, Q teacher, Z professional) or, at position 11, S double, E second, Z self-study. Older ones are shorter and
// free. Source: 学位〔2015〕18号 and two registrars (research, domain 3.2).
struct DegreeNumber {
    std::string unit;
    std::string level;  // 博士 硕士 学士
    int year = 0;
};
[[nodiscard]] std::optional<DegreeNumber> degree_says(std::string_view number);

/// GB 32100-2015, unified social credit code: 18 characters of 0-9A-Z without I O S V Z, weights 3^i mod 31, check
/// (31 - sum mod 31) mod 31. Registered codes that break it exist: a breach is a remark, no proof.
[[nodiscard]] bool credit_code_holds(std::string_view code);

/// Patent number without ZL: 12 digits (4 year, 1 kind, 7 serial) or, before 2003-10, 8, then "." and a check
/// character: weights 2..9, 2..5 (2..9 for eight), sum mod 11, 10 is X. Source: ZC 0006-2003 of the patent office.
[[nodiscard]] bool patent_holds(std::string_view number);

/// ISO 2108: 10 or 13 characters, hyphens and spaces already taken out.
[[nodiscard]] bool isbn_holds(std::string_view digits);
/// ISO 3297: 8 characters without the hyphen; weights 8..2, check (11 - sum mod 11) mod 11, 10 is X.
[[nodiscard]] bool issn_holds(std::string_view digits);

/// Verification code of the register of degrees (在线验证码): 12 digits, or 16 characters that begin with A and have
/// neither I nor O (seen on all of the public samples; research, domain 2.5).
[[nodiscard]] bool verification_code_holds(std::string_view code);

/// A document number as GB/T 9704-2012 7.2.5 prints it, UTF-8: 新人社发〔2023〕9号. Any brackets; the serial has no
/// leading zero and no 第.
struct DocumentNumber {
    std::string office;  // 新人社发
    int year = 0;
    int serial = 0;
};
[[nodiscard]] std::optional<DocumentNumber> document_says(std::string_view utf8);

}  // namespace mangping::numbers
