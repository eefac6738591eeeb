// What a person decided about held pages, kept in the ledger so that a later run keeps it.
//
// A decision is bound to what was decided about: the bytes of the page, the strings searched for, and every proposal
// and doubt that was shown. Where any of these changes (another upload, another declared name, a program that proposes
// otherwise) the page is another case and is asked about again; where none does, the decision holds over runs, rounds
// and versions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/desk.hpp"
#include "models/outcome.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/batch/plan.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {

[[nodiscard]] std::string to_text(const PageDecision& decision);
[[nodiscard]] std::optional<PageDecision> decision_from(const std::string& text);

/// Of a page as it was processed, before any decision.
[[nodiscard]] std::string subject_of(const PlannedDossier& plan, const PlannedAttachment& attachment,
                                     const PageOutcome& page);

/// Completes a plan with what the ledger knows: the round before, and what was decided. Both are part of its input key.
void with_ledger(PlannedDossier& plan, Ledger& ledger);

/// A page made again as decided, from the ledger where it is there already. A page that the attack still sees through
/// is no fault: `open` says where.
struct DecidedPage {
    std::optional<StoredPage> page;
    std::string key;  // of the stored page
    std::vector<Rect> open;
};
[[nodiscard]] Result<DecidedPage> decided_page(const PlannedDossier& plan, const PlannedAttachment& attachment,
                                               const PageOutcome& before, const PageDecision& decision, Ledger& ledger,
                                               recipe::Scratch& scratch, const Context& context);

}  // namespace mangping::batch
