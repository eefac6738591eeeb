#include "tests/support/textlines/faces.hpp"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <stdexcept>

namespace mangping::textlines {
namespace {

struct Wanted {
    const char* family;
    int weight;
    bool held_out, kai, latin;
    double share;
};

// Held out: one family each of Song, Hei, Kai and Latin whose outlines no other of these families shares.
constexpr Wanted kWanted[] = {
    {"Noto Sans CJK SC", FC_WEIGHT_LIGHT, false, false, false, 0.7},
    {"Noto Sans CJK SC", FC_WEIGHT_DEMILIGHT, false, false, false, 0.5},
    {"Noto Sans CJK SC", FC_WEIGHT_REGULAR, false, false, false, 1},
    {"Noto Sans CJK SC", FC_WEIGHT_MEDIUM, false, false, false, 0.7},
    {"Noto Sans CJK SC", FC_WEIGHT_BOLD, false, false, false, 0.8},
    {"Noto Sans CJK SC", FC_WEIGHT_BLACK, false, false, false, 0.4},
    {"Noto Serif CJK SC", FC_WEIGHT_EXTRALIGHT, false, false, false, 0.7},
    {"Noto Serif CJK SC", FC_WEIGHT_LIGHT, false, false, false, 0.7},
    {"Noto Serif CJK SC", FC_WEIGHT_REGULAR, false, false, false, 1.2},
    {"Noto Serif CJK SC", FC_WEIGHT_MEDIUM, false, false, false, 0.5},
    {"Noto Serif CJK SC", FC_WEIGHT_SEMIBOLD, false, false, false, 0.5},
    {"Noto Serif CJK SC", FC_WEIGHT_BOLD, false, false, false, 0.7},
    {"Noto Serif CJK SC", FC_WEIGHT_BLACK, false, false, false, 0.3},
    {"WenQuanYi Zen Hei", FC_WEIGHT_REGULAR, false, false, false, 1.5},
    {"AR PL SungtiL GB", FC_WEIGHT_REGULAR, false, false, false, 3},
    {"AR PL KaitiM GB", FC_WEIGHT_REGULAR, false, true, false, 1.5},
    {"AR PL UKai CN", FC_WEIGHT_REGULAR, false, true, false, 1.5},
    {"TW\\-Kai", FC_WEIGHT_REGULAR, false, true, false, 0.7},
    {"cwTeXFangSong", FC_WEIGHT_REGULAR, false, false, false, 1},
    {"cwTeXKai", FC_WEIGHT_REGULAR, false, true, false, 0.4},
    {"Liberation Serif", FC_WEIGHT_REGULAR, false, false, true, 2},
    {"Liberation Serif", FC_WEIGHT_BOLD, false, false, true, 0.5},
    {"Liberation Sans", FC_WEIGHT_REGULAR, false, false, true, 1},
    {"Liberation Sans", FC_WEIGHT_BOLD, false, false, true, 0.4},
    {"Liberation Mono", FC_WEIGHT_REGULAR, false, false, true, 0.5},
    {"Noto Sans", FC_WEIGHT_REGULAR, false, false, true, 0.5},
    {"Noto Serif", FC_WEIGHT_REGULAR, false, false, true, 0.5},
    {"AR PL UMing CN", FC_WEIGHT_REGULAR, true, false, false, 1},
    {"WenQuanYi Micro Hei", FC_WEIGHT_REGULAR, true, false, false, 1},
    {"LXGW WenKai", FC_WEIGHT_REGULAR, true, true, false, 0.6},
    {"LXGW WenKai", FC_WEIGHT_LIGHT, true, true, false, 0.4},
    {"DejaVu Serif", FC_WEIGHT_REGULAR, true, false, true, 1},
    {"DejaVu Sans", FC_WEIGHT_REGULAR, true, false, true, 1},
};

/// The face's file, if fontconfig has just this family.
bool open(FT_Library library, const Wanted& w, Face& face) {
    FcPattern* pattern = FcNameParse(reinterpret_cast<const FcChar8*>(w.family));
    FcPatternAddInteger(pattern, FC_WEIGHT, w.weight);
    FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultNoMatch;
    FcPattern* match = FcFontMatch(nullptr, pattern, &result);
    FcPatternDestroy(pattern);
    if (match == nullptr) return false;
    FcChar8 *family = nullptr, *file = nullptr;
    int index = 0, weight = 0;
    std::string wanted;
    for (const char* p = w.family; *p != '\0'; ++p)
        if (*p != '\\') wanted += *p;
    bool same = false;
    for (int i = 0; FcPatternGetString(match, FC_FAMILY, i, &family) == FcResultMatch; ++i)
        same = same || wanted == reinterpret_cast<const char*>(family);
    FcPatternGetString(match, FC_FILE, 0, &file);
    FcPatternGetInteger(match, FC_INDEX, 0, &index);
    FcPatternGetInteger(match, FC_WEIGHT, 0, &weight);
    same = same && FT_New_Face(library, reinterpret_cast<const char*>(file), index & 0xFFFF, &face.ft) == 0;
    FcPatternDestroy(match);
    if (!same) return false;
    FT_Select_Charmap(face.ft, FT_ENCODING_UNICODE);
    face.name = wanted + " " + std::to_string(weight);
    face.held_out = w.held_out;
    face.kai = w.kai;
    face.latin = w.latin;
    face.share = w.share;
    face.cairo = cairo_ft_font_face_create_for_ft_face(face.ft, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    return true;
}

const Face& draw(const std::vector<Face>& faces, synthetic::Rng& rng, bool kai_only) {
    double total = 0;
    for (const Face& f : faces) total += kai_only && !f.kai ? 0 : f.share;
    double at = rng.unit() * total;
    const Face* last = &faces.front();
    for (const Face& f : faces) {
        if (kai_only && !f.kai) continue;
        last = &f;
        at -= f.share;
        if (at < 0) break;
    }
    return *last;
}

}  // namespace

Faces::Faces(Share share) {
    FT_Init_FreeType(&library_);
    for (const Wanted& w : kWanted) {
        if (w.held_out != (share == Share::held_out)) continue;
        Face face;
        if (open(library_, w, face)) (w.latin ? latin_ : han_).push_back(face);
    }
    const auto kai = [](const Face& f) { return f.kai; };
    if (latin_.empty() || std::find_if(han_.begin(), han_.end(), kai) == han_.end())
        throw std::runtime_error("the fonts of packages.debian are not installed");
}

Faces::~Faces() {
    // FreeType's faces end with the library; cairo may still hold its own.
    for (std::vector<Face>* faces : {&han_, &latin_})
        for (Face& f : *faces) cairo_font_face_destroy(f.cairo);
}

const Face& Faces::draw_han(synthetic::Rng& rng, bool kai) const { return draw(han_, rng, kai); }
const Face& Faces::draw_latin(synthetic::Rng& rng) const { return draw(latin_, rng, false); }

const Face* Faces::with(char32_t c, const Face& wanted) const {
    if (wanted.has(c)) return &wanted;
    for (const std::vector<Face>* faces : {&han_, &latin_})
        for (const Face& f : *faces)
            if (f.kai == wanted.kai && f.has(c)) return &f;
    for (const std::vector<Face>* faces : {&han_, &latin_})
        for (const Face& f : *faces)
            if (f.has(c)) return &f;
    return nullptr;
}

}  // namespace mangping::textlines
