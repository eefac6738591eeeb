#include "ocr/fields/kind.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "models/numbers.hpp"
#include "ocr/fields/flow.hpp"
#include "ocr/fields/grammar.hpp"
#include "ocr/fields/kind_words.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

using fields::Flow;
using fields::Row;
using Words = std::u32string_view;

// Below half a title's weight nothing is said; chosen.
constexpr double kLeastSaid = 0.6;
// A page without a title of its own is sure only by many phrases.
constexpr double kPhrasesAlone = 1.1;

class Scores {
public:
    double& operator[](Kind kind) { return score_[static_cast<std::size_t>(kind)]; }
    /// The best and the best of the others.
    [[nodiscard]] std::pair<std::size_t, std::size_t> first_two() const {
        std::size_t best = 0, second = 1;
        if (score_[second] > score_[best]) std::swap(best, second);
        for (std::size_t i = 2; i < score_.size(); ++i)
            if (score_[i] > score_[best])
                second = std::exchange(best, i);
            else if (score_[i] > score_[second])
                second = i;
        return {best, second};
    }
    [[nodiscard]] double at(std::size_t i) const { return score_[i]; }

private:
    std::array<double, 64> score_{};
};

/// Hair, brows and collars of a portrait give a reader strokes and doubtful characters, never so many sure ones in a
/// line.
bool has_word(const Line& line) {
    constexpr std::ptrdiff_t word = 4;
    constexpr float sure = 0.6F;
    return std::count_if(line.glyphs.begin(), line.glyphs.end(), [](const Glyph& g) {
               const std::u32string text = code_points(g.text());
               const bool han = !text.empty() && text[0] > U'一' && text[0] <= 0x9FFF;
               const bool latin = !text.empty() && text[0] < 0x80 && std::isalnum(static_cast<int>(text[0])) != 0;
               return (han || latin) && g.alternatives.front().probability >= sure;
           }) >= word;
}

/// Whether `words` stand in the text, with one character read differently where there are five or more.
bool stands_in(fields::View text, Words words) {
    return fields::find(text, words, 0, words.size() >= 5 ? 1 : 0) != fields::npos;
}

/// Two characters are a title where they begin their row: 科目类别 holds 目 and something that may be 次.
bool is_titled(const Row& row, Words title) {
    constexpr std::size_t short_title = 2;
    return title.size() <= short_title ? fields::find(row.text, title, 0, 0) == 0 : stands_in(row.text, title);
}

/// How much of a title its row is: 毕业证书 alone is a title, 提交毕业证书复印件 is a sentence.
double title_weight(const Row& row, Words title, double body_em, std::size_t number) {
    const double share =
        static_cast<double>(title.size()) / static_cast<double>(std::max<std::size_t>(1, row.text.size()));
    const double size = body_em > 0 ? row.em / body_em : 1;
    double weight = 0;
    if (size >= 1.25) weight += 0.5;             // titles are set at least a quarter larger than the text
    if (number < 4) weight += 0.25;              // and stand at the top
    weight += 0.5 * std::min(1.0, share / 0.5);  // and are most of their row
    return weight;
}

void add_titles(const Flow& flow, Scores& scores) {
    for (std::size_t r = 0; r < flow.rows.size(); ++r) {
        const Row& row = flow.rows[r];
        const fields::Title* best = nullptr;
        for (const fields::Title& title : fields::titles_of_kinds())
            if ((best == nullptr || title.words.size() > best->words.size()) && is_titled(row, title.words))
                best = &title;
        if (best != nullptr)
            scores[best->kind] = std::max(scores[best->kind], title_weight(row, best->words, flow.em, r));
    }
}

/// 目　　次 over a journal's contents, set so far apart that each stands on a row of its own.
void add_spread_contents(const Flow& flow, Scores& scores) {
    constexpr std::size_t upper_rows = 4;
    constexpr double apart_em = 8;
    for (std::size_t r = 0; r < std::min(flow.rows.size(), upper_rows); ++r) {
        const Row& left = flow.rows[r];
        if (left.text.size() != 1 || left.text.front().ch != U'目' || left.em < 1.25 * flow.em) continue;
        for (const Row& right : flow.rows) {
            const double gap = right.box.x - left.box.right();
            const double level = std::abs(right.box.centre().y - left.box.centre().y);
            if (right.text.size() != 1 || gap <= 0 || gap > apart_em * left.em || level > left.em / 2) continue;
            if (right.text.front().ch == U'次') scores[Kind::paper_contents] += 1;
            if (right.text.front().ch == U'录') scores[Kind::book_contents] += 1;
        }
    }
}

void add_phrases(const fields::Running& all, Scores& scores) {
    std::array<double, 64> sums{};
    for (const fields::Phrase& phrase : fields::phrases_of_kinds())
        if (stands_in(all.text, phrase.words)) sums[static_cast<std::size_t>(phrase.kind)] += phrase.weight;
    for (const Kind kind : all_kinds()) scores[kind] += std::min(kPhrasesAlone, sums[static_cast<std::size_t>(kind)]);
}

/// Course certificates share their words; the subject tells them apart.
void add_course(const fields::Running& all, Scores& scores) {
    const auto any = [&](std::initializer_list<Words> list) {
        return std::any_of(list.begin(), list.end(), [&](Words w) { return stands_in(all.text, w); });
    };
    const bool certificate =
        any({U"合格证", U"合 格 证 书", U"继续教育证", U"培训证书", U"结业证", U"证书编号", U"验印单位"});
    const bool learning = any({U"继续教育"}) && any({U"学时", U"课时", U"科目"});
    if (!certificate || !learning || any({U"免除继续教育", U"免试"})) return;
    const bool common = any({U"公需", U"公共科目"}), special = any({U"专业科目", U"专业课"});
    if (common != special)
        scores[common ? Kind::public_course_certificate : Kind::professional_course_certificate] += 1.4;
}

/// Books and journals both head their contents 目录: books count chapters, journals name their editors and their issue.
void add_contents(const fields::Running& all, Scores& scores) {
    constexpr double tells = 0.4;
    const auto any = [&](std::initializer_list<Words> list) {
        return std::any_of(list.begin(), list.end(), [&](Words w) { return stands_in(all.text, w); });
    };
    double &book = scores[Kind::book_contents], &journal = scores[Kind::paper_contents];
    if (book <= 0 || any({U"第一章", U"第二章", U"第一节", U"第1章"})) return;
    const bool says =
        any({U"本期", U"副主编", U"执行主编", U"责任编辑", U"编辑部", U"主办", U"协办", U"月刊", U"季刊", U"总第"});
    journal = std::max(journal, says ? book + tells : book);
    if (says) book -= tells;
}

/// A plaque or a sheet of few words whose largest are a person's honour, 先进工作者, over who gave it and when.
void add_honour(const Flow& flow, const fields::Running& all, Scores& scores) {
    constexpr std::size_t few_rows = 9, few_marks = 90, least = 4, most = 14;
    constexpr double larger = 1.5;
    constexpr Words honours[] = {U"先进", U"优秀", U"模范", U"标兵", U"能手", U"骨干", U"带头人"};
    constexpr Words of_many[] = {U"集体", U"单位", U"班组", U"企业"};
    const bool given = !fields::dates_in(all.text).empty() ||
                       std::any_of(flow.rows.begin(), flow.rows.end(),
                                   [](const Row& row) { return fields::is_organisation(fields::chars(row.text)); });
    if (flow.rows.size() > few_rows || all.text.size() > few_marks || !given) return;
    for (const Row& row : flow.rows) {
        if (row.vertical || row.em < larger * flow.em || row.text.size() < least || row.text.size() > most) continue;
        const auto any = [&](const auto& words) {
            return std::any_of(std::begin(words), std::end(words),
                               [&](Words word) { return fields::find(row.text, word) != fields::npos; });
        };
        if (any(honours) && !any(of_many)) scores[Kind::award_certificate] += 1;
    }
}

/// A sheet of few words, the largest a title, and X主编 or X编著 on a row of its own.
void add_book_cover(const Flow& flow, Scores& scores) {
    constexpr std::size_t few_rows = 10;
    constexpr double larger = 1.5;
    if (flow.rows.size() > few_rows) return;
    const bool titled =
        std::any_of(flow.rows.begin(), flow.rows.end(), [&](const Row& row) { return row.em >= larger * flow.em; });
    const bool by = std::any_of(flow.rows.begin(), flow.rows.end(), [](const Row& row) {
        const std::u32string text = fields::chars(row.text);
        return text.size() > 3 && (text.ends_with(U"主编") || text.ends_with(U"编著"));
    });
    if (titled && by) scores[Kind::book_cover] += 0.5;
}

/// A sheet of a journal's contents without the word: 2019年第4期 at its head, and pages numbered down a column.
void add_numbered_pages(const Flow& flow, Scores& scores) {
    constexpr std::size_t upper_rows = 5, least_pages = 4;
    constexpr double column_em = 1.5;
    bool issue = false;
    for (std::size_t r = 0; r < std::min(flow.rows.size(), upper_rows); ++r)
        for (std::size_t at = fields::find(flow.rows[r].text, U"年第"); at != fields::npos;
             at = fields::find(flow.rows[r].text, U"年第", at + 1))
            issue |= fields::find(flow.rows[r].text, U"期", at) != fields::npos;
    if (!issue) return;
    for (const Row& first : flow.rows) {
        std::size_t pages = 0;
        for (const Row& row : flow.rows) {
            const bool number =
                row.text.size() <= 3 &&
                std::all_of(row.text.begin(), row.text.end(), [](const auto& m) { return fields::is_digit(m.ch); });
            pages += number && std::abs(row.box.x - first.box.x) < column_em * flow.em ? 1 : 0;
        }
        if (pages >= least_pages) {
            scores[Kind::paper_contents] += 0.8;
            return;
        }
    }
}

/// A citizen's number in large digits under 公民身份号码 belongs to a card; a sentence may hold one too.
void add_landmarks(const Flow& flow, const fields::Running& all, Scores& scores) {
    std::size_t longest = 0;
    for (const Row& row : flow.rows) longest = std::max(longest, row.text.size());
    // Cards have short rows only.
    if (longest <= 26 && all.text.size() < 140)
        for (const Row& row : flow.rows)
            if (const auto id = fields::as_id_number(row.text); id && numbers::id_holds(id->text)) {
                scores[Kind::id_card_front] += 0.5;
                break;
            }
    if (longest > 40) scores[Kind::id_card_front] *= 0.5;
    // Both sides on one sheet: the one with the number is what is asked for.
    if (stands_in(all.text, U"公民身份号码") && stands_in(all.text, U"住址")) scores[Kind::id_card_back] *= 0.4;
}

}  // namespace

std::optional<KindGuess> recognise_kind(const Reading& reading, const PageSigns& signs) {
    const Flow flow = fields::flow_of(reading);
    const fields::Running all = fields::running(flow);
    Scores scores;
    add_titles(flow, scores);
    add_phrases(all, scores);
    add_course(all, scores);
    add_spread_contents(flow, scores);
    add_contents(all, scores);
    add_honour(flow, all, scores);
    add_numbered_pages(flow, scores);
    add_book_cover(flow, scores);
    add_landmarks(flow, all, scores);
    if (signs.picture && std::none_of(reading.lines.begin(), reading.lines.end(), has_word)) scores[Kind::photo] += 1.2;
    const auto [best, second] = scores.first_two();
    if (scores.at(best) < kLeastSaid) return std::nullopt;
    const double lead = scores.at(best) - 0.8 * scores.at(second);
    return KindGuess{static_cast<Kind>(best), std::clamp(0.45 + 0.45 * lead, 0.0, 0.99)};
}

}  // namespace mangping::ocr
