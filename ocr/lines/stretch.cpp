#include "ocr/lines/stretch.hpp"

#include "ocr/lines/views.hpp"

namespace mangping::ocr::lines {
namespace {

/// A Chinese character: three bytes of UTF-8 from U+3000 on.
bool is_wide(const Glyph& glyph) {
    const std::string& text = glyph.text();
    return text.size() == 3 && static_cast<unsigned char>(text[0]) >= 0xE3U;
}

}  // namespace

std::optional<FoundLine> doubtful_stretch(const FoundLine& found, const Line& read, double work_from_upright) {
    constexpr float hardly = 0.75F;
    constexpr std::size_t least = 3;
    if (found.vertical) return std::nullopt;
    std::size_t begin = 0, longest = 0, longest_begin = 0;
    for (std::size_t i = 0; i <= read.glyphs.size(); ++i) {
        const bool doubtful = i < read.glyphs.size() && (read.glyphs[i].alternatives.empty() ||
                                                         read.glyphs[i].alternatives.front().probability < hardly);
        if (doubtful) continue;
        if (i - begin > longest) {
            longest = i - begin;
            longest_begin = begin;
        }
        begin = i + 1;
    }
    if (longest < least) return std::nullopt;
    // To the Chinese characters on either side: another script's letters pass for letters and marks, and what stands
    // between was not seen as glyphs at all.
    const double w = work_from_upright;
    begin = longest_begin;
    std::size_t end = begin + longest;
    while (begin > 0 && !is_wide(read.glyphs[begin - 1])) --begin;
    while (end < read.glyphs.size() && !is_wide(read.glyphs[end])) ++end;
    const double left = begin == 0 ? found.box.x : read.glyphs[begin - 1].box_upright.right() * w;
    const double right = end == read.glyphs.size() ? found.box.br().x : read.glyphs[end].box_upright.x * w;
    FoundLine out = stretch_of(found, left / w, right / w, w);
    if (out.parts.empty()) return std::nullopt;
    return out;
}

}  // namespace mangping::ocr::lines
