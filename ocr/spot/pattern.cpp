#include "ocr/spot/pattern.hpp"

#include <algorithm>

#include "ocr/names/han.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

Script script_of(std::u32string_view text) {
    std::size_t han = 0, arabic = 0;
    for (const char32_t c : text) {
        han += is_han(c) ? 1 : 0;
        arabic += is_arabic(c) ? 1 : 0;
    }
    if (arabic * 2 > text.size()) return Script::arabic;
    return han > 0 ? Script::han : Script::latin;
}

/// Notes for each employer the longest declared one that it begins with.
void note_beginnings(std::vector<Pattern>& patterns) {
    const auto declared = [](const Pattern& p) {
        return p.form->kind == MaskKind::employer && p.form->prior >= 1 && !p.form->needs_context;
    };
    for (Pattern& pattern : patterns)
        for (const Pattern& other : patterns)
            if (pattern.form->kind == MaskKind::employer && declared(other) &&
                other.text.size() < pattern.text.size() && pattern.text.starts_with(other.text))
                pattern.begins_with_whole = std::max(pattern.begins_with_whole, other.text.size());
}

}  // namespace

bool is_separator(char32_t c) {
    constexpr std::u32string_view separators = U"·.,'-()_:;/~*、。—…|!\"";
    return separators.find(c) != std::u32string_view::npos;
}

std::vector<Pattern> patterns_of(const Targets& targets) {
    constexpr std::size_t longest_undotted =
        4;  // a Han name of more characters is a minority name written without its dot
    std::vector<Pattern> out;
    for (const TargetForm& form : targets.forms) {
        Pattern pattern;
        pattern.form = &form;
        bool separated = false;
        for (const char32_t c : code_points(form.text)) {
            if (is_separator(c)) {
                pattern.dotted = pattern.dotted || c == U'·';
                separated = !pattern.text.empty();
                continue;
            }
            pattern.text.push_back(c);
            pattern.separator_before.push_back(separated);
            separated = false;
        }
        if (pattern.text.size() < 2) continue;
        pattern.script = script_of(pattern.text);
        pattern.is_name =
            form.kind == MaskKind::name || form.kind == MaskKind::name_latin || form.kind == MaskKind::name_uyghur;
        if (form.kind == MaskKind::name && pattern.script == Script::han) {
            pattern.dotted = pattern.dotted || pattern.text.size() > longest_undotted || form.needs_context;
            if (!pattern.dotted) pattern.surname = surname_length(pattern.text);
        }
        out.push_back(pattern);
        if (pattern.script != Script::arabic) continue;
        std::reverse(pattern.text.begin(), pattern.text.end());
        std::fill(pattern.separator_before.begin(), pattern.separator_before.end(), true);
        out.push_back(std::move(pattern));
    }
    note_beginnings(out);
    return out;
}

}  // namespace mangping::ocr
