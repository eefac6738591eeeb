// The pages of a dossier that wait for a person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/outcome.hpp"
#include "pipeline/context.hpp"
#include "pipeline/report/report.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/plan.hpp"

namespace mangping::batch {

/// As `mangping decide --page` takes it and as people are told of a page: the masked file's path without masked/, which
/// names nobody, and the page's index.
[[nodiscard]] std::string reference_of(const PlannedAttachment& attachment, int page);

/// hold.html; empty where no page waits.
[[nodiscard]] std::optional<Bytes> hold_page(const PlannedDossier& plan, const DossierOutcome& outcome,
                                             report::Language language, const Context& context);

}  // namespace mangping::batch
