// Which targets a pack hides at all.
#pragma once

#include "models/targets.hpp"

namespace mangping {

/// The targets without the forms of the name or of the employer, where that is not masked. Numbers stay: codes that
/// lead to the applicant are always masked.
[[nodiscard]] Targets hidden_of(Targets targets, bool hides_name, bool hides_employer);

}  // namespace mangping
