// The ledger of one page: every place that was weighed, by what, and what became of it.
#pragma once

#include <vector>

#include "models/outcome.hpp"
#include "ocr/spot/spot.hpp"
#include "pipeline/decide/decide.hpp"

namespace mangping::recipe {

/// `weighed`: as the search saw it at first; `findings`: what stayed after the networks were asked, and what other
/// eyes found; `decision`: what became of them. Places that were left come last, those the networks cleared among them.
[[nodiscard]] std::vector<Place> places_of(const std::vector<ocr::Weighed>& weighed,
                                           const std::vector<Finding>& findings, const decide::MaskDecision& decision);

/// Where a page is held for what could not be read, the places a person is asked about: unread seals and unread text,
/// left open unless the person says otherwise.
void add_questions(PageOutcome& outcome, const Reading& reading, const std::vector<Rect>& known_ink_upright,
                   const std::vector<Finding>& unread_seals);

}  // namespace mangping::recipe
