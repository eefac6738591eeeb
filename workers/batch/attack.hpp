// Verification at will: everything that a run left in OUT, attacked from the files alone.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "models/result.hpp"
#include "pipeline/verify/verify.hpp"

namespace mangping::batch {

struct FileVerdict {
    std::string folder, file;
    std::vector<verify::Leak> leaks;
    std::string fault;  // code, when the file could not be attacked
};

/// Every file below OUT/<dossier>/masked and every dossier.pdf, also ones that the ledger does not know; in a fixed
/// order. `on_file` is told of each as it is done. Faults: out_missing, ledger_broken, out_in_use.
[[nodiscard]] Result<std::vector<FileVerdict>> attack_out(const std::filesystem::path& out, int jobs,
                                                          const std::stop_token& stop,
                                                          const std::function<void(const FileVerdict&)>& on_file);

}  // namespace mangping::batch
