// evidence.json: why each place of a dossier was masked, asked about or left.
#pragma once

#include <functional>
#include <string>

#include "models/outcome.hpp"

namespace mangping::report {

/// Schema mangping.evidence/1. Names nobody: an upload is known by its SHA-256, a string by what `hashed` makes of it.
/// Equal outcomes give equal bytes.
[[nodiscard]] std::string evidence_json(const DossierOutcome& outcome,
                                        const std::function<std::string(const std::string&)>& hashed);

}  // namespace mangping::report
