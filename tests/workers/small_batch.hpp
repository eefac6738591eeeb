// A batch of two small dossiers, cheap enough to run many times.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace mangping::tests {

/// Three one-page jpgs and a broken file in each dossier, filed under a notice. Deterministic.
void write_small_batch(const std::filesystem::path& folder);

/// Every file below OUT but its private .mangping folder, by relative path.
[[nodiscard]] std::map<std::string, std::string> contents_of(const std::filesystem::path& out);

}  // namespace mangping::tests
