// Who signs behind a label that does not say so (签名：), by the first cell of the form's row in which it stands.
#pragma once

#include "models/page.hpp"

namespace mangping::ocr {

enum class Signs { nobody_knows, applicant, another };

/// em up or down from a bare label to the middle of its row's first cell (chosen).
inline constexpr double row_reach_em = 10;

/// Who signs by the first cell of the row in which a label stands (本人意见 | … 签名：, 主管领导意见 | … 签名：). A row
/// may be as high as a page: its first cell is then the last one above the label. A cell's text may stand on several
/// lines (单位审定 over 意见). `em` of the label, upright px.
[[nodiscard]] Signs who_signs_in_row(const Reading& reading, const Rect& label, double em);

}  // namespace mangping::ocr
