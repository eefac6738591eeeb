// Is this the applicant's name seal (姓名章)?
#pragma once

#include <optional>
#include <vector>

#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

/// `rows`: Seal::rows as engines read them, one entry a picture and engine. Whose name stands there in order: all of it
/// masks the seal (kind signature, one piece), all but one of three and more characters asks. Empty: another's, or
/// nothing was read.
[[nodiscard]] std::optional<Finding> match_name_seal(const Seal& seal, const std::vector<LineReading>& rows,
                                                     const Targets& targets);

}  // namespace mangping::ocr
