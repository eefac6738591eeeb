// Dates and counts, in both sorts of numerals and in everything that a reader takes them for.
#include <algorithm>
#include <array>
#include <cstdio>

#include "models/numbers.hpp"
#include "ocr/fields/grammar.hpp"

namespace mangping::ocr::fields {
namespace {

// A character that was taken for a digit because of its shape is believed this much of its support: chosen.
constexpr double kTaken = 0.9;

std::optional<char> digit_by_shape(char32_t c) {
    switch (c) {
        case U'o':
        case U'〇':
        case U'○':
        case U'◯':
        case U'。':
            return '0';
        case U'l':
        case U'i':
        case U'|':
        case U'!':
        case U'丨':
            return '1';
        case U'z':
            return '2';
        case U's':
            return '5';
        case U'b':
        case U'ó':
            return '6';
        case U'q':
            return '9';
        default:
            return std::nullopt;
    }
}

// What 〇 is read as besides 〇, 零 and ○.
bool is_loose_zero(char32_t c) { return std::u32string_view(U"o0口囗。qgcd@e").find(c) != std::u32string_view::npos; }

/// 0..9, 10 for 十; by meaning, and where `loosely` by shape as well.
std::optional<Digit> han_digit(const Mark& mark, bool loosely) {
    constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    const auto of = [&](char32_t c) -> std::optional<char> {
        if (const auto at = digits.find(c); at != std::u32string_view::npos) return static_cast<char>('0' + at);
        if (c == U'零' || c == U'○' || c == U'◯') return '0';
        if (c == U'元') return '1';  // 元月; never within a year
        if (loosely && is_loose_zero(c)) return '0';
        if (loosely && (c == U'太' || c == U'大' || c == U'穴')) return '6';
        if (loosely && (c == U'入' || c == U'人')) return '8';
        if (loosely && (c == U'-' || c == U'—' || c == U'_' || c == U'ー')) return '1';
        return std::nullopt;
    };
    if (const auto d = of(mark.ch)) return Digit{*d, mark.p * (digits.find(mark.ch) == npos ? 0.9 : 1.0)};
    return std::nullopt;
}

struct Part {
    int number = 0;
    std::size_t used = 0;
    double p = 1;
};

std::optional<Part> arabic(View text, std::size_t least, std::size_t most) {
    Part out;
    while (out.used < text.size() && out.used < most) {
        const auto d = digit_of(text[out.used]);
        if (!d) break;
        out.number = out.number * 10 + (d->digit - '0');
        out.p = std::min(out.p, d->p);
        ++out.used;
    }
    return out.used >= least ? std::optional(out) : std::nullopt;
}

/// Only 一九xx and 二〇xx are years here: the second character tells the first, which loses a stroke now and then.
int of_this_or_last_century(int year) {
    const int century = year / 100;
    if (century == 39 || century == 29) return 1900 + year % 100;
    if (century == 30 || century == 10) return 2000 + year % 100;
    return year;
}

/// 二〇GO二, 二O〇O〇一七: of this century's years the zeros behind 二 are as many as the digits after them leave room
/// for, however often they were seen. Empty where that is no year.
Text with_zeros_counted(View text) {
    std::size_t zeros = 1;
    const auto zero_at = [&](std::size_t i) {
        const auto d = i < text.size() ? han_digit(text[i], true) : std::nullopt;
        return d && d->digit == '0';
    };
    while (zero_at(zeros)) ++zeros;
    const std::size_t tail = text.size() - zeros;
    if (zeros < 2 || tail > 2) return {};
    const std::size_t wanted = 3 - tail;
    if (zeros - 1 <= wanted) return {};
    Text out(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(1 + wanted));
    out.insert(out.end(), text.begin() + static_cast<std::ptrdiff_t>(zeros), text.end());
    return out;
}

std::optional<Part> han_year(View text) {
    constexpr std::size_t digits = 4, most_seen = 9;
    std::size_t length = 0;
    // A figure may have been seen as 年 too, one place off.
    const auto ends = [&](std::size_t i) { return i < digits ? text[i].ch == U'年' : could_be(text[i], U'年'); };
    while (length < std::min(text.size(), most_seen) && !ends(length)) ++length;
    if (length < digits || length >= text.size()) return std::nullopt;
    Text read;  // without specks: 二O.O五
    for (const Mark& m : text.first(length))
        if (m.ch != U'.' && m.ch != U'·' && m.ch != U',' && m.ch != U'、') read.push_back(m);
    const Text mended = read.size() == digits ? read : with_zeros_counted(text.first(length));
    if (mended.size() != digits) return std::nullopt;
    Part out;
    for (std::size_t i = 0; i < digits; ++i) {
        auto d = han_digit(mended[i], i > 0);
        if (i == 0 && !d && (mended[0].ch == U'-' || mended[0].ch == U'—')) d = Digit{'1', 0.9};
        // Of this century's years the second figure is 〇, whatever its ring was read as.
        if (i == 1 && !d && mended[0].ch == U'二') d = Digit{'0', 0.8};
        if (!d) return std::nullopt;
        out.number = out.number * 10 + (d->digit - '0');
        out.p = std::min(out.p, d->p);
    }
    out.number = of_this_or_last_century(out.number);
    out.used = length;
    if (length > digits) out.p = std::min(out.p, 0.85);
    // Two zeros of which one is read by its shape alone may be one, and another digit lost.
    const auto zero = [&](std::size_t i) { return han_digit(mended[i], true)->digit == '0'; };
    if (length == digits && zero(1) && zero(2) && is_loose_zero(mended[1].ch) != is_loose_zero(mended[2].ch))
        out.p = std::min(out.p, 0.6);
    return out;
}

/// 一 … 三十一, also 廿, 卅.
std::optional<Part> han_number(View text) {
    Part out;
    bool tens = false;
    int pending = 0;
    bool any = false;
    while (out.used < text.size() && out.used < 4) {
        const Mark& m = text[out.used];
        if (m.ch == U'十' && !tens) {
            out.number = (any ? pending : 1) * 10;
            tens = true;
            pending = 0;
            any = true;
        } else if ((m.ch == U'廿' || m.ch == U'卅') && !any) {
            out.number = m.ch == U'廿' ? 20 : 30;
            tens = any = true;
        } else if (const auto d = han_digit(m, out.used > 0 || !any); d && d->digit != '0' && pending == 0) {
            pending = d->digit - '0';
            any = true;
        } else {
            break;
        }
        out.p = std::min(out.p, static_cast<double>(m.p));
        ++out.used;
    }
    out.number += pending;
    return any ? std::optional(out) : std::nullopt;
}

/// A thin 1 is read as a bracket now and then (1985年]月20日, folded to a round one); between 年, 月 and 日 no bracket
/// stands.
Text with_ones(View text, char32_t unit) {
    // Chosen, as for other shapes; beside another 1 it may be the same one seen twice.
    constexpr double as_one = 0.9, perhaps_twice = 0.6;
    std::size_t end = 0;
    while (end < std::min<std::size_t>(text.size(), 3) && !could_be(text[end], unit)) ++end;
    if (end == 0 || end > 2 || end >= text.size()) return {};
    Text out(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end + 1));
    for (std::size_t i = 0; i < end; ++i)
        if (out[i].ch == U')' || out[i].ch == U'(' || out[i].ch == U']' || out[i].ch == U'[') {
            const bool beside_one = end == 2 && out[1 - i].ch == U'1';
            out[i].ch = U'1';
            out[i].p *= static_cast<float>(beside_one ? perhaps_twice : as_one);
        }
    return out;
}

/// `unit`: what must follow in a date that is spelled out, 0 in others.
std::optional<Part> small_number(View text, char32_t unit) {
    const Text ones = unit == 0 ? Text{} : with_ones(text, unit);
    if (!ones.empty()) text = ones;
    const bool chinese = !text.empty() && (is_han(text.front().ch) || text.front().ch == U'-');
    return chinese ? han_number(text) : arabic(text, 1, 2);
}

bool separates(char32_t c) { return c == U'·' || c == U'.' || c == U'-' || c == U'/' || c == U',' || c == U'、'; }

std::size_t skip(View text, std::size_t at, std::u32string_view what) {
    return at < text.size() && std::any_of(what.begin(), what.end(), [&](char32_t c) { return could_be(text[at], c); })
               ? at + 1
               : at;
}

std::string iso_of(int y, int m, int d) {
    std::array<char, 16> out{};
    if (d > 0)
        std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", y % 10000, m % 100, d % 100);
    else
        std::snprintf(out.data(), out.size(), "%04d-%02d", y % 10000, m % 100);
    return out.data();
}

/// A date that begins exactly at `at`.
std::optional<Date> date_at(View all, std::size_t at) {
    const View text = all.subspan(at);
    auto year = arabic(text, 4, 4);
    if (!year) year = han_year(text);
    if (!year || year->number < 1900 || year->number > 2099) return std::nullopt;
    std::size_t to = year->used;
    if (to >= text.size()) return std::nullopt;
    const bool spelled = could_be(text[to], U'年');
    if (!spelled && !separates(text[to].ch)) return std::nullopt;
    ++to;
    const auto month = small_number(text.subspan(to), spelled ? U'月' : U'\0');
    if (!month || month->number < 1 || month->number > 12) return std::nullopt;
    to += month->used;
    double p = std::min(year->p, month->p);
    const bool month_ends = to < text.size() && (spelled ? could_be(text[to], U'月') : separates(text[to].ch));
    if (spelled && !month_ends) return std::nullopt;
    Date out{at, at + to, {}, false, 0};
    if (month_ends) {
        const std::size_t after = to + 1;
        const auto day = small_number(text.subspan(std::min(after, text.size())), spelled ? U'日' : U'\0');
        const std::size_t end = day ? after + day->used : after;
        const bool closes =
            !spelled || (end < text.size() && (could_be(text[end], U'日') || could_be(text[end], U'号')));
        if (day && closes && numbers::is_day(year->number, month->number, day->number)) {
            out.has_day = true;
            out.iso = iso_of(year->number, month->number, day->number);
            out.to = at + (spelled ? skip(text, end, U"日号") : end);
            out.confidence = std::min(p, day->p);
            return out;
        }
        // A day that cannot be read: the date is not one of month's precision.
        if (day && spelled) p = std::min(p, 0.5);
        if (spelled) out.to = at + after;
    }
    out.iso = iso_of(year->number, month->number, 0);
    out.confidence = p;
    return out;
}

}  // namespace

std::optional<Digit> digit_of(const Mark& mark) {
    if (is_digit(mark.ch)) return Digit{static_cast<char>(mark.ch), mark.p};
    for (const auto& [c, p] : mark.others)
        if (is_digit(c) && p >= 0.2F) return Digit{static_cast<char>(c), p};
    if (const auto d = digit_by_shape(mark.ch)) return Digit{*d, kTaken * mark.p};
    return std::nullopt;
}

std::vector<Date> dates_in(View text) {
    std::vector<Date> out;
    for (std::size_t at = 0; at < text.size();) {
        const bool inside_number = at > 0 && is_digit(text[at - 1].ch) && text[at].gap_em < 0.3;
        const auto date = inside_number ? std::nullopt : date_at(text, at);
        if (!date) {
            ++at;
            continue;
        }
        out.push_back(*date);
        at = date->to;
    }
    return out;
}

Value value_of(const Date& date, View text) {
    const View used = text.subspan(date.from, date.to - date.from);
    return {date.iso, std::min(date.confidence, trust(used)), box_of(used)};
}

std::optional<Value> as_date(View text, bool day) {
    std::optional<Value> month_only;
    for (const Date& d : dates_in(text)) {
        if (d.has_day) {
            Value out = value_of(d, text);
            if (!day) out.text = out.text.substr(0, 7);
            return out;
        }
        if (!month_only) month_only = value_of(d, text);
    }
    if (day && month_only) month_only->confidence = std::min(month_only->confidence, 0.95);
    return month_only;
}

std::optional<Count> count_at(View text) {
    if (text.empty()) return std::nullopt;
    const auto part = is_han(text.front().ch) ? han_number(text) : arabic(text, 1, 4);
    if (!part) return std::nullopt;
    return Count{part->number, part->used, part->p};
}

}  // namespace mangping::ocr::fields
