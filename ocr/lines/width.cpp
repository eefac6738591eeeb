#include "ocr/lines/width.hpp"

#include <string_view>

namespace mangping::ocr::lines {
namespace {

// Ink widths of Songti, Heiti, Kaiti and Fangsong type, by kind.
constexpr Width kHan{0.5, 1.02, 1.0};
constexpr Width kThinHan{0.05, 1.02, 1.0};   // 一 is wide but 丨, 卜, 小 are not
constexpr Width kFullPoint{0.04, 0.6, 1.0};  // ，。（ in full width: ink in a half of the cell
constexpr Width kHalf{0.2, 0.62, 0.5};       // digits and most letters
constexpr Width kWideHalf{0.3, 0.95, 0.8};   // m w M W @ %
constexpr Width kThin{0.03, 0.4, 0.3};       // i l 1 . , :

}  // namespace

Width width_of(const std::string& utf8_character) {
    if (utf8_character.size() == 1) {
        const char c = utf8_character[0];
        if (std::string_view("mwMW@%").find(c) != std::string_view::npos) return kWideHalf;
        if (std::string_view("1ilIjtf.,:;'!|()[]\"`").find(c) != std::string_view::npos) return kThin;
        return kHalf;
    }
    static constexpr std::string_view kPoints = "，。、；：！？（）【】《》〈〉「」·“”‘’";
    if (kPoints.find(utf8_character) != std::string_view::npos) return kFullPoint;
    static constexpr std::string_view kThins = "卜小八川人丁了子寸";
    if (kThins.find(utf8_character) != std::string_view::npos) return kThinHan;
    const auto lead = static_cast<unsigned char>(utf8_character[0]);
    if (lead < 0xE0) return kHalf;  // Latin with marks, Greek, Cyrillic, Arabic
    return kHan;
}

}  // namespace mangping::ocr::lines
