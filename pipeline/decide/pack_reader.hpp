// Reads YAML nodes of a pack and notes everything that is wrong with them, with line and column, instead of stopping at
// the first mistake: an operator mends a pack in one go.
#pragma once

#include <yaml-cpp/yaml.h>

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decide/rules.hpp"

namespace mangping::decide {

class PackReader {
public:
    /// `content`: the pack's text, UTF-8.
    PackReader(std::string file, std::string content) : file_(std::move(file)), content_(std::move(content)) {}

    /// "file:line:column: message"; lines from 1, columns from 1 in characters, as an editor counts them.
    void complain(const YAML::Mark& mark, const std::string& message);
    [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

    /// A scalar; complains and gives "" for anything else.
    std::string text(const YAML::Node& node, const std::string& what);
    /// A list of scalars; a single scalar is a list of one.
    std::vector<std::string> texts(const YAML::Node& node, const std::string& what);
    std::optional<int> number(const YAML::Node& node, const std::string& what);
    /// The key of one of the vocabulary's words; complains and says what is allowed otherwise.
    std::string word(const YAML::Node& node, std::span<const struct Word> words, const std::string& what);
    /// A kind by its Chinese name or key.
    std::optional<Kind> kind(const YAML::Node& node, const std::string& name);
    /// Complains of duplicate keys, and of keys that are not among `allowed`.
    void keys(const YAML::Node& map, const std::vector<std::string_view>& allowed);

    /// One parameter of a check into the rule's flat bag, in the schema's keys.
    void parameter(const ParameterSpec& spec, const YAML::Node& node, Parameters& into);

private:
    std::string years(const YAML::Node& item, std::vector<std::string>& into);
    std::string material(const YAML::Node& node, const std::string& written);
    std::string field(const YAML::Node& node, const std::string& written);
    std::string pair(const YAML::Node& node, const std::string& written);
    std::string among(const YAML::Node& node, const std::string& written, std::span<const struct Word> words,
                      const std::string& what);
    void chosen(const ParameterSpec& spec, const YAML::Node& node, const std::vector<std::string>& written);
    bool listed_parameter(const ParameterSpec& spec, const YAML::Node& node, Parameters& into);
    std::string point_in_time(const YAML::Node& node, const std::string& written);

    std::string file_;
    std::string content_;
    std::vector<std::string> problems_;
};

}  // namespace mangping::decide
