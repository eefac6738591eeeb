#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "ocr/names/targets.hpp"
#include "ocr/spot/spot.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::recipe {
namespace {

/// A run of this many letters and digits is a token that a verification site resolves to one person: CHSI's codes have
/// 12 or 16, social insurance slips 16 and more. Shorter runs are product or page numbers.
constexpr int token_length = 12;

bool has_token(const std::string& text) {
    int run = 0;
    for (const char c : text) {
        run = std::isalnum(static_cast<unsigned char>(c)) != 0 ? run + 1 : 0;
        if (run >= token_length) return true;
    }
    return false;
}

/// A link whose path holds a record's number: …/c/2018269246, …/q/GX2019-0441/27. Pages of a site have words, a year, a
/// day, or a few digits.
bool names_a_record(const std::string& text) {
    constexpr std::ptrdiff_t least_digits = 6, of_a_year = 4;  // chosen
    const std::size_t host = text.find("://");
    std::size_t at = host == std::string::npos ? host : text.find('/', host + 3);
    std::ptrdiff_t digits = 0;
    while (at != std::string::npos) {
        const std::size_t end = text.find('/', at + 1);
        const std::string part = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        const std::ptrdiff_t here = std::count_if(
            part.begin(), part.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
        const bool of_a_date = here <= of_a_year && here == static_cast<std::ptrdiff_t>(part.size());
        if (!of_a_date) digits += here;
        at = end;
    }
    return digits >= least_digits;
}

/// Formats that carry numbers of goods, books (978/979) and periodicals (977), never of people.
bool is_trade_number(const std::string& format) {
    constexpr std::array<std::string_view, 5> formats{"EAN-13", "EAN-8", "UPC-A", "UPC-E", "DataBar"};
    return std::any_of(formats.begin(), formats.end(), [&](std::string_view f) { return format == f; });
}

bool holds(const std::string& text, const std::string& number) {
    return number.size() >= 6 && text.find(number) != std::string::npos;
}

}  // namespace

bool leads_to_applicant(const Code& code, const Targets& targets) {
    if (!ocr::spot_text(code.text, targets).empty()) return true;
    if (holds(code.text, targets.id_number) || holds(code.text, targets.phone)) return true;
    for (const std::string& number : targets.certificate_numbers)
        if (holds(code.text, number)) return true;
    if (is_trade_number(code.format)) return false;
    // A link with a query or to a record, or anything with a token: nobody but the issuing site can say whom it leads
    // to.
    const bool link = code.text.find("://") != std::string::npos;
    return (link && code.text.find('?') != std::string::npos) || names_a_record(code.text) || has_token(code.text);
}

}  // namespace mangping::recipe
