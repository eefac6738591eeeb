// Numbers with their check characters.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "tests/support/synthetic/people.hpp"

namespace mangping::synthetic {

char id_check_digit(std::string_view first17) {
    constexpr std::array<int, 17> weight{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) sum += (first17[i] - '0') * weight[i];
    return "10X98765432"[sum % 11];
}

bool id_number_valid(std::string_view id) {
    if (id.size() != 18) return false;
    const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    return std::all_of(id.begin(), id.begin() + 17, digit) && id_check_digit(id.substr(0, 17)) == id[17];
}

char patent_check_digit(std::string_view first12) {
    constexpr std::array<int, 12> weight{2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5};
    int sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) sum += (first12[i] - '0') * weight[i];
    return "0123456789X"[sum % 11];
}

std::string make_credit_code(Rng& rng) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    constexpr std::array<int, 17> weight{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    std::string code = "91650" + rng.digits(3);
    while (code.size() < 17) code += alphabet[static_cast<std::size_t>(rng.whole(0, 30))];
    int sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) sum += static_cast<int>(alphabet.find(code[i])) * weight[i];
    return code + alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

std::string make_verification_code(Rng& rng) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    std::string code = "A";
    while (code.size() < 16) code += alphabet[static_cast<std::size_t>(rng.whole(0, 33))];
    return code;
}

std::string make_patent_number(Rng& rng, int year) {
    const std::string digits = std::to_string(year) + rng.pick({"1", "2"}) + rng.digits(7);
    return "ZL" + digits + "." + patent_check_digit(digits);
}

std::string make_phone(Rng& rng) { return "1990000" + rng.digits(4); }

}  // namespace mangping::synthetic
