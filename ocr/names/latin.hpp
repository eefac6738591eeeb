// A name in Latin letters: pinyin of Han names with the readings surnames take, both orders, initials; and the same
// orders and initials of a declared Latin form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mangping::ocr {

struct LatinForm {
    std::string shown;           // "Zhang Sanfeng": words apart, as it would be printed
    double prior = 1;            // see TargetForm::prior
    bool needs_context = false;  // one initial beside a surname names many people
};

/// Of a Han name of two to four characters: surname first and last, initials. Of a longer or dotted one (its parts
/// given as they are): the parts' sounds in both orders. Sources: GB/T 28039-2011; polyphone readings of surnames are a
/// table.
[[nodiscard]] std::vector<LatinForm> pinyin_forms(const std::vector<std::u32string>& parts);

/// The declared form itself, its words in the other order, initials.
[[nodiscard]] std::vector<LatinForm> declared_latin_forms(std::string_view declared);

}  // namespace mangping::ocr
