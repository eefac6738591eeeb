#include "tests/support/synthetic/markup.hpp"

#include <algorithm>

namespace mangping::synthetic {

namespace {

/// Every print of the dot inside a name becomes U+00B7.
char32_t fold(char32_t c) {
    switch (c) {
        case U'•':
        case U'‧':
        case U'∙':
        case U'⋅':
        case U'・':
        case U'･':
        case U'．':
            return U'·';
        default:
            return c;
    }
}

bool latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

/// Code points without blanks.
std::vector<CodePoint> dense(std::string_view text) {
    std::vector<CodePoint> all = code_points(text);
    std::erase_if(all, [](const CodePoint& c) { return is_blank(c.value); });
    for (CodePoint& c : all) c.value = fold(c.value);
    return all;
}

bool matches(const std::vector<CodePoint>& hay, std::size_t at, const std::vector<CodePoint>& needle) {
    if (needle.empty() || at + needle.size() > hay.size()) return false;
    for (std::size_t i = 0; i < needle.size(); ++i)
        if (hay[at + i].value != needle[i].value) return false;
    const std::size_t end = at + needle.size();
    if (at > 0 && latin(needle.front().value) && latin(hay[at - 1].value) && hay[at - 1].at + 1 == hay[at].at)
        return false;
    return !(end < hay.size() && latin(needle.back().value) && latin(hay[end].value) &&
             hay[end - 1].at + 1 == hay[end].at);
}

}  // namespace

bool is_blank(char32_t c) { return c == U' ' || c == U'\u3000' || c == U'\n' || c == U'\t' || c == U'\u00A0'; }

std::vector<CodePoint> code_points(std::string_view s) {
    std::vector<CodePoint> out;
    for (std::size_t i = 0; i < s.size();) {
        const auto b = static_cast<unsigned char>(s[i]);
        std::size_t n = b < 0x80 ? 1 : b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
        n = std::min(n, s.size() - i);
        char32_t v = n == 1 ? b : b & (0x7Fu >> n);
        for (std::size_t k = 1; k < n; ++k) v = (v << 6) | (static_cast<unsigned char>(s[i + k]) & 0x3Fu);
        out.push_back({v, i, n});
        i += n;
    }
    return out;
}

Marked parse_markup(std::string_view text) {
    Marked out;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == ':') {
            out.spans.push_back({text[i + 1], out.plain.size(), 0});
            open.push_back(out.spans.size() - 1);
            i += 2;
        } else if (text[i] == '}' && !open.empty()) {
            out.spans[open.back()].to = out.plain.size();
            open.pop_back();
        } else {
            out.plain += text[i];
        }
    }
    for (const std::size_t s : open) out.spans[s].to = out.plain.size();
    return out;
}

std::vector<Mention> find_mentions(const Marked& text, const std::vector<Known>& known) {
    std::vector<Mention> found;
    std::vector<Span> taken;
    const auto free = [&](std::size_t from, std::size_t to) {
        return std::none_of(taken.begin(), taken.end(), [&](const Span& s) { return from < s.to && s.from < to; });
    };
    for (const Span& s : text.spans) {
        if (s.mark == 'o' || s.mark == 'k' || s.mark == 'r') taken.push_back(s);
        if (s.mark != 'w' && s.mark != 'e') continue;
        const std::string_view own = std::string_view(text.plain).substr(s.from, s.to - s.from);
        const bool spaced = dense(own).size() != code_points(own).size();
        const char* kind = s.mark == 'w' ? "name" : "employer";
        std::string whole(own);
        for (const Known& k : known)
            if (k.kind == kind) {
                whole = s.mark == 'w' ? k.text : whole;
                break;
            }
        found.push_back({s.from, s.to, {kind, whole, s.mark == 'w'}, spaced});
        taken.push_back(s);
    }
    std::vector<Known> order = known;
    std::stable_sort(order.begin(), order.end(),
                     [](const Known& a, const Known& b) { return a.text.size() > b.text.size(); });
    const std::vector<CodePoint> hay = dense(text.plain);
    for (const Known& k : order) {
        const std::vector<CodePoint> needle = dense(k.text);
        for (std::size_t at = 0; at + needle.size() <= hay.size(); ++at) {
            if (!matches(hay, at, needle)) continue;
            const CodePoint& last = hay[at + needle.size() - 1];
            const std::size_t from = hay[at].at, to = last.at + last.length;
            if (!free(from, to)) continue;
            bool spaced = false;
            if (!latin(needle.front().value))
                for (std::size_t i = at + 1; i < at + needle.size(); ++i)
                    spaced = spaced || hay[i].at != hay[i - 1].at + hay[i - 1].length;
            found.push_back({from, to, k, spaced});
            taken.push_back({'t', from, to});
        }
    }
    std::sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) { return a.from < b.from; });
    return found;
}

}  // namespace mangping::synthetic
