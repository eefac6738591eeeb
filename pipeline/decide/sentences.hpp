// Prescribed sentences, in declared text and on materials.
#pragma once

#include <string>

namespace mangping::decide {

/// The text says the contrary of what is prescribed: 不同意, 不予推荐, 有异议, … "没有异议" and "未收到投诉" do not.
[[nodiscard]] bool negates(std::string text);
/// ×× replaced by the name.
[[nodiscard]] std::string with_name(std::string sentence, const std::string& name);

}  // namespace mangping::decide
