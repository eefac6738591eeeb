// Diplomas and degrees: a sentence that runs over lines, a number that tells school, year and level, a signature.
#include <algorithm>

#include "models/numbers.hpp"
#include "ocr/fields/arc.hpp"
#include "ocr/fields/name_characters.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

// What the number says about year and level witnesses what the sentence says.
constexpr double kWitness = 0.8;

// Marks between the sex and the date of birth at most: 男，维吾尔族，
constexpr std::size_t kSexToDate = 12, kLongestName = 18;

bool holds_as_diploma(std::string_view n) { return numbers::diploma_says(n).has_value(); }
bool holds_as_degree(std::string_view n) { return numbers::degree_says(n).has_value(); }

/// A number with its rule: beside its label, or wherever one stands that holds.
std::optional<Value> number_of(const Page& page, bool (*holds)(std::string_view)) {
    for (const Hit* hit : page.form.of(certificate_no)) {
        const auto value = as_number(page.form.value(*hit), holds);
        if (value && value->text.size() >= 10) return value;
    }
    for (const Hit* hit : page.form.of(certificate_no)) {  // under its label
        const auto value = as_number(page.form.below(*hit), holds);
        if (value && holds(value->text)) return value;
    }
    // The label was not read as one: the first number that holds, from the row's beginning or behind a colon.
    for (const Row& row : page.flow.rows)
        for (std::size_t from = 0; from < row.text.size(); ++from) {
            if (from > 0 && row.text[from - 1].ch != U':') continue;
            auto value = as_number(View(row.text).subspan(from), holds);
            if (!value || !holds(value->text)) continue;
            value->confidence = std::min(value->confidence, 0.85);
            return value;
        }
    return std::nullopt;
}

/// 字第960417号, as diplomas of the last century number themselves.
std::optional<Value> old_number(const Page& page) {
    constexpr std::size_t least = 4, most = 10;
    constexpr double without_rule = 0.85;
    for (const Row& row : page.flow.rows) {
        const std::size_t from = find(row.text, U"字第"), end = from == npos ? npos : find(row.text, U"号", from);
        if (end == npos || end - from - 2 < least || end - from - 2 > most) continue;
        auto number = as_number(View(row.text).subspan(from + 2, end - from - 2), nullptr);
        if (!number || number->text.size() != end - from - 2) continue;
        number->confidence = std::min(number->confidence, without_rule);
        return number;
    }
    return std::nullopt;
}

/// The name at the beginning of `text`, before a comma, 性别, 男 or 女.
std::optional<Value> name_before_sex(View text) {
    std::size_t end = std::min<std::size_t>(text.size(), 26);
    for (std::size_t i = 1; i < end; ++i) {
        const char32_t c = text[i].ch;
        const bool sex_word = c == U'性' && i + 1 < text.size() && could_be(text[i + 1], U'别');
        const bool sex_itself = (c == U'女' || c == U'男') && i + 1 < text.size() && is_punctuation(text[i + 1].ch);
        if (c == U',' || c == U'、' || c == U'(' || sex_word || sex_itself) end = i;
    }
    return as_name(text.first(end));
}

/// 性别男， before a date: of birth, though the heading stands between it and 生.
bool behind_sex(View before) {
    before = trimmed(before);
    while (!before.empty() && is_punctuation(before.back().ch)) before = before.first(before.size() - 1);
    if (before.size() < 3) return false;
    const View word = before.subspan(before.size() - 3);
    return could_be(word[0], U'性') && could_be(word[1], U'别') && (word[2].ch == U'男' || word[2].ch == U'女');
}

/// A name on a row of its own, in its own hand or larger than the sentence, right above or before the row that begins
/// with 性别, 女， or 学生.
std::optional<Value> above_the_sentence(const Page& page) {
    constexpr double furthest_em = 2.5;
    for (const Row& row : page.flow.rows) {
        const bool sex_first = find(row.text, U"性别") == 0 || find(row.text, U"学生") == 0 ||
                               (row.text.size() > 2 && (row.text[0].ch == U'男' || row.text[0].ch == U'女') &&
                                is_punctuation(row.text[1].ch));
        if (row.vertical || !sex_first) continue;
        for (const Row& above : page.flow.rows) {
            const double gap = row.box.y - above.box.bottom();
            if (&above == &row || above.vertical || gap > furthest_em * row.em || above.box.y > row.box.bottom())
                continue;
            if (above.box.centre().y > row.box.centre().y + 0.5 * row.em) continue;
            auto name = as_whole_name(above.text);
            if (!name || !made_of_name_characters(code_points(name->text))) continue;
            name->confidence = std::min(name->confidence, unlabelled_name);
            return name;
        }
    }
    return std::nullopt;
}

/// X系新疆某县人: the name that begins its row before where somebody is from.
std::optional<Value> name_before_origin(const Page& page) {
    constexpr std::size_t longest_origin = 14;
    for (std::size_t i = 0; i < page.flow.rows.size(); ++i) {
        const Text& row = page.flow.rows[i].text;
        const std::size_t at = find(row, U"系");
        if (page.flow.rows[i].vertical || at == npos || at < 2 || at > kLongestName) continue;
        const std::size_t from_there = find(View(row).first(std::min(row.size(), at + longest_origin)), U"人", at + 2);
        const auto name = from_there == npos ? std::nullopt : as_whole_name(View(row).first(at));
        if (name) return begun_on_row(page, i, name, unlabelled_name);
    }
    return std::nullopt;
}

/// Of what stands between a word of the heading and 性别: without the rest of the heading.
View behind_heading(View text) {
    for (const std::u32string_view rest : {U"毕业证书", U"结业证书", U"学位证书"})
        if (text.size() > rest.size() && slips_at(text, rest, 0) == 0) return text.subspan(rest.size());
    return text;
}

/// The sentence of a diploma or degree: who, of which sex, born when.
void read_person(const Page& page, Ballot& out) {
    const Running& all = page.all;
    const std::size_t student = find(all.text, U"学生");
    if (student != npos && student + 4 < all.text.size())
        out.offer("name", name_before_sex(View(all.text).subspan(student + 2)));
    // 研究生 X 性别女：a name and the sex right behind the word, which the heading holds as well.
    for (std::size_t at = find(all.text, U"研究生"); out.open("name") && at != npos;
         at = find(all.text, U"研究生", at + 1)) {
        const std::size_t sex_at = find(all.text, U"性别", at), next = find(all.text, U"研究生", at + 1);
        if (sex_at != npos && sex_at - at < 20 && (next == npos || next > sex_at))
            out.offer("name", as_name(behind_heading(page.marks(at + 3, sex_at))));
    }
    // X同志系新疆某县人: from the sentence's begin.
    if (const std::size_t at = find(all.text, U"同志系"); out.open("name") && at != npos) {
        std::size_t from = at;
        while (from > 0 && at - from < kLongestName && all.row[from - 1] == all.row[at]) --from;
        out.offer("name", as_name(page.marks(from, at)));
    }
    if (out.open("name")) out.offer("name", above_the_sentence(page));
    if (out.open("name")) out.offer("name", name_before_origin(page));
    if (const std::size_t at = find(all.text, U"性别"); at != npos)
        out.offer("sex", as_sex(page.marks(at + 2, std::min(all.text.size(), at + 4))));
    for (const Date& date : dates_in(all.text)) {
        // 1990年1月1日生, and what stands before it: X，男，
        const bool born = date.to < all.text.size() &&
                          (could_be(all.text[date.to], U'生') ||
                           find(page.marks(date.to, std::min(all.text.size(), date.to + 3)), U"出生") != npos ||
                           behind_sex(View(all.text).first(date.from)));
        if (!born) continue;
        out.offer("birth_date", value_of(date, all.text));
        for (std::size_t i = date.from; i-- > 1 && date.from - i < kSexToDate;) {
            if (all.text[i].ch != U'男' && all.text[i].ch != U'女') continue;
            if (out.open("sex")) out.offer("sex", as_sex(page.marks(i, i + 1)));
            if (!out.open("name")) break;
            std::size_t from = i;
            while (from > 0 && i - from < 24 && all.row[from - 1] == all.row[i - 1] &&
                   (is_han(all.text[from - 1].ch) || all.text[from - 1].ch == U'·' || from == i))
                --from;
            out.offer("name", as_name(page.marks(from, i)));
            break;
        }
        break;
    }
    if (out.open("name")) out.offer("name", page.name_beside());
    if (out.open("sex")) out.offer("sex", as_sex(page.beside(sex)));
    if (out.open("birth_date")) out.offer("birth_date", as_date(page.beside(birth), true));
}

/// 于 D1 至 D2, the first two dates joined by 至, 到 or a dash.
void read_span(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    const std::vector<Date> dates = dates_in(all);
    for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
        const Date &a = dates[i], &b = dates[i + 1];
        if (b.from < a.to || b.from - a.to > 3) continue;
        const View joint = page.marks(a.to, b.from);
        const bool joined = std::any_of(joint.begin(), joint.end(), [](const Mark& m) {
            return could_be(m, U'至') || could_be(m, U'到') || m.ch == U'-' || m.ch == U'—';
        });
        if (!joined) continue;
        out.offer("start_date", value_of(a, all));  // with the day where one is printed
        out.offer("end_date", value_of(b, all));
        return;
    }
}

/// 教育系学校教育: a department's name stands before its major. 系统工程 and 国际关系 are majors.
View without_department(View text) {
    constexpr std::size_t shortest = 2;
    for (std::size_t i = shortest; i + shortest < text.size(); ++i)
        if (text[i].ch == U'系' && text[i - 1].ch != U'关' && text[i - 1].ch != U'体' && text[i + 1].ch != U'统' &&
            text[i + 1].ch != U'列')
            return text.subspan(i + 1);
    return text;
}

/// "在本校 X 专业": the major between where and 专业.
std::optional<Value> major_of(const Page& page) {
    for (const auto before : {U"在本校", U"在我校", U"在本院", U"本校", U"我校"}) {
        const View text = page.between(before, U"专业", 26);
        if (text.size() >= 2) {
            View name = without_department(text);
            for (const auto form : study_forms())
                if (name.size() > form.size() + 1 && slips_at(name, form, 0) == 0) {
                    name = name.subspan(form.size());
                    constexpr std::size_t shortest_major = 2;  // 函授教育动物医学
                    if (name.size() >= 2 + shortest_major && slips_at(name, U"教育", 0) == 0) name = name.subspan(2);
                }
            Text letters;  // a comma within a major is a speck
            for (const Mark& m : trimmed(name))
                if (m.ch != U',' && m.ch != U'.') letters.push_back(m);
            for (const auto tail : {U"学科(", U"学科"})  // 在我校X学科（专业）已通过
                if (const std::size_t n = std::u32string_view(tail).size();
                    letters.size() > n + 1 && slips_at(letters, tail, letters.size() - n) == 0)
                    letters.resize(letters.size() - n);
            return as_text(letters);
        }
    }
    // 参加高等教育自学考试，X专业: the heading has the words as well.
    const Text& all = page.all.text;
    constexpr std::u32string_view examined = U"自学考试";
    for (std::size_t at = find(all, examined); at != npos; at = find(all, examined, at + 1)) {
        const std::size_t from = at + examined.size(), end = find(all, U"专业", from);
        if (end == npos || end - from > 26 || end - from < 3 || !is_punctuation(all[from].ch)) continue;
        return as_text(page.marks(from, end));
    }
    // 至二〇一一年六月在 X 专业学习: the school stands elsewhere.
    for (const Date& date : dates_in(all)) {
        if (date.to >= all.size() || !could_be(all[date.to], U'在')) continue;
        const std::size_t end = find(all, U"专业", date.to);
        if (end == npos || end - date.to > 26 || end - date.to < 3) continue;
        return as_text(page.marks(date.to + 1, end));
    }
    return std::nullopt;
}

void read_completion(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    for (const auto& [words, value] :
         {std::pair(U"准予毕业", "毕业"), std::pair(U"准予结业", "结业"), std::pair(U"毕业证书", "毕业"),
          std::pair(U"结业证书", "结业"), std::pair(U"肄业证书", "肄业")})
        if (const std::size_t at = find(all, words); at != npos)
            out.offer("completion", Value{value, trust(page.marks(at, at + 4)), box_of(page.marks(at, at + 4))});
}

/// The label was lost, the value was not: the only row that is one of the list and nothing else.
std::optional<Value> alone_on_its_row(const Page& page, std::span<const std::u32string_view> list) {
    constexpr double unlabelled = 0.85;
    std::optional<Value> found;
    for (const Row& row : page.flow.rows) {
        const View text = trimmed(row.text);
        auto one = as_one_of(text, list);
        if (!one || code_points(one->text).size() != text.size()) continue;
        if (found && found->text != one->text) return std::nullopt;
        one->confidence = std::min(one->confidence, unlabelled);
        found = std::move(one);
    }
    return found;
}

/// X专业本科（独立本科段）全部课程
std::optional<Value> level_behind_major(const Page& page) {
    const Text& all = page.all.text;
    constexpr std::u32string_view word = U"专业";
    for (std::size_t at = find(all, word); at != npos; at = find(all, word, at + 1))
        for (const auto level : study_levels()) {
            const std::size_t from = at + word.size(), to = from + level.size();
            if (slips_at(all, level, from) != 0 || to >= all.size()) continue;
            if (all[to].ch == U'(' || slips_at(all, U"全部", to) == 0)
                return Value{utf8(level), trust(page.marks(from, to)), box_of(page.marks(from, to))};
        }
    return std::nullopt;
}

void read_level(const Page& page, Ballot& out) {
    // 学 and 习 may be parted by the end of a row and what was read into it.
    for (const auto before : {U"年制", U"专业"}) {
        View text = page.between(before, U"学习", 12);
        if (text.empty()) text = page.between(before, U"学", 10);
        if (auto level = as_one_of(text, study_levels())) {
            level->confidence = trust(text);
            out.offer("level", level);
            break;
        }
    }
    for (const auto after : {U"培养", U"教学"})  // 修完硕士研究生培养计划
        if (const View text = page.between(U"修完", after, 12); out.open("level") && text.size() >= 2)
            out.offer("level", as_one_of(text, study_levels()));
    if (out.open("level")) out.offer("level", level_behind_major(page));
    if (out.open("level")) out.offer("level", as_one_of(page.beside(level), study_levels()));
    if (out.open("level")) out.offer("level", alone_on_its_row(page, study_levels()));
}

void read_form(const Page& page, Ballot& out) {
    if (auto form = as_one_of(page.beside(study_form), study_forms())) return out.offer("study_form", form);
    const std::size_t from = find(page.all.text, U"在本校"), to = find(page.all.text, U"学习", from == npos ? 0 : from);
    if (from != npos && to != npos && to - from < 50)
        if (auto form = as_one_of(page.marks(from, to), study_forms())) {
            form->confidence = std::max(form->confidence, 0.85);
            return out.offer("study_form", form);
        }
    // The heading of regular schools says how was studied without a word for it; chosen: likely, not read.
    if (const std::size_t at = find(page.all.text, U"普通高等学校", 0, 1); at != npos)
        out.offer("study_form", Value{"普通全日制", 0.7, box_of(page.marks(at, at + 6))});
}

/// Year and level of the number agree with the sentence, or one of them was misread.
void weigh_number(Ballot& out) {
    const Value* number = out.best("certificate_no");
    if (number == nullptr) return;
    const auto says = numbers::diploma_says(number->text);
    if (!says) return;
    const Value held = *number;
    if (const Value* end = out.best("end_date"); end != nullptr && says->year > 0) {
        const Value date = *end;
        const bool same = date.text.starts_with(std::to_string(says->year));
        if (same) {
            out.offer("end_date", Value{date.text, kWitness * held.confidence, date.box});
            out.offer("certificate_no", Value{held.text, kWitness * date.confidence, held.box});
        } else {
            out.doubt("certificate_no");
            out.doubt("end_date");
        }
    }
    if (const Value* level = out.best("level"); level != nullptr && !says->level.empty()) {
        const Value word = *level;
        const bool graduate = word.text == "研究生" && says->level.ends_with("研究生");
        const bool same = word.text == says->level || graduate || (says->level == "本科" && word.text == "专升本") ||
                          (says->level == "专科" && (word.text == "大专" || word.text == "高职(专科)"));
        if (same) out.offer("level", Value{word.text, kWitness * held.confidence, word.box});
        if (!same) out.doubt("certificate_no");
    }
}

/// 于2006年9月1日至2010年6月, issued on 30 June 2010: studies that began on a day ended on one, that of the issue where
/// it lies in the month. Never sure, as it is not printed there.
void add_day_of_issue(const Page& page, Ballot& out) {
    constexpr std::size_t with_day = 10, of_month = 7;  // characters: YYYY-MM-DD, YYYY-MM
    constexpr double inferred = 0.85;
    const Value *start = out.best("start_date"), *end = out.best("end_date");
    if (start == nullptr || end == nullptr || start->text.size() != with_day || end->text.size() != of_month) return;
    const auto issued = foot_date(page);
    if (!issued || issued->text.size() != with_day || !issued->text.starts_with(end->text)) return;
    const double confidence = std::min({inferred, end->confidence, issued->confidence});
    out.withdraw("end_date");
    out.offer("end_date", Value{issued->text, confidence, issued->box});
}

}  // namespace

void read_diploma(const Page& page, Ballot& out) {
    read_person(page, out);
    read_span(page, out);
    out.offer("certificate_no", number_of(page, holds_as_diploma));
    if (out.open("certificate_no")) out.offer("certificate_no", old_number(page));
    auto signed_by = foot_school(page);
    if (!signed_by) signed_by = as_text(page.beside(school));  // what the seal left of it
    signed_by = with_seal(page, signed_by, is_school);
    if (signed_by && is_school(code_points(signed_by->text))) out.offer("school", signed_by);
    out.offer("major", major_of(page));
    read_level(page, out);
    read_form(page, out);
    read_completion(page, out);
    if (out.open("major")) out.offer("major", as_text(page.beside(major, 2)));
    if (out.open("start_date"))
        for (const Date& date : dates_in(page.all.text))  // 于一九九三年九月入本校
            for (const auto entered : {U"入本校", U"入我校", U"入本院", U"入学", U"考入"})
                if (out.open("start_date") && slips_at(page.all.text, entered, date.to) == 0)
                    out.offer("start_date", value_of(date, page.all.text));
    if (out.open("start_date")) out.offer("start_date", as_date(page.beside(start), false));
    if (out.open("end_date")) out.offer("end_date", as_date(page.beside(end), false));
    if (out.open("end_date") && find(page.all.text, U"自学考试") != npos) {
        // Studied by oneself, from no day on: one graduates on the day of issue.
        constexpr double inferred = 0.85;
        auto issued = foot_date(page);
        if (issued) issued->confidence = std::min(issued->confidence, inferred);
        out.offer("end_date", issued);
    }
    weigh_number(out);
    add_day_of_issue(page, out);
}

namespace {

/// A school alone on a row over the word for the certificate.
std::optional<Value> school_in_heading(const Page& page) {
    constexpr double upper_part = 0.3;
    for (const Row& row : page.flow.rows) {
        const View text = trimmed(row.text);
        if (row.vertical || row.box.centre().y > page.height_at(upper_part) || !is_school(chars(text))) continue;
        if (row.em > page.flow.em) return as_text(text);
    }
    return std::nullopt;
}

}  // namespace

void read_degree(const Page& page, Ballot& out) {
    Ballot person;
    read_person(page, person);
    if (const Value* v = person.best("name")) out.offer("name", *v);
    out.offer("certificate_no", number_of(page, holds_as_degree));
    // 在 SCHOOL MAJOR 专业 …
    for (const auto before : {U"生。在", U"生,在", U"生在", U"在"}) {
        const View text = page.between(before, U"专业", 40);
        const std::size_t n = school_length(text);
        const bool own =
            slips_at(text, U"我校", 0) == 0 || slips_at(text, U"本校", 0) == 0;  // 在我校教育系学校教育专业
        if (n == 0 || n >= text.size() || own) continue;
        out.offer("school", as_text(text.first(n)));
        View rest = trimmed(text.subspan(n));
        if (!rest.empty() && rest.front().ch == U'在') rest = rest.subspan(1);
        out.offer("major", as_text(rest));
        break;
    }
    out.offer("school", with_seal(page, foot_school(page), is_school));
    out.offer("school", school_in_heading(page));
    if (out.open("major")) out.offer("major", major_of(page));
    for (const auto word : {U"学科", U"专业"})  // 在X学科（专业）已完成培养计划, 在X专业完成了培养计划
        for (const auto before : {U"生。在", U"生,在", U"生·在", U"生在"})
            if (const View text = page.between(before, word, 26);
                out.open("major") && text.size() >= 2 && school_length(text) == 0)
                out.offer("major", as_text(text));
    if (out.open("major")) out.offer("major", as_text(page.beside(major, 2)));
    const View conferred = page.between(U"授予", U"学位", 14);
    if (conferred.size() >= 2) out.offer("degree", as_degree(conferred));
    if (out.open("degree")) out.offer("degree", as_degree(page.beside(degree)));
    out.offer("date", foot_date(page));
    if (out.open("date")) out.offer("date", as_date(page.beside(degree_date), true));
    const Value* number = out.best("certificate_no");
    const Value* date = out.best("date");
    if (number == nullptr || date == nullptr) return;
    const auto says = numbers::degree_says(number->text);
    if (!says) return;
    const Value held = *number, day = *date;
    if (day.text.starts_with(std::to_string(says->year))) {
        out.offer("certificate_no", Value{held.text, kWitness * day.confidence, held.box});
        out.offer("date", Value{day.text, 0.5 * held.confidence, day.box});
    }
}

}  // namespace mangping::ocr::fields
