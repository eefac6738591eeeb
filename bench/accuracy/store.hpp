// Generated pages on disk: making one costs more than judging it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "tests/support/synthetic/page.hpp"

namespace mangping::bench {

struct Made {
    synthetic::PageTruth truth;  // of a stored page: turn, skew, clarity, text size and lines (text and em) alone
    std::vector<std::uint8_t> jpeg;
};

/// What `make` makes, or, where it was made under this name before, what stands in `folder`; "" keeps nothing.
[[nodiscard]] Made from_store(const std::string& folder, const std::string& name, const std::function<Made()>& make);

/// The page as ingest decodes it, and the time that took. Ends the program when it cannot.
[[nodiscard]] SourcePage decoded(const std::vector<std::uint8_t>& jpeg, double& milliseconds);

}  // namespace mangping::bench
