#include "ocr/spot/cut.hpp"

#include <algorithm>
#include <string>

#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"

namespace mangping::ocr {
namespace {

// Sisters share beginnings and ends: a fragment tells only when most of the name is in it.
constexpr double mask_share = 0.75, ask_share = 0.6;
constexpr std::size_t least_characters = 6;

/// Best characters of a line with the glyph each comes from.
struct Flat {
    std::u32string text;
    std::vector<std::size_t> glyph;
};

Flat flat(const std::vector<Glyph>& glyphs) {
    Flat out;
    for (std::size_t i = 0; i < glyphs.size(); ++i)
        for (const char32_t c : fold(glyphs[i].text())) {
            out.text += c;
            out.glyph.push_back(i);
        }
    return out;
}

/// How many characters of the form's beginning stand at the text's end.
std::size_t beginning_at_end(const std::u32string& text, const std::u32string& form) {
    for (std::size_t k = std::min(text.size(), form.size() - 1); k >= least_characters; --k)
        if (text.compare(text.size() - k, k, form, 0, k) == 0) return k;
    return 0;
}

/// How many characters of the form's end stand at the text's beginning.
std::size_t end_at_beginning(const std::u32string& text, const std::u32string& form) {
    for (std::size_t k = std::min(text.size(), form.size() - 1); k >= least_characters; --k)
        if (text.compare(0, k, form, form.size() - k, k) == 0) return k;
    return 0;
}

bool covered(const Rect& box, const std::vector<Finding>& found) {
    return std::any_of(found.begin(), found.end(), [&](const Finding& f) {
        return std::any_of(f.pieces_upright.begin(), f.pieces_upright.end(),
                           [&](const Quad& q) { return intersection(bounding(q), box).area() > 0.5 * box.area(); });
    });
}

void take(const std::vector<Glyph>& glyphs, const Flat& line, std::size_t from, std::size_t to, const TargetForm& form,
          std::size_t size, std::vector<Finding>& out, const std::vector<Finding>& found) {
    const double share = static_cast<double>(to - from) / static_cast<double>(size);
    if (share < ask_share) return;
    Finding finding{form.kind, form.shown, {}, share, "reading:cut", share >= mask_share ? Zone::mask : Zone::ask};
    bool open = false;
    for (std::size_t g = line.glyph[from]; g <= line.glyph[to - 1]; ++g) {
        if (glyphs[g].box_upright.empty()) continue;
        finding.pieces_upright.push_back(quad_of(glyphs[g].box_upright));
        open |= !covered(glyphs[g].box_upright, found) && !covered(glyphs[g].box_upright, out);
    }
    if (open) out.push_back(std::move(finding));
}

}  // namespace

std::vector<Finding> spot_cut(const Reading& reading, const std::vector<Finding>& found, const Targets& targets) {
    std::vector<Finding> out;
    const auto look = [&](const std::vector<Glyph>& glyphs) {
        const Flat line = flat(glyphs);
        for (const TargetForm& target : targets.forms) {
            const std::u32string form = fold(target.text);
            if (target.kind != MaskKind::employer || target.needs_context || form.size() <= least_characters) continue;
            const Span core = distinctive_part(form);
            const std::size_t begun = beginning_at_end(line.text, form), ended = end_at_beginning(line.text, form);
            if (begun >= core.end && begun > 0)
                take(glyphs, line, line.text.size() - begun, line.text.size(), target, form.size(), out, found);
            if (ended > 0 && form.size() - ended <= core.begin)
                take(glyphs, line, 0, ended, target, form.size(), out, found);
        }
    };
    for (const Line& line : reading.lines) {
        look(line.glyphs);
        for (const auto& other : line.other_readings) look(other);
    }
    return out;
}

}  // namespace mangping::ocr
