// Words that stand beside names and employers in Chinese forms and prose. Closed lists; all text folded.
#pragma once

#include <string_view>

namespace mangping::ocr {

/// Text after a name that is no part of it: verbs, roles, particles, forms of address, dates.
[[nodiscard]] bool may_follow_name(std::u32string_view right);
/// Text before a name that is no part of it; looks at its end.
[[nodiscard]] bool may_precede_name(std::u32string_view left);
/// 同志, 老师, （签字） after a name; （盖章） after an employer.
[[nodiscard]] bool begins_with_address(std::u32string_view right, bool of_name);
/// 姓名：, 作者, 项目负责人; 工作单位, 甲方; punctuation and digits after the label do not matter.
[[nodiscard]] bool ends_with_label(std::u32string_view left, bool of_name);
/// 主管领导签字：, 校长: what stands behind is the name of one who signs for others.
[[nodiscard]] bool ends_with_anothers_label(std::u32string_view left);
/// The text is a label and nothing else.
[[nodiscard]] bool is_label(std::u32string_view text, bool of_name);
/// Text after an employer that makes it the name of another legal person: 有限公司, 第二分院, 集团.
[[nodiscard]] bool begins_other_entity(std::u32string_view right);

}  // namespace mangping::ocr
