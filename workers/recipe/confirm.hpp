// What a second look says of the fields that were read.
#pragma once

#include <string>
#include <vector>

#include "models/outcome.hpp"
#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/lines/reader.hpp"

namespace mangping::recipe {

/// A field of which `outsider` does not see what was read is no longer sure: a network that learnt from other lines
/// than the readers did, since what learnt from the same errs alike. Null: no such is there, and all stays as sure as
/// it is. The name and the employer are held against the declared ones by the search for masks, which weighs both
/// hypotheses: where it found the declared string at the field's place, that is what stands there.
void confirm_fields(PageOutcome& outcome, ocr::OpenPage& page, ocr::Engine* outsider,
                    const Transform& upright_from_displayed, const std::vector<Finding>& found, const Targets& targets);

/// How sure a value may be that stands in `box_upright`: a number without a check digit is not sure where the ring of a
/// round seal runs across it, as a digit under the ring reads as another one to every network. 1: nothing is in its
/// way.
[[nodiscard]] double sure_under_rings(const std::string& value, const Rect& box_upright,
                                      const std::vector<Seal>& seals);

}  // namespace mangping::recipe
