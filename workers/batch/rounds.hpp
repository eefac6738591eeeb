// What one round of a dossier leaves for the next: what was told, and what it rested on. A later answer says what was
// mended and what is still open, and raises nothing new about what has not changed since: that could have been told
// before, and is the operator's to settle.
#pragma once

#include <optional>
#include <string>

#include "models/outcome.hpp"
#include "workers/batch/plan.hpp"

namespace mangping::batch {

/// The record of this round, as text for the ledger. Holds no value of the declaration: causes, the words of the
/// findings, and hashes of the columns.
[[nodiscard]] std::string record_of_round(const PlannedDossier& plan, const DossierOutcome& outcome);

/// Holds the outcome's findings against the earlier record (empty: there is none) and fills `rounds`; late findings
/// become `unsure`, for the operator. Call before the verdict is drawn.
void compare_rounds(const std::string& earlier, const PlannedDossier& plan, DossierOutcome& outcome);

}  // namespace mangping::batch
