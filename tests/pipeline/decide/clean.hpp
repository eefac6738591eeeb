// Complete clean dossiers, one a notice, and what became of their attachments. All people and units are invented.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "models/notice.hpp"
#include "pipeline/decide/decide.hpp"

namespace mangping::decide::testing {

inline const std::vector<std::string> notice_ids{"xj-2020-five-series", "bazhou-2023-engineering",
                                                 "xj-2021-research-experiment", "xj-2021-education-management",
                                                 "xj-2024-engineering-consulting"};

/// The pack of the source tree; fails the test when it does not load.
const Notice& pack(const std::string& id);
/// A declaration that meets every rule of the pack.
nlohmann::json clean(const std::string& id);
/// Parsed; fails the test when it does not parse.
Dossier parsed(const nlohmann::json& dossier);
/// Every attachment there, one upright clear page each.
std::vector<AttachmentOutcome> looked_at(const Dossier& dossier);
std::vector<Check> checks_of(const std::string& id, const nlohmann::json& dossier);
/// Rule ids with that status and a severity that stops.
std::set<std::string> ids(const std::vector<Check>& checks, CheckStatus status);
std::set<std::string> failed(const std::string& id, const nlohmann::json& dossier);

}  // namespace mangping::decide::testing
