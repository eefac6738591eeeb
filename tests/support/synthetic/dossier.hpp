// Whole dossiers: what an applicant declares, the attachments that go with it, what was spoilt on purpose, and the
// truth of all of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/synthetic/degrade.hpp"

namespace mangping::synthetic {

struct DossierOptions {
    std::string notice = "bazhou-2023-engineering";
    std::string id = "D0001";
    std::uint64_t seed = 1;
    Difficulty difficulty = Difficulty::easy;  // of the scans and photographs
    int faults = 0;                            // how many faults to plant
    // Or exactly these: no_register_report assessment_year course_year no_publicity_result no_commitment one_card_side
    // illegible blank sideways truncated foreign absent misplaced blank_column short_publicity failed_assessment
    // basic_assessment few_hours late fourth_round; and, by name alone, what only a reading finds: register_number
    // diploma_school title_date objection sanctions opinion_inside_publicity
    std::vector<std::string> only_faults;
    bool lean = false;      // few optional attachments, small pictures: for examples and smoke tests
    bool pristine = false;  // every page as a program saves it, nothing worn: where rules are tested and not readers
};

struct MadeFile {
    std::string path;  // inside the dossier folder
    std::vector<std::uint8_t> bytes;
};

struct MadeDossier {
    std::string id;
    std::vector<MadeFile> files;  // dossier.json among them
    std::string truth;            // JSON for TRUTH/<id>.json
    int pages = 0;
};

/// Ids of the five notices.
[[nodiscard]] const std::vector<std::string>& notice_ids();
/// Same options, same bytes. Precondition: the notice is one of notice_ids().
[[nodiscard]] MadeDossier make_dossier(const DossierOptions& options);

}  // namespace mangping::synthetic
