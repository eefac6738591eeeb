// Sentences in prescribed words: publicity and its result, opinions, pledges, proofs, awards.
#include <algorithm>

#include "ocr/fields/arc.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

/// 我校教务处X: without whose and which department.
View behind_department(View who) {
    constexpr std::u32string_view ours[] = {U"我校", U"我院", U"我公司", U"我单位", U"我局",  U"我站",
                                            U"我所", U"本校", U"本院",   U"本公司", U"本单位"};
    constexpr std::u32string_view departments = U"处科室部系组所院站";
    constexpr std::size_t longest = 10, least_name = 2;
    for (const std::u32string_view post : {U"主任", U"科长", U"处长", U"所长", U"站长", U"队长", U"经理", U"工程师"})
        if (const std::size_t at = find(who, post); at != npos && who.size() >= at + post.size() + least_name)
            return who.subspan(at + post.size());
    for (const auto word : ours) {
        if (who.size() < word.size() + least_name || slips_at(who, word, 0) != 0) continue;
        who = who.subspan(word.size());
        for (std::size_t i = std::min(longest, who.size() - least_name); i-- > 1;)
            if (departments.find(who[i].ch) != npos) return who.subspan(i + 1);
        return who;
    }
    return who;
}

/// Where "X同志" stands: X is the run of Han characters and dots before `at` back to one of `before`.
std::optional<Value> comrade_before(const Page& page, std::size_t at, std::span<const std::u32string_view> before) {
    const Text& all = page.all.text;
    const std::size_t lowest = at > 26 ? at - 26 : 0;
    for (std::size_t from = at; from-- > lowest;)
        for (const auto word : before)
            if (from + 1 >= word.size() && slips_at(all, word, from + 1 - word.size()) == 0 && at - from - 1 >= 2) {
                const View who = page.marks(from + 1, at);
                // 业绩证明 衡岳证〔2024〕26号 X同志: a number stands between.
                if (std::any_of(who.begin(), who.end(), [](const Mark& m) { return is_digit(m.ch); }))
                    return std::nullopt;
                return as_name(behind_department(who));
            }
    return std::nullopt;
}

void read_comrade(const Page& page, Ballot& out, std::initializer_list<std::u32string_view> before) {
    const std::vector<std::u32string_view> words(before);
    const Text& all = page.all.text;
    for (std::size_t at = find(all, U"同志"); at != npos; at = find(all, U"同志", at + 1)) {
        if (at > 0 && (could_be(all[at - 1], U'该') || could_be(all[at - 1], U'本'))) continue;  // 该同志 names nobody
        if (auto name = comrade_before(page, at, words)) {
            out.offer("name", name);
            return;
        }
    }
}

/// "申报[自治区] S系列 P专业 L[专业技术]任职资格|职称".
void read_applied(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    std::size_t from = npos, word = npos;
    for (std::size_t at = find(all, U"系列"); at != npos && from == npos; at = find(all, U"系列", at + 1))
        for (std::size_t back = 2; back < 18 && back <= at; ++back)
            if (slips_at(all, U"申报", at - back) == 0) {
                from = at - back + 2;
                word = at;
                break;
            }
    if (from == npos) return;
    View name = page.marks(from, word);
    for (const auto region : {U"新疆维吾尔自治区", U"自治区", U"评审"}) {
        const std::u32string_view r(region);
        if (name.size() > r.size() && slips_at(name, r, 0) == 0) name = name.subspan(r.size());
    }
    // A rule or a fold before the word; no series begins with 一.
    if (name.size() > 2 && name.front().ch == U'一') name = name.subspan(1);
    // As it is printed: 工程系列.
    auto series = name.empty() ? std::nullopt : as_text(page.marks(word - name.size(), word + 2));
    // No series is one character long: the other was lost.
    if (series && name.size() < 2) series->confidence = std::min(series->confidence, 0.5);
    out.offer("series", series);
    const std::size_t after = word + 2;
    std::size_t end = npos, level_at = npos;
    for (const auto last : {U"专业技术", U"任职资格", U"职称", U"资格"}) {
        const std::size_t at = find(View(all).first(std::min(all.size(), after + 40)), last, after);
        if (at != npos && (end == npos || at < end)) end = at;
    }
    if (end == npos) return;
    const View tail = page.marks(after, end);
    std::u32string_view level;
    for (const auto candidate : applied_levels())
        if (tail.size() >= candidate.size() && candidate.size() > level.size() &&
            slips_at(tail, candidate, tail.size() - candidate.size()) == 0)
            level = candidate;
    if (level.empty()) return;
    level_at = tail.size() - level.size();
    const View level_text = tail.subspan(level_at);
    // 副 or 正 misread before it would leave a character that belongs to nothing.
    const bool whole = level_at == 0 || (level_at >= 2 && slips_at(tail, U"专业", level_at - 2) == 0);
    out.offer("level", Value{utf8(level), std::min(trust(level_text), whole ? 1.0 : 0.7), box_of(level_text)});
    View special = tail.first(level_at);
    if (special.size() >= 2 && slips_at(special, U"专业", special.size() - 2) == 0)
        special = special.first(special.size() - 2);
    if (special.size() >= 2) out.offer("specialty", as_text(special));
}

/// Two dates joined by 至, 起至, 到.
void read_period(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    const std::vector<Date> dates = dates_in(all);
    for (std::size_t i = 0; i + 1 < dates.size(); ++i) {
        const Date &a = dates[i], &b = dates[i + 1];  // which may be printed the wrong way round
        if (!a.has_day || !b.has_day || b.from - a.to > 4) continue;
        const View joint = page.marks(a.to, b.from);
        if (!std::any_of(joint.begin(), joint.end(),
                         [](const Mark& m) { return could_be(m, U'至') || could_be(m, U'到') || m.ch == U'-'; }))
            continue;
        out.offer("start_date", value_of(a, all));
        out.offer("end_date", value_of(b, all));
        return;
    }
}

void read_days(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    std::vector<std::size_t> behind;  // 公示5个工作日, 8月10日至17日(共6天)
    for (const std::u32string_view word : {U"公示", U"(共"})
        for (std::size_t at = find(all, word); at != npos; at = find(all, word, at + 1)) behind.push_back(at);
    for (const std::size_t at : behind)
        for (std::size_t from = at + 2; from < std::min(all.size(), at + 8); ++from) {
            const auto count = count_at(page.marks(from, std::min(all.size(), from + 4)));
            if (!count || count->number < 1 || count->number > 60) continue;
            const View unit = page.marks(from + count->used, std::min(all.size(), from + count->used + 4));
            const bool days = find(unit, U"天") == 0 || find(unit, U"日") == 0 || find(unit, U"个工作日") == 0 ||
                              find(unit, U"工作日") == 0;
            if (!days) continue;
            const View used = page.marks(from, from + count->used);
            return out.offer(
                "days", Value{std::to_string(count->number), std::min(count->confidence, trust(used)), box_of(used)});
        }
}

}  // namespace

void read_publicity(const Page& page, Ballot& out) {
    read_comrade(page, out, {U"现对", U"将", U"对"});
    if (out.open("name")) out.offer("name", page.name_beside());
    constexpr std::u32string_view label = U"身份证号";
    constexpr std::size_t and_number = 26;  // 码：, and a number that a line's end parts
    if (const std::size_t at = find(page.all.text, label); at != npos) {
        const std::size_t from = at + label.size();
        out.offer("id_number", as_id_number(page.marks(from, std::min(page.all.text.size(), from + and_number))));
    }
    read_applied(page, out);
    read_period(page, out);
}

void read_publicity_result(const Page& page, Ballot& out) {
    read_comrade(page, out, {U"同意推荐", U"推荐", U"对", U"公示结果", U"公示证明", U"证明"});
    read_days(page, out);
    read_period(page, out);
    const Text& all = page.all.text;
    const auto say = [&](std::u32string_view words, const char* what) {
        const std::size_t at = find(all, words);
        if (at == npos) return false;
        out.offer("objection",
                  Value{what, trust(page.marks(at, at + words.size())), box_of(page.marks(at, at + words.size()))});
        return true;
    };
    const bool none = say(U"无异议", "none") || say(U"没有异议", "none") || say(U"未收到异议", "none");
    const bool some = (!none && say(U"有异议", "some")) || say(U"收到投诉1", "some") || say(U"提出异议", "some");
    if (none && some) out.doubt("objection");
}

void read_opinion(const Page& page, Ballot& out) {
    read_comrade(page, out, {U"同意推荐", U"推荐", U"同意"});
    read_applied(page, out);
}

/// The pledge's own paragraph: from `start` over rows as wide as it; below stand who signs and the day, further right.
std::size_t end_of_paragraph(const Page& page, std::size_t start) {
    constexpr double indent_em = 3, furthest_em = 2.5;  // chosen: a paragraph's first line, a wide line spacing
    const Row* last = nullptr;
    double left = 0;
    std::size_t i = start;
    for (; i < page.all.text.size(); ++i) {
        const Row& row = page.flow.rows[page.all.row[i]];
        if (&row == last) continue;
        const double x = page.all.text[i].box.x;
        // Marks right behind the last row's end belong to it, whatever row they were put in.
        const bool beside = last != nullptr && row.box.y < last->box.bottom() - 0.5 * last->em;
        if (last != nullptr && !beside &&
            (x > left + indent_em * row.em || row.box.y - last->box.bottom() > furthest_em * row.em))
            break;
        left = last == nullptr ? x : std::min(left, x);
        if (!beside) last = &row;
    }
    return i;
}

/// A sentence ends with its point: a last mark that is no character was one, and one that was lost is put back.
Value with_point(View text) {
    while (text.size() > 1 && !is_han(text.back().ch)) text = text.first(text.size() - 1);
    return {utf8(chars(text)) + "。", trust(text), box_of(text)};
}

void read_pledge(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    const std::size_t from = find(all, U"本人", 0), promise = find(all, U"承诺", from == npos ? 0 : from);
    const std::size_t start = from != npos && promise != npos && promise - from < 12 ? from : find(all, U"我承诺");
    if (start != npos) {
        std::size_t end = end_of_paragraph(page, start);
        for (const auto stop : {U"承诺人", U"签字", U"签名", U"申报人", U"申请人("})
            if (const std::size_t at = find(all, stop, start + 20); at != npos) end = std::min(end, at);
        std::size_t last = start;
        for (std::size_t i = start; i < end; ++i)
            if (all[i].ch == U'。' || all[i].ch == U'.' || (all[i].ch == U'·' && i + 3 > end)) last = i + 1;
        // Further characters behind the last point that was read: one more sentence, whose own point was lost.
        const auto beyond =
            std::count_if(all.begin() + static_cast<std::ptrdiff_t>(last),
                          all.begin() + static_cast<std::ptrdiff_t>(end), [](const Mark& m) { return is_han(m.ch); });
        if (last == start || beyond > 4) last = end;
        out.offer("statement", with_point(page.marks(start, last)));
    }
    out.offer("date", foot_date(page));
    // Chosen: ink may be another's, and a photocopy's grey fingerprint is not seen.
    if (page.view.signature) out.offer("signed", Value{*page.view.signature ? "yes" : "no", 0.8, {}});
    const double sure_of_fingerprint = page.view.fingerprint ? 0.92 : page.view.colour ? 0.85 : 0.6;
    out.offer("fingerprint", Value{page.view.fingerprint ? "yes" : "no", sure_of_fingerprint, {}});
}

void read_letter_name(const Page& page, Ballot& out) {
    read_comrade(page, out, {U"兹证明", U"证明", U"材料", U"兹有", U"我单位", U"我公司", U"鉴定", U"表现"});
    if (out.open("name"))
        for (std::size_t i = 0; i < page.flow.rows.size() && out.open("name"); ++i) {  // X同志现任我公司…
            const Row& row = page.flow.rows[i];
            const std::size_t at = find(row.text, U"同志");
            constexpr std::size_t longest = 15, sentence = 6;
            if (row.vertical || at == npos || at < 2 || at > longest || row.text.size() < at + sentence) continue;
            if (const auto name = as_whole_name(View(row.text).first(at)))
                out.offer("name", begun_on_row(page, i, name, unlabelled_name));
        }
    if (out.open("name"))
        for (std::size_t i = 0; i < page.flow.rows.size() && out.open("name"); ++i) {  // X，男，1989年11月出生，
            const Text& row = page.flow.rows[i].text;
            for (const auto behind : {U",男,", U",女,", U"(曾用名"}) {
                constexpr std::size_t longest = 24;
                const std::size_t at = find(row, behind);
                if (page.flow.rows[i].vertical || at == npos || at < 2 || at > longest) continue;
                if (const auto name = as_whole_name(View(row).first(at)))
                    out.offer("name", begun_on_row(page, i, name, unlabelled_name));
            }
        }
    if (out.open("name"))
        for (const auto before : {U"兹证明", U"材料", U"兹有"})
            for (const auto behind : {U"(身份证", U","})
                if (const View text = page.between(before, behind, 24); !text.empty() && out.open("name"))
                    out.offer("name", as_name(text));
}

/// N年 that begins at `at`: up to sixty years of work. Of 1998年 the 8 begins nothing.
std::optional<Value> years_at(const Page& page, std::size_t at) {
    constexpr int most = 60;
    const Text& all = page.all.text;
    if (at > 0 && digit_of(all[at - 1]) && page.all.row[at - 1] == page.all.row[at]) return std::nullopt;
    const auto count = count_at(page.marks(at, std::min(all.size(), at + 4)));
    if (!count || count->number < 1 || count->number > most || at + count->used >= all.size()) return std::nullopt;
    if (!could_be(all[at + count->used], U'年')) return std::nullopt;
    const View used = page.marks(at, at + count->used);
    return Value{std::to_string(count->number), std::min(count->confidence, trust(used)), box_of(used)};
}

void read_proof(const Page& page, Ballot& out) {
    read_letter_name(page, out);
    const Text& all = page.all.text;
    constexpr std::size_t reach = 22;
    for (const auto before :
         {U"累计从事本专业技术工作", U"累计从事专业技术工作", U"已满", U"满", U"累计", U"年限为", U"共计", U"年限"}) {
        const std::size_t at = find(all, before);
        if (at == npos) continue;
        for (std::size_t i = at + std::u32string_view(before).size(); i < std::min(all.size(), at + reach); ++i)
            if (const auto years = years_at(page, i)) {
                out.offer("years", years);
                break;
            }
        if (!out.open("years")) break;
    }
    for (const auto work : {U"教学工作", U"技术工作", U"专业工作", U"管理工作"})  // 从事X工作22年
        if (const std::size_t at = find(all, work); out.open("years") && at != npos)
            out.offer("years", years_at(page, at + std::u32string_view(work).size()));
    out.offer("employer", with_seal(page, foot_organisation(page), is_organisation));
    if (const View text = page.between(U"同志在", U"工作", 34); text.size() >= 4 && is_organisation(chars(text)))
        out.offer("employer", as_text(text));
}

/// 授予下列同志“优秀咨询工作者”称号: what stands in quotes before 称号 or at the end; empty where nothing does.
/// “天山杯”优秀成果奖 is no title in quotes.
View in_quotes(View text) {
    constexpr std::u32string_view opening = U"“\"「『", closing = U"”\"」』";
    constexpr std::size_t shortest = 3;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (opening.find(text[i].ch) == npos) continue;
        for (std::size_t k = i + 1 + shortest; k < text.size(); ++k)
            if (closing.find(text[k].ch) != npos &&
                (k + 1 == text.size() || slips_at(text, U"称号", k + 1) == 0 || slips_at(text, U"荣誉", k + 1) == 0))
                return text.subspan(i + 1, k - i - 1);
    }
    return {};
}

/// 授予下列成果一、二、三等奖: a list follows, and its title is none.
bool begins_a_list(View text) { return slips_at(text, U"下列", 0) == 0; }

/// 二等奖 and nothing else: how high, not what for.
bool is_only_a_grade(View said) {
    constexpr std::size_t longest = 4;
    const std::u32string text = chars(trimmed(said));
    return text.size() <= longest && text.ends_with(U"等奖");
}

/// The heading that names a prize: 科学技术进步奖. Never sure, as its beginning may stand on a row of its own.
std::optional<Value> prize_in_heading(const Page& page) {
    constexpr std::size_t least = 5, most = 24;
    constexpr double unsure = 0.8, upper_part = 0.4;
    for (const Row& row : page.flow.rows) {
        const View text = trimmed(row.text);
        if (row.vertical || text.size() < least || text.size() > most || row.box.y > page.height_at(upper_part))
            continue;
        if (text.back().ch != U'奖' || is_only_a_grade(text)) continue;
        auto out = as_text(text);
        if (out) out->confidence = std::min(out->confidence, unsure);
        return out;
    }
    return std::nullopt;
}

/// 荣获先进个人称号 without signs, where 称号 ends its row: what was won.
View before_title_word(const Page& page, View said, std::size_t from) {
    constexpr std::size_t least = 2;
    const std::size_t after = find(said, U"称号");
    if (after == npos || after < least) return said;
    const std::size_t last = from + after + 1;
    const bool ends = last + 1 >= page.all.text.size() || page.all.row[last + 1] != page.all.row[last];
    return ends ? said.first(after) : said;
}

/// The names beside 完成人员 in cells of their own, in as many rows as they take: the applicant's cell.
std::optional<Value> applicant_in_cells(const Page& page) {
    constexpr double furthest_em = 6;  // chosen: three rows of names
    for (const Hit* label : page.form.of(completed_by))
        for (const Row& row : page.flow.rows) {
            const double below = row.box.centre().y - label->box.centre().y;
            if (row.vertical || row.box.x < label->box.right() || below < -row.em || below > furthest_em * row.em)
                continue;
            auto name = as_whole_name(row.text);
            if (name && name->text == page.view.applicant) return name;
        }
    return std::nullopt;
}

/// The sentence is over though its point was lost: the next row stands far to the right or far below, where one signs.
bool ends_before(const Page& page, std::size_t mark) {
    constexpr double right_em = 4, below_em = 2.5;  // chosen
    if (mark == 0 || page.all.row[mark] == page.all.row[mark - 1]) return false;
    const Row &above = page.flow.rows[page.all.row[mark - 1]], &next = page.flow.rows[page.all.row[mark]];
    return next.box.x > above.box.x + right_em * above.em || next.box.y > above.box.bottom() + below_em * above.em;
}

void read_award(const Page& page, Ballot& out) {
    const Text& all = page.all.text;
    out.offer("name", page.addressed());
    if (out.open("name")) out.offer("name", page.name_beside());
    if (out.open("name")) {
        const Text people = page.beside(completed_by, 2);
        out.offer("name", page.applicant_among(people));
        if (out.open("name")) out.offer("name", applicant_in_cells(page));
    }
    for (const auto before : {U"荣获", U"获得", U"被评为", U"授予"}) {
        const std::size_t at = find(all, before);
        if (at == npos) continue;
        std::size_t from = at + std::u32string_view(before).size();
        while (from < all.size() && is_punctuation(all[from].ch)) ++from;  // its sign may be read as a dot
        std::size_t to = from;
        while (to < all.size() && to - at < 40 && all[to].ch != U'。' && all[to].ch != U',' && all[to].ch != U';' &&
               all[to].ch != U'·' && slips_at(all, U"特发", to) != 0 && slips_at(all, U"特颁", to) != 0 &&
               slips_at(all, U"荣誉称号", to) != 0 && (to == from || !ends_before(page, to)))
            ++to;
        for (const auto own : {U"本单位", U"本公司", U"本所", U"本院", U"本校"})  // whose award it is, not its name
            if (to - from > 5 && slips_at(all, own, from) == 0) from += std::u32string_view(own).size();
        View said = page.marks(from, to);
        if (const std::size_t after = find(said, U"称号");
            after != npos && after >= 3 && is_punctuation(said[after - 1].ch) && in_quotes(said).empty())
            said = said.first(after - 1);  // 技术能手”称号, whose opening sign was left out
        else if (in_quotes(said).empty())
            said = before_title_word(page, said, from);
        if (is_only_a_grade(said)) continue;  // 荣获二等奖，授予“技术能手”称号
        if (const View quoted = in_quotes(said); !quoted.empty())
            out.offer("title", as_text(quoted));
        else if (!begins_a_list(said))
            out.offer("title", as_text(said));
        break;
    }
    if (out.open("title")) {
        const Text cell = page.beside(award, 2);
        if (is_only_a_grade(cell))
            out.offer("title", prize_in_heading(page));
        else
            out.offer("title", as_text(cell));
    }
    if (out.open("name") && find(all, U"下列") != npos) out.offer("name", page.applicant_among(all));
    out.offer("date", foot_date(page));
    out.offer("issuer", signer(page));
}

}  // namespace mangping::ocr::fields
