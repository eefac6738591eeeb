// What every stage may ask while it works: whether to stop, and until when it may go on.
#pragma once

#include <chrono>
#include <optional>
#include <stop_token>

#include "models/result.hpp"

namespace mangping {

struct Context {
    std::stop_token stop;
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

    /// The fault to return when the work must end now, else empty.
    [[nodiscard]] std::optional<Fault> over() const {
        if (stop.stop_requested()) return Fault{FaultKind::cancelled, "cancelled", {}};
        if (std::chrono::steady_clock::now() > deadline) return Fault{FaultKind::timeout, "page_timeout", {}};
        return std::nullopt;
    }
};

}  // namespace mangping
