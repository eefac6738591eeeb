// Words on materials: elements of a form, prescribed sentences, topics, what stands after a label. They are looked for
// in what was read, which may be wrong in a character: an absence is for a person, never a fail. Only a negation in the
// very words fails.
#include <algorithm>

#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/sentences.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

/// Below this many characters a page was hardly read. Chosen.
constexpr std::size_t least_text = 40;
/// How much of a prescribed sentence must be found on a page: printed, where readers slip in one character of ten; and
/// by hand, where they read half, a person confirming the words in any case. Chosen.
constexpr double printed_sentence = 0.8, handwritten_sentence = 0.6, some_of_it = 0.5;

std::vector<std::string> missing_words(const std::vector<std::string>& wanted, const std::u32string& text) {
    std::vector<std::string> out;
    for (const std::string& words : wanted) {
        const auto any = alternatives(words);
        const bool there = std::any_of(any.begin(), any.end(),
                                       [&](const std::string& word) { return stands_in(fold_sentence(word), text); });
        if (!there) out.push_back(any.front());
    }
    return out;
}

Check for_a_look(const Rule& rule, const Case& c, const Held& held, const std::string& zh, const std::string& en) {
    Check check = finding(rule, CheckStatus::unsure, place_of(held),
                          where_zh(place_of(held), c) + "的" + material_zh(held) + zh + "，需要人工查看。", en,
                          "wording:" + held.outcome->ref.file + ":" + rule.id);
    check.evidence.push_back({held.outcome->ref.file, std::nullopt, std::nullopt});
    return check;
}

struct BestSentence {
    double match = 0;
    std::string wanted, where;
};

BestSentence best_of(const std::vector<std::string>& sentences, const std::string& name, const std::u32string& text) {
    BestSentence best;
    for (const std::string& sentence : sentences) {
        Place place = find_in(fold_sentence(with_name(sentence, name)), text);
        const Place open = find_in(fold_sentence(sentence), text);
        if (open.similarity > place.similarity) place = open;
        if (place.similarity > best.match || best.wanted.empty())
            best = {place.similarity, sentence, utf8_of(place.where)};
    }
    return best;
}

}  // namespace

std::vector<Check> words_present(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, list_of(rule, "kinds"))) {
        const std::u32string text = fold_sentence(text_of_pages(*held));
        if (text.size() < least_text) continue;
        any = true;
        const auto missing = missing_words(list_of(rule, "words"), text);
        if (missing.empty()) continue;
        found.push_back(for_a_look(rule, c, *held, "上没有找到“" + joined(missing, "”“") + "”",
                                   "elements were not found on the form"));
        found.back().found = joined(missing, "、");
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> material_sentence(const Rule& rule, const Case& c) {
    const bool by_hand = flag_of(rule, "by_hand");
    const double enough = by_hand ? handwritten_sentence : printed_sentence;
    const std::string& name = c.dossier.applicant.name;
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, list_of(rule, "kinds"))) {
        const std::u32string text = fold_sentence(text_of_pages(*held));
        if (text.size() < least_text / 2) continue;
        any = true;
        if (negates(text_of_pages(*held))) {
            found.push_back(finding(rule, CheckStatus::fail, place_of(*held),
                                    where_zh(place_of(*held), c) + "的" + material_zh(*held) +
                                        "写的是不同意或者有异议，与要求的语句相反，请核对。",
                                    "the sentence is negated", "negated:" + held->outcome->ref.file));
            found.back().evidence.push_back({held->outcome->ref.file, std::nullopt, std::nullopt});
            continue;
        }
        const BestSentence own = best_of(list_of(rule, "sentences"), name, text);
        if (own.match >= enough) continue;
        const BestSentence other = best_of(list_of(rule, "also"), name, text);
        if (other.match >= enough && other.match > own.match) {
            found.push_back(
                advice(rule, place_of(*held),
                       material_zh(*held) + "写的是另一种承诺语，也可以接受；本通知规定的是“" + own.wanted + "”。",
                       "another accepted wording was used"));
            continue;
        }
        const std::string how = own.match >= some_of_it ? "上的语句与规定的有出入，规定的是“" : "上没有找到规定的语句“";
        found.push_back(for_a_look(rule, c, *held, how + own.wanted + "”", "the prescribed sentence was not found"));
        found.back().declared = own.wanted;
        found.back().found = own.where;
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> mentions(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    bool any = false;
    const auto judge = [&](const Subject& subject, const std::string& text, const std::string& what) {
        any = true;
        const auto missing = missing_words(list_of(rule, "words"), fold_sentence(text));
        if (missing.empty()) return;
        found.push_back(advice(rule, subject, what + "没有写到“" + joined(missing, "”“") + "”，建议补充。",
                               "some topics are not mentioned (" + where_en(subject) + ")"));
        found.back().found = joined(missing, "、");
    };
    for (const std::string& path : list_of(rule, "fields")) {
        const Subject field = subject_of(path);
        const Section* section = c.dossier.section(field.section);
        if (section == nullptr) continue;
        for (const EntryAt& at : c.entries(field.section, rule)) {
            const Subject subject{at.section, at.index, field.field};
            const std::string text((*at.entry)[field.field]);
            if (says_something(text)) judge(subject, text, where_zh(subject, c));
        }
    }
    if (any) return or_pass(rule, std::move(found));
    for (const Held* held : of_kinds(c, list_of(rule, "kinds"))) {
        const std::string text = text_of_pages(*held);
        if (fold_sentence(text).size() >= least_text)
            judge(place_of(*held), text, where_zh(place_of(*held), c) + "的" + material_zh(*held));
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> stated(const Rule& rule, const Case& c) {
    constexpr std::size_t reach = 16;  // characters after the label
    const std::u32string label = fold_sentence(text_of(rule, "after"));
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, list_of(rule, "kinds"))) {
        const std::u32string text = fold_sentence(text_of_pages(*held));
        std::size_t at = text.rfind(label);
        if (at == std::u32string::npos) continue;  // that the element is there is another rule's business
        // 受处分情况：无受处分情况 says it twice; what is stated stands behind the first.
        constexpr std::size_t repeated_within = 4;
        const std::size_t before = at == 0 ? std::u32string::npos : text.rfind(label, at - 1);
        if (before != std::u32string::npos && at - before <= label.size() + repeated_within) at = before;
        any = true;
        const std::u32string after = text.substr(at + label.size(), reach);
        const auto begins = [&](const std::string& word) { return after.starts_with(fold_sentence(word)); };
        const auto holds = [&](const std::string& word) {
            return after.find(fold_sentence(word)) != std::u32string::npos;
        };
        const auto &good = list_of(rule, "must"), &bad = list_of(rule, "must_not");
        if (std::any_of(good.begin(), good.end(), begins)) continue;
        const bool certain = std::any_of(bad.begin(), bad.end(), holds);
        Check check = finding(rule, certain ? CheckStatus::fail : CheckStatus::unsure, place_of(*held),
                              material_zh(*held) + "的“" + text_of(rule, "after") + "”写的是“" + utf8_of(after) +
                                  "”，" + (certain ? "不能参加本次申报。" : "需要人工核对。"),
                              "what is stated does not serve", "stated:" + held->outcome->ref.file);
        check.found = utf8_of(after);
        check.evidence.push_back({held->outcome->ref.file, std::nullopt, std::nullopt});
        found.push_back(std::move(check));
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> one_person_each(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, list_of(rule, "kinds"))) {
        const std::u32string text = fold_sentence(text_of_pages(*held));
        if (text.size() < least_text) continue;
        any = true;
        bool several = false;
        for (std::size_t at = text.find(U"等"); at != std::u32string::npos; at = text.find(U"等", at + 1)) {
            const std::u32string after = text.substr(at + 1, 6);
            several = several || after.find(U"名同志") != std::u32string::npos ||
                      after.find(U"人同志") != std::u32string::npos || after.find(U"位同志") != std::u32string::npos ||
                      after.starts_with(U"同志");
        }
        if (several)
            found.push_back(
                for_a_look(rule, c, *held, "像是几个人合在一起的，应一人一份", "the form names several people"));
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
