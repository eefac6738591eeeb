// A dossier before its pages are drawn: the declaration as JSON and a list of attachments to come. Faults are edits of
// a plan, so that what was planted and what is expected are written down in one place.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/dossier.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::synthetic {

enum class Jacket { jpeg, picture_pdf, born_digital, mixed_pdf };
/// What is done to an attachment on purpose.
enum class Spoil { none, sideways, illegible, blank, truncated, foreign, absent, grey };

struct Planned {
    std::string section;
    int entry = -1;                // of a list section
    Kind kind = Kind::other;       // what it really is
    std::optional<Kind> declared;  // what the applicant says, when a fault put another document there
    Facts facts;
    std::string side;  // "front", "back" or empty
    Jacket jacket = Jacket::jpeg;
    Spoil spoil = Spoil::none;
    std::optional<Person> in_name_of;  // when a fault put somebody else's document there
};

/// What the five notices differ in.
struct NoticeTraits {
    std::string id, rule;   // "N1"
    std::string submitted;  // RFC 3339, inside the window
    std::string publicity_start, publicity_end;
    std::string series, specialty, title, level, held_title, unit_opinion;
    std::vector<int> assessments, public_years, professional_years;
    std::vector<Kind> title_proofs;
    bool jpeg_only = false, upright = false, clarity = false, blanks = false;
    bool degree = false, chsi = false, id_back = false, supervisor = false, summary = false, papers = false;
};
[[nodiscard]] const NoticeTraits& traits_of(const std::string& notice);

struct Plan {
    const NoticeTraits* notice = nullptr;
    Person person;
    Employer employer;
    nlohmann::json declared;  // dossier.json without attachments
    std::vector<Planned> attachments;
    nlohmann::json expected = nlohmann::json::array();
    std::vector<std::string> may;
    std::string verdict = "ready";
};

/// A complete and faultless plan.
[[nodiscard]] Plan make_plan(const DossierOptions& options, Rng& rng);
/// The files and the truth of a plan. Precondition: the plan was made for these options' notice.
[[nodiscard]] MadeDossier draw(const DossierOptions& options, Plan plan);
/// Plants up to `count` different faults, fewer where the notice has no rule for more; or just those named in `only`
/// that the notice has a rule for.
void plant_faults(Plan& plan, int count, const std::vector<std::string>& only, Rng& rng);

}  // namespace mangping::synthetic
