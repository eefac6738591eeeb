// What must not be seen in one dossier: every form in which the applicant's name and employer may stand.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/page.hpp"

namespace mangping {

struct TargetForm {
    MaskKind kind = MaskKind::name;
    std::string text;            // folded form: NFKC, no spaces, dots as '·', Latin lower case
    std::string shown;           // as declared or generated, for the report
    double prior = 1;            // how surely this form means the applicant: 1 declared in full, less for short forms
    bool needs_context = false;  // a short form that counts only beside a label, in a letterhead or a seal
    std::size_t region = 0;  // of an employer's: characters at its beginning that name its place, as its sisters' do
};

struct Targets {
    std::vector<TargetForm> forms;  // longest first
    std::string id_number;          // for codes that lead to the applicant
    std::string phone;
    std::vector<std::string> certificate_numbers;
    std::vector<std::string> keep;  // names that contain or resemble a form and must stay (none known: empty)
};

}  // namespace mangping
