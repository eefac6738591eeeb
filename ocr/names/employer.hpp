// The ways an employer's name is shortened in documents: without the legal suffix, without or with a shorter region,
// without the class word of the place (市, 县).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mangping::ocr {

struct EmployerForm {
    std::u32string text;  // folded
    double prior = 1;     // see TargetForm::prior
    bool needs_context = false;
};

/// Forms of a folded full name, itself first. A bare place name or industry word is never a form; what is left without
/// the region needs something distinctive (众诚工程咨询), otherwise it counts only in context (第二人民医院).
[[nodiscard]] std::vector<EmployerForm> employer_forms(std::u32string_view full);

/// Whether the text is made only of places, industry words and kinds of organisation: 规划设计研究院, 新疆, 人民医院.
[[nodiscard]] bool is_generic(std::u32string_view text);

/// Number of characters of the places at the beginning: 新疆维吾尔自治区 in 新疆维吾尔自治区人民医院, 0 when there is
/// none.
[[nodiscard]] std::size_t region_length(std::u32string_view text);

/// The text begins with a place that the lists hold; of region_length's places some are only of a place's form
/// (者羌县).
[[nodiscard]] bool begins_with_known_place(std::u32string_view text);

/// Of the autonomous regions whose class stands behind one place only: 新疆 and 维吾尔自治区, 广西 and 壮族自治区.
struct NamedRegion {
    std::u32string_view place, of_class;
};
[[nodiscard]] std::vector<NamedRegion> regions_told_by_class();

/// Length of the name of the organisation that this one belongs to: 西部矿物研究院 of 西部矿物研究院天岳分析中心; 0
/// where there is none, or where what follows names only a kind (新疆大学附属医院).
[[nodiscard]] std::size_t parent_length(std::u32string_view full);

/// The part of a full name that tells it from others of its kind and place: 众诚 of 克拉玛依众诚工程咨询有限公司; of
/// one that belongs to another the own part, 天岳 of 西部矿物研究院天岳分析中心; where there is none the region, 疆南市
/// of 疆南市规划设计研究院. Half open, in characters; empty when there is neither.
struct Span {
    std::size_t begin = 0, end = 0;
};
[[nodiscard]] Span distinctive_part(std::u32string_view full);
/// The same where it is known how many characters name the place.
[[nodiscard]] Span distinctive_part(std::u32string_view full, std::size_t region);

}  // namespace mangping::ocr
