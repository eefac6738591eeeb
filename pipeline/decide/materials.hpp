// Is a required material there? Shared by the checks that ask for files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decide/case.hpp"
#include "pipeline/decide/findings.hpp"

namespace mangping::decide {

/// Any usable file, of whatever kind.
inline constexpr std::string_view any_material = "*";

/// Ordered: a bundle is as good as its weakest kind.
enum class Having { no, doubtful, yes };

/// `requirement`: alternatives " | " of bundles " + " of kind keys, or "*".
[[nodiscard]] Having having_of(const std::string& requirement, const std::vector<const Held*>& held);
[[nodiscard]] std::string spoken_zh(const std::string& requirement);
[[nodiscard]] std::string spoken_requirement_en(const std::string& requirement);
/// Why the requirement is not met: a file that was meant for it and is unusable, or nothing was uploaded.
[[nodiscard]] std::string cause_of_absence(const std::vector<const Held*>& held, const std::string& requirement,
                                           const Subject& subject);
[[nodiscard]] std::string fault_zh(Standing standing);

}  // namespace mangping::decide
