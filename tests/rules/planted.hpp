// Dossiers in which many rules are broken at once, as tables: tests/rules/dossiers/*.yaml. Each is a clean generated
// dossier with edits; its pages are drawn, and the program reads them. The words of a dossier:
//
//   dossier   its name and folder; notice: the pack; seed: of the generated dossier
//   set       {JSON pointer: value} into the declaration; unset: [pointers] takes away
//   only      kinds that are kept, all others are as if never uploaded; drop: kinds that go
//   add       [section, entry, kind] one more attachment (entry -1 for a section of one)
//   print     [kind, fact, value] what is printed on every attachment of that kind, or of its row as a fourth word;
//             facts are those of its painter
//   spoil     [kind, how] the first attachment of a kind: illegible sideways truncated foreign absent blank grey
//   swap      [kind, other kind] another document in that kind's place
//   others    kinds made out to another person
//   finds     {rule: what it says}: fail, unsure, told (it passes and somebody is told), listed (on a person's list in
//             the report and in batch.html), roles or names (all of other people's stay in sight, by the pixels of the
//             masked pages), exported (in the roster)
//   may       rules that may fail along with these; no other may
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/synthetic/dossier.hpp"

namespace YAML {
class Node;
}

namespace mangping::rules {

struct PlantedDossier {
    std::string name, notice;
    std::map<std::string, std::string> finds;
    std::set<std::string> may;
    synthetic::MadeDossier made;
};

struct Table {
    std::string name;                                                 // "n1"
    std::map<std::string, std::map<std::string, std::string>> finds;  // by dossier, without drawing a page
};

/// The five tables, "n0" to "n4".
[[nodiscard]] const std::vector<std::string>& table_names();
[[nodiscard]] Table table_of(const std::string& name);
/// Its dossiers, drawn.
[[nodiscard]] std::vector<PlantedDossier> dossiers_of(const std::string& table);

}  // namespace mangping::rules
