// Legal values: what a stretch of text says when it must be a name, a date, a number with a check character, one of a
// list. Each value comes with the confidence that it stands so on the page.
//
// Confidence is not the engine's posterior alone: a value is believed above 0.9 when every character was read surely
// AND something besides the reading speaks for it (a check character, a calendar, a list, the same value elsewhere on
// the page). What needed repair stays below unless the repair is the only one that the rule admits.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/fields/flow.hpp"

namespace mangping::ocr::fields {

struct Value {
    std::string text;  // as the spec's field table normalises it
    double confidence = 0;
    Rect box;  // upright
};

/// How surely the characters were read as they stand, 0..1.
[[nodiscard]] double trust(View text);
/// The characters as UTF-8, punctuation at the ends taken off, with their trust; nothing for no text.
[[nodiscard]] std::optional<Value> as_text(View text);
/// As text. A degree is named after 学士, 硕士 or 博士; 土, of the same strokes, ends none and is read as 士.
[[nodiscard]] std::optional<Value> as_degree(View text);
/// 2 to 4 Han characters, or parts joined by "·"; titles behind the name (同志) are taken off.
[[nodiscard]] std::optional<Value> as_name(View text);
/// The same where the text is the name and nothing else but signs at its ends.
[[nodiscard]] std::optional<Value> as_whole_name(View text);
/// 男 or 女.
[[nodiscard]] std::optional<Value> as_sex(View text);

struct Date {
    std::size_t from = 0, to = 0;  // marks
    std::string iso;               // YYYY-MM-DD or YYYY-MM
    bool has_day = false;
    double confidence = 0;
};
/// All dates in a text, in their order: 2021年6月3日, 二〇二一年六月三日 (〇 read as O, 0, 口), 2021.06.03, 2021-6-3,
/// each also without a day. Only days of the calendar.
[[nodiscard]] std::vector<Date> dates_in(View text);
/// The first date; `day`: one with a day, wherever it stands.
[[nodiscard]] std::optional<Value> as_date(View text, bool day);
[[nodiscard]] Value value_of(const Date& date, View text);

/// The digit that a mark is or may be taken for (O is 0, l is 1), with its support.
struct Digit {
    char digit = '0';
    double p = 0;
};
[[nodiscard]] std::optional<Digit> digit_of(const Mark& mark);
/// An integer 0..9999 in Arabic or Chinese numerals at the beginning of `text`; `used` marks of it.
struct Count {
    int number = 0;
    std::size_t used = 0;
    double confidence = 0;
};
[[nodiscard]] std::optional<Count> count_at(View text);

/// A citizen identification number anywhere in `text`.
[[nodiscard]] std::optional<Value> as_id_number(View text);
/// Letters, digits and hyphens from the first one on, upper case, grouping taken out. `holds` is the rule of such
/// numbers: one that breaks it is searched for among what else was read.
[[nodiscard]] std::optional<Value> as_number(View text, bool (*holds)(std::string_view));

/// The longest entry of `list` that stands in `text`; nothing where none does. Confidence falls when characters are
/// left over beside it.
[[nodiscard]] std::optional<Value> as_one_of(View text, std::span<const std::u32string_view> list);

[[nodiscard]] std::span<const std::u32string_view> ethnicities();
[[nodiscard]] std::span<const std::u32string_view> study_levels();
[[nodiscard]] std::span<const std::u32string_view> study_forms();
[[nodiscard]] std::span<const std::u32string_view> completions();
[[nodiscard]] std::span<const std::u32string_view> results();
[[nodiscard]] std::span<const std::u32string_view> titles();
[[nodiscard]] std::span<const std::u32string_view> applied_levels();
[[nodiscard]] std::span<const std::u32string_view> degrees();

}  // namespace mangping::ocr::fields
