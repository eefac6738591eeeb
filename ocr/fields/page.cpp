#include "ocr/fields/page.hpp"

#include <algorithm>

#include "ocr/names/han.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

// Two witnesses of 0.9 that agree give 0.99; nothing read off a picture is surer than this.
constexpr double kMost = 0.995;
// A value that another reading contradicts is never sure.
constexpr double kContradicted = 0.8;

struct Group {
    Value best;
    double doubt = 1;
};

std::optional<Group> winner(const std::vector<Value>& values, double& rival) {
    std::vector<Group> groups;
    for (const Value& v : values) {
        auto at = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.best.text == v.text; });
        if (at == groups.end()) at = groups.insert(groups.end(), Group{v, 1});
        if (v.confidence > at->best.confidence) at->best = v;
        at->doubt *= 1 - v.confidence;
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.doubt < b.doubt; });
    if (groups.empty()) return std::nullopt;
    rival = groups.size() > 1 ? 1 - groups[1].doubt : 0;
    return groups.front();
}

}  // namespace

void Ballot::offer(const std::string& key, const std::optional<Value>& value) {
    if (value && !value->text.empty()) values_[key].push_back(*value);
}

void Ballot::confirm(const std::map<std::string, ReadField>& other) {
    constexpr double witness = 0.9;  // chosen: the text layer is exact where it was not tampered with
    constexpr double hardly_read = 0.6;
    constexpr double unseen = 0.7;
    for (const auto& [key, field] : other) {
        const Value* mine = best(key);
        if (mine == nullptr) {  // it may stand there and have been missed; if not, it is not on the page
            offer(key, Value{field.value, std::min(unseen, field.confidence), field.box_upright});
            continue;
        }
        const bool same = mine->text == field.value;
        const Value said{field.value, witness * field.confidence, mine->box};
        if (!same) doubt(key);
        // Of a stretch that could hardly be read the text layer's version is the likelier one.
        if (same || mine->confidence < hardly_read) offer(key, said);
    }
}

const Value* Ballot::best(const std::string& key) const {
    const auto at = values_.find(key);
    if (at == values_.end()) return nullptr;
    return &*std::max_element(at->second.begin(), at->second.end(),
                              [](const Value& a, const Value& b) { return a.confidence < b.confidence; });
}

std::map<std::string, ReadField> Ballot::result() const {
    std::map<std::string, ReadField> out;
    for (const auto& [key, values] : values_) {
        double rival = 0;
        const auto group = winner(values, rival);
        if (!group) continue;
        double confidence = std::min(kMost, 1 - group->doubt);
        if (rival >= 0.3 || doubted_.contains(key)) confidence = std::min(confidence, kContradicted);
        out[key] = {group->best.text, group->best.box, confidence};
    }
    return out;
}

Page::Page(const PageView& v) : view(v), flow(flow_of(*v.reading)), form(flow, all_labels()), all(running(flow)) {}

Text Page::beside(int slot, std::size_t lines) const {
    for (const Hit* hit : form.of(slot))
        if (Text value = form.value(*hit, lines); !value.empty()) return value;
    return {};
}

namespace {

/// A name spread over its cell whose dot was not read: its parts are two rows of one level.
std::optional<Value> with_second_part(const Flow& flow, Value first) {
    constexpr double furthest_em = 5;  // chosen: a dot between characters that stand three em apart
    constexpr double joined = 0.85;    // the dot itself was not seen
    const auto parts_of_names = [](std::u32string_view text) {
        return text.size() >= 2 && std::all_of(text.begin(), text.end(), may_transliterate);
    };
    if (!parts_of_names(code_points(first.text))) return first;
    for (const Row& row : flow.rows) {
        const double gap = row.box.x - first.box.right();
        const double level = std::abs(row.box.centre().y - first.box.centre().y);
        if (row.vertical || gap < 0 || gap > furthest_em * row.em || level > 0.5 * row.em) continue;
        if (!parts_of_names(chars(row.text))) continue;
        const double p = std::min({joined, first.confidence, trust(row.text)});
        return Value{first.text + "·" + utf8(chars(row.text)), p, bounding(first.box, row.box)};
    }
    return first;
}

/// 张　　三 that fills its cell: single characters on one level with most of the cell between them, up to the next
/// label. `first` is what was read beside the label.
Text spread_over_cell(const Page& page, Text first) {
    constexpr double furthest_em = 9;
    constexpr std::size_t longest = 4;
    if (first.size() != 1) return first;
    while (first.size() < longest && is_han(first.back().ch)) {
        const Row* next = nullptr;
        const Rect& last = first.back().box;
        for (const Row& row : page.flow.rows) {
            const double gap = row.box.x - last.right(), level = std::abs(row.box.centre().y - last.centre().y);
            if (row.vertical || gap < 0 || gap > furthest_em * row.em || level > 0.5 * row.em) continue;
            if (next == nullptr || row.box.x < next->box.x) next = &row;
        }
        if (next == nullptr || next->text.size() != 1 || !is_han(next->text.front().ch)) break;
        const char32_t c = next->text.front().ch;
        if (c == U'男' || c == U'女') break;
        first.push_back(next->text.front());
        first.back().gap_em = 0;
    }
    return first;
}

}  // namespace

std::optional<Value> Page::name_beside() const {
    const Text one = spread_over_cell(*this, beside(name));
    const auto out = as_name(one);
    if (out && out->text.find("·") == std::string::npos) return with_second_part(flow, *out);
    if (!out) return out;
    const Text two = beside(name, 2);
    const View rest = two.size() > one.size() ? View(two).subspan(one.size()) : View();
    constexpr std::size_t longest_rest = 7;
    const bool continues = !rest.empty() && rest.size() <= longest_rest &&
                           std::all_of(rest.begin(), rest.end(), [](const Mark& m) { return is_han(m.ch); }) &&
                           two.front().box == one.front().box;
    return continues ? as_name(two) : out;
}

std::optional<Value> Page::addressed() const {
    for (const Row& row : flow.rows) {
        const std::size_t at = find(row.text, U"同志");
        if (at == npos || at < 2 || row.text.size() - at > 4) continue;
        View who = View(row.text).first(at);
        for (std::size_t i = 0; i < who.size(); ++i)
            if (who[i].ch == U'(') who = who.first(i);
        if (auto name = as_name(who)) return name;
        break;
    }
    for (std::size_t i = 1; i < flow.rows.size(); ++i)
        if (find(flow.rows[i].text, U"同志") == 0 && flow.rows[i].text.size() <= 3)
            if (auto name = as_name(flow.rows[i - 1].text)) return name;
    return std::nullopt;
}

std::optional<Value> Page::applicant_among(View text) const {
    const std::u32string wanted = code_points(view.applicant);
    std::optional<Value> near;
    // Of a name without a dot the sign between two is none either: 、 is read as one.
    const bool dotted = wanted.find(U'·') != std::u32string::npos;
    const auto parts = [dotted](char32_t c) { return c == U'、' || c == U',' || c == U';' || (!dotted && c == U'·'); };
    for (std::size_t from = 0; from < text.size();) {
        std::size_t to = from;
        // A name of two characters may be set as wide as one of three.
        while (to < text.size() && !parts(text[to].ch) && (to < from + 2 || text[to].gap_em < 0.8)) ++to;
        if (const auto read = to > from ? as_name(text.subspan(from, to - from)) : std::nullopt) {
            const std::u32string said = code_points(read->text);
            if (said == wanted) return read;
            std::size_t off = said.size() == wanted.size() ? 0 : 9;
            for (std::size_t i = 0; off < 9 && i < said.size(); ++i) off += said[i] != wanted[i] ? 1 : 0;
            if (off == 1 && wanted.size() >= 3 && !near) near = read;
        }
        from = std::max(to, from + 1);
        if (to < text.size() && parts(text[to].ch)) from = to + 1;
    }
    // A name that resembles the applicant's may be somebody else's.
    if (near) near->confidence = std::min(near->confidence, 0.6);
    return near;
}

std::optional<Value> begun_on_row(const Page& page, std::size_t row, std::optional<Value> name, double most) {
    constexpr double leading_em = 2;  // chosen
    if (!name) return name;
    name->confidence = std::min(name->confidence, most);
    const Row& here = page.flow.rows[row];
    for (const Row& above : page.flow.rows) {
        const double gap = here.box.y - above.box.bottom();
        if (above.vertical || &above == &here || gap < -0.5 * here.em || gap > leading_em * here.em) continue;
        if (above.box.centre().y >= here.box.y || above.box.right() < here.box.centre().x) continue;
        const char32_t last = above.text.back().ch;
        if (last == U'·' || may_transliterate(last)) return std::nullopt;
    }
    return name;
}

View Page::marks(std::size_t from, std::size_t to) const { return View(all.text).subspan(from, to - from); }

View Page::between(std::u32string_view before, std::u32string_view after, std::size_t most, std::size_t from) const {
    std::size_t at = find(all.text, before, from, before.size() >= 6 ? 1 : 0);
    if (at == npos) return {};
    at += before.size();
    std::size_t end = std::min(all.text.size(), at + most);
    if (after.empty()) {
        std::size_t to = at;
        while (to < end && all.row[to] == all.row[at]) ++to;
        return marks(at, to);
    }
    end = find(View(all.text).first(std::min(all.text.size(), end + after.size())), after, at);
    return end == npos ? View{} : marks(at, end);
}

double Page::height_at(double share) const {
    double top = view.height, bottom = 0;
    for (const Row& row : flow.rows) {
        if (row.text.size() < 3) continue;
        top = std::min(top, row.box.y);
        bottom = std::max(bottom, row.box.bottom());
    }
    return bottom <= top ? share * view.height : top + share * (bottom - top);
}

std::vector<const Row*> Page::foot() const {
    std::vector<const Row*> out;
    const double from = height_at(0.4);
    for (const Row& row : flow.rows)
        if (!row.vertical && row.box.centre().y > from) out.push_back(&row);
    std::stable_sort(out.begin(), out.end(), [](const Row* a, const Row* b) { return a->box.y > b->box.y; });
    return out;
}

std::size_t mentions(const Page& page, const std::u32string& text) {
    std::size_t count = 0;
    const std::u32string everything = chars(page.all.text);
    for (std::size_t at = everything.find(text); at != std::u32string::npos; at = everything.find(text, at + 1))
        ++count;
    return count;
}

}  // namespace mangping::ocr::fields
