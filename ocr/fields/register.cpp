// Reports of the register of degrees (学信网): of 2022 on in one column, of 2018 to 2021 and before in a ruled table,
// as the telephone shows them, in English. The verification code stands in print and in the QR code.
#include <algorithm>

#include "models/numbers.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

constexpr double kWitness = 0.85;  // chosen: a second place on the page that says the same
constexpr double kDayLost = 0.6;   // chosen: of a date whose day was not read

bool holds_as_diploma(std::string_view n) { return numbers::diploma_says(n).has_value(); }
bool holds_as_degree(std::string_view n) { return numbers::degree_says(n).has_value(); }
bool holds_as_code(std::string_view n) { return numbers::verification_code_holds(n); }

/// The code that a QR code's address carries, "" for none.
std::string code_in_qr(const Page& page) {
    for (const Code& code : page.view.codes) {
        const auto at = code.text.find("vcode=");
        if (at == std::string::npos) continue;
        std::string value = code.text.substr(at + 6);
        value = value.substr(0, value.find_first_of("&# "));
        if (numbers::verification_code_holds(value)) return value;
    }
    return {};
}

std::size_t differences(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return npos;
    std::size_t out = 0;
    for (std::size_t i = 0; i < a.size(); ++i) out += a[i] != b[i] ? 1 : 0;
    return out;
}

/// W was read as two V: of a code that is a character too long.
Text with_w(Text text) {
    constexpr std::size_t of_letters = 16;
    const auto is_v = [](const Mark& m) { return m.ch == U'v'; };
    const auto size =
        std::count_if(text.begin(), text.end(), [](const Mark& m) { return is_latin(m.ch) || is_digit(m.ch); });
    if (size != static_cast<std::ptrdiff_t>(of_letters + 1)) return text;
    const auto at =
        std::adjacent_find(text.begin(), text.end(), [&](const Mark& a, const Mark& b) { return is_v(a) && is_v(b); });
    if (at == text.end()) return text;
    at->ch = U'w';
    at->box = bounding(at->box, (at + 1)->box);
    text.erase(at + 1);
    return text;
}

void read_code(const Page& page, Ballot& out) {
    std::optional<Value> printed;
    const auto take = [&](const std::optional<Value>& v) {
        if (v && holds_as_code(v->text) && (!printed || v->confidence > printed->confidence)) printed = v;
    };
    for (const Hit* hit : page.form.of(verification_code)) {
        take(as_number(page.form.value(*hit), holds_as_code));
        take(as_number(page.form.below(*hit), holds_as_code));
        if (!printed) {
            constexpr double mended = 0.85;
            auto value = as_number(with_w(page.form.value(*hit)), holds_as_code);
            if (!value || !holds_as_code(value->text)) value = as_number(with_w(page.form.below(*hit)), holds_as_code);
            if (value) value->confidence = std::min(value->confidence, mended);
            take(value);
        }
    }
    if (!printed)
        for (const Row& row : page.flow.rows)
            if (row.text.size() <= 18) take(as_number(row.text, holds_as_code));
    if (!printed) return;
    const std::string qr = code_in_qr(page);
    // Where the two differ little, one of the letters was misread: the print is what is asked, and it is in doubt.
    // Where they differ much, somebody changed one of them: the print was read as it was read.
    const std::size_t off = qr.empty() ? npos : differences(qr, printed->text);
    if (off == 0) out.offer("verification_code", Value{qr, 0.97, printed->box});
    if (off != npos && off > 0 && off <= 2) out.doubt("verification_code");
    // Without a check character nothing but the reading speaks for 16 letters.
    if (qr.empty()) printed->confidence = std::min(printed->confidence, 0.97);
    out.offer("verification_code", printed);
}

/// The certificate's number: of several labels the one beside which a number holds, as 编号 may be the report's.
std::optional<Value> number_of(const Page& page, bool (*holds)(std::string_view)) {
    std::optional<Value> first;
    for (const Hit* hit : page.form.of(certificate_no)) {
        auto value = as_number(page.form.value(*hit), holds);
        if (value && holds(value->text)) return value;
        if (!first) first = std::move(value);
    }
    return first;
}

/// 男 or 女 that was read as one with its label over it.
std::optional<Value> sex_at_end(const Page& page) {
    constexpr std::size_t longest = 3;
    constexpr double unlabelled = 0.8;
    for (const Row& row : page.flow.rows) {
        const char32_t last = row.text.back().ch;
        if (row.text.size() > longest || (last != U'男' && last != U'女')) continue;
        auto value = as_sex(View(row.text).last(1));
        if (value) value->confidence = std::min(value->confidence, unlabelled);
        return value;
    }
    return std::nullopt;
}

void read_dates(const Page& page, Ballot& out) {
    auto born = as_date(page.beside(birth), true);
    constexpr std::size_t with_day = 10;  // YYYY-MM-DD: reports print the day
    if (born && born->text.size() < with_day) born->confidence = std::min(born->confidence, kDayLost);
    out.offer("birth_date", born);
    out.offer("start_date", as_date(page.beside(start), true));
    out.offer("end_date", as_date(page.beside(end), true));
    out.offer("updated_on", as_date(page.beside(updated_on), true));
    out.offer("valid_to", as_date(page.beside(valid_to), true));
}

void weigh(Ballot& out) {
    const Value* number = out.best("certificate_no");
    if (number == nullptr) return;
    const auto says = numbers::diploma_says(number->text);
    const Value held = *number;
    if (!says) return;
    if (const Value* date = out.best("end_date"); date != nullptr && says->year > 0) {
        const Value day = *date;
        if (!day.text.starts_with(std::to_string(says->year))) {
            out.doubt("certificate_no");
            out.doubt("end_date");
        } else {
            out.offer("certificate_no", Value{held.text, kWitness * day.confidence, held.box});
        }
    }
    if (const Value* word = out.best("level"); word != nullptr && !says->level.empty()) {
        const Value level = *word;
        const bool same = level.text == says->level || (says->level == "本科" && level.text == "专升本") ||
                          (says->level == "专科" && level.text != "本科" && !level.text.ends_with("研究生"));
        if (!same) out.doubt("certificate_no");
        if (same) out.offer("level", Value{level.text, kWitness * held.confidence, level.box});
    }
}

}  // namespace

void read_register(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    out.offer("sex", as_sex(page.beside(sex)));
    if (out.open("sex")) out.offer("sex", sex_at_end(page));
    out.offer("school", as_text(page.beside(school, 2)));
    out.offer("major", as_text(page.beside(major, 2)));
    out.offer("level", as_one_of(page.beside(level), study_levels()));
    out.offer("study_form", as_one_of(page.beside(study_form), study_forms()));
    out.offer("completion", as_one_of(page.beside(completion), completions()));
    out.offer("certificate_no", number_of(page, holds_as_diploma));
    read_dates(page, out);
    read_code(page, out);
    weigh(out);
}

void read_degree_register(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    out.offer("sex", as_sex(page.beside(sex)));
    out.offer("birth_date", as_date(page.beside(birth), true));
    out.offer("school", as_text(page.beside(school, 2)));
    out.offer("major", as_text(page.beside(major, 2)));
    out.offer("degree", as_degree(page.beside(degree)));
    out.offer("date", as_date(page.beside(degree_date), true));
    out.offer("certificate_no", number_of(page, holds_as_degree));
    out.offer("updated_on", as_date(page.beside(updated_on), true));
    out.offer("valid_to", as_date(page.beside(valid_to), true));
    read_code(page, out);
}

}  // namespace mangping::ocr::fields
