#include "tests/support/cases/case_words.hpp"

namespace mangping::tests {

using nlohmann::json;

json json_from(const YAML::Node& node) {
    if (node.IsSequence()) {
        json out = json::array();
        for (const YAML::Node& item : node) out.push_back(json_from(item));
        return out;
    }
    if (node.IsMap()) {
        json out = json::object();
        for (const auto& item : node) out[item.first.as<std::string>()] = json_from(item.second);
        return out;
    }
    const std::string text = node.Scalar();
    if (node.Tag() == "!") return text;  // it was quoted
    int number = 0;
    if (text == "true" || text == "false") return text == "true";
    if (YAML::convert<int>::decode(node, number)) return number;
    return text;
}

void remove_at(json& document, const std::string& pointer) {
    const json::json_pointer at(pointer);
    json& parent = document.at(at.parent_pointer());
    if (parent.is_array()) {
        parent.erase(std::stoul(at.back()));
    } else if (parent.erase(at.back()) == 0) {
        throw std::out_of_range("nothing at " + pointer);
    }
}

std::vector<YAML::Node> several(const YAML::Node& node) {
    std::vector<YAML::Node> out;
    if (!node) return out;
    if (node.IsSequence() && node.size() > 0 && node[0].IsSequence())
        for (const YAML::Node& one : node) out.push_back(one);
    else
        out.push_back(node);
    return out;
}

}  // namespace mangping::tests
