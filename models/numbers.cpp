#include "models/numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace mangping::numbers {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_of(std::string_view digits) {
    int out = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

/// Weighted sum of the first `weights.size()` digits.
template <std::size_t N>
int weighted(std::string_view digits, const std::array<int, N>& weights) {
    int sum = 0;
    for (std::size_t i = 0; i < N; ++i) sum += (digits[i] - '0') * weights[i];
    return sum;
}

bool plausible_year(int year) { return year >= 1950 && year <= 2099; }

std::string level_of_diploma(std::string_view two) {
    if (two == "01") return "博士研究生";
    if (two == "02") return "硕士研究生";
    if (two == "04") return "第二学士学位";
    if (two == "05") return "本科";
    if (two == "06") return "专科";
    return {};
}

}  // namespace

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool is_day(int year, int month, int day) {
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

bool is_iso_day(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return false;
    if (!all_digits(iso.substr(0, 4)) || !all_digits(iso.substr(5, 2)) || !all_digits(iso.substr(8, 2))) return false;
    return is_day(number_of(iso.substr(0, 4)), number_of(iso.substr(5, 2)), number_of(iso.substr(8, 2)));
}

bool is_province(std::string_view two) {
    constexpr std::array<std::string_view, 35> all{
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};
    return std::find(all.begin(), all.end(), two) != all.end();
}

char id_check(std::string_view first17) {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    return "10X98765432"[weighted(first17, weights) % 11];
}

bool id_holds(std::string_view number) {
    return number.size() == 18 && all_digits(number.substr(0, 17)) && is_province(number.substr(0, 2)) &&
           is_day(number_of(number.substr(6, 4)), number_of(number.substr(10, 2)), number_of(number.substr(12, 2))) &&
           id_check(number.substr(0, 17)) == number[17];
}

std::optional<IdNumber> id_says(std::string_view number) {
    if (!id_holds(number)) return std::nullopt;
    IdNumber out;
    out.birth_date = std::string(number.substr(6, 4)) + "-" + std::string(number.substr(10, 2)) + "-" +
                     std::string(number.substr(12, 2));
    out.male = (number[16] - '0') % 2 == 1;
    return out;
}

std::vector<Repair> id_repairs(std::string_view number) {
    std::vector<Repair> out;
    if (number.size() != 18 || id_holds(number)) return out;
    std::string trial(number);
    for (std::size_t at = 0; at < trial.size(); ++at) {
        const char was = trial[at];
        for (const char c : std::string_view("0123456789X")) {
            trial[at] = c;
            if (c != was && id_holds(trial)) out.push_back({at, c});
        }
        trial[at] = was;
    }
    return out;
}

std::optional<DiplomaNumber> diploma_says(std::string_view number) {
    if ((number.size() != 18 && number.size() != 17) || !all_digits(number)) return std::nullopt;
    const char way = number[5];
    const int year = number_of(number.substr(6, 4));
    const std::string level = level_of_diploma(number.substr(10, 2));
    const bool registered = (way == '1' || way == '5' || way == '6' || way == '7') && !level.empty();
    if (registered && number.size() == 18 && plausible_year(year))
        return DiplomaNumber{std::string(number.substr(0, 5)), way, year, level};
    if (registered && number.size() == 17 && (year == 2001 || year == 2002))
        return DiplomaNumber{std::string(number.substr(0, 5)), way, year, level};
    if (number.size() == 17 && number[0] == '6' && (number[1] == '5' || number[1] == '6') &&
        is_province(number.substr(2, 2)))
        return DiplomaNumber{{}, '6', 0, {}};
    return std::nullopt;
}

std::optional<DegreeNumber> degree_says(std::string_view number) {
    std::string plain(number);
    if (plain.size() == 17 && std::string_view("CTLQZ").find(plain[0]) != std::string_view::npos) plain.erase(0, 1);
    if (plain.size() == 16 && std::string_view("SEZ").find(plain[10]) != std::string_view::npos) plain[10] = '0';
    if (plain.size() != 16 || !all_digits(plain)) return std::nullopt;
    const int year = number_of(std::string_view(plain).substr(6, 4));
    if (!plausible_year(year)) return std::nullopt;
    DegreeNumber out{plain.substr(0, 5), {}, year};
    if (plain[5] == '2') out.level = "博士";
    if (plain[5] == '3') out.level = "硕士";
    if (plain[5] == '4') out.level = "学士";
    return out.level.empty() ? std::nullopt : std::optional(out);
}

bool credit_code_holds(std::string_view code) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (code.size() != 18) return false;
    int sum = 0, weight = 1;
    for (std::size_t i = 0; i < 17; ++i) {
        const auto value = alphabet.find(code[i]);
        if (value == std::string_view::npos) return false;
        sum += static_cast<int>(value) * weight;
        weight = weight * 3 % 31;
    }
    return code[17] == alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

bool patent_holds(std::string_view number) {
    const auto dot = number.find('.');
    if (dot == std::string_view::npos || number.size() != dot + 2 || !all_digits(number.substr(0, dot))) return false;
    int sum = 0;
    for (std::size_t i = 0; i < dot; ++i) sum += (number[i] - '0') * (static_cast<int>(i) % 8 + 2);
    if (dot != 12 && dot != 8) return false;
    if (dot == 12 && !plausible_year(number_of(number.substr(0, 4)))) return false;
    return number[dot + 1] == "0123456789X"[sum % 11];
}

bool isbn_holds(std::string_view digits) {
    int sum = 0;
    if (digits.size() == 13) {
        if (!all_digits(digits) || (!digits.starts_with("978") && !digits.starts_with("979"))) return false;
        for (std::size_t i = 0; i < 13; ++i) sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return sum % 10 == 0;
    }
    if (digits.size() != 10 || !all_digits(digits.substr(0, 9))) return false;
    for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
    if (digits[9] != 'X' && !is_digit(digits[9])) return false;
    return (sum + (digits[9] == 'X' ? 10 : digits[9] - '0')) % 11 == 0;
}

bool issn_holds(std::string_view digits) {
    constexpr std::array weights{8, 7, 6, 5, 4, 3, 2};
    if (digits.size() != 8 || !all_digits(digits.substr(0, 7))) return false;
    return digits[7] == "0123456789X"[(11 - weighted(digits, weights) % 11) % 11];
}

bool verification_code_holds(std::string_view code) {
    if (code.size() == 12) return all_digits(code);
    return code.size() == 16 && code[0] == 'A' && std::all_of(code.begin() + 1, code.end(), [](char c) {
               return is_digit(c) || (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O');
           });
}

std::optional<DocumentNumber> document_says(std::string_view utf8) {
    constexpr std::array<std::string_view, 6> opening{"〔", "[", "(", "（", "【", "［"},
        closing{"〕", "]", ")", "）", "】", "］"};
    for (std::size_t b = 0; b < opening.size(); ++b) {
        const auto open = utf8.find(opening[b]);
        if (open == std::string_view::npos || open == 0) continue;
        const auto from = open + opening[b].size();
        for (const std::string_view close : closing) {
            if (utf8.substr(std::min(utf8.size(), from + 4), close.size()) != close) continue;
            const auto serial = from + 4 + close.size(), end = utf8.find("号", serial);
            if (end == std::string_view::npos) continue;
            const std::string_view year = utf8.substr(from, 4), number = utf8.substr(serial, end - serial);
            if (!all_digits(year) || !all_digits(number) || number[0] == '0' || number.size() > 5) continue;
            if (!plausible_year(number_of(year))) continue;
            return DocumentNumber{std::string(utf8.substr(0, open)), number_of(year), number_of(number)};
        }
    }
    return std::nullopt;
}

}  // namespace mangping::numbers
