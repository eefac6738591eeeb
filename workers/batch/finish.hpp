// Fan-in: from the pages of one dossier to its outcome and its released files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/outcome.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"
#include "pipeline/report/report.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/batch/plan.hpp"

namespace mangping::batch {

/// Sweeps (sweep.hpp), decides, assembles, attacks the assembled files and writes OUT/<folder>/ so that at no instant
/// an unreleased dossier.pdf stands there. Pages come from the ledger, as a person decided about them where one did;
/// pages that still wait for a person stand in hold.html. What the attack finds is removed and holds the dossier.
/// Faults: disk_full, write_failed, ledger_broken (a page that should be there is not).
[[nodiscard]] Result<StoredDossier> finish_dossier(PlannedDossier& plan, Ledger& ledger,
                                                   const std::filesystem::path& out, report::Language language,
                                                   recipe::Scratch& scratch, const Context& context);

/// The outcome of a dossier that could not be processed at all.
[[nodiscard]] DossierOutcome failed_outcome(const PlannedDossier& plan);

/// Pictures of the masked pages that something is wrong with; `sharp`: those with a marked place large enough to be
/// read.
[[nodiscard]] std::vector<report::Thumbnail> thumbnails_of(const DossierOutcome& outcome,
                                                           const std::vector<PagePlace>& pages, Ledger& ledger,
                                                           bool sharp = false);

/// batch.json, batch.html and batch.xlsx of these dossiers, in this order. Faults: disk_full, write_failed,
/// xlsx_failed.
[[nodiscard]] Status write_tables(const std::vector<const StoredDossier*>& dossiers, Ledger& ledger,
                                  const std::filesystem::path& out, report::Language language);

}  // namespace mangping::batch
