// hold.html: the pages of a dossier that wait for a person, as that person needs them. For the operator alone: it shows
// the pages without masks, and the verdict on them is given with `mangping decide`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/desk.hpp"
#include "models/outcome.hpp"
#include "pipeline/report/report.hpp"

namespace mangping::report {

struct HeldPage {
    const PageOutcome* page = nullptr;
    std::string reference;               // as `mangping decide --page` takes it; neutral where the file's name is not
    std::string section, kind;           // keys
    bool shown = true;                   // reviewers would see it, so it holds the dossier
    std::optional<DeskPicture> picture;  // empty: the upload could not be drawn; crops as proposals(page)
};

[[nodiscard]] std::string hold_html(const DossierOutcome& outcome, const std::vector<HeldPage>& pages,
                                    Language language);

}  // namespace mangping::report
