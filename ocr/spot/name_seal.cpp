#include "ocr/spot/name_seal.hpp"

#include <algorithm>
#include <string>

#include "ocr/names/han.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

// A character counts where the reader holds it possible: of four characters in a row, two and three in the name's order
// are no chance.
constexpr float kPossible = 0.03F;

bool holds(const Glyph& glyph, char32_t c) {
    return std::any_of(glyph.alternatives.begin(), glyph.alternatives.end(), [c](const Alternative& a) {
        const std::u32string text = code_points(a.text);
        return a.probability >= kPossible && text.size() == 1 && text[0] == c;
    });
}

/// How many of the name's characters stand in the row in their order.
std::size_t in_order(const std::vector<Glyph>& row, const std::u32string& name) {
    std::vector<std::size_t> best(name.size() + 1, 0);
    for (const Glyph& glyph : row)
        for (std::size_t i = name.size(); i-- > 0;)
            if (holds(glyph, name[i]))
                best[i + 1] =
                    std::max(best[i + 1],
                             *std::max_element(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(i) + 1) + 1);
    return *std::max_element(best.begin(), best.end());
}

std::u32string letters_of(const TargetForm& form) {
    std::u32string out;
    for (const char32_t c : code_points(form.text))
        if (is_han(c)) out += c;
    return out;
}

}  // namespace

std::optional<Finding> match_name_seal(const Seal& seal, const std::vector<LineReading>& rows, const Targets& targets) {
    constexpr double whole = 0.95, but_one = 0.5;
    const Rect box{seal.centre_upright.x - seal.radius_x, seal.centre_upright.y - seal.radius_y, 2 * seal.radius_x,
                   2 * seal.radius_y};
    std::optional<Finding> out;
    for (const TargetForm& form : targets.forms) {
        if (form.kind != MaskKind::name || form.needs_context) continue;
        const std::u32string name = letters_of(form);
        if (name.size() < 2) continue;
        for (const LineReading& row : rows) {
            const std::size_t found = in_order(row.glyphs, name);
            const bool all = found == name.size();
            if (!all && (name.size() < 3 || found + 1 < name.size())) continue;
            if (out && out->zone == Zone::mask) continue;
            out = Finding{MaskKind::signature,          form.text, {quad_of(box)}, all ? whole : but_one, "name-seal",
                          all ? Zone::mask : Zone::ask, {}};
        }
    }
    return out;
}

}  // namespace mangping::ocr
