// What tables of cases have in common: YAML that means JSON, and edits of a declaration by JSON pointer.
#pragma once

#include <yaml-cpp/yaml.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mangping::tests {

/// Quoted scalars stay text; plain true, false and whole numbers become what they look like.
[[nodiscard]] nlohmann::json json_from(const YAML::Node& node);
/// Takes away what the JSON pointer names; throws where nothing is there, so that a case cannot miss its mark.
void remove_at(nlohmann::json& document, const std::string& pointer);
/// One change, [photo, width, 3], or a list of them; none where there is no node.
[[nodiscard]] std::vector<YAML::Node> several(const YAML::Node& node);

}  // namespace mangping::tests
