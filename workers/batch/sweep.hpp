// A form of the employer's name that one page of a dossier taught is searched on all others.
#pragma once

#include "models/result.hpp"
#include "pipeline/context.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/batch/plan.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {

/// Looks through the pages of a dossier, all of them in the ledger, and has those processed again on which a form
/// stands that another page taught: only those, one at a time, so that neither memory nor time grows with the dossier.
/// Their keys in the plan become those of the new results. Depends on the ledger's pages and decisions alone, so every
/// runner ends with the same. A page of which a person has decided is not asked about again; what was accepted there
/// teaches like what was sure. Faults: ledger_broken, cancelled, and what process_page gives.
[[nodiscard]] Status sweep(PlannedDossier& plan, Ledger& ledger, recipe::Scratch& scratch, const Context& context);

}  // namespace mangping::batch
