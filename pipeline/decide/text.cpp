#include "pipeline/decide/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <numeric>

namespace mangping::decide {
namespace {

icu::UnicodeString compatible(std::string_view utf8) {
    const icu::UnicodeString raw =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status)) return raw;
    const icu::UnicodeString folded = nfkc->normalize(raw, status);
    return U_FAILURE(status) ? raw : folded;
}

bool is_placeholder(char32_t c) { return c == U'×' || c == U'X' || c == U'x' || c == U'*' || c == U'＊'; }

/// Marks that stand where a value should: hyphens, dashes, slashes, dots.
bool is_filler(UChar32 c) {
    return u_isUWhiteSpace(c) || c == '-' || c == '/' || c == '\\' || c == '.' || c == U'—' || c == U'–' || c == U'─' ||
           c == U'、' || c == U'_' || c == 0x200B || c == 0xFEFF;
}

}  // namespace

std::u32string fold_sentence(std::string_view utf8) {
    const icu::UnicodeString text = compatible(utf8);
    std::u32string out;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        char32_t c = static_cast<char32_t>(text.char32At(i));
        if (c == U'巳' || c == U'己') c = U'已';
        if (is_placeholder(c)) {
            c = U'×';
            if (!out.empty() && out.back() == c) continue;
        } else if (u_ispunct(static_cast<UChar32>(c)) || u_isUWhiteSpace(static_cast<UChar32>(c))) {
            continue;
        }
        out.push_back(c);
    }
    return out;
}

double similarity(const std::u32string& a, const std::u32string& b) {
    const std::size_t longer = std::max(a.size(), b.size());
    if (longer == 0) return 1;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return 1 - static_cast<double>(row.back()) / static_cast<double>(longer);
}

Place find_in(const std::u32string& pattern, const std::u32string& text) {
    constexpr std::size_t longest_placeholder = 40;
    struct Cell {
        std::size_t cost = 0, start = 0;
    };
    const auto better = [](const Cell& a, const Cell& b) { return b.cost < a.cost ? b : a; };
    std::vector<Cell> row(text.size() + 1);
    for (std::size_t j = 0; j <= text.size(); ++j) row[j] = {0, j};
    std::size_t counted = 0;
    for (const char32_t c : pattern) {
        std::vector<Cell> next(text.size() + 1);
        if (c == U'×') {
            for (std::size_t j = 0; j <= text.size(); ++j) {
                next[j] = row[j];
                for (std::size_t k = 1; k <= std::min(j, longest_placeholder); ++k)
                    next[j] = better(next[j], row[j - k]);
            }
        } else {
            ++counted;
            next[0] = {row[0].cost + 1, row[0].start};
            for (std::size_t j = 1; j <= text.size(); ++j) {
                next[j] = {row[j - 1].cost + (text[j - 1] == c ? 0 : 1), row[j - 1].start};
                next[j] = better(next[j], {row[j].cost + 1, row[j].start});
                next[j] = better(next[j], {next[j - 1].cost + 1, next[j - 1].start});
            }
        }
        row = std::move(next);
    }
    std::size_t end = 0;
    for (std::size_t j = 1; j <= text.size(); ++j)
        if (row[j].cost < row[end].cost) end = j;
    if (counted == 0) return {1, {}};
    const double similarity = 1 - static_cast<double>(row[end].cost) / static_cast<double>(counted);
    return {std::max(0.0, similarity), text.substr(row[end].start, end - row[end].start)};
}

bool stands_in(const std::u32string& word, const std::u32string& text) {
    constexpr std::size_t short_word = 4;
    constexpr double well_enough = 0.75;
    if (text.find(word) != std::u32string::npos) return true;
    return word.size() >= short_word && find_in(word, text).similarity >= well_enough;
}

std::string utf8_of(const std::u32string& text) {
    std::string out;
    return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()), static_cast<int>(text.size()))
        .toUTF8String(out);
}

std::string trimmed(std::string_view utf8) {
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(utf8.size())));
    int first = 0, last = text.length();
    while (first < last && u_isUWhiteSpace(text.char32At(first))) first = text.moveIndex32(first, 1);
    while (last > first && u_isUWhiteSpace(text.char32At(text.moveIndex32(last, -1))))
        last = text.moveIndex32(last, -1);
    std::string out;
    return text.tempSubStringBetween(first, last).toUTF8String(out);
}

bool is_blank(std::string_view utf8) {
    const icu::UnicodeString text = compatible(utf8);
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        if (!is_filler(text.char32At(i))) {
            const std::string word = trimmed(utf8);
            return word == "N/A" || word == "n/a" || word == "NA";
        }
    return true;
}

bool says_none(std::string_view utf8) { return trimmed(utf8) == "无"; }
bool says_something(std::string_view utf8) { return !is_blank(utf8) && !says_none(utf8); }

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

}  // namespace mangping::decide
