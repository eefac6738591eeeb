#include <algorithm>

#include "ocr/names/han.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

bool is_sign(char32_t c) {
    if (c < 0x80) return !((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'));
    return c == U'·' || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F && c != 0x3007) ||
           (c >= 0xFE30 && c <= 0xFE6F);
}

bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

/// Letters and digits only; `glued` says per character whether it follows the one before without a space or sign
/// between.
struct Squeezed {
    std::u32string text;
    std::vector<bool> glued;
};

Squeezed squeeze(std::string_view utf8_text) {
    Squeezed out;
    // Spaces end words, so the text is folded word by word.
    std::size_t from = 0;
    const auto add_word = [&](std::string_view word) {
        bool glued = false;
        for (const char32_t c : fold(word)) {
            if (is_sign(c)) {
                glued = false;
                continue;
            }
            out.text.push_back(c);
            out.glued.push_back(glued);
            glued = true;
        }
    };
    for (std::size_t i = 0; i <= utf8_text.size(); ++i)
        if (i == utf8_text.size() || utf8_text[i] == ' ' || utf8_text[i] == '\n' || utf8_text[i] == '\t') {
            if (i > from) add_word(utf8_text.substr(from, i - from));
            from = i + 1;
        }
    return out;
}

/// A Latin form counts as a word of its own; a long one also inside a word (linzhiyuanpaper).
bool stands_apart(const Squeezed& in, std::size_t at, std::size_t length) {
    constexpr std::size_t hardly_by_chance = 9;
    if (length >= hardly_by_chance) return true;
    const bool before = at > 0 && in.glued[at] && is_letter(in.text[at - 1]);
    const bool after = at + length < in.text.size() && in.glued[at + length] && is_letter(in.text[at + length]);
    return !before && !after;
}

bool found(const Squeezed& in, const std::u32string& wanted, bool latin) {
    for (std::size_t at = in.text.find(wanted); at != std::u32string::npos; at = in.text.find(wanted, at + 1))
        if (!latin || stands_apart(in, at, wanted.size())) return true;
    return false;
}

}  // namespace

std::vector<std::string> spot_text(std::string_view utf8_text, const Targets& targets) {
    const Squeezed in = squeeze(utf8_text);
    // Short forms that need context have none here. A first part of a minority name of four characters and more is rare
    // enough to count in a file name or a code.
    constexpr std::size_t rare_part = 4;
    std::vector<std::string> out;
    for (const TargetForm& form : targets.forms) {
        std::u32string wanted;
        for (const char32_t c : code_points(form.text))
            if (!is_sign(c)) wanted.push_back(c);
        if (form.needs_context && !(form.kind == MaskKind::name && wanted.size() >= rare_part)) continue;
        const bool latin =
            !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [](char32_t c) { return c < 0x80; });
        if (wanted.size() < 2 || !found(in, wanted, latin)) continue;
        if (std::find(out.begin(), out.end(), form.shown) == out.end()) out.push_back(form.shown);
    }
    return out;
}

}  // namespace mangping::ocr
