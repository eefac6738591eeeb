// What shows the years of work: assessments, courses, statements of social insurance.
#include <algorithm>
#include <array>
#include <cmath>

#include "ocr/fields/arc.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

/// "2021" at the beginning or before 年, 年度; four digits of this or the last century.
std::optional<Value> year_in(View text) {
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
        if (at > 0 && is_digit(text[at - 1].ch)) continue;
        int number = 0;
        bool all = true;
        std::string digits;
        for (std::size_t i = 0; i < 4 && all; ++i) {
            const auto d = digit_of(text[at + i]);
            const auto han = std::u32string_view(U"〇一二三四五六七八九").find(text[at + i].ch);
            if (!d && han == npos) all = false;
            const int value = d ? d->digit - '0' : static_cast<int>(han);
            number = number * 10 + value;
            digits += static_cast<char>('0' + value);
        }
        if (!all || number < 1980 || number > 2099 || (at + 4 < text.size() && is_digit(text[at + 4].ch))) continue;
        return Value{digits, trust(text.subspan(at, 4)), box_of(text.subspan(at, 4))};
    }
    return std::nullopt;
}

/// The year of "（2021年度）", "2021 年度考核": four digits right before 年度.
std::optional<Value> year_before_word(const Page& page) {
    for (std::size_t at = find(page.all.text, U"年度"); at != npos; at = find(page.all.text, U"年度", at + 1))
        if (at >= 4)
            if (auto year = year_in(page.marks(at - 4, at))) return year;
    return std::nullopt;
}

constexpr std::u32string_view kAttended[] = {U"参加", U"在", U"完成", U"至", U"到"};

/// 于2014年参加…培训: the year of a certificate that is a sentence.
std::optional<Value> year_of_sentence(const Page& page) {
    for (const std::u32string_view words : {U"年参加", U"年度参加", U"年在", U"年完成", U"年公需科目", U"年专业科目"})
        for (std::size_t at = find(page.all.text, words); at != npos; at = find(page.all.text, words, at + 1))
            if (at >= 4)
                if (auto year = year_in(page.marks(at - 4, at))) return year;
    // 于2021年10月参加…, or a span of days.
    const Text& all = page.all.text;
    for (const Date& date : dates_in(all)) {
        const bool begun = std::any_of(std::begin(kAttended), std::end(kAttended), [&](std::u32string_view word) {
            return date.to + word.size() <= all.size() && slips_at(all, word, date.to) == 0;
        });
        if (!begun) continue;
        Value year = value_of(date, all);
        year.text = year.text.substr(0, 4);
        return year;
    }
    return std::nullopt;
}

std::optional<Value> whole_number(View text, int least, int most) {
    text = trimmed(text);
    const auto count = count_at(text);
    if (!count || count->number < least || count->number > most) return std::nullopt;
    const View used = text.first(count->used);
    return Value{std::to_string(count->number), std::min(count->confidence, trust(used)), box_of(used)};
}

// ---- assessments --------------------------------------------------------------------------------------------------

/// A grade that fills the text, longest first: 合格 is a part of 不合格 and of 基本合格.
std::optional<Value> grade_in(View text) {
    text = trimmed(text);
    // 等次为：合格。 and what follows the stop.
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i].ch == U'。' || text[i].ch == U',' || text[i].ch == U';') text = text.first(i);
    text = trimmed(text);
    for (const auto word : {U"等次", U"等级", U"档次"})  // 合格等次
        if (const std::size_t at = find(text, word); at != npos && at >= 2) text = text.first(at);
    if (text.size() > 2 && text.back().ch == U'等') text = text.first(text.size() - 1);  // a row ended within 等次
    if (text.size() > 6) return std::nullopt;
    auto grade = as_one_of(text, results());
    if (!grade || code_points(grade->text).size() != text.size()) {
        if (grade) grade->confidence = std::min(grade->confidence, 0.6);
        return grade;
    }
    grade->confidence = trust(text);
    return grade;
}

/// The longest grade that begins at `at`; empty where none does.
std::u32string_view grade_at(View text, std::size_t at) {
    std::u32string_view best;
    for (const auto word : results())
        if (word.size() > best.size() && slips_at(text, word, at) == 0) best = word;
    return best;
}

/// □优秀 ☑合格 □基本合格 □不合格: the box that is not as the others.
std::optional<Value> ticked(const Row& row) {
    constexpr std::u32string_view ticks = U"☑√✓✔vy图区囚团因固困圆回";
    struct Choice {
        std::u32string_view word;
        std::size_t at;
    };
    std::vector<Choice> choices;
    for (std::size_t at = 0; at < row.text.size(); ++at) {
        const std::u32string_view best = grade_at(row.text, at);
        if (best.empty()) continue;
        choices.push_back({best, at});
        at += best.size() - 1;
    }
    if (choices.size() < 3) return std::nullopt;
    const Choice* chosen = nullptr;
    for (const Choice& c : choices) {
        if (c.at == 0 || ticks.find(row.text[c.at - 1].ch) == npos) continue;
        if (chosen != nullptr) return std::nullopt;
        chosen = &c;
    }
    if (chosen == nullptr) return std::nullopt;
    return Value{utf8(chosen->word), 0.6, box_of(View(row.text).subspan(chosen->at, chosen->word.size()))};
}

/// 优秀 合格 基本合格 不合格 as the heads of four cells, and one mark in the row of cells under them: the head over it.
std::optional<Value> ticked_under(const Page& page) {
    constexpr std::size_t least_heads = 3;
    constexpr double furthest_em = 4, unsure = 0.85;
    std::vector<const Row*> heads;
    for (const Row& row : page.flow.rows) {
        const std::u32string_view grade = row.vertical ? std::u32string_view() : grade_at(row.text, 0);
        if (grade.empty() || grade.size() != trimmed(row.text).size()) continue;
        if (!heads.empty() && std::abs(heads.back()->box.centre().y - row.box.centre().y) > row.em) heads.clear();
        heads.push_back(&row);
    }
    if (heads.size() < least_heads) return std::nullopt;
    const Row* mark = nullptr;
    for (const Row& row : page.flow.rows) {
        const double below = row.box.y - heads.front()->box.bottom();
        if (below < 0 || below > furthest_em * heads.front()->em || row.text.size() > 1) continue;
        if (is_han(row.text.front().ch) || mark != nullptr) return std::nullopt;
        mark = &row;
    }
    if (mark == nullptr) return std::nullopt;
    const auto off = [&](const Row* head) { return std::abs(head->box.centre().x - mark->box.centre().x); };
    std::stable_sort(heads.begin(), heads.end(), [&](const Row* a, const Row* b) { return off(a) < off(b); });
    if (2 * off(heads[0]) > off(heads[1])) return std::nullopt;
    return Value{utf8(grade_at(heads[0]->text, 0)), unsure, mark->box};
}

/// What a row of a hand says of the grade: the longest grade that was read in it, or 优 alone, which no other begins
/// with, behind a mark of 考核等次评定为. Nothing where it names several, as notes on a form do.
std::optional<Value> grade_of_row(const Row& row) {
    constexpr std::u32string_view before = U"核次评定为";
    std::optional<Value> out;
    bool graded = false;
    for (std::size_t at = 0; at < row.text.size(); ++at) {
        graded |= before.find(row.text[at].ch) != npos;
        if (!graded) continue;
        std::u32string_view best = grade_at(row.text, at);
        std::size_t marks = best.size();
        if (best.empty() && row.text[at].ch == U'优' && at + 1 < row.text.size()) {
            best = U"优秀";
            marks = 2;
        }
        if (best.empty()) continue;
        if (out && out->text != utf8(best)) return std::nullopt;
        const View used = View(row.text).subspan(at, marks);
        out = Value{utf8(best), trust(used), box_of(used)};
        at += marks - 1;
    }
    return out;
}

/// Leaders, committee and employer each write the grade: two rows that agree, and none that says otherwise, are read
/// though the hand reads badly. Never sure: what stands before 合格 may be what was not read.
std::optional<Value> grade_by_hand(const Page& page) {
    constexpr double unsure = 0.6;
    constexpr int least = 2;
    std::optional<Value> out;
    int rows = 0;
    for (const Row& row : page.flow.rows) {
        const auto grade = grade_of_row(row);
        if (!grade) continue;
        if (out && out->text != grade->text) return std::nullopt;
        out = grade;
        ++rows;
    }
    if (rows < least) return std::nullopt;
    out->confidence = unsure;
    return out;
}

void read_grade(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    for (const auto before : {U"考核等次为", U"考核结果为", U"考核等级为", U"鉴定等次为", U"等次为", U"确定为",
                              U"评定为", U"考核为", U"建议定为", U"等次:"})
        for (std::size_t at = find(all, before); at != npos; at = find(all, before, at + 1)) {
            std::size_t from = at + std::u32string_view(before).size();
            while (from < all.size() && is_punctuation(all[from].ch)) ++from;
            std::size_t to = from;
            while (to < all.size() && to - from < 7 && page.all.row[to] == page.all.row[from]) ++to;
            auto grade = grade_in(page.marks(from, to));
            // White where 不 or 基本 may have stood and was not read.
            const bool white =
                grade && from > at && all[from].gap_em > 0.8 && page.all.row[from] == page.all.row[from - 1];
            if (white) grade->confidence = std::min(grade->confidence, 0.8);
            out.offer("result", grade);
        }
    out.offer("result", grade_in(page.beside(result)));
    for (const Row& row : page.flow.rows) out.offer("result", ticked(row));
    if (out.open("result")) out.offer("result", ticked_under(page));
    if (!out.open("result")) return;
    std::vector<Value> cells;  // a stamp or a cell of its own; where several grades stand so, one is to be chosen
    for (const Row& row : page.flow.rows)
        if (row.text.size() <= 5)
            if (auto grade = grade_in(row.text);  // □优秀 beside it was not ticked
                grade && code_points(grade->text).size() == trimmed(row.text).size()) {
                grade->confidence = std::min(grade->confidence, 0.7);
                cells.push_back(*grade);
            }
    const bool one = std::all_of(cells.begin(), cells.end(), [&](const Value& v) { return v.text == cells[0].text; });
    for (const Value& cell : cells)
        if (one) out.offer("result", cell);
    if (out.open("result")) out.offer("result", grade_by_hand(page));
}

// ---- courses ------------------------------------------------------------------------------------------------------

/// Under the head of a column: the one number, or what several add up to, printed as the last of them or not.
std::optional<Value> column_total(const Page& page, const Hit& head) {
    constexpr double widest_step_em = 9, off_em = 1;                  // rows may be as tall as the seals in them
    constexpr double added_up = 0.8, one_and_its_total_or_two = 0.6;  // chosen
    std::vector<std::pair<int, Value>> seen;
    double bottom = head.box.bottom();
    for (const Row& row : page.flow.rows) {
        if (row.vertical || row.box.y < bottom - 0.3 * row.em) continue;
        if (std::abs(row.box.centre().x - head.box.centre().x) > off_em * page.flow.em) continue;
        if (row.box.y - bottom > widest_step_em * page.flow.em) break;
        bottom = row.box.bottom();
        const auto count = whole_number(row.text, 1, 400);
        if (!count || code_points(count->text).size() != trimmed(row.text).size()) break;
        seen.emplace_back(std::stoi(count->text), *count);
    }
    if (seen.empty()) return std::nullopt;
    if (seen.size() == 1) return seen.front().second;
    int sum = 0;
    double p = added_up;
    Rect box;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto& [number, value] = seen[i];
        const bool total = i + 1 == seen.size() && sum == number;
        if (total && i > 1) return value;
        p = std::min(p, total ? one_and_its_total_or_two : value.confidence);
        if (!total) sum += number;
        box = bounding(box, value.box);
    }
    return Value{std::to_string(sum), p, box};
}

void read_hours(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    for (const auto unit : {U"学时", U"课时"})
        for (std::size_t at = find(all, unit); at != npos; at = find(all, unit, at + 1)) {
            // 30学时 on its row, or parted by the end of a sentence's line; of 2014-11-08 in the cell before nothing is
            // meant.
            constexpr std::size_t a_line = 10;
            const auto on_row = [&](std::size_t i) {
                return page.all.row[i] == page.all.row[at] || (page.all.row[i] + 1 == page.all.row[at] &&
                                                               page.flow.rows[page.all.row[i]].text.size() > a_line);
            };
            std::size_t from = at;
            while (from > 0 && on_row(from - 1) && at - from < 4 && digit_of(all[from - 1]) && all[from].gap_em < 1)
                --from;
            const bool of_date = from > 0 && on_row(from - 1) &&
                                 (all[from - 1].ch == U'-' || all[from - 1].ch == U'.' || all[from - 1].ch == U'/');
            if (from < at && !of_date) out.offer("hours", whole_number(page.marks(from, at), 1, 400));
        }
    for (const Hit* hit : page.form.of(hours))  // 合计学时 under a column of 学时
        if (out.open("hours")) out.offer("hours", whole_number(page.form.value(*hit), 1, 400));
    if (out.open("hours"))
        for (const Hit* head : page.form.of(hours)) out.offer("hours", column_total(page, *head));
}

/// 公需科目“X”培训, whose signs were read as dots or not at all; of 2021年度“X”培训 the first must have been read as
/// some sign.
std::optional<Value> course_of_sentence(const Text& all) {
    constexpr std::size_t least = 4, most = 30;
    constexpr std::u32string_view of_year = U"年度";
    for (const std::u32string_view kind : {std::u32string_view(U"公需科目"), std::u32string_view(U"专业科目"),
                                           std::u32string_view(U"公需课"), std::u32string_view(U"专业课"), of_year})
        for (std::size_t at = find(all, kind); at != npos; at = find(all, kind, at + 1)) {
            const std::size_t from = at + kind.size(), end = find(all, U"培训", from);
            if (end == npos || end - from < least || end - from > most) continue;
            if (kind == of_year && (is_han(all[from].ch) || is_digit(all[from].ch))) continue;
            std::size_t behind = end + 2;  // …培训，共计 or …培训班，计
            if (behind < all.size() && all[behind].ch == U'班') ++behind;
            if (behind >= all.size() || !is_punctuation(all[behind].ch)) continue;
            View text = View(all).subspan(from, end - from);
            const auto is_sign = [](const Mark& m) { return !is_han(m.ch) && !is_digit(m.ch) && m.ch != U'('; };
            while (!text.empty() && is_sign(text.front())) text = text.subspan(1);
            while (!text.empty() && is_sign(text.back()) && text.back().ch != U')') text = text.first(text.size() - 1);
            constexpr std::u32string_view general = U"继续教育";  // 专业科目继续教育X培训
            if (text.size() >= general.size() + least && slips_at(text, general, 0) == 0)
                text = text.subspan(general.size());
            if (text.size() >= least) return as_text(text);
        }
    return std::nullopt;
}

/// Of a list of those who passed, the applicant's row: whose name is looked for is no evidence for it, the reading is.
std::optional<Value> name_in_list(const Page& page) {
    constexpr std::size_t people = 8;
    std::optional<Value> found;
    std::size_t names = 0;
    for (const Row& row : page.flow.rows) {
        if (row.vertical || row.text.size() < 2 || row.text.size() > 20) continue;
        const auto name = as_name(row.text);
        if (!name) continue;
        ++names;
        if (!found && name->text == page.view.applicant) found = as_whole_name(row.text);
    }
    return names >= people ? found : std::nullopt;
}

/// Of titles and courses over an organisation none does by its kind: 培训证书, 合格.
bool begins_with_surname(const std::string& name) {
    const std::u32string text = code_points(name);
    return is_surname(text.front()) || surname_length(text) > 1 || text.find(U'·') != std::u32string::npos;
}

/// A name in the middle of its row, and (工作单位) in brackets on the row below; or in one column with the employer
/// under it, where 姓名 was not read or is not printed.
std::optional<Value> name_over_employer(const Page& page) {
    constexpr double furthest_em = 3, aligned_em = 0.5;
    for (const Row& under : page.flow.rows) {
        if (under.vertical || under.text.size() < 6) continue;
        const bool bracket = under.text.front().ch == U'(';
        if (!is_organisation(chars(trimmed(View(under.text).subspan(bracket ? 1 : 0))))) continue;
        for (const Row& row : page.flow.rows) {
            const double gap = under.box.y - row.box.bottom();
            const double aside = bracket ? std::abs(row.box.centre().x - under.box.centre().x) / 2
                                         : std::abs(row.box.x - under.box.x) / (2 * aligned_em);
            if (row.vertical || gap < 0 || gap > furthest_em * row.em || aside > row.em) continue;
            auto name = as_whole_name(row.text);
            if (!name || (!bracket && !begins_with_surname(name->text))) continue;
            if (!bracket) name->confidence = std::min(name->confidence, unlabelled_name);
            return name;
        }
    }
    return std::nullopt;
}

/// The rows under 课程名称 in a table of lessons: what they have in common before (一), (二); the one where there is
/// one.
std::optional<Value> course_of_table(const Page& page) {
    constexpr double widest_step_em = 4;
    constexpr std::size_t least = 4;
    for (const Hit* head : page.form.of(course)) {
        double left = 0, right = 1e9;  // of the column, whose head may stand in its middle
        for (const Row& other : page.flow.rows) {
            if (other.vertical || std::abs(other.box.centre().y - head->box.centre().y) > 0.5 * other.em) continue;
            if (other.box.right() <= head->box.x) left = std::max(left, other.box.right());
            if (other.box.x >= head->box.right()) right = std::min(right, other.box.x);
        }
        std::vector<const Row*> lessons;
        double bottom = head->box.bottom();
        for (const Row& row : page.flow.rows) {
            if (row.vertical || row.box.y < bottom || row.text.size() < least) continue;
            if (row.box.centre().x < left || row.box.centre().x > right) continue;
            if (row.box.y - bottom > widest_step_em * row.em) break;
            lessons.push_back(&row);
            bottom = row.box.bottom();
        }
        if (lessons.empty()) continue;
        std::size_t shared = lessons.front()->text.size();
        for (const Row* row : lessons) {
            std::size_t n = 0;
            while (n < std::min(shared, row->text.size()) && row->text[n].ch == lessons.front()->text[n].ch) ++n;
            shared = n;
        }
        View name = View(lessons.front()->text).first(shared);
        if (const std::size_t bracket = find(name, U"("); lessons.size() > 1 && bracket != npos)
            name = name.first(bracket);
        if (name.size() >= least) return as_text(name);
    }
    return std::nullopt;
}

void read_course_name(const Page& page, Ballot& out) {
    // 《…》 of a sentence; the brackets read as < > or not at all.
    const Text& all = page.all.text;
    for (const auto& [open, close] : {std::pair(U"《", U"》"), std::pair(U"<", U">"), std::pair(U"“", U"”")}) {
        const View text = page.between(open, close, 40);
        // Signs that were read into a table hold labels between them.
        const bool labels = std::any_of(text.begin(), text.end(), [](const Mark& m) { return m.ch == U':'; });
        if (text.size() >= 3 && !labels) {
            out.offer("course", as_text(text));
            break;
        }
    }
    // The closing sign was lost: what follows is the course's kind.
    for (const auto kind : {U"公需科目", U"专业科目"})
        for (const auto open : {U"《", U"<", U"“"})
            if (const View text = page.between(open, kind, 30);
                out.open("course") && text.size() >= 3 && trust(text) >= 0.5)
                out.offer("course", as_text(text));
    if (out.open("course")) out.offer("course", course_of_sentence(all));
    if (out.open("course")) out.offer("course", as_text(page.beside(course, 2)));
    if (out.open("course")) out.offer("course", course_of_table(page));
    if (out.open("course"))
        for (const Hit* head : page.form.of(course)) out.offer("course", as_text(page.form.below(*head, 2)));
    (void)all;
}

}  // namespace

/// 疆南农牧科学院科研人员年度考核登记表: the organisation that a form's heading begins with, or that stands above it.
std::optional<Value> employer_in_heading(const Page& page) {
    constexpr double from_heading = 0.85, above_em = 2.5;
    for (const Row& row : page.flow.rows) {
        std::size_t form = find(row.text, U"考核登记表");
        if (form == npos) form = find(row.text, U"考核表");
        if (row.vertical || form == npos) continue;
        View text = View(row.text).first(form);
        for (const Row& above : page.flow.rows) {
            const double gap = row.box.y - above.box.bottom();
            if (!above.vertical && gap > -0.5 * row.em && gap < above_em * row.em && above.box.y < row.box.y &&
                above.box.x < row.box.right() && above.box.right() > row.box.x && is_organisation(chars(above.text)))
                text = above.text;
        }
        if (text.size() < 6) continue;
        auto out = as_organisation(text);
        if (!out || !is_organisation(code_points(out->text))) continue;
        out->confidence = std::min(out->confidence, from_heading);
        return out;
    }
    return std::nullopt;
}

/// 某某医院设备科: the employer without the department that 单位及部门 asks for as well.
Text without_own_department(Text text) {
    constexpr std::u32string_view wholes[] = {U"公司", U"医院", U"学院",   U"学校",   U"大学", U"中学",
                                              U"小学", U"中心", U"研究院", U"研究所", U"局",   U"厂"};
    constexpr std::u32string_view departments = U"科室部处系组";
    constexpr std::size_t shortest = 4, shortest_department = 2;
    const std::u32string all = chars(text);
    if (all.empty() || departments.find(all.back()) == npos) return text;
    std::size_t end = 0;
    for (const auto word : wholes)
        if (const auto at = all.rfind(word); at != std::u32string::npos) end = std::max(end, at + word.size());
    if (end >= shortest && end + shortest_department <= all.size()) text.resize(end);
    return text;
}

void read_assessment(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    if (out.open("name"))
        for (std::size_t i = 0; i < page.flow.rows.size(); ++i) {  // X同志按计划完成…, as the back of a form begins
            const Row& row = page.flow.rows[i];
            const std::size_t at = find(row.text, U"同志");
            if (at == npos || at < 2 || at > 15 || row.vertical) continue;
            // Further down it may be the rest of a name whose beginning was not read.
            const bool topmost = std::none_of(page.flow.rows.begin(), page.flow.rows.end(), [&](const Row& other) {
                return other.box.bottom() < row.box.centre().y && other.text.size() > 2;
            });
            if (const auto name = as_whole_name(View(row.text).first(at)); topmost && name)
                out.offer("name", begun_on_row(page, i, name, unlabelled_name));
            break;
        }
    out.offer("year", year_before_word(page));
    if (out.open("year")) out.offer("year", year_in(page.beside(year)));
    out.offer("employer", as_organisation(page.beside(employer, 2)));
    if (out.open("employer")) out.offer("employer", as_organisation(without_own_department(page.beside(post, 2))));
    if (out.open("employer")) out.offer("employer", employer_in_heading(page));
    read_grade(page, out);
}

/// 兹证明…公司X: what stands behind the last word for an organisation.
View behind_organisation(View text) {
    for (std::size_t i = text.size(); i-- > 4;)
        if (text.size() - i >= 2 &&
            is_organisation(chars(text.subspan(i > 20 ? i - 20 : 0, std::min<std::size_t>(i, 20)))))
            return text.subspan(i);
    return text;
}

/// 兹证明X: without the words that bear witness.
View behind_witness(View text) {
    for (const std::u32string_view words : {U"兹证明", U"特证明", U"现证明", U"证明", U"兹有"})
        if (text.size() >= words.size() + 2 && slips_at(text, words, 0) == 0) return text.subspan(words.size());
    return text;
}

void read_course(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    if (out.open("name"))
        for (const Row& row : page.flow.rows) {  // X（身份证号：…）于…
            const std::size_t at = find(row.text, U"(身份证");
            if (at != npos && at >= 2) out.offer("name", as_name(View(row.text).first(at)));
        }
    for (const auto tail :
         {U"同志于", U"同志:于", U"同志参加", U"同志在", U"同志(", U"同志,", U"同志·身", U"同志身份证"})
        if (const std::size_t at = find(page.all.text, tail); out.open("name") && at != npos) {
            std::size_t from = at;
            while (from > 0 && at - from < 50 && page.all.row[from - 1] == page.all.row[at]) --from;
            const View who = behind_witness(behind_organisation(page.marks(from, at)));
            const bool at_start = who.size() == at - from;
            out.offer("name", at_start ? begun_on_row(page, page.all.row[at], as_name(who)) : as_name(who));
        }
    if (out.open("name")) out.offer("name", page.addressed());
    if (out.open("name")) out.offer("name", name_in_list(page));
    if (out.open("name")) out.offer("name", name_over_employer(page));
    out.offer("year", year_before_word(page));
    if (out.open("year")) out.offer("year", year_of_sentence(page));
    if (out.open("year")) out.offer("year", year_in(page.beside(year)));
    if (out.open("year"))
        for (const Hit* head : page.form.of(year)) out.offer("year", year_in(page.form.below(*head)));
    read_hours(page, out);
    read_course_name(page, out);
    out.offer("issuer", signer(page));
}

/// "202302", "2023-02", "2023年2月" and nothing else; 0 where it is none. Year times 12 and month.
int month_of(const Row& row) {
    constexpr std::size_t longest = 8;
    if (row.text.size() > longest) return 0;
    std::string digits;
    std::size_t year_end = 0;
    for (std::size_t i = 0; i < row.text.size(); ++i) {
        const char32_t c = row.text[i].ch;
        if (is_digit(c))
            digits += static_cast<char>(c);
        else if (digits.size() == 4 && (c == U'-' || c == U'.' || c == U'/' || c == U'年'))
            year_end = i;
        else if (c != U'月' || i + 1 != row.text.size())
            return 0;
    }
    if (digits.size() != 6 && (digits.size() != 5 || year_end == 0)) return 0;
    const int year = std::stoi(digits.substr(0, 4)), month = std::stoi(digits.substr(4));
    return year >= 1980 && year < 2100 && month >= 1 && month <= 12 ? 12 * year + month - 1 : 0;
}

/// The months of a statement's column, one a row, all without a gap: a lost row may be why one is missing.
std::optional<Value> months_listed(const Page& page) {
    constexpr std::size_t fewest = 2;
    constexpr double trusted = 0.85;
    std::vector<std::pair<double, int>> seen;  // middle of the row's cell, month
    Rect box;
    for (const Row& row : page.flow.rows)
        if (const int month = month_of(row); month != 0) {
            seen.emplace_back(row.box.centre().x, month);
            box = bounding(box, row.box);
        }
    std::vector<int> all;
    for (const auto& [x, month] : seen)
        if (std::abs(x - seen.front().first) < 2 * page.flow.em) all.push_back(month);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() < fewest || all.size() != seen.size()) return std::nullopt;
    if (all.back() - all.front() + 1 != static_cast<int>(all.size())) return std::nullopt;
    return Value{std::to_string(all.size()), trusted, box};
}

void read_insurance(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    const Text number = page.beside(id_number);
    auto id = as_id_number(number);
    if (!id) id = as_number(number, nullptr);
    out.offer("id_number", id);
    out.offer("employer", as_organisation(page.beside(employer, 2)));
    for (const Hit* hit : page.form.of(employer))  // heads a column, with the same in every row
        if (out.open("employer")) out.offer("employer", as_organisation(page.form.below(*hit, 2)));
    out.offer("months", months_listed(page));
    for (const Hit* hit : page.form.of(months)) {
        const Text text = page.form.value(*hit);
        const auto count = whole_number(text, 1, 600);
        if (count) {
            out.offer("months", count);
            break;
        }
    }
}

}  // namespace mangping::ocr::fields
