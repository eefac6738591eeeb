// Outcomes as JSON text for the ledger, and back without loss.
#pragma once

#include <string>

#include "models/outcome.hpp"
#include "models/result.hpp"

namespace mangping::batch {

/// stage_ms is left out: it differs from run to run.
[[nodiscard]] std::string to_text(const PageOutcome& outcome);
/// Fault: ledger_broken.
[[nodiscard]] Result<PageOutcome> page_outcome_from(const std::string& text);

[[nodiscard]] std::string to_text(const DossierOutcome& outcome);
[[nodiscard]] Result<DossierOutcome> dossier_outcome_from(const std::string& text);

}  // namespace mangping::batch
