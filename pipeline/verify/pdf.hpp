// A pdf as bytes: objects, streams, revisions, text layer and pages.
#pragma once

#include "pipeline/verify/bytes.hpp"
#include "pipeline/verify/verify.hpp"

namespace mangping::verify {

/// All leaks of one pdf. `depth` counts files inside files.
[[nodiscard]] Result<std::vector<Leak>> attack_pdf(Bytes pdf, const Attackers& attackers, const Context& context,
                                                   int depth);

/// As attack_file without the name; what is neither jpeg nor pdf is searched as bytes when `inner`, else a fault.
[[nodiscard]] Result<std::vector<Leak>> attack_bytes(Bytes bytes, const Attackers& attackers, const Context& context,
                                                     int depth);

}  // namespace mangping::verify
