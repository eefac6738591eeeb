#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "ocr/names/targets.hpp"

namespace mangping::ocr {
namespace {

// The separators of minority names as they are typed in practice (domain §12.1). The ideographic full stop, comma and
// dashes are not folded here: they also end sentences and join words; the search treats them as optional instead.
bool is_dot(UChar32 c) {
    switch (c) {
        case 0x00B7:
        case 0x2022:
        case 0x2027:
        case 0x2219:
        case 0x22C5:
        case 0x30FB:
        case 0xFF65:
        case 0xFF0E:
        case 0x002E:
        case 0x2024:
        case 0x0387:
        case 0x16EB:
        case 0x25CF:
        case 0x2E31:
        case 0xFE52:
            return true;
        default:
            return false;
    }
}

// Signs without ink: bidirectional marks, joiners, the byte order mark, variation selectors, and the Arabic tatweel,
// which only stretches a word.
bool is_inkless(UChar32 c) {
    return u_isUWhiteSpace(c) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
           u_charType(c) == U_CONTROL_CHAR || u_charType(c) == U_FORMAT_CHAR || c == 0x0640 || c == 0x2800;
}

char32_t unified(UChar32 c) {
    if (is_dot(c)) return U'·';
    switch (c) {
        case '[':
        case '{':
        case 0x3010:
        case 0x3014:
        case 0x3016:
        case 0x300C:
        case 0x300E:
        case 0xFE5D:
            return U'(';
        case ']':
        case '}':
        case 0x3011:
        case 0x3015:
        case 0x3017:
        case 0x300D:
        case 0x300F:
        case 0xFE5E:
            return U')';
        case 0x2018:
        case 0x2019:
        case 0x02BC:
        case 0x0060:
            return U'\'';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2212:
            return U'-';
        default:
            return static_cast<char32_t>(c);
    }
}

}  // namespace

std::u32string fold(std::string_view utf8) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    std::u32string out;
    // Where white space is taken out before a combining mark, the mark joins the letter before it.
    for (bool joined = true; joined;) {
        if (U_SUCCESS(error)) {
            icu::UnicodeString normal = nfkc_casefold->normalize(text, error);
            if (U_SUCCESS(error)) text = normal;
        }
        joined = false;
        bool taken_out = false;
        out.clear();
        for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
            const UChar32 c = text.char32At(i);
            joined |= taken_out && u_getCombiningClass(c) != 0;
            taken_out = is_inkless(c);
            if (!taken_out) out.push_back(unified(c));
        }
        if (joined)
            text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(out.data()),
                                                 static_cast<std::int32_t>(out.size()));
    }
    return out;
}

}  // namespace mangping::ocr
