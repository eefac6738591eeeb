#include "ocr/fields/organisation.hpp"

#include <algorithm>
#include <array>

#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

using Word = std::u32string_view;

constexpr Word kOrganisations[] = {
    U"厅",   U"局", U"部",   U"委员会", U"委",     U"会",   U"中心", U"公司",   U"集团", U"大学",   U"学院",
    U"学校", U"院", U"所",   U"站",     U"处",     U"馆",   U"校",   U"社",     U"小组", U"办公室", U"办",
    U"厂",   U"队", U"政府", U"基金",   U"联合会", U"协会", U"学会", U"基金会", U"科",   U"总局",   U"分局",
    U"所",   U"司", U"室",   U"基地",   U"中学",   U"小学", U"银行", U"报社",   U"平台", U"教育网",
};
constexpr Word kSchools[] = {U"大学", U"学院", U"学校", U"党校", U"研究院", U"研究所", U"科学院", U"夜大"};

bool ends_as(Word text, std::span<const Word> words) {
    return std::any_of(words.begin(), words.end(),
                       [text](Word w) { return text.size() > w.size() && text.ends_with(w); });
}

// Stretches that many names of offices share: one character read as another within them is mended. Five characters
// and more, so that no other word lies that near.
constexpr Word kStretches[] = {
    U"新疆维吾尔自治区", U"维吾尔自治区",     U"人力资源和社会保障", U"巴音郭楞蒙古自治州", U"伊犁哈萨克自治州",
    U"昌吉回族自治州",   U"专业技术人员",     U"继续教育中心",       U"职称改革领导小组",   U"科学技术协会",
    U"社会保险中心",     U"社会保险管理局",   U"股份有限公司",       U"有限责任公司",       U"评审委员会",
    U"国家知识产权局",   U"水利水电勘测设计", U"工程咨询集团",
};

struct Dated {
    const Row* row = nullptr;
    Date date;
};

/// A label stands before the date, on its row or beside it: it is not the date of signing.
bool labelled(const Page& page, const Row& row, const Date& date) {
    const Rect box = box_of(View(row.text).subspan(date.from, date.to - date.from));
    return std::any_of(page.form.hits().begin(), page.form.hits().end(), [&](const Hit& hit) {
        const double shared = std::min(hit.box.bottom(), box.bottom()) - std::max(hit.box.y, box.y);
        return hit.slot != issued_on && hit.slot != issuer && shared > 0.4 * std::min(hit.box.h, box.h) &&
               hit.box.right() <= box.x + 1 && box.x - hit.box.right() < 6 * row.em;
    });
}

/// The lowest row whose date ends it (日 and the like may follow).
std::optional<Dated> lowest_date(const Page& page) {
    for (const Row* row : page.foot()) {
        const std::vector<Date> dates = dates_in(row->text);
        if (dates.empty()) continue;
        const Date& last = dates.back();
        const bool ends = row->text.size() - last.to <= 2;
        const bool begins = last.from <= 2 || row->text[last.from].gap_em > 1.5;
        if (ends && begins && !labelled(page, *row, last)) return Dated{row, last};
    }
    return std::nullopt;
}

/// `text` from its last wide gap on: what stands at the right end of a row.
View last_column(View text) {
    for (std::size_t i = text.size(); i-- > 1;)
        if (text[i].gap_em > 2.5) return text.subspan(i);
    return text;
}

/// A citation set in columns: the one that is a date, and the nearest to its right that is an organisation.
const Row* dated_column(const Page& page) {
    for (const Row& row : page.flow.rows) {
        const auto dates = row.vertical ? dates_in(row.text) : std::vector<Date>{};
        if (dates.size() == 1 && dates.front().from <= 1 && dates.front().has_day) return &row;
    }
    return nullptr;
}

std::optional<Value> column_organisation(const Page& page) {
    const Row* dated = dated_column(page);
    const Row* best = nullptr;
    for (const Row& row : page.flow.rows) {
        if (dated == nullptr || !row.vertical || row.box.x <= dated->box.x ||
            !is_organisation(chars(trimmed(row.text))))
            continue;
        if (best == nullptr || row.box.x < best->box.x) best = &row;
    }
    return best == nullptr ? std::nullopt : as_text(best->text);
}

/// Seals stand over the names of those who sign and swallow their first characters without a trace: a name at the foot
/// is sure only where the page says it once more.
std::optional<Value> unlabelled(const Page& page, std::optional<Value> value) {
    constexpr double most = 0.88;
    if (value && mentions(page, code_points(value->text)) < 2) value->confidence = std::min(value->confidence, most);
    return value;
}

/// How many marks of a label that lost its colon stand before the name: 验印单位西域 with a seal across.
std::size_t label_in_front(View text) {
    constexpr Word begins[] = {U"验印", U"发证", U"颁发", U"颁证", U"颁奖", U"验"};
    constexpr Word last = U"位关构";
    constexpr std::size_t longest = 4, least_name = 4;
    const std::u32string all = chars(text.first(std::min(text.size(), longest)));
    if (std::none_of(std::begin(begins), std::end(begins), [&](Word w) { return all.starts_with(w); })) return 0;
    std::size_t end = all.find_last_of(last);
    if (end == std::u32string::npos) end = all.find(U'单');
    return end != std::u32string::npos && text.size() >= end + 1 + least_name ? end + 1 : 0;
}

View organisation_in(View text) {
    text = trimmed(text);
    // 发证机关： and the like in front are no part of it.
    for (std::size_t i = text.size(); i-- > 0;)
        if (text[i].ch == U':') return trimmed(text.subspan(i + 1));
    return text.subspan(label_in_front(text));
}

/// A cell of a list: others stand on both its sides.
bool is_a_cell(const Page& page, const Row& row) {
    bool left = false, right = false;
    for (const Row& other : page.flow.rows) {
        const double shared = std::min(other.box.bottom(), row.box.bottom()) - std::max(other.box.y, row.box.y);
        if (other.vertical || &other == &row || shared < 0.5 * std::min(other.box.h, row.box.h)) continue;
        left |= other.box.right() < row.box.x;
        right |= other.box.x > row.box.right();
    }
    return left && right;
}

/// Without a date that could be read: the lowest row that is an organisation and stands beside no label.
std::optional<Value> lowest_organisation(const Page& page) {
    for (const Row* row : page.foot()) {
        const View text = organisation_in(row->text);
        const bool beside = std::any_of(page.form.hits().begin(), page.form.hits().end(), [&](const Hit& hit) {
            return hit.slot != issuer &&
                   std::min(hit.box.bottom(), row->box.bottom()) > std::max(hit.box.y, row->box.y);
        });
        if (beside || !is_organisation(chars(text)) || row->box.centre().y < page.height_at(0.55) ||
            is_a_cell(page, *row))
            continue;
        auto out = as_text(with_stretches(text));
        if (out) out->confidence = std::min(out->confidence, 0.8);
        return out;
    }
    return std::nullopt;
}

}  // namespace

bool is_organisation(Word text) {
    if (text.size() < 4 || text.size() > 40 || !is_han(text.front())) return false;
    if (text.find(U'年') != Word::npos && text.find(U'月') != Word::npos) return false;
    return ends_as(text, kOrganisations);
}

Text with_stretches(View text) {
    constexpr float mended = 0.97F;  // chosen: what stands around it leaves one reading
    constexpr float hardly = 0.7F;   // further characters may be off where the reader was not sure of them (chosen)
    Text out(text.begin(), text.end());
    for (const Word stretch : kStretches)
        for (std::size_t at = 0; at + stretch.size() <= out.size(); ++at) {
            std::size_t off = 0, surely_off = 0;
            for (std::size_t i = 0; i < stretch.size(); ++i) {
                off += out[at + i].ch != stretch[i] ? 1 : 0;
                surely_off += out[at + i].ch != stretch[i] && out[at + i].p >= hardly ? 1 : 0;
            }
            // 专业技术人才: surely another word where only its end differs.
            const Mark& end = out[at + stretch.size() - 1];
            if (end.ch != stretch.back() && end.p >= hardly) continue;
            if (off == 0 || (off > 1 && (surely_off > 0 || 8 * off > 3 * stretch.size()))) continue;
            for (std::size_t i = 0; i < stretch.size(); ++i) {
                if (out[at + i].ch == stretch[i]) continue;
                out[at + i].ch = stretch[i];
                out[at + i].p = mended;
            }
        }
    return out;
}

std::optional<Value> as_organisation(View text) {
    constexpr Word strong[] = {U"公司",   U"集团",   U"学院", U"大学", U"学校", U"研究院", U"设计院",
                               U"院",     U"研究所", U"所",   U"局",   U"厅",   U"中心",   U"站",
                               U"委员会", U"厂",     U"小组", U"学会", U"协会", U"基金会"};
    const Text mended = with_stretches(organisation_in(text));
    text = mended;
    if (const auto dates = dates_in(text); !dates.empty()) text = trimmed(text.first(dates.front().from));
    // A post behind the name, set off by white or not.
    for (std::size_t i = 4; i < text.size(); ++i)
        if (text[i].gap_em > 0.7 && is_organisation(chars(text.first(i))) && !is_organisation(chars(text)))
            return as_text(text.first(i));
    const std::u32string all = chars(text);
    if (is_organisation(all)) return as_text(text);
    std::size_t end = 0;
    for (const Word w : strong)
        if (const auto at = all.rfind(w); at != std::u32string::npos && at >= 2) end = std::max(end, at + w.size());
    constexpr std::size_t longest_post = 8;
    // What ends like no organisation was cut off, by a seal or at the edge of its cell.
    constexpr double cut_off = 0.7;
    const bool whole = end >= 4 && all.size() - end <= longest_post;
    auto out = as_text(whole ? text.first(end) : text);
    if (out) out->confidence = std::min(out->confidence, whole ? 0.85 : cut_off);
    return out;
}

bool is_school(Word text) { return text.size() >= 4 && text.size() <= 26 && ends_as(text, kSchools); }

std::size_t school_length(View text) {
    const std::u32string all = chars(text);
    std::size_t best = 0;
    for (const Word w : kSchools) {
        const auto at = all.find(w, 2);
        if (at != std::u32string::npos && at + w.size() <= 26) best = std::max(best, at + w.size());
    }
    return best;
}

std::optional<Value> foot_date(const Page& page) {
    const auto dated = lowest_date(page);
    if (const Row* column = dated ? nullptr : dated_column(page)) return as_date(column->text, true);
    return dated ? std::optional(value_of(dated->date, dated->row->text)) : std::nullopt;
}

std::optional<Value> foot_organisation(const Page& page) {
    const auto dated = lowest_date(page);
    if (!dated) {
        auto column = column_organisation(page);
        return column ? column : lowest_organisation(page);
    }
    // The same row before the date, or the nearest rows above it that overlap it.
    const Rect date_box = box_of(View(dated->row->text).subspan(dated->date.from, dated->date.to - dated->date.from));
    const View before = organisation_in(View(dated->row->text).first(dated->date.from));
    if (is_organisation(chars(before))) return unlabelled(page, as_text(with_stretches(before)));
    const Row* below = dated->row;
    Text found;
    for (int lines = 0; lines < 2; ++lines) {
        const Row* next = nullptr;
        for (const Row& row : page.flow.rows) {
            const double gap = below->box.y - row.box.bottom();
            if (row.vertical || row.box.centre().y >= below->box.y || gap > 2.6 * below->em) continue;
            const Rect& reach = found.empty() ? date_box : below->box;
            if (row.box.right() < reach.x || row.box.x > reach.right()) continue;
            if (next == nullptr || row.box.y > next->box.y) next = &row;
        }
        if (next == nullptr) break;
        const View part = organisation_in(last_column(next->text));
        Text joined(part.begin(), part.end());
        joined.insert(joined.end(), found.begin(), found.end());
        const bool complete = is_organisation(chars(joined));
        if (!found.empty() && (next->em > 1.3 * below->em || below->em > 1.3 * next->em)) break;
        if (!found.empty() && (part.size() < 3 || !complete || next->text.size() > 28)) break;
        if (!found.empty() && std::any_of(part.begin(), part.end(), [](const Mark& m) { return is_digit(m.ch); }))
            break;  // a certificate's number
        // A second line belongs to the name only when it does not end one itself.
        if (!found.empty() && (is_punctuation(next->text.back().ch) || is_organisation(chars(part)))) break;
        if (found.empty() && !complete && part.size() > 24) break;
        found = std::move(joined);
        below = next;
    }
    return is_organisation(chars(found)) ? unlabelled(page, as_text(with_stretches(found))) : lowest_organisation(page);
}

std::optional<Value> foot_school(const Page& page) {
    const Text labelled = page.beside(school, 2);
    if (const std::size_t n = school_length(labelled); n > 0) return as_text(View(labelled).first(n));
    for (const Row* row : page.foot()) {
        const View text = organisation_in(row->text);
        // 校名 may be cut off or unread: the school stands alone on its row or before 校长.
        const std::size_t n = school_length(text);
        if (n == 0) continue;
        const View name = text.first(n);
        const bool alone = n == text.size() || text[n].gap_em >= 0.8 || slips_at(text, U"学位评定委员会", n) == 0;
        if (!is_school(chars(name)) || !alone) continue;
        return unlabelled(page, as_text(name));
    }
    return std::nullopt;
}

}  // namespace mangping::ocr::fields
