// What an applicant holds: the certificate of a title, and the document that names many people.
#include <algorithm>

#include "ocr/fields/arc.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/page.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

/// A whole cell that is a title; titles nest, so that what is left over beside a known one makes it doubtful.
std::optional<Value> title_in(View text) {
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    auto known = as_one_of(text, titles());
    const auto raw = as_text(text);
    if (known && raw && known->text == raw->text) return raw;
    if (known && code_points(known->text).size() + 1 < text.size()) return known;
    if (known) return known;
    // 职称证书, 资格证书: the heading and not a cell.
    if (find(text, U"证书") != npos) return std::nullopt;
    auto unknown = raw;
    if (unknown) unknown->confidence = std::min(unknown->confidence, 0.85);
    return unknown;
}

/// "取得 X 任职资格": X without the series and the specialty before it.
std::optional<Value> granted_title(const Page& page) {
    std::optional<Value> best;
    for (const auto before : {U"取得", U"具备", U"评审通过", U"授予", U"确认"})
        for (const auto after : {U"任职资格", U"专业技术职务", U"专业技术资格", U"职称", U"资格"}) {
            const View text = page.between(before, after, 30);
            if (text.size() < 2) continue;
            auto title = as_one_of(text, titles());
            if (!title) continue;
            // A longer title that ends alike would have been found; what stands before it is the series.
            const std::size_t n = code_points(title->text).size();
            if (n <= text.size() && chars(text).ends_with(code_points(title->text)))
                title->confidence = std::max(title->confidence, trust(text.subspan(text.size() - n)));
            if (!best || title->confidence > best->confidence) best = title;
        }
    return best;
}

void read_obtained(const Page& page, Ballot& out) {
    out.offer("obtained_on", as_date(page.beside(obtained_on), true));
    if (!out.open("obtained_on")) return;
    for (const auto before : {U"取得时间为", U"取得时间自", U"时间为", U"时间从", U"时间自", U"资格从", U"资格自"}) {
        const std::size_t at = find(page.all.text, before);
        if (at == npos) continue;
        const std::size_t from = at + std::u32string_view(before).size();
        out.offer("obtained_on", as_date(page.marks(from, std::min(page.all.text.size(), from + 14)), true));
        if (!out.open("obtained_on")) return;
    }
    // 于2015年11月20日经…评审委员会评审
    for (const Date& date : dates_in(page.all.text)) {
        const View behind = page.marks(date.to, std::min(page.all.text.size(), date.to + 2));
        const bool decided = !behind.empty() && (could_be(behind.front(), U'经') || could_be(behind.front(), U'由'));
        if (date.from == 0 || !decided || !could_be(page.all.text[date.from - 1], U'于') || !out.open("obtained_on"))
            continue;
        out.offer("obtained_on", value_of(date, page.all.text));
    }
    if (!out.open("obtained_on")) return;
    auto issued = as_date(page.beside(issued_on), true);
    if (!issued) issued = foot_date(page);
    if (issued) issued->confidence = std::min(issued->confidence, 0.8);  // the day of issue, not of the decision
    out.offer("obtained_on", issued);
}

/// 新人社职〔2019〕12号 on a row of its own under the heading.
std::optional<Value> document_number(const Page& page) {
    for (const Row& row : page.flow.rows) {
        if (row.vertical || row.text.size() < 8 || row.text.size() > 24 || row.box.y > page.height_at(0.5)) continue;
        const Text& text = row.text;
        const std::size_t end = find(text, U"号");
        if (end == npos) continue;
        for (std::size_t at = 1; at + 6 < end; ++at) {
            if (text[at].ch != U'(' || text[at + 5].ch != U')') continue;
            const View year = View(text).subspan(at + 1, 4);
            if (!std::all_of(year.begin(), year.end(), [](const Mark& m) { return is_digit(m.ch); })) continue;
            const View used = View(text).first(end + 1);
            std::u32string value = chars(used);
            // Behind the year no bracket stands: 3)号 is 31号, and )45号 has seen the year's bracket twice.
            constexpr double hardly = 0.85;
            while (value.size() > at + 7 && value[at + 6] == U')') value.erase(at + 6, 1);
            const bool thin = value.find(U')', at + 6) != std::u32string::npos;
            std::replace(value.begin() + static_cast<std::ptrdiff_t>(at + 6), value.end(), U')', U'1');
            value[at] = U'〔';
            value[at + 5] = U'〕';
            return Value{utf8(value), thin ? std::min(trust(used), hardly) : trust(used), box_of(used)};
        }
    }
    return std::nullopt;
}

/// A cell that is a name, and where it stands.
struct NameCell {
    Text text;
    Rect box;
    std::size_t off = 0;  // characters that are not the applicant's
};

/// The row itself and, for names that run over two lines of a cell, with the row under it.
std::vector<NameCell> cells_from(const Page& page, const Row& row) {
    const View first = trimmed(row.text);
    std::vector<NameCell> out{{Text(first.begin(), first.end()), row.box, 0}};
    for (const Row& below : page.flow.rows) {
        const double gap = below.box.y - row.box.bottom();
        const double shared = std::min(below.box.right(), row.box.right()) - std::max(below.box.x, row.box.x);
        if (below.vertical || gap < -0.4 * row.em || gap > 0.9 * row.em || below.box.y <= row.box.y) continue;
        if (shared < 0.5 * std::min(below.box.w, row.box.w) || below.text.size() > 12) continue;
        NameCell both{out.front().text, bounding(row.box, below.box), 0};
        both.text.insert(both.text.end(), below.text.begin(), below.text.end());
        out.push_back(std::move(both));
    }
    return out;
}

/// The cell of a list in which the applicant stands: the name as it was read there.
std::optional<NameCell> cell_of_applicant(const Page& page) {
    const std::u32string wanted = code_points(page.view.applicant);
    if (wanted.size() < 2) return std::nullopt;
    std::optional<NameCell> best;
    std::size_t least = wanted.size() >= 3 ? 1 : 0;
    for (const Row& row : page.flow.rows) {
        if (row.vertical || row.text.size() > wanted.size() + 2) continue;
        for (NameCell& cell : cells_from(page, row)) {
            if (cell.text.size() != wanted.size()) continue;
            std::size_t off = 0;
            for (std::size_t i = 0; i < wanted.size(); ++i) off += cell.text[i].ch != wanted[i] ? 1 : 0;
            if (off > least || (best && off == least)) continue;
            best = std::move(cell);
            best->off = least = off;
        }
    }
    return best;
}

/// 批准X等12名同志: without the word that grants.
View without_verb(View text) {
    for (const std::u32string_view verb : {U"批准", U"公布", U"授予", U"确认", U"同意", U"认定", U"聘任"})
        if (text.size() >= verb.size() + 2 && slips_at(text, verb, 0) == 0) return text.subspan(verb.size());
    return text;
}

/// 评审通过，批准X、Y、Z等12名同志…: the people of the sentence.
View people_named(const Page& page) {
    constexpr std::size_t longest = 80;
    const Text& all = page.all.text;
    for (const std::u32string_view verb : {U"批准", U"授予", U"确认", U"同意", U"认定"})
        for (std::size_t at = find(all, verb); at != npos; at = find(all, verb, at + 1)) {
            const std::size_t from = at + verb.size(), end = find(all, U"同志", from);
            if (end == npos || end - from > longest) continue;
            const View text = page.marks(from, end);
            if (std::any_of(text.begin(), text.end(), [](const Mark& m) { return m.ch == U'、' || m.ch == U'·'; }))
                return text;
        }
    return {};
}

/// The cell of the applicant's row under the head `slot`.
Text cell_under(const Page& page, const NameCell& mine, int slot) {
    for (const Hit* head : page.form.of(slot)) {
        if (head->box.y >= mine.box.y) continue;
        for (const Row& row : page.flow.rows) {
            const double shared = std::min(row.box.bottom(), mine.box.bottom()) - std::max(row.box.y, mine.box.y);
            const double middle = head->box.centre().x;
            if (row.vertical || shared < 0.4 * std::min(row.box.h, mine.box.h)) continue;
            if (row.box.x <= middle + head->box.w && row.box.right() >= middle - head->box.w) return row.text;
        }
    }
    return {};
}

/// 2013年度自治区水利专业高级工程师任职资格人员名单: the title in the heading of a list. Never sure, as others may
/// follow.
std::optional<Value> title_in_heading(const Page& page) {
    constexpr double upper_part = 0.3, unsure = 0.85;
    for (const Row& row : page.flow.rows) {
        const std::size_t at = find(row.text, U"任职资格");
        if (row.vertical || at == npos || at < 3 || row.box.y > page.height_at(upper_part)) continue;
        const std::u32string before = chars(View(row.text).first(at));
        std::u32string_view best;
        for (const auto title : titles())
            if (title.size() > best.size() && before.ends_with(title)) best = title;
        if (best.empty()) continue;
        const View used = View(row.text).subspan(at - best.size(), best.size());
        return Value{utf8(best), std::min(unsure, trust(used)), box_of(used)};
    }
    return std::nullopt;
}

}  // namespace

void read_qualification(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    if (out.open("name"))
        for (std::size_t i = 0; i < page.flow.rows.size(); ++i) {  // X同志（女，…）
            const std::size_t at = find(page.flow.rows[i].text, U"同志(");
            if (at == npos || at < 2 || !out.open("name")) continue;
            out.offer("name", begun_on_row(page, i, as_name(View(page.flow.rows[i].text).first(at)), unlabelled_name));
        }
    for (const Hit* hit : page.form.of(title)) {  // the heading (职称证书) begins with a label as well
        out.offer("title", title_in(page.form.value(*hit, 2)));
        if (!out.open("title")) break;
    }
    if (out.open("title")) out.offer("title", granted_title(page));
    Text special = page.beside(specialty, 2);
    if (special.empty()) special = page.beside(major, 2);
    // 系列专业：实验技术系列分析测试
    if (const std::size_t series = find(special, U"系列"); series != npos && series + 4 <= special.size())
        special.erase(special.begin(), special.begin() + static_cast<std::ptrdiff_t>(series) + 2);
    out.offer("specialty", as_text(special));
    out.offer("certificate_no", as_number(page.beside(certificate_no), nullptr));
    if (out.open("certificate_no"))
        for (const Hit* label : page.form.of(certificate_no)) {  // under the photograph, below its label
            constexpr double below_its_label = 0.85;
            auto number = as_number(page.form.below(*label), nullptr);
            if (number) number->confidence = std::min(number->confidence, below_its_label);
            out.offer("certificate_no", number);
        }
    out.offer("issuer", signer(page));
    read_obtained(page, out);
}

void read_review_form(const Page& page, Ballot& out) {
    out.offer("name", page.name_beside());
    out.offer("title", title_in(page.beside(applied_title, 2)));
    if (out.open("title")) out.offer("title", granted_title(page));
    for (const auto before : {U"资格时间从", U"资格时间自", U"时间从", U"时间为"}) {
        const std::size_t at = find(page.all.text, before);
        if (at == npos) continue;
        const std::size_t from = at + std::u32string_view(before).size();
        out.offer("obtained_on", as_date(page.marks(from, std::min(page.all.text.size(), from + 14)), true));
        if (!out.open("obtained_on")) return;
    }
}

void read_name(const Page& page, Ballot& out) { out.offer("name", page.name_beside()); }

/// 局办公室 prints and sends what the 局 decided.
std::optional<Value> without_its_office(std::optional<Value> issuer) {
    constexpr std::u32string_view office = U"办公室", authorities = U"局厅委府";
    if (!issuer) return issuer;
    std::u32string name = code_points(issuer->text);
    if (name.size() < office.size() + 4 || !name.ends_with(office)) return issuer;
    name.resize(name.size() - office.size());
    if (authorities.find(name.back()) != std::u32string_view::npos) issuer->text = utf8(name);
    return issuer;
}

void read_qualification_document(const Page& page, Ballot& out) {
    out.offer("title", granted_title(page));
    out.offer("name", page.applicant_among(people_named(page)));
    if (const View text = without_verb(page.between(U"关于", U"等", 20)); out.open("name") && !text.empty()) {
        // Whoever is named first may be anybody; only a list of one names the applicant without being asked.
        auto first = as_name(text);
        if (first && first->text != page.view.applicant) first->confidence = std::min(first->confidence, 0.5);
        out.offer("name", first);
    }
    if (const View text = page.between(U"关于", U"同志", 20); out.open("name") && !text.empty())
        out.offer("name", as_name(without_verb(text)));
    if (const auto mine = cell_of_applicant(page)) {
        // A name that resembles the applicant's may be a misreading of it, or the neighbour's and so is the row.
        constexpr double perhaps_another = 0.6;
        const auto offer = [&](const char* key, std::optional<Value> value) {
            if (value && mine->off > 0) value->confidence = std::min(value->confidence, perhaps_another);
            out.offer(key, value);
        };
        offer("name", as_name(mine->text));
        offer("specialty", as_text(cell_under(page, *mine, major)));
        offer("title", title_in(cell_under(page, *mine, title)));
        if (out.open("title")) offer("title", title_in_heading(page));
    }
    out.offer("certificate_no", document_number(page));
    out.offer("issuer", without_its_office(with_seal(page, foot_organisation(page), is_organisation)));
    read_obtained(page, out);
}

}  // namespace mangping::ocr::fields
