// A rule pack: one notice as data. The room pipeline/decide reads it from notices/*.yaml and applies it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/kind.hpp"
#include "models/outcome.hpp"

namespace mangping {

/// A flat bag of parameters of one rule, as the pack wrote them.
struct Parameters {
    std::map<std::string, std::string> text;
    std::map<std::string, std::vector<std::string>> lists;
};

struct Rule {
    std::string id;      // "N1-26"
    std::string clause;  // the notice's own words
    std::string check;   // name of the check that decides it
    Severity severity = Severity::block;
    Parameters when;   // conditions on the declaration; all must hold, else not_applicable
    Parameters where;  // conditions on an entry: only entries that meet all of them are looked at
    Parameters with;   // the check's parameters
    std::string say;   // what the applicant is told when it fails; "" = the check's own words
};

struct Notice {
    std::string id;  // "bazhou-2023-engineering"
    std::string title, issuer;
    int year = 0;
    bool mask_name = true, mask_employer = true;
    std::set<Kind> withheld_kinds;  // masked, but left out of dossier.pdf
    // What the notices leave open about masking, as the operator chose.
    bool employer_by_row = false;       // in a list, mask the employer in the applicant's row only
    bool mask_school = false;           // on a diploma, mask the school that is the employer
    bool mask_pledge_signature = true;  // mask the signature under the pledge
    std::vector<Rule> rules;
};

}  // namespace mangping
