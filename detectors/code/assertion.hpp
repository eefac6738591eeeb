#pragma once

#include <functional>

namespace mangping::detectors {

/// Runs `work`; false if an assertion of the C library (assert() in any library) broke in this thread meanwhile: `work`
/// then ended there, without its frames being unwound, so that it must hold no lock and own only memory. Assertions
/// that break elsewhere end the process as ever.
[[nodiscard]] bool ran_without_assertion(const std::function<void()>& work);

}  // namespace mangping::detectors
