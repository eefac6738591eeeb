#include "models/page.hpp"

namespace mangping {

std::string_view key(ClarityVerdict v) {
    constexpr std::string_view names[] = {"clear", "marginal", "illegible", "blank"};
    return names[static_cast<int>(v)];
}

std::string_view key(ClarityReason r) {
    constexpr std::string_view names[] = {"blur",        "low_resolution", "low_contrast", "glare", "shadow", "noise",
                                          "compression", "cropped",        "occluded",     "blank", "moire"};
    return names[static_cast<int>(r)];
}

std::string_view key(MaskKind k) {
    constexpr std::string_view names[] = {"name",          "employer",  "name_latin", "employer_latin", "name_uyghur",
                                          "employer_seal", "signature", "code",       "manual"};
    return names[static_cast<int>(k)];
}

std::string Line::text() const {
    std::string out;
    for (const Glyph& g : glyphs) out += g.text();
    return out;
}

std::string Reading::text() const {
    std::string out;
    for (const Line& line : lines) {
        if (!out.empty()) out += '\n';
        out += line.text();
    }
    return out;
}

}  // namespace mangping
