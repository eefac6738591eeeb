#include "ocr/fields/grammar.hpp"

#include <algorithm>

#include "models/numbers.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

// Believed values: the number's own check character leaves one wrong reading in eleven undetected, the calendar and
// the region take most of those away.
constexpr double kProved = 0.99;
// Repaired by a character that the reader itself offered, and the only such repair.
constexpr double kMended = 0.93;
// Breaks its rule as read.
constexpr double kBroken = 0.4;

// Characters that hardly stand in names, and the ones of the same shape that often do.
constexpr std::pair<char32_t, char32_t> kNameTwins[] = {{U'字', U'宇'}, {U'候', U'侯'}};

char upper(char32_t c) { return static_cast<char>(c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c); }

/// What one place of a number may hold, best first.
struct Place {
    std::vector<std::pair<char, double>> choices;
};

void offer(Place& place, char c, double p) {
    for (const auto& choice : place.choices)
        if (choice.first == c) return;
    place.choices.emplace_back(c, p);
}

bool ascii_alnum(char32_t c) { return is_digit(c) || is_latin(c); }

Place place_of(const Mark& mark, bool digits_only) {
    Place place;
    const auto consider = [&](char32_t c, double p) {
        if (is_digit(c) || (!digits_only && is_latin(c)) || (c == U'x' || c == U'×'))
            offer(place, c == U'×' ? 'X' : upper(c), p);
    };
    if (digits_only)
        if (const auto d = digit_of(mark); d && mark.ch != U'x') offer(place, d->digit, d->p);
    consider(mark.ch, mark.p);
    for (const auto& [c, p] : mark.others) consider(c, p);
    if (!digits_only && (mark.ch == U'o' || mark.ch == U'〇' || mark.ch == U'○')) offer(place, '0', 0.5 * mark.p);
    if (!digits_only && (mark.ch == U'i' || mark.ch == U'l' || mark.ch == U'|')) offer(place, '1', 0.5 * mark.p);
    std::stable_sort(place.choices.begin(), place.choices.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return place;
}

/// A letter among digits that looks like one, O or I, is a digit; what else was read surely stands there.
bool surely_a_letter(const Mark& mark) {
    constexpr double surely = 0.98;  // chosen
    constexpr std::u32string_view digits_alike = U"oOiIl";
    return is_latin(mark.ch) && mark.p >= surely && digits_alike.find(mark.ch) == std::u32string_view::npos;
}

std::string first_choices(const std::vector<Place>& places) {
    std::string out;
    for (const Place& p : places) out += p.choices.front().first;
    return out;
}

/// The only number that holds and differs from the first choices in one place, or in two when one place does not do.
std::optional<std::string> mended(const std::vector<Place>& places, bool (*holds)(std::string_view)) {
    const std::string base = first_choices(places);
    for (const int changes : {1, 2}) {
        std::vector<std::string> found;
        for (std::size_t a = 0; a < places.size(); ++a)
            for (std::size_t i = 1; i < places[a].choices.size(); ++i) {
                std::string one = base;
                one[a] = places[a].choices[i].first;
                if (changes == 1 && holds(one)) found.push_back(one);
                for (std::size_t b = a + 1; changes == 2 && b < places.size(); ++b)
                    for (std::size_t j = 1; j < places[b].choices.size(); ++j) {
                        std::string two = one;
                        two[b] = places[b].choices[j].first;
                        if (holds(two)) found.push_back(two);
                    }
            }
        if (found.size() == 1) return found.front();
        if (!found.empty()) return std::nullopt;
    }
    return std::nullopt;
}

/// The only number that holds when one mark is taken out: readers see a digit twice now and then.
std::optional<std::string> with_one_less(const std::string& read, bool (*holds)(std::string_view)) {
    std::optional<std::string> found;
    for (std::size_t drop = 0; drop < read.size(); ++drop) {
        std::string shorter = read;
        shorter.erase(drop, 1);
        if (!holds(shorter) || (found && *found == shorter)) continue;
        if (found) return std::nullopt;
        found = shorter;
    }
    return found;
}

Value judged(const std::vector<Place>& places, View used, bool (*holds)(std::string_view), bool check_character) {
    const std::string read = first_choices(places);
    const Rect box = box_of(used);
    const double sure = trust(used);
    if (holds == nullptr) return {read, sure, box};
    if (holds(read)) return {read, check_character ? std::max(kProved, sure) : sure, box};
    if (const auto better = mended(places, holds)) return {*better, check_character ? kMended : 0.8, box};
    if (const auto shorter = with_one_less(read, holds)) return {*shorter, check_character ? 0.85 : 0.7, box};
    return {read, std::min(sure, kBroken), box};
}

std::u32string_view after_name(std::u32string_view text) {
    constexpr std::u32string_view tails[] = {U"同志", U"先生", U"女士", U"老师", U"同学"};
    for (const auto tail : tails)
        if (text.size() > tail.size() + 1 && text.ends_with(tail)) return tail;
    return {};
}

}  // namespace

double trust(View text) {
    if (text.empty()) return 0;
    double product = 1;
    for (const Mark& m : text) product *= m.p;
    return product;
}

std::optional<Value> as_text(View text) {
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    Value out{utf8(chars(text)), trust(text), box_of(text)};
    // No value holds these: a character was not read.
    constexpr double something_unread = 0.5;
    if (std::any_of(text.begin(), text.end(),
                    [](const Mark& m) { return m.ch == U'?' || m.ch == U'*' || m.ch == U'~'; }))
        out.confidence = std::min(out.confidence, something_unread);
    return out;
}

std::optional<Value> as_degree(View text) {
    // Every degree ends with 学士, 硕士 or 博士: what stands behind these first halves can be nothing else.
    constexpr std::u32string_view before = U"学硕博";
    constexpr double by_rule = 0.8;
    std::optional<Value> out = as_text(text);
    std::u32string read = out ? code_points(out->text) : std::u32string();
    if (read.size() < 3 || read.back() == U'士' || before.find(read[read.size() - 2]) == npos) return out;
    if (read.back() != U'土') out->confidence = std::min(out->confidence, by_rule);
    read.back() = U'士';
    out->text = utf8(read);
    return out;
}

std::optional<Value> as_name(View text) {
    text = trimmed(text);
    std::size_t end = 0;
    bool dotted = false;
    while (end < text.size()) {
        const char32_t c = text[end].ch;
        const bool dot = c == U'·' || ((c == U'.' || c == U'-' || c == U',') && end >= 2);
        if (!is_han(c) && !dot) break;
        if (dot && (end + 1 >= text.size() || !is_han(text[end + 1].ch))) break;
        dotted |= dot;
        ++end;
    }
    text = text.first(end);
    // The next label of a row without gaps.
    for (const std::u32string_view next :
         {U"单位", U"性别", U"职务", U"民族", U"身份证", U"出生", U"同志", U"所在", U"系"})
        if (const std::size_t at = find(text, next, 2); at != npos) text = text.first(at);
    std::u32string name = chars(text);
    if (const auto tail = after_name(name); !tail.empty()) {
        text = text.first(text.size() - tail.size());
        name = chars(text);
    }
    if (name.size() < 2 || name.size() > (dotted ? 24U : 15U)) return std::nullopt;
    // A day in Han, or the next label where a name was looked for.
    const bool day = name.find(U'年') != std::u32string::npos && name.find(U'月') != std::u32string::npos;
    for (const std::u32string_view label :
         {U"性别", U"民族", U"出生", U"姓名", U"单位", U"学生", U"研究生", U"三位", U"二位"})
        if (name.starts_with(label)) return std::nullopt;
    if (day) return std::nullopt;
    bool mended = false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!is_han(name[i])) name[i] = U'·';
        for (const auto& [read, meant] : kNameTwins)
            if (name[i] == read) {
                name[i] = meant;
                mended = true;
            }
    }
    Value out{utf8(name), trust(text), box_of(text)};
    if (mended) out.confidence = std::min(out.confidence, 0.85);
    if (!made_of_name_characters(name)) out.confidence = std::min(out.confidence, 0.7);
    // Longer than any Han name and without a dot: of a minority name the dot may be lost.
    if (!dotted && name.size() > 4) out.confidence = std::min(out.confidence, 0.7);
    return out;
}

std::optional<Value> as_whole_name(View text) {
    auto name = as_name(text);
    return name && code_points(name->text).size() == trimmed(text).size() ? name : std::nullopt;
}

std::optional<Value> as_sex(View text) {
    const Mark* best = nullptr;
    for (const Mark& m : text)
        if (m.ch == U'男' || m.ch == U'女') {
            if (best != nullptr && best->ch != m.ch) return std::nullopt;  // 男 女 to be ticked
            if (best == nullptr) best = &m;
        }
    if (best == nullptr) {
        for (const Mark& m : text)
            for (const char32_t c : {U'男', U'女'})
                if (could_be(m, c)) return Value{utf8(std::u32string(1, c)), 0.5, m.box};
        // A cell with one character in it holds one of two: what was read has the shape of one of them and not of the
        // other. Never sure.
        constexpr std::u32string_view like_woman = U"变效文艾又攻玄叉支艺丈友交", like_man = U"勇甥舅界思吊另";
        text = trimmed(text);
        if (text.size() != 1) return std::nullopt;
        for (const auto& [twins, sex] : {std::pair(like_woman, "女"), std::pair(like_man, "男")})
            if (twins.find(text.front().ch) != std::u32string_view::npos) return Value{sex, 0.6, text.front().box};
        return std::nullopt;
    }
    return Value{utf8(std::u32string(1, best->ch)), trust(View(best, 1)), best->box};
}

std::optional<Value> as_id_number(View text) {
    std::optional<Value> best;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::vector<Place> places;
        std::size_t i = at;
        for (; i < text.size() && places.size() < 22; ++i) {
            const bool may_be_x = text[i].ch == U'x' || text[i].ch == U'×';
            if (!digit_of(text[i]) && !may_be_x) break;
            if (i > at && text[i].gap_em > 2) break;
            places.push_back(place_of(text[i], true));
            if (may_be_x) {
                ++i;
                break;
            }
        }
        if (places.size() < 15) continue;
        const View used = text.subspan(at, i - at);
        Value value = judged(places, used, numbers::id_holds, true);
        if (value.text.size() != 18) value.confidence = std::min(value.confidence, 0.3);
        if (!best || value.confidence > best->confidence) best = value;
        at = i - 1;
    }
    return best;
}

std::optional<Value> as_number(View text, bool (*holds)(std::string_view)) {
    std::size_t from = 0;
    while (from < text.size() && !ascii_alnum(text[from].ch) && !digit_of(text[from])) ++from;
    std::vector<Place> places;
    std::size_t to = from;
    bool digits_begun = false;  // letters stand before them: ZC2019…; among them an O is a zero
    for (std::size_t i = from; i < text.size(); ++i) {
        const char32_t c = text[i].ch;
        const bool joint = (c == U'-' || c == U'·' || c == U'/') && i + 1 < text.size() &&
                           (ascii_alnum(text[i + 1].ch) || digit_of(text[i + 1]));
        if (i > from && text[i].gap_em > 3) break;
        if (joint) {
            places.push_back({{{c == U'·' ? '.' : static_cast<char>(c), text[i].p}}});
        } else if (ascii_alnum(c) || digit_of(text[i])) {
            digits_begun |= is_digit(c);
            Place place = place_of(text[i], holds == nullptr && digits_begun && !surely_a_letter(text[i]));
            if (place.choices.empty()) break;
            places.push_back(std::move(place));
        } else {
            break;
        }
        to = i + 1;
    }
    if (places.size() < 4) return std::nullopt;
    return judged(places, text.subspan(from, to - from), holds, false);
}

std::optional<Value> as_one_of(View text, std::span<const std::u32string_view> list) {
    text = trimmed(text);
    std::u32string_view best;
    std::size_t best_at = 0, best_slips = 9;
    for (const auto word : list)
        for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
            const std::size_t slips = slips_at(text, word, at);
            if (slips > (word.size() >= 4 ? 1U : 0U)) continue;
            // Longer words hold shorter ones: 助理工程师 is no 工程师.
            const bool better = word.size() > best.size() || (word.size() == best.size() && slips < best_slips);
            if (best.empty() || better) {
                best = word;
                best_at = at;
                best_slips = slips;
            }
        }
    if (best.empty()) return std::nullopt;
    const View used = text.subspan(best_at, best.size());
    Value out{utf8(best), trust(used), box_of(used)};
    bool exact = true;
    for (std::size_t i = 0; i < best.size(); ++i) exact &= used[i].ch == best[i];
    if (!exact) out.confidence = std::min(out.confidence, 0.85);
    if (text.size() > best.size()) out.confidence = std::min(out.confidence, 0.88);
    return out;
}

}  // namespace mangping::ocr::fields
