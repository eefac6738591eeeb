// What a faithful reader would read off the attachments of a dossier: every field as it was declared.
#pragma once

#include <string>
#include <vector>

#include "models/dossier.hpp"
#include "models/outcome.hpp"

namespace mangping::decide::testing {

/// Fields, text, marks and codes of every page, as the declaration has them, each field at confidence 0.97.
void read_faithfully(const Dossier& dossier, std::vector<AttachmentOutcome>& outcomes);

}  // namespace mangping::decide::testing
