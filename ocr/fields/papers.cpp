// Patents and first pages of papers.
#include <algorithm>

#include "models/numbers.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

constexpr std::string_view kOfSeeds[] = {"种子", "种植", "种苗", "种质", "种群",
                                         "种畜", "种禽", "种薯", "种皮", "种球"};

bool holds_as_patent(std::string_view n) { return numbers::patent_holds(n); }

/// A raised number behind a name may be read as a sign.
bool parts_names(char32_t c) {
    constexpr std::u32string_view signs = U";,、:'′″’‘`*";
    return signs.find(c) != std::u32string_view::npos || is_digit(c);
}

/// Names parted by semicolons, commas or wide gaps, joined by ";". A gap parts names of two characters and more: one
/// character behind it is the end of a name whose glyphs stand apart.
std::optional<Value> names_in(View text) {
    constexpr double wide_em = 0.7;
    constexpr std::size_t shortest = 2;
    std::vector<Value> names;
    std::size_t from = 0;
    const auto close = [&](std::size_t to) {
        if (to > from)
            if (const auto name = as_name(text.subspan(from, to - from))) names.push_back(*name);
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i].ch;
        const bool parts = parts_names(c);
        const bool more = i + 1 < text.size() && !parts_names(text[i + 1].ch);
        const bool gap = i > from && text[i].gap_em > wide_em && i - from >= shortest && more;
        if (!parts && !gap) continue;
        close(i);
        from = parts ? i + 1 : i;
    }
    close(text.size());
    if (names.empty()) return std::nullopt;
    Value out = names.front();
    for (std::size_t i = 1; i < names.size(); ++i) {
        out.text += ";" + names[i].text;
        out.confidence *= names[i].confidence;
        out.box = bounding(out.box, names[i].box);
    }
    return out;
}

/// The row with what stands beside it on its line: raised numbers behind names part a line of authors.
Text with_rest_of_line(const Page& page, const Row& row) {
    std::vector<const Row*> beside{&row};
    for (const Row& other : page.flow.rows) {
        const double shared = std::min(row.box.bottom(), other.box.bottom()) - std::max(row.box.y, other.box.y);
        if (&other != &row && !other.vertical && shared > 0.5 * std::min(row.box.h, other.box.h))
            beside.push_back(&other);
    }
    std::stable_sort(beside.begin(), beside.end(), [](const Row* a, const Row* b) { return a->box.x < b->box.x; });
    Text out;
    for (const Row* r : beside) {
        const std::size_t at = out.size();
        out.insert(out.end(), r->text.begin(), r->text.end());
        if (at > 0) out[at].gap_em = (r->box.x - out[at - 1].box.right()) / row.em;
    }
    return out;
}

/// Inventions are called 一种…; the one level stroke is easily lost. Seed drills (种子, 种植, ...) begin otherwise.
std::optional<Value> whole_title(std::optional<Value> title) {
    if (!title || !title->text.starts_with("种")) return title;
    const bool of_seeds = std::any_of(std::begin(kOfSeeds), std::end(kOfSeeds),
                                      [&](std::string_view word) { return title->text.starts_with(word); });
    if (!of_seeds) title->text = "一" + title->text;
    return title;
}

/// What follows ZL, of which a letter may be misread (ZB2021…).
View digits_of(View text) {
    text = trimmed(text);
    if (const std::size_t at = find(text, U"zl"); at != npos) return text.subspan(at + 2);
    const bool letters = text.size() > 2 && text[0].ch == U'z' && !is_digit(text[1].ch) && is_digit(text[2].ch);
    return letters ? text.subspan(2) : text;
}

/// 2021223188472, whose point before the check character was lost. Only where the check holds.
std::optional<Value> with_its_dot(View text) {
    constexpr std::size_t longest = 13;
    std::string digits;
    for (const Mark& mark : text)
        if (is_digit(mark.ch)) digits += static_cast<char>(mark.ch);
    if (digits.size() != longest || digits.size() != text.size()) return std::nullopt;
    digits.insert(longest - 1, 1, '.');
    if (!numbers::patent_holds(digits)) return std::nullopt;
    return Value{digits, trust(text), box_of(text)};
}

std::optional<Value> patent_number(const Page& page) {
    const auto of = [](View text) -> std::optional<Value> {
        const View number = digits_of(text);
        auto value = as_number(number, holds_as_patent);
        if (!value || !holds_as_patent(value->text)) value = with_its_dot(number);
        if (!value || !holds_as_patent(value->text)) return std::nullopt;
        value->text = "ZL" + value->text;
        value->confidence = std::max(value->confidence, 0.98);  // its check character holds
        return value;
    };
    if (auto value = of(page.beside(patent_no))) return value;
    for (const Row& row : page.flow.rows)
        if (find(row.text, U"zl") != npos)
            if (auto value = of(row.text)) return value;
    return std::nullopt;
}

}  // namespace

void read_patent(const Page& page, Ballot& out) {
    out.offer("title", whole_title(as_text(page.beside(invention, 2))));
    out.offer("number", patent_number(page));
    out.offer("inventors", names_in(page.beside(inventors, 2)));
    out.offer("date", as_date(page.beside(granted_on), true));
    if (out.open("date")) out.offer("date", foot_date(page));
}

void read_paper(const Page& page, Ballot& out) {
    // The title is the largest print of the upper third, on one or two rows; the authors follow. What a coloured band
    // or a drawing reads as is none.
    constexpr double text_like = 0.6;
    const auto read = [](const Row& row) {
        double sum = 0;
        for (const Mark& m : row.text) sum += m.p;
        return sum / static_cast<double>(row.text.size());
    };
    const auto in_head = [&](const Row& row) {
        return !row.vertical && read(row) >= text_like && row.box.centre().y < page.height_at(0.33) &&
               row.text.size() >= 4 &&
               std::count_if(row.text.begin(), row.text.end(), [](const Mark& m) { return is_han(m.ch); }) * 2 >
                   static_cast<std::ptrdiff_t>(row.text.size());
    };
    double largest = 0;
    for (const Row& row : page.flow.rows)
        if (in_head(row)) largest = std::max(largest, row.em);
    if (largest < 1.25 * page.flow.em) return;
    Text title;
    const Row* last = nullptr;
    for (const Row& row : page.flow.rows) {
        if (!in_head(row) || row.em < 0.82 * largest) continue;
        if (last != nullptr && row.box.y - last->box.bottom() > 1.2 * largest) break;
        title.insert(title.end(), row.text.begin(), row.text.end());
        last = &row;
    }
    if (last == nullptr) return;
    out.offer("title", as_text(title));
    const Row* next = nullptr;
    for (const Row& row : page.flow.rows)
        if (!row.vertical && row.box.y > last->box.centre().y && &row != last &&
            row.box.y < last->box.bottom() + 4 * largest && (next == nullptr || row.box.y < next->box.y))
            next = &row;
    if (next != nullptr) out.offer("authors", names_in(with_rest_of_line(page, *next)));
}

}  // namespace mangping::ocr::fields
