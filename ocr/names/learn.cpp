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
        add_defined(fold(page.text), targets, found);
        for (const TargetForm& form : targets.forms) {
            const std::u32string text = code_points(form.text);
            const bool weak = employer_form(form) && form.needs_context && text.size() >= shortest_learned;
            if (weak && !is_generic(text) &&
                std::find(page.employers.begin(), page.employers.end(), form.shown) != page.employers.end())
                found[text] = form.shown;
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
