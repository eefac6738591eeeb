#include "pipeline/decide/readings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "pipeline/decide/history.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

/// A reading below this is no reading: it neither confirms nor contradicts. Chosen, not measured.
constexpr double hardly_read = 0.3;
/// Two names of one school or firm share at least this much of their characters. Chosen.
constexpr double alike = 0.5;
/// Long titles that differ in so little may be one title misread. Chosen.
constexpr double nearly_equal = 0.8;

bool one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_date(std::string_view key) {
    return one_of(
        key, {"birth_date", "start_date", "end_date", "date", "obtained_on", "updated_on", "valid_from", "valid_to"});
}
bool is_number(std::string_view key) {
    return one_of(key, {"id_number", "certificate_no", "number", "verification_code"});
}
bool is_count(std::string_view key) { return one_of(key, {"hours", "months", "years", "days", "year"}); }

/// Letters and digits alone, upper case.
std::string number_only(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return out;
}

std::u32string without(std::u32string text, std::u32string_view part) {
    for (std::size_t at = text.find(part); at != std::u32string::npos; at = text.find(part))
        text.erase(at, part.size());
    return text;
}

bool holds(const std::u32string& a, const std::u32string& b) {
    return !a.empty() && !b.empty() && (a.find(b) != std::u32string::npos || b.find(a) != std::u32string::npos);
}

/// Words of one length in which one or two characters stand for others, the last two left out: 学院 became 大学 in
/// many a school's name.
bool is_slip(const std::u32string& a, const std::u32string& b) {
    constexpr std::size_t most = 2, kind_of_school = 2, shortest = 4;
    if (a.size() != b.size() || a.size() < shortest) return false;
    std::size_t off = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        off += a[i] != b[i] ? 1 : 0;
        if (a[i] != b[i] && i + kind_of_school >= a.size()) return false;
    }
    return off > 0 && off <= most && 2 * off < a.size();
}

Agreement dates_agree(std::string_view key, std::string_view found, std::string_view declared) {
    const auto a = date_from(found), b = date_from(declared);
    if (!a || !b) return found == declared ? Agreement::same : Agreement::near;
    if (compare(*a, *b) == 0) return Agreement::same;
    // Titles are dated by the month on forms; the day of the meeting and of the certificate differ.
    if (key == "obtained_on" && a->year == b->year && a->month == b->month) return Agreement::same;
    // A school's last month and the certificate's first often differ by one.
    if (one_of(key, {"start_date", "end_date"}) && a->month != 0 && b->month != 0 && a->month != b->month)
        return std::abs(a->month_index() - b->month_index()) <= 1 ? Agreement::near : Agreement::differs;
    return Agreement::differs;
}

Agreement counts_agree(std::string_view found, std::string_view declared) {
    double a = 0, b = 0;
    const auto parsed = [](std::string_view text, double& into) {
        return std::from_chars(text.data(), text.data() + text.size(), into).ec == std::errc{};
    };
    if (!parsed(found, a) || !parsed(declared, b)) return Agreement::near;
    return std::abs(a - b) < 1e-6 ? Agreement::same : Agreement::differs;
}

/// 高级 is what a form prints for 副高级 and 正高级 alike.
std::u32string level_class(const std::u32string& level) {
    return level == U"副高级" || level == U"正高级" || level == U"副高" || level == U"正高" ? U"高级" : level;
}

Agreement levels_agree(std::string_view found, std::string_view declared) {
    const int a = rank_of_education(found), b = rank_of_education(declared);
    if (a != 0 && b != 0) return a == b ? Agreement::same : Agreement::differs;
    std::u32string x = fold_sentence(found), y = fold_sentence(declared);
    if (x == y) return Agreement::same;
    if (!x.empty() && x.back() != U'级') x += U'级';
    if (x == y || ((x == U"高级" || y == U"高级") && level_class(x) == level_class(y))) return Agreement::same;
    return Agreement::differs;
}

/// Of a person, not of a work or an award.
bool is_rank(std::u32string_view title) {
    constexpr std::array<std::u32string_view, 12> ranks{U"师",   U"研究员", U"实习员", U"技术员", U"教授",   U"助教",
                                                        U"馆员", U"编审",   U"编辑",   U"记者",   U"播音员", U"教练"};
    return std::any_of(ranks.begin(), ranks.end(), [&](std::u32string_view end) { return title.ends_with(end); });
}

Agreement titles_agree(const std::u32string& found, const std::u32string& declared) {
    std::u32string a = found, b = declared;
    for (const std::u32string_view suffix : {U"专业技术职务", U"任职资格", U"资格", U"职称"}) {
        a = without(a, suffix);
        b = without(b, suffix);
    }
    if (a == b) return Agreement::same;
    // 助理工程师, 工程师, 高级工程师 nest; titles of works and awards are printed with more before them: whose award it
    // is, of which year (2021年度自治区优秀工程咨询成果一等奖).
    constexpr std::size_t longest_rank = 12, shortest_misread = 5, shortest_award = 4;
    const bool rank = is_rank(a) || is_rank(b);
    if (!rank && b.size() >= shortest_award && a.ends_with(b)) return Agreement::same;
    // The last character alone on the next line is often not read.
    if (!rank && a.size() > shortest_award && a.size() + 1 == b.size() && b.starts_with(a)) return Agreement::near;
    if (rank && std::max(a.size(), b.size()) <= longest_rank) {
        // One character off in a title that does not nest is more often a misreading than another title.
        const bool nested = a.ends_with(b) || b.ends_with(a);
        const bool misread = std::min(a.size(), b.size()) >= shortest_misread && similarity(a, b) >= nearly_equal;
        return !nested && misread ? Agreement::slip : Agreement::differs;
    }
    if (is_slip(a, b)) return Agreement::slip;
    return holds(a, b) || similarity(a, b) >= nearly_equal ? Agreement::near : Agreement::differs;
}

Agreement names_agree(const std::u32string& found, const std::u32string& declared, const Case& c) {
    if (found == declared) return Agreement::same;
    const auto& aliases = c.dossier.applicant.aliases;
    const bool former = std::any_of(aliases.begin(), aliases.end(),
                                    [&](const std::string& alias) { return fold_sentence(alias) == found; });
    return former ? Agreement::near : Agreement::differs;
}

Agreement employers_agree(const std::u32string& found, const std::u32string& declared, const Case& c) {
    if (holds(found, declared)) return Agreement::same;
    for (const std::string& alias : c.dossier.applicant.employer_aliases)
        if (holds(found, fold_sentence(alias))) return Agreement::same;
    if (const Section* resume = c.dossier.section("resume"); resume != nullptr)
        for (const Entry& row : resume->entries)
            if (holds(found, fold_sentence(row["unit"]))) return Agreement::same;
    return similarity(found, declared) >= alike ? Agreement::near : Agreement::differs;
}

/// Inventors: the name is among them. Authors: it is the first, as the notices that ask for them say.
Agreement listed_among(std::string_view key, std::string_view list, const std::u32string& name) {
    std::vector<std::string> names{""};
    for (std::size_t i = 0; i < list.size();) {
        const std::string_view rest = list.substr(i);
        const bool wide = rest.starts_with("；") || rest.starts_with("，") || rest.starts_with("、");
        if (wide || list[i] == ';' || list[i] == ',')
            names.emplace_back();
        else
            names.back() += list[i];
        i += wide ? 3 : 1;
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        if (fold_sentence(names[i]) == name) return i == 0 || key != "authors" ? Agreement::same : Agreement::differs;
    return fold_sentence(list).find(name) != std::u32string::npos ? Agreement::near : Agreement::differs;
}

Agreement words_agree(std::string_view key, const std::u32string& a, const std::u32string& b) {
    if (a == b) return Agreement::same;
    if (key == "sex" || key == "ethnicity")
        return without(a, U"族") == without(b, U"族") ? Agreement::same : Agreement::differs;
    if (key == "series") return without(a, U"系列") == without(b, U"系列") ? Agreement::same : Agreement::differs;
    if (one_of(key, {"major", "specialty", "degree", "study_form"})) {
        if (holds(a, b)) return Agreement::same;
        if (key == "degree") return Agreement::differs;  // 工学学士, 理学学士: a short list, no renaming
        if (is_slip(a, b)) return Agreement::slip;
        return similarity(a, b) >= alike ? Agreement::near : Agreement::differs;
    }
    if (one_of(key, {"school", "issuer"}) && is_slip(a, b)) return Agreement::slip;
    if (one_of(key, {"issuer", "address", "course"}) && holds(a, b)) return Agreement::same;
    if (one_of(key, {"school", "issuer", "address", "course"}))
        return holds(a, b) || similarity(a, b) >= alike ? Agreement::near : Agreement::differs;
    return Agreement::differs;
}

/// "2012-06" as pages print it: 2012年6月, 2012年06月, 2012.06, 2012-06, 二〇一二年六月, folded.
std::vector<std::u32string> printed_dates(const Date& date) {
    constexpr std::array<std::u32string_view, 10> digits{U"〇", U"一", U"二", U"三", U"四",
                                                         U"五", U"六", U"七", U"八", U"九"};
    const auto han = [&](int n) {
        std::u32string out;
        if (n >= 20) out += digits.at(static_cast<std::size_t>(n / 10));
        if (n >= 10) out += U"十";
        if (n % 10 != 0) out += digits.at(static_cast<std::size_t>(n % 10));
        return out;
    };
    std::u32string year;
    for (const char c : std::to_string(date.year)) year += digits.at(static_cast<std::size_t>(c - '0'));
    std::vector<std::u32string> out;
    for (const char* form : {"%d年%d月", "%d年%02d月", "%d%02d"}) {
        char text[32];
        std::snprintf(text, sizeof text, form, date.year, date.month);
        std::u32string one = fold_sentence(text);
        if (date.day != 0) {
            const bool padded = std::string_view(form) != "%d年%d月", bare = std::string_view(form) == "%d%02d";
            std::snprintf(text, sizeof text, padded ? "%02d" : "%d", date.day);
            one += fold_sentence(text) + (bare ? U"" : U"日");
        }
        out.push_back(std::move(one));
    }
    out.push_back(year + U"年" + han(date.month) + U"月" + (date.day == 0 ? U"" : han(date.day) + U"日"));
    return out;
}

/// The search that masks the applicant's name found it on the page, surely: it looks at the glyphs, not at a field.
bool was_found_for_masking(const Held& held, std::string_view name) {
    constexpr double surely = 0.95;
    const std::u32string wanted = fold_sentence(name);
    for (const PageOutcome* page : readable_pages(held))
        for (const Mask& mask : page->masks)
            if (mask.kind == MaskKind::name && mask.confidence >= surely && fold_sentence(mask.text) == wanted)
                return true;
    return false;
}

/// Awards name all who won them.
bool of_several(const Held& held) { return held.provides.contains(Kind::award_certificate); }

/// The declared value stands on the page in so many characters. Of short words and of titles, which nest (工程师,
/// 助理工程师), that says nothing.
bool stands_as_declared(std::string_view key, std::string_view declared, const std::string& text) {
    constexpr std::size_t telling_number = 8, telling_words = 2;
    if (is_number(key)) return declared.size() >= telling_number && contains(number_only(text), number_only(declared));
    const std::u32string page = fold_sentence(text);
    const auto on_page = [&](const std::u32string& word) { return page.find(word) != std::u32string::npos; };
    if (is_date(key)) {
        const auto date = date_from(declared);
        if (!date || date->month == 0) return false;
        const auto forms = printed_dates(*date);
        return std::any_of(forms.begin(), forms.end(), on_page);
    }
    // "2021年度", "60学时": a bare number says nothing, a number with its unit does.
    if (key == "year") return on_page(fold_sentence(declared) + U"年");
    if (key == "hours") return on_page(fold_sentence(declared) + U"学时") || on_page(fold_sentence(declared) + U"课时");
    if (!one_of(key, {"name", "school", "major", "specialty", "level", "degree", "employer", "issuer", "series"}))
        return false;
    const std::u32string word = fold_sentence(declared);
    return word.size() >= telling_words && on_page(word);
}

/// 一 at the end of a value is one level stroke: taken for a dash or a rule it is not read, however sure the rest is.
bool lost_a_stroke(const std::u32string& found, const std::u32string& declared) {
    return declared.size() > 2 && (U"一" + found == declared || found + U"一" == declared);
}

}  // namespace

std::vector<const PageOutcome*> readable_pages(const Held& held) {
    std::vector<const PageOutcome*> out;
    for (const PageOutcome& page : held.outcome->pages) {
        const ClarityVerdict verdict = page.clarity.verdict;
        const bool clear = verdict == ClarityVerdict::clear || verdict == ClarityVerdict::marginal;
        if (was_looked_at(page) && clear) out.push_back(&page);
    }
    return out;
}

std::optional<Read> read(const Held& held, std::string_view key) {
    std::optional<Read> best;
    for (const PageOutcome* page : readable_pages(held)) {
        const auto it = page->fields.find(std::string(key));
        if (it == page->fields.end() || it->second.value.empty() || it->second.confidence < hardly_read) continue;
        if (best && best->confidence >= it->second.confidence) continue;
        best = Read{
            it->second.value, it->second.confidence, {held.outcome->ref.file, page->index, it->second.quad_displayed}};
    }
    return best;
}

std::string text_of_pages(const Held& held) {
    std::string out;
    for (const PageOutcome* page : readable_pages(held)) out += page->text + "\n";
    return out;
}

std::vector<const Held*> of_kinds(const std::vector<const Held*>& held, const std::vector<std::string>& kinds) {
    std::vector<const Held*> out;
    for (const Held* h : held) {
        if (h->standing != Standing::usable) continue;
        const bool wanted = std::any_of(kinds.begin(), kinds.end(), [h](const std::string& key_) {
            const auto kind = kind_from(key_);
            return kind && h->provides.contains(*kind);
        });
        if (wanted) out.push_back(h);
    }
    return out;
}

std::vector<const Held*> of_kinds(const Case& c, const std::vector<std::string>& kinds,
                                  const std::vector<std::string>& sections) {
    std::vector<const Held*> all;
    for (const Held& h : c.held)
        if (sections.empty() || std::find(sections.begin(), sections.end(), h.outcome->section) != sections.end())
            all.push_back(&h);
    return of_kinds(all, kinds);
}

Agreement agree(std::string_view key, std::string_view found, std::string_view declared, const Case& c) {
    if (is_date(key)) return dates_agree(key, found, declared);
    if (is_number(key)) return number_only(found) == number_only(declared) ? Agreement::same : Agreement::differs;
    if (is_count(key)) return counts_agree(found, declared);
    if (key == "level") return levels_agree(found, declared);
    const std::u32string a = fold_sentence(found), b = fold_sentence(declared);
    if (key == "name") return names_agree(a, b, c);
    if (lost_a_stroke(a, b)) return Agreement::near;
    if (key == "authors" || key == "inventors") return listed_among(key, found, b);
    if (key == "title") return titles_agree(a, b);
    if (key == "employer") return employers_agree(a, b, c);
    return words_agree(key, a, b);
}

Compared compare_reading(std::string_view key, const Read& found, std::string_view declared, const Held& held,
                         const Case& c) {
    const Agreement agreement = agree(key, found.value, declared, c);
    if (agreement == Agreement::same) return {};
    const bool several = key == "name" && of_several(held);
    const bool printed = stands_as_declared(key, declared, text_of_pages(held)) ||
                         (key == "name" && (!found.sure() || several) && was_found_for_masking(held, declared));
    // A number that is printed as declared agrees; so does anything else that was misread where it stands.
    const bool differs = agreement == Agreement::differs;
    if (printed && (is_number(key) || !found.sure() || !differs || several)) return {};
    // What was not surely read and is off by so little was misread.
    if (agreement == Agreement::near || (agreement == Agreement::slip && !found.sure()))
        return {CheckStatus::unsure, true};
    return {found.sure() && !printed ? CheckStatus::fail : CheckStatus::unsure, false};
}

void add_reading(Check& check, const Read& one, std::string_view declared) {
    check.evidence.push_back(one.at);
    check.found = one.value;
    check.declared = declared;
}

Subject place_of(const Held& held) { return {held.outcome->section, held.outcome->entry, {}}; }

std::string material_zh(const Held& held) {
    const auto& ref = held.outcome->ref;
    return ref.kind ? "《" + std::string(label_zh(*ref.kind)) + "》" : "附件";
}

std::vector<Check> nothing_to_read(const Rule& rule, const Subject& subject) {
    return {finding(rule, CheckStatus::not_applicable, subject, "没有可供核对的材料；缺材料或看不清的，另有说明。",
                    "there is nothing to hold this against")};
}

Check advice(const Rule& rule, const Subject& subject, std::string zh, std::string en, std::string role) {
    Check check = finding(rule, CheckStatus::pass, subject, std::move(zh), std::move(en));
    check.severity = Severity::warn;
    check.role = std::move(role);
    return check;
}

std::vector<std::string> alternatives(const std::string& words) {
    std::vector<std::string> out;
    const std::string by = " 或 ";
    std::size_t from = 0;
    while (true) {
        const std::size_t at = words.find(by, from);
        out.push_back(trimmed(words.substr(from, at - from)));
        if (at == std::string::npos) return out;
        from = at + by.size();
    }
}

}  // namespace mangping::decide
