// Who signs a page, and when: the organisation above the last date, at the foot.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ocr/fields/page.hpp"

namespace mangping::ocr::fields {

/// Begins with Han characters and ends as names of organisations do (厅 局 会 公司 大学 …).
[[nodiscard]] bool is_organisation(std::u32string_view text);
[[nodiscard]] bool is_school(std::u32string_view text);
/// The organisation at the beginning of `text`: up to a date, and up to the last word that ends such names when what
/// follows it is no more than a post or a remark.
[[nodiscard]] std::optional<Value> as_organisation(View text);
/// Stretches that many names of offices share, with what was misread within them mended.
[[nodiscard]] Text with_stretches(View text);
/// The lowest date of the page that stands alone on its row or ends it; `day` precision where it is there.
[[nodiscard]] std::optional<Value> foot_date(const Page& page);
/// The organisation above or beside the lowest date, broken over at most two lines.
[[nodiscard]] std::optional<Value> foot_organisation(const Page& page);
/// The lowest row that is the name of a school, or the name behind 校名.
[[nodiscard]] std::optional<Value> foot_school(const Page& page);
/// The longest stretch at the beginning of `text` that is a school's name.
[[nodiscard]] std::size_t school_length(View text);

}  // namespace mangping::ocr::fields
