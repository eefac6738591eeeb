// Identity cards: the number proves itself and speaks for the birth date and the sex.
#include "models/numbers.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

// What the number says is a witness to what stands beside 出生 and 性别, chosen below a sure one.
constexpr double kWitness = 0.85;
// A date of which the number tells the digit that was doubtful; chosen below sure.
constexpr double kMendedByNumber = 0.8;

std::optional<Value> id_of(const Page& page) {
    std::optional<Value> best;
    const auto take = [&](const std::optional<Value>& v) {
        if (v && (!best || v->confidence > best->confidence)) best = v;
    };
    const auto without_dots = [](View text) {  // specks within a number
        Text out;
        for (const Mark& m : text)
            if (m.ch != U'·') out.push_back(m);
        return out;
    };
    take(as_id_number(without_dots(page.beside(id_number))));
    for (const Row& row : page.flow.rows) take(as_id_number(row.text));
    return best;
}

/// 汉 of "汉", "汉族"; the longest group that stands there.
std::optional<Value> ethnicity_of(View text) {
    text = trimmed(text);
    std::optional<Value> out = as_one_of(text, ethnicities());
    if (!out) return out;
    const std::size_t read = code_points(out->text).size();
    // 族 behind it is no surplus.
    if (text.size() == read + 1 && text.back().ch == U'族') out->confidence = std::max(out->confidence, trust(text));
    return out;
}

/// Issue and expiry lie 5, 10 or 20 years apart, on one day of the year: Law on resident identity cards, art. 5.
bool spans_a_term(const std::string& from, const std::string& to) {
    const int years = std::stoi(to.substr(0, 4)) - std::stoi(from.substr(0, 4));
    return (years == 5 || years == 10 || years == 20) && from.substr(4) == to.substr(4);
}

/// A date of which only the year could be read, where the other end and the legal terms leave one: chosen, never sure.
std::optional<Value> by_term(const Date& known, View other) {
    constexpr double from_the_term = 0.8;
    if (!known.has_day) return std::nullopt;
    const int year = std::stoi(known.iso.substr(0, 4));
    std::string digits;
    for (const Mark& m : other)
        if (const auto d = digit_of(m)) digits += d->digit;
    std::optional<Value> out;
    for (const int term : {-20, -10, -5, 5, 10, 20}) {
        const std::string candidate = std::to_string(year + term);
        const bool before = known.from > 3;
        if (before != (term < 0) || digits.find(candidate) == std::string::npos) continue;
        if (out) return std::nullopt;
        out = Value{candidate + known.iso.substr(4), from_the_term, box_of(other)};
    }
    return out;
}

/// The numbers of a house are digits: 3号楼l单元 was read with a letter for one.
std::optional<Value> with_digits(std::optional<Value> address) {
    if (!address) return address;
    std::u32string text = code_points(address->text);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool alone = (i == 0 || !is_latin(text[i - 1])) && (i + 1 == text.size() || !is_latin(text[i + 1]));
        if (alone && (text[i] == U'l' || text[i] == U'i' || text[i] == U'|')) text[i] = U'1';
        if (alone && text[i] == U'o') text[i] = U'0';
    }
    address->text = utf8(text);
    return address;
}

/// 住址 itself was lost (to a border, to a fold): the rows between 出生 and the number that begin where the birth does.
std::optional<Value> unlabelled_address(const Page& page) {
    const Text born = page.beside(birth);
    const auto labels = page.form.of(id_number);
    if (born.empty() || labels.empty()) return std::nullopt;
    Text out;
    for (const Row& row : page.flow.rows) {
        const bool between = row.box.y > box_of(born).bottom() && row.box.bottom() < labels.front()->box.y;
        if (between && !row.vertical && std::abs(row.box.x - born.front().box.x) < 1.5 * row.em && row.text.size() > 2)
            out.insert(out.end(), row.text.begin(), row.text.end());
    }
    auto value = as_text(out);
    if (value) value->confidence = std::min(value->confidence, 0.85);
    return value;
}

/// 性别 was lost: 男 or 女 stands right before 民族.
std::optional<Value> sex_before_ethnicity(const Page& page) {
    constexpr double unlabelled = 0.8;
    for (const Row& row : page.flow.rows) {
        const std::size_t at = find(row.text, U"民族");
        if (at == npos || at < 1 || at > 3) continue;
        auto value = as_sex(View(row.text).subspan(at - 1, 1));
        if (value) value->confidence = std::min(value->confidence, unlabelled);
        if (value) return value;
    }
    return std::nullopt;
}

/// A number that breaks its rule, with the birth that stands on the same card and digits of like shape in mind: the
/// only one that holds then.
std::optional<Value> mended_by_birth(Value id, const std::optional<Value>& born) {
    constexpr double by_birth = 0.88, by_shape = 0.8;
    if (id.text.size() != 18 || numbers::id_holds(id.text)) return std::nullopt;
    if (born && numbers::is_iso_day(born->text))
        id.text.replace(6, 8, born->text.substr(0, 4) + born->text.substr(5, 2) + born->text.substr(8, 2));
    id.confidence = by_birth;
    if (numbers::id_holds(id.text)) return id;
    constexpr std::string_view alike[] = {"068", "17", "38", "56", "89", "08", "27", "49"};
    std::optional<Value> found;
    for (std::size_t at = 0; at < 17; ++at)
        for (const std::string_view group : alike)
            for (const char c : group) {
                std::string trial = id.text;
                trial[at] = c;
                const bool new_digit = c != id.text[at] && group.find(id.text[at]) != std::string_view::npos;
                if (!new_digit || !numbers::id_holds(trial) || (found && found->text == trial)) continue;
                if (found) return std::nullopt;
                found = Value{trial, by_shape, id.box};
            }
    return found;
}

/// The date beside 出生 differs from the one in a number that holds by one digit, which was not read surely: on one
/// card the two are one.
bool misread_beside(const Value* date, const std::string& in_number, const Value& number) {
    constexpr double number_holds = 0.95, surely_read = 0.97;
    if (date == nullptr || number.confidence < number_holds || date->confidence >= surely_read) return false;
    if (date->text.size() != in_number.size()) return false;
    std::size_t off = 0;
    for (std::size_t i = 0; i < in_number.size(); ++i) off += date->text[i] != in_number[i] ? 1 : 0;
    return off == 1;
}

}  // namespace

void read_id_front(const Page& page, Ballot& out) {
    auto id = id_of(page);
    const auto mended = id ? mended_by_birth(*id, as_date(page.beside(birth), true)) : std::nullopt;
    if (mended) id = mended;
    out.offer("id_number", id);
    out.offer("name", page.name_beside());
    out.offer("sex", as_sex(page.beside(sex)));
    if (out.open("sex")) out.offer("sex", sex_before_ethnicity(page));
    out.offer("ethnicity", ethnicity_of(page.beside(ethnicity)));
    out.offer("birth_date", as_date(page.beside(birth), true));
    out.offer("address", with_digits(as_text(page.beside(address, 3))));
    // Both sides copied onto one sheet.
    if (page.form.has(id_issuer) && page.form.has(id_valid)) read_id_back(page, out);
    if (out.open("address")) out.offer("address", with_digits(unlabelled_address(page)));
    if (!id || mended) return;  // what was mended by the birth date is no witness to it
    const auto says = numbers::id_says(id->text);
    if (!says) return;
    // Only what was read beside its label is a value; the number confirms it or casts doubt.
    if (misread_beside(out.best("birth_date"), says->birth_date, *id)) {
        const Rect where = out.best("birth_date")->box;
        out.withdraw("birth_date");
        out.offer("birth_date", Value{says->birth_date, kMendedByNumber, where});
    } else if (const Value* read = out.best("birth_date"))
        out.offer("birth_date", Value{says->birth_date, kWitness * id->confidence, read->box});
    if (const Value* read = out.best("sex"))
        out.offer("sex", Value{says->male ? "男" : "女", kWitness * id->confidence, read->box});
}

void read_id_back(const Page& page, Ballot& out) {
    out.offer("issuer", as_organisation(page.beside(id_issuer, 2)));
    const Text text = page.beside(id_valid, 2);
    const std::vector<Date> dates = dates_in(text);
    if (dates.empty()) return;
    const std::size_t forever = find(text, U"长期", dates.front().to);
    if (dates.size() >= 2 && dates[0].has_day && dates[1].has_day) {
        Value from = value_of(dates[0], text), to = value_of(dates[1], text);
        const bool term = spans_a_term(from.text, to.text);
        for (Value* v : {&from, &to})
            v->confidence = term ? std::max(v->confidence, 0.97) : std::min(v->confidence, 0.8);
        out.offer("valid_from", from);
        out.offer("valid_to", to);
    } else if (dates.front().from > 3) {  // the first date could not be read
        out.offer("valid_to", value_of(dates.front(), text));
        out.offer("valid_from", by_term(dates.front(), View(text).first(dates.front().from)));
    } else {
        out.offer("valid_from", value_of(dates.front(), text));
        if (forever != npos) {
            const View word = View(text).subspan(forever, 2);
            out.offer("valid_to", Value{"长期", trust(word), box_of(word)});
        } else {
            out.offer("valid_to", by_term(dates.front(), View(text).subspan(dates.front().to)));
        }
    }
}

}  // namespace mangping::ocr::fields
