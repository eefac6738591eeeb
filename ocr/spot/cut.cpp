#include "ocr/spot/cut.hpp"

#include <algorithm>
#include <string>

#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/spot/flat.hpp"

namespace mangping::ocr {
namespace {

// Sisters share beginnings and ends: a fragment tells only when most of the name is in it.
constexpr double mask_share = 0.75, ask_share = 0.6;
constexpr std::size_t least_characters = 6;

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

/// The line below that goes on where `line` ends, if there is one.
const Line* next_below(const Reading& reading, std::size_t line) {
    constexpr double most_gap = 2.5, least_overlap = 0.3;  // line heights; share of the narrower line
    const Rect& a = reading.lines[line].box_upright;
    const Line* best = nullptr;
    for (const Line& other : reading.lines) {
        const Rect& b = other.box_upright;
        if (other.vertical || b.y < a.centre().y || b.y - a.bottom() > most_gap * a.h) continue;
        const double shared = std::min(a.right(), b.right()) - std::max(a.x, b.x);
        if (shared < least_overlap * std::min(a.w, b.w)) continue;
        if (best == nullptr || b.y < best->box_upright.y) best = &other;
    }
    return best;
}

/// The text goes on with something else than the form does, surely: a sister's name that begins alike.
bool goes_on_otherwise(const Line* next, const std::u32string& form, std::size_t begun) {
    constexpr float sure = 0.6F, possible = 0.01F;  // chosen
    constexpr std::size_t looked_at = 3;
    if (next == nullptr || begun >= form.size()) return false;
    std::size_t others = 0;
    for (std::size_t i = 0; i < std::min(looked_at, next->glyphs.size()); ++i) {
        const Glyph& glyph = next->glyphs[i];
        const bool may_be =
            std::any_of(glyph.alternatives.begin(), glyph.alternatives.end(), [&](const Alternative& a) {
                const std::u32string c = fold(a.text);
                return a.probability >= possible && !c.empty() && form.find(c[0], begun) != std::u32string::npos;
            });
        if (may_be) return false;
        others += glyph.alternatives.front().probability >= sure ? 1 : 0;
    }
    return others >= 2;
}

/// Another town's or province's name stands before a form that has none: 甘肃省 before 测绘地理信息总站.
bool of_another_region(const std::u32string& before, const std::u32string& form) {
    constexpr std::size_t longest_region = 10;
    if (region_length(form) > 0) return false;
    for (std::size_t n = 2; n <= std::min(before.size(), longest_region); ++n)
        if (region_length(before.substr(before.size() - n) + form) == n) return true;
    return false;
}

}  // namespace

std::vector<Finding> spot_cut(const Reading& reading, const std::vector<Finding>& found, const Targets& targets) {
    std::vector<Finding> out;
    const auto look = [&](const std::vector<Glyph>& glyphs, const Line* next) {
        const Flat line = flat(glyphs);
        for (const TargetForm& target : targets.forms) {
            const std::u32string form = fold(target.text);
            if (target.kind != MaskKind::employer || target.needs_context || form.size() <= least_characters) continue;
            const Span core = distinctive_part(form);
            const std::size_t begun = beginning_at_end(line.text, form), ended = end_at_beginning(line.text, form);
            if (begun >= core.end && begun > 0 && !goes_on_otherwise(next, form, begun) &&
                !of_another_region(line.text.substr(0, line.text.size() - begun), form))
                take(glyphs, line, line.text.size() - begun, line.text.size(), target, form.size(), out, found);
            if (ended > 0 && form.size() - ended <= core.begin)
                take(glyphs, line, 0, ended, target, form.size(), out, found);
        }
    };
    for (std::size_t i = 0; i < reading.lines.size(); ++i) {
        const Line& line = reading.lines[i];
        const Line* next = line.vertical ? nullptr : next_below(reading, i);
        look(line.glyphs, next);
        for (const auto& other : line.other_readings) look(other, next);
    }
    return out;
}

}  // namespace mangping::ocr
