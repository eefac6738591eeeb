// Holds a JSON document against one of the program's schemas.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "models/result.hpp"

namespace mangping::decide {

/// `schema` is a file name in data_folder()/schemas. Faults: data_missing (the schema cannot be read), dossier_schema
/// (detail: JSON pointer of the first violation and what is allowed there, never a value of the document).
[[nodiscard]] Status hold_against(const std::string& schema, const nlohmann::json& document);

}  // namespace mangping::decide
