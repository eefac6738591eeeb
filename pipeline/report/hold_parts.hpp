// The style and the script of hold.html.
#pragma once

#include <string_view>

namespace mangping::report {

[[nodiscard]] std::string_view hold_style();
[[nodiscard]] std::string_view hold_script();

}  // namespace mangping::report
