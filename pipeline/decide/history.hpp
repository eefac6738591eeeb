// Levels of education in order.
#pragma once

#include <string_view>

namespace mangping::decide {

/// 6 博士, 5 硕士, 4 本科, 3 专科, 2 中专, 1 高中; 0 when the wording is none of these.
[[nodiscard]] int rank_of_education(std::string_view level);

}  // namespace mangping::decide
