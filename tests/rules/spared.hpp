// Whether masks left alone what a notice says must stay readable: role words, and other people's names.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/rules/planted.hpp"

namespace mangping::rules {

/// By pixels: every role word ("roles") or other person's name ("names") that the truth keeps, on every masked page
/// that is a jpg, looks as it did. False, too, where there is nothing to keep.
[[nodiscard]] bool spared(const PlantedDossier& dossier, const nlohmann::json& report, const std::filesystem::path& out,
                          const std::string& what);

}  // namespace mangping::rules
