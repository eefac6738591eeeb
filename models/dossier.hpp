// What an applicant declared (dossier.json, schema mangping.dossier/1), as values. Dates stay as typed: "2021-06-30",
// "2021-06", "2021", "无" or empty.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/kind.hpp"

namespace mangping {

/// One attachment as the dossier names it.
struct AttachmentRef {
    std::string file;          // path as written, relative to the dossier folder; not yet trusted
    std::string kind_key;      // as written
    std::optional<Kind> kind;  // empty: unknown key
    std::string side;          // "front", "back" or empty
};

/// One row of a section. Lists of strings (social insurance months) are in `lists`; everything else is text:
/// numbers and booleans as JSON writes them ("2021", "true").
struct Entry {
    std::map<std::string, std::string> text;
    std::map<std::string, std::vector<std::string>> lists;
    std::vector<AttachmentRef> attachments;

    /// The field, or "" when it is not there.
    [[nodiscard]] std::string_view operator[](const std::string& field) const {
        const auto it = text.find(field);
        return it == text.end() ? std::string_view{} : std::string_view{it->second};
    }
};

/// A column of the platform: "basic", "education", … in the schema's order. A section that is an object has at most
/// one entry; `present` tells "not in the file" from "an empty list".
struct Section {
    std::string key;
    bool is_list = false;
    bool present = false;
    std::vector<Entry> entries;
};

struct Applicant {
    std::string name;
    std::vector<std::string> name_latin;
    std::string name_uyghur;
    std::vector<std::string> aliases;
    std::string id_number;
    std::string employer;
    std::vector<std::string> employer_aliases;
    std::vector<std::string> employer_latin;
    std::set<std::string> flags;
    /// Every scalar of the schema's applicant object by its key (sex, birth_date, employer_kind, …), the above
    /// included; aid.start and aid.end as "aid.start", "aid.end".
    std::map<std::string, std::string> text;
};

struct Target {
    std::string series, specialty, secondary_specialty, title, level, mode;
};

struct Submission {
    int round = 1;
    std::string submitted_at, first_submitted_at, returned_at;  // RFC 3339, or empty
};

struct Dossier {
    std::string id;
    std::string folder;  // name of its folder in the batch
    std::string notice;
    Submission submission;
    Applicant applicant;
    Target target;
    /// What the platform knows of this submission, where the dossier carries it ("fee.amount", "paper_received_at", …);
    /// lists joined by " > ".
    std::map<std::string, std::string> platform;
    std::vector<Section> sections;  // all of the schema's sections, in its order

    [[nodiscard]] const Section* section(std::string_view key) const {
        for (const Section& s : sections)
            if (s.key == key) return &s;
        return nullptr;
    }
};

}  // namespace mangping
