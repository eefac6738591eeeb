#include "ocr/names/learn.hpp"

#include <algorithm>
#include <map>

#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

// As sure as a declared short form; the rest is the chance that another organisation is called so.
constexpr double learned_prior = 0.95;
constexpr std::size_t shortest_learned = 3, longest_learned = 12;
// Between the name and 简称 stand a bracket, 以下, 下称 and the like.
constexpr std::size_t most_between = 8;

bool employer_form(const TargetForm& form) { return form.kind == MaskKind::employer; }

/// Whether the characters of `part` stand in `whole` in this order.
bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
    std::size_t at = 0;
    for (const char32_t c : whole)
        if (at < part.size() && part[at] == c) ++at;
    return at == part.size();
}

bool has_any_of(std::u32string_view text, std::u32string_view characters) {
    return text.find_first_of(characters) != std::u32string_view::npos;
}

/// A short form of this very name: of its characters, and of those that tell it from others.
bool shortens(std::u32string_view part, std::u32string_view full) {
    const Span core = distinctive_part(full);
    return part.size() >= shortest_learned && part.size() < full.size() && is_subsequence(part, full) &&
           !is_generic(part) && has_any_of(part, full.substr(core.begin, core.end - core.begin));
}

/// The words in quotes or brackets after 简称 within reach of `end`, where a name ends; empty when there are none.
std::u32string_view defined_after(std::u32string_view text, std::size_t end) {
    const std::u32string_view rest = text.substr(end);
    const std::size_t word = std::min(rest.find(U"简称"), rest.find(U"统称"));
    if (word == std::u32string_view::npos || word > most_between) return {};
    constexpr std::u32string_view quotes = U"“”\"'「」『』《》〈〉‘’()（）:：,，、;；。·";
    std::size_t from = word + 2;
    while (from < rest.size() && (quotes.find(rest[from]) != std::u32string_view::npos || rest[from] == U'为')) ++from;
    std::size_t to = from;
    while (to < rest.size() && to - from <= longest_learned && quotes.find(rest[to]) == std::u32string_view::npos) ++to;
    return to - from <= longest_learned ? rest.substr(from, to - from) : std::u32string_view{};
}

/// Short forms that the text defines right after one of the employer's names.
void add_defined(std::u32string_view text, const Targets& targets, std::map<std::u32string, std::string>& out) {
    for (const TargetForm& form : targets.forms) {
        if (!employer_form(form) || form.needs_context) continue;
        const std::u32string full = code_points(form.text);
        for (std::size_t at = text.find(full); at != std::u32string_view::npos; at = text.find(full, at + 1)) {
            const std::u32string_view shorter = defined_after(text, at + full.size());
            if (shortens(shorter, full)) out[std::u32string(shorter)] = utf8(shorter);
        }
    }
}

/// The word for its kind that a name ends in: 公司, 中心, 所.
std::u32string_view kind_of(std::u32string_view full) {
    for (const std::u32string_view kind : {U"公司", U"中心", U"学校", U"中学", U"小学", U"集团"})
        if (full.ends_with(kind)) return full.substr(full.size() - kind.size());
    constexpr std::u32string_view kinds = U"院所站局厂处队社校园";
    return !full.empty() && kinds.find(full.back()) != std::u32string_view::npos ? full.substr(full.size() - 1)
                                                                                 : std::u32string_view{};
}

/// How far the text at `at`, behind what tells the name from others, goes on with characters of the name's rest, in
/// their order, up to its kind: 农科所 of 农业科学研究所; 0 where it does not. With 有限 in it, it is a name in full
/// and another's.
std::size_t contracted(std::u32string_view text, std::size_t at, std::u32string_view rest, std::u32string_view kind) {
    constexpr std::size_t longest = 8;
    std::size_t in_rest = 0, end = 0;
    for (std::size_t n = 0; n < longest && at + n < text.size(); ++n) {
        while (in_rest < rest.size() && rest[in_rest] != text[at + n]) ++in_rest;
        if (in_rest++ == rest.size()) break;
        if (text.substr(at, n + 1).ends_with(kind)) end = n + 1;
    }
    return text.substr(at, end).find(U"有限") == std::u32string_view::npos ? end : 0;
}

/// Short forms that follow from a declared name and stand in the text by themselves: 天枢石化工程公司 of
/// …天枢石油化工工程建设有限责任公司. What tells the name from others must be three characters, or as much of its trade
/// again: 天枢公司 may be anybody's.
void add_contracted(std::u32string_view text, const Targets& targets, std::map<std::u32string, std::string>& out) {
    constexpr double declared = 1;
    constexpr std::size_t telling = 3;
    for (const TargetForm& form : targets.forms) {
        if (!employer_form(form) || form.prior < declared) continue;
        const std::u32string full = code_points(form.text);
        const Span span = distinctive_part(full);
        const std::u32string_view core = std::u32string_view(full).substr(span.begin, span.end - span.begin);
        const std::u32string_view rest = std::u32string_view(full).substr(span.end), kind = kind_of(full);
        if (core.size() < 2 || span.begin + core.size() >= full.size() || kind.empty()) continue;
        for (std::size_t at = text.find(core); at != std::u32string_view::npos; at = text.find(core, at + 1)) {
            const std::size_t more = contracted(text, at + core.size(), rest, kind);
            if (more == 0 || more >= rest.size() || core.size() + more - kind.size() < telling) continue;
            const std::u32string_view shorter = text.substr(at, core.size() + more);
            if (shortens(shorter, full)) out[std::u32string(shorter)] = utf8(shorter);
        }
    }
}

/// The text with every longer form that is known by itself taken out, so that a part of it is not counted.
std::u32string without_longer(std::u32string text, std::u32string_view part, const Targets& targets) {
    for (const TargetForm& form : targets.forms) {
        const std::u32string longer = code_points(form.text);
        if (longer.size() <= part.size() || form.needs_context || longer.find(part) == std::u32string::npos) continue;
        for (std::size_t at = text.find(longer); at != std::u32string::npos; at = text.find(longer, at))
            text.replace(at, longer.size(), U"\n");
    }
    return text;
}

}  // namespace

std::vector<TargetForm> learned_forms(const Targets& targets, const std::vector<PageTaught>& pages) {
    std::map<std::u32string, std::string> found;  // text: as shown
    for (const PageTaught& page : pages) {
        const std::u32string text = fold(page.text);
        add_defined(text, targets, found);
        add_contracted(text, targets, found);
        for (const TargetForm& form : targets.forms) {
            const std::u32string name = code_points(form.text);
            const bool weak = employer_form(form) && form.needs_context && name.size() >= shortest_learned;
            if (weak && !is_generic(name) &&
                std::find(page.employers.begin(), page.employers.end(), form.shown) != page.employers.end())
                found[name] = form.shown;
        }
    }
    std::vector<TargetForm> out;
    for (const auto& [text, shown] : found) {
        const std::string key = utf8(text);
        const bool known = std::any_of(targets.forms.begin(), targets.forms.end(),
                                       [&](const TargetForm& f) { return f.text == key && !f.needs_context; });
        if (!known) out.push_back({MaskKind::employer, key, shown, learned_prior, false});
    }
    return out;
}

Targets with_learned(Targets targets, const std::vector<TargetForm>& learned) {
    for (const TargetForm& form : learned) {
        std::erase_if(targets.forms, [&](const TargetForm& f) { return f.text == form.text; });
        targets.forms.push_back(form);
    }
    std::stable_sort(targets.forms.begin(), targets.forms.end(), [](const TargetForm& a, const TargetForm& b) {
        return code_points(a.text).size() > code_points(b.text).size();
    });
    return targets;
}

bool stands_unfound(const PageTaught& page, const std::vector<TargetForm>& learned, const Targets& targets) {
    const std::u32string text = fold(page.text);
    for (const TargetForm& form : learned) {
        const std::u32string part = code_points(form.text);
        const std::u32string rest = without_longer(text, part, targets);
        std::ptrdiff_t there = 0;
        for (std::size_t at = rest.find(part); at != std::u32string::npos; at = rest.find(part, at + part.size()))
            ++there;
        if (there > std::count(page.employers.begin(), page.employers.end(), form.shown)) return true;
    }
    return false;
}

}  // namespace mangping::ocr
