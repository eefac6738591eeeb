#include "tests/rules/planted.hpp"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/cases/case_words.hpp"
#include "tests/support/synthetic/plan.hpp"

namespace mangping::rules {
namespace {

using nlohmann::json;
using namespace mangping::synthetic;
using tests::json_from;
using tests::several;

YAML::Node load(const std::string& table) {
    return YAML::LoadFile(
        (std::filesystem::path(MANGPING_SOURCE_DIR) / "tests/rules/dossiers" / (table + ".yaml")).string());
}

Kind kind_of(const YAML::Node& node) {
    const auto kind = kind_from(node.as<std::string>());
    if (!kind) throw std::invalid_argument("no such kind: " + node.as<std::string>());
    return *kind;
}

Spoil spoil_of(const std::string& word) {
    static const std::map<std::string, Spoil> words{{"illegible", Spoil::illegible},
                                                    {"sideways", Spoil::sideways},
                                                    {"truncated", Spoil::truncated},
                                                    {"foreign", Spoil::foreign},
                                                    {"absent", Spoil::absent},
                                                    {"blank", Spoil::blank},
                                                    {"grey", Spoil::grey}};
    return words.at(word);
}

/// Every planned attachment of that kind; a table that misses its mark is wrong.
std::vector<Planned*> of_kind(Plan& plan, Kind kind) {
    std::vector<Planned*> out;
    for (Planned& a : plan.attachments)
        if (a.kind == kind) out.push_back(&a);
    EXPECT_FALSE(out.empty()) << "nothing of kind " << key(kind);
    return out;
}

/// A grown person who is not the applicant and shares no part of the name.
Person somebody_else(const Person& applicant, Rng& rng) {
    for (;;) {
        Person p = make_person(rng, NameForm::han3);
        if (p.name.substr(0, 3) != applicant.name.substr(0, 3)) return p;
    }
}

void edit_declaration(Plan& plan, const YAML::Node& node) {
    for (const auto& item : node["set"])
        plan.declared[json::json_pointer(item.first.as<std::string>())] = json_from(item.second);
    for (const YAML::Node& pointer : node["unset"]) tests::remove_at(plan.declared, pointer.as<std::string>());
}

void edit_attachments(Plan& plan, const YAML::Node& node, Rng& rng) {
    const auto named = [](const YAML::Node& list, Kind kind) {
        return std::any_of(list.begin(), list.end(), [&](const YAML::Node& one) { return kind_of(one) == kind; });
    };
    if (node["only"]) std::erase_if(plan.attachments, [&](const Planned& a) { return !named(node["only"], a.kind); });
    if (node["drop"]) std::erase_if(plan.attachments, [&](const Planned& a) { return named(node["drop"], a.kind); });
    for (const YAML::Node& add : several(node["add"])) {
        Planned more;
        more.section = add[0].as<std::string>();
        more.entry = add[1].as<int>();
        more.kind = kind_of(add[2]);
        more.facts = {{"as_of", plan.notice->submitted.substr(0, 10)}, {"notice", plan.notice->rule}};
        plan.attachments.push_back(more);
    }
    for (const YAML::Node& print : several(node["print"]))
        for (Planned* a : of_kind(plan, kind_of(print[0])))
            if (print.size() < 4 || a->entry == print[3].as<int>())
                a->facts[print[1].as<std::string>()] = print[2].as<std::string>();
    for (const YAML::Node& swap : several(node["swap"])) {
        Planned& a = *of_kind(plan, kind_of(swap[0])).front();
        a.declared = a.kind;
        a.kind = kind_of(swap[1]);
    }
    for (const YAML::Node& kind : node["others"])
        for (Planned* a : of_kind(plan, kind_of(kind))) a->in_name_of = somebody_else(plan.person, rng);
    for (const YAML::Node& spoil : several(node["spoil"])) {
        Planned& a = *of_kind(plan, kind_of(spoil[0])).front();
        a.spoil = spoil_of(spoil[1].as<std::string>());
        if (a.spoil != Spoil::absent) a.jacket = Jacket::jpeg;
    }
}

std::map<std::string, std::string> finds_of(const YAML::Node& node) {
    std::map<std::string, std::string> out;
    for (const auto& item : node["finds"]) out[item.first.as<std::string>()] = item.second.as<std::string>();
    return out;
}

PlantedDossier planted(const YAML::Node& node) {
    PlantedDossier out;
    out.name = node["dossier"].as<std::string>();
    out.notice = node["notice"].as<std::string>();
    out.finds = finds_of(node);
    for (const YAML::Node& rule : node["may"]) out.may.insert(rule.as<std::string>());
    DossierOptions options;
    options.notice = out.notice;
    options.id = out.name;
    options.seed = node["seed"].as<std::uint64_t>();
    options.lean = options.pristine = true;
    Rng rng(options.seed);
    Plan plan = make_plan(options, rng);
    edit_declaration(plan, node);
    edit_attachments(plan, node, rng);
    out.made = draw(options, std::move(plan));
    return out;
}

}  // namespace

const std::vector<std::string>& table_names() {
    static const std::vector<std::string> names{"n0", "n1", "n2", "n3", "n4"};
    return names;
}

Table table_of(const std::string& name) {
    Table out{name, {}};
    for (const YAML::Node& node : load(name)) out.finds[node["dossier"].as<std::string>()] = finds_of(node);
    return out;
}

std::vector<PlantedDossier> dossiers_of(const std::string& table) {
    std::vector<PlantedDossier> out;
    for (const YAML::Node& node : load(table)) out.push_back(planted(node));
    return out;
}

}  // namespace mangping::rules
