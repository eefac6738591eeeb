#include "pipeline/decide/schema.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "pipeline/decide/data.hpp"

namespace mangping::decide {
namespace {

using nlohmann::json;

/// The validator's path, "<root>", "[applicant]", "[name]", without its decoration.
std::vector<std::string> steps_of(const std::vector<std::string>& context) {
    std::vector<std::string> steps;
    for (const std::string& part : context)
        if (part.size() >= 2 && part.front() == '[') steps.push_back(part.substr(1, part.size() - 2));
    return steps;
}

/// The sub-schema that governs the value at `steps`, or null.
const json* governing(const json& root, const std::vector<std::string>& steps) {
    const auto resolved = [&root](const json* node) {
        while (node != nullptr && node->is_object() && node->contains("$ref")) {
            const std::string ref = node->at("$ref").get<std::string>();
            if (ref.empty() || ref.front() != '#') return static_cast<const json*>(nullptr);
            node = &root.at(json::json_pointer(ref.substr(1)));
        }
        return node;
    };
    const json* node = resolved(&root);
    for (const std::string& step : steps) {
        if (node == nullptr) return nullptr;
        if (node->contains("properties") && node->at("properties").contains(step))
            node = resolved(&node->at("properties").at(step));
        else if (node->contains("items"))
            node = resolved(&node->at("items"));
        else
            return nullptr;
    }
    return node;
}

std::string what_is_allowed(const json* node) {
    if (node == nullptr) return {};
    for (const char* word : {"enum", "const", "pattern", "type", "minimum", "minLength"})
        if (node->contains(word)) return std::string(" (allowed: ") + word + " " + node->at(word).dump() + ")";
    return {};
}

std::string pointer_of(const std::vector<std::string>& steps) {
    std::string out;
    for (const std::string& step : steps) out += "/" + step;
    return out.empty() ? "/" : out;
}

/// The innermost violation: the validator reports outward from it.
std::string explain_first(valijson::ValidationResults& results, const json& schema) {
    valijson::ValidationResults::Error error;
    if (!results.popError(error)) return "/: not as the schema says";
    const std::vector<std::string> steps = steps_of(error.context);
    return pointer_of(steps) + ": " + error.description + what_is_allowed(governing(schema, steps));
}

}  // namespace

Status hold_against(const std::string& schema_name, const json& document) {
    try {
        std::ifstream file(data_folder() / "schemas" / schema_name);
        if (!file) return Fault{FaultKind::internal, "data_missing", "schemas/" + schema_name};
        const json schema_json = json::parse(file);
        valijson::Schema schema;
        valijson::SchemaParser parser;
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
        valijson::Validator validator;
        valijson::ValidationResults results;
        if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) return Done{};
        return Fault{FaultKind::unreadable, "dossier_schema", explain_first(results, schema_json)};
    } catch (const std::exception& failure) {
        return Fault{FaultKind::internal, "data_missing", "schemas/" + schema_name + ": " + failure.what()};
    }
}

}  // namespace mangping::decide
