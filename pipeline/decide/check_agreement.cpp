// What is printed on the materials against what was declared, and against each other. Certain differences fail,
// doubtful ones are for a person with both values shown; a value that was not read is not made up.
#include <algorithm>
#include <array>
#include <charconv>

#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

struct Pair {
    std::string key;   // of the reading
    std::string path;  // of the declaration
};

Pair pair_from(const std::string& written) {
    const std::size_t at = written.find(" = ");
    return {written.substr(0, at), written.substr(at + 3)};
}

std::string key_zh(std::string_view key) { return zh_in(reading_words(), key); }

/// One place where materials stand: an entry, or the dossier.
struct Site {
    Subject subject;
    const Entry* entry = nullptr;
    std::vector<const Held*> held;
};

std::vector<Site> places_of(const Rule& rule, const Case& c) {
    std::vector<Site> out;
    const auto& kinds = list_of(rule, "kinds");
    for (const std::string& section : list_of(rule, "sections"))
        for (const EntryAt& at : c.entries(section, rule))
            out.push_back({{at.section, at.index, {}}, at.entry, of_kinds(c.held_by(at), kinds)});
    if (list_of(rule, "sections").empty()) out.push_back({{}, nullptr, of_kinds(c, kinds)});
    return out;
}

std::string declared_at(const Site& place, const Pair& pair, const Case& c) {
    const Subject subject = subject_of(pair.path);
    if (place.entry != nullptr && subject.section == place.subject.section)
        return trimmed((*place.entry)[subject.field]);
    return trimmed(c.value(pair.path));
}

Subject subject_at(const Site& place, const Pair& pair) {
    const Subject subject = subject_of(pair.path);
    const bool own = place.entry != nullptr && subject.section == place.subject.section;
    return {subject.section, own ? place.subject.entry : std::nullopt, subject.field};
}

Check disagreement(const Rule& rule, const Case& c, const Held& held, const Subject& subject, const Pair& pair,
                   const Read& found, const std::string& declared, const Compared& compared) {
    const std::string place = where_zh(place_of(held), c) + "的" + material_zh(held);
    const std::string both =
        "上的“" + key_zh(pair.key) + "”是“" + found.value + "”，" + where_zh(subject, c) + "填的是“" + declared + "”";
    const bool sure = compared.status == CheckStatus::fail;
    // A branch or an agency pays and employs under a name of its own: both names are shown, nobody is stopped.
    if (compared.near && pair.key == "employer") {
        Check told = advice(rule, subject, place + both + "，写法不同，请核对。",
                            "the employer is named differently (" + where_en(subject) + ")");
        add_reading(told, found, declared);
        return told;
    }
    Check check = finding(
        rule, compared.status, subject,
        sure ? place + both + "，两处不一致。填错的请改正，传错的请换成正确的材料。"
             : place + both + (compared.near ? "，写法不同，需要人工确认是否一致。" : "，读得不够清楚，需要人工核对。"),
        (sure ? "the file contradicts the declaration: " : "may not agree with the declaration: ") + pair.key + " (" +
            where_en(subject) + ")",
        "reading:" + held.outcome->ref.file + ":" + pair.key);
    add_reading(check, found, declared);
    return check;
}

Check unread(const Rule& rule, const Case& c, const Held& held, const Subject& subject, const Pair& pair,
             const std::string& declared) {
    Check check = finding(rule, CheckStatus::unsure, subject,
                          where_zh(place_of(held), c) + "的" + material_zh(held) + "上没有读出“" + key_zh(pair.key) +
                              "”，需要人工与填写的核对。",
                          "could not be read: " + pair.key + " (" + where_en(subject) + ")",
                          "unread:" + held.outcome->ref.file + ":" + pair.key);
    check.declared = declared;
    check.evidence.push_back({held.outcome->ref.file, std::nullopt, std::nullopt});
    return check;
}

std::optional<double> number_from(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional<double>(value) : std::nullopt;
}

/// Hours of several certificates of one row add up, and more than was declared does no harm.
bool hours_suffice(const std::vector<std::pair<const Held*, Read>>& reads, const std::string& declared) {
    double sum = 0;
    for (const auto& [held, one] : reads) sum += number_from(one.value).value_or(0);
    const auto wanted = number_from(declared);
    return wanted && sum >= *wanted;
}

bool anything_read(const Held& held) {
    const auto pages = readable_pages(held);
    return std::any_of(pages.begin(), pages.end(), [](const PageOutcome* p) { return !p->fields.empty(); });
}

/// What was held against the form and what could not be, for want of a reading.
struct Tally {
    int compared = 0;
    std::vector<std::string> unread;  // in Chinese, without repeats
};

/// What was studied stands on the diploma, the degree and the register alike: where one of them surely says what was
/// declared, another's weak reading is a weak reading. A name is a document's own and is never vouched for by another.
bool told_surely_elsewhere(const Site& place, const Pair& pair, const std::string& declared, const Case& c) {
    constexpr std::array<std::string_view, 6> studied{"school", "major", "level", "degree", "start_date", "end_date"};
    const bool is_studied = std::find(studied.begin(), studied.end(), pair.key) != studied.end();
    if (!is_studied || place.entry == nullptr || place.subject.section != "education") return false;
    const auto row = c.held_by({place.subject.section, *place.subject.entry, place.entry});
    return std::any_of(row.begin(), row.end(), [&](const Held* held) {
        const auto other = held->standing == Standing::usable ? read(*held, pair.key) : std::nullopt;
        return other && other->sure() && agree(pair.key, other->value, declared, c) == Agreement::same;
    });
}

/// One pair at one place: every material must agree, or one of them where a row's files share the fields.
void judge_pair(const Rule& rule, const Case& c, const Site& place, const Pair& pair, std::vector<Check>& found,
                Tally& tally) {
    const std::string declared = declared_at(place, pair, c);
    if (!says_something(declared)) return;
    std::vector<std::pair<const Held*, Read>> reads;
    for (const Held* held : place.held)
        if (auto one = read(*held, pair.key)) reads.emplace_back(held, std::move(*one));
    const Subject subject = subject_at(place, pair);
    if (reads.empty()) {
        const auto readable =
            std::find_if(place.held.begin(), place.held.end(), [](const Held* h) { return anything_read(*h); });
        if (text_of(rule, "unread") == "人工核对" && readable != place.held.end())
            found.push_back(unread(rule, c, **readable, subject, pair, declared));
        const std::string word = key_zh(pair.key);
        if (std::find(tally.unread.begin(), tally.unread.end(), word) == tally.unread.end())
            tally.unread.push_back(word);
        return;
    }
    ++tally.compared;
    if (pair.key == "hours" && hours_suffice(reads, declared)) return;
    // Names and numbers must agree on every material; a year or a result may stand on one of a row's files only.
    const bool every = pair.key != "year" && pair.key != "hours";
    std::vector<Check> wrong;
    for (const auto& [held, one] : reads) {
        if (!one.sure() && told_surely_elsewhere(place, pair, declared, c)) continue;
        const Compared compared = compare_reading(pair.key, one, declared, *held, c);
        if (compared.status == CheckStatus::pass) {
            if (!every) return;
            continue;
        }
        wrong.push_back(disagreement(rule, c, *held, subject, pair, one, declared, compared));
    }
    std::move(wrong.begin(), wrong.end(), std::back_inserter(found));
}

void judge_between(const Rule& rule, const Case& c, const Held& a, const Held& b, const std::string& key,
                   std::vector<Check>& found) {
    const auto x = read(a, key), y = read(b, key);
    if (!x || !y) return;
    // A weak reading is held against the form already; only dates that stand on no form are compared here as well.
    const bool on_no_form = key == "start_date" || key == "end_date";
    if (!on_no_form && (!x->sure() || !y->sure())) return;
    Compared compared = compare_reading(key, *x, y->value, a, c);
    if (compared.status == CheckStatus::pass) return;
    if (!y->sure() && compared.status == CheckStatus::fail) compared.status = CheckStatus::unsure;
    const bool sure = compared.status == CheckStatus::fail;
    Check check = finding(rule, compared.status, place_of(a),
                          material_zh(a) + "上的“" + key_zh(key) + "”是“" + x->value + "”，" + material_zh(b) +
                              "上是“" + y->value + "”，" +
                              (sure            ? "两份材料不一致，请核对后换成正确的材料。"
                               : compared.near ? "写法不同，需要人工确认是否一致。"
                                               : "读得不够清楚，需要人工核对。"),
                          (sure ? "two files contradict each other: " : "two files may not agree: ") + key,
                          "between:" + a.outcome->ref.file + ":" + b.outcome->ref.file + ":" + key);
    add_reading(check, *x, "");
    check.evidence.push_back(y->at);
    found.push_back(std::move(check));
}

}  // namespace

std::vector<Check> agrees_with_form(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    Subject first;
    Tally tally;
    bool any = false;
    for (const Site& place : places_of(rule, c)) {
        if (place.held.empty()) continue;
        if (!any) first = place.subject;
        any = true;
        for (const std::string& written : list_of(rule, "pairs"))
            judge_pair(rule, c, place, pair_from(written), found, tally);
    }
    if (!any || (found.empty() && tally.compared == 0)) return nothing_to_read(rule);
    if (found.empty() && !tally.unread.empty())
        return {advice(rule, first,
                       "读出的内容与填写的一致；“" + joined(tally.unread, "”“") + "”没有读出来，没有核对。",
                       "what was read agrees; some fields were not read", "operator")};
    return or_pass(rule, std::move(found), first);
}

std::vector<Check> agrees_between(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    bool any = false;
    for (const Site& place : places_of(rule, c)) {
        std::vector<const Held*> all;
        if (place.entry != nullptr)
            all = c.held_by({place.subject.section, *place.subject.entry, place.entry});
        else
            for (const Held& h : c.held) all.push_back(&h);
        for (const Held* a : place.held)
            for (const Held* b : of_kinds(all, list_of(rule, "others"))) {
                if (a == b) continue;
                any = true;
                for (const std::string& key : list_of(rule, "readings")) judge_between(rule, c, *a, *b, key, found);
            }
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> reading_allowed(const Rule& rule, const Case& c) {
    const std::string key = list_of(rule, "readings").front();
    const auto &values = list_of(rule, "values"), &without = list_of(rule, "without");
    std::vector<Check> found;
    bool any = false;
    for (const Site& place : places_of(rule, c))
        for (const Held* held : place.held) {
            const auto one = read(*held, key);
            if (!one) continue;
            any = true;
            const auto in_it = [&](const std::string& word) { return contains(one->value, word); };
            const bool allowed = values.empty() || std::any_of(values.begin(), values.end(), in_it);
            if (allowed && std::none_of(without.begin(), without.end(), in_it)) continue;
            const std::string wanted =
                values.empty() ? "不应是“" + joined(without, "”“") + "”" : "应是“" + joined(values, "”或“") + "”";
            Check check = finding(
                rule, one->sure() ? CheckStatus::fail : CheckStatus::unsure, place_of(*held),
                where_zh(place_of(*held), c) + "的" + material_zh(*held) + "上的“" + key_zh(key) + "”是“" + one->value +
                    "”，" + wanted + (one->sure() ? "，请上传符合要求的材料。" : "，需要人工核对。"),
                "the file does not say what it must: " + key, "reading:" + held->outcome->ref.file + ":" + key);
            add_reading(check, *one, "");
            found.push_back(std::move(check));
        }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> reading_at_least(const Rule& rule, const Case& c) {
    const std::string key = list_of(rule, "readings").front();
    const int least = number_of(rule, "least");
    std::vector<Check> found;
    bool any = false;
    for (const Site& place : places_of(rule, c))
        for (const Held* held : place.held) {
            const auto one = read(*held, key);
            const auto value = one ? number_from(one->value) : std::nullopt;
            if (!value) continue;
            any = true;
            if (*value >= least) continue;
            Check check = finding(
                rule, one->sure() ? CheckStatus::fail : CheckStatus::unsure, place_of(*held),
                where_zh(place_of(*held), c) + "的" + material_zh(*held) + "上的“" + key_zh(key) + "”是" + one->value +
                    "，应不少于" + std::to_string(least) + (one->sure() ? "，请补充。" : "，需要人工核对。"),
                "the number on the file is too small: " + key, "reading:" + held->outcome->ref.file + ":" + key);
            add_reading(check, *one, "");
            found.push_back(std::move(check));
        }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
