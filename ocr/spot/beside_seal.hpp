// The employer's printed name under its own seal: the line that a seal was put on reads in fragments, 新疆绿 ★
// 理有限公司, and no search along the text finds it. What is left stands at the places of a regular pitch.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "models/targets.hpp"

namespace mangping::ocr {

/// Rows of the reading that cross a round seal, held against the employer's forms: characters that stand where the
/// form, set at one pitch, would have them. Pieces are one quad a character, those hidden under the seal included; zone
/// mask. Nearly half of the name must stand in its places, or a fifth where the seal itself is the employer's (`found`
/// holds it) or where all that the seal does not hide stands on both its sides, and more than its region. Rows whose
/// telling characters were read surely as others' give nothing. A row that breaks off within the form is continued on
/// the line below; where nothing of the rest was read there, its place comes as a finding of zone ask.
[[nodiscard]] std::vector<Finding> spot_beside_seals(const Reading& reading, const std::vector<Seal>& seals,
                                                     const std::vector<Finding>& found, const Targets& targets);

/// An organisation puts its seal across its own printed name: those of `unread` (rings of seals whose arc nobody could
/// read) that the employer's name, as `found` has it for certain, runs through the middle of. They leave `unread` and
/// come back as employer's seals of zone ask: on a paper that others issue it is still theirs.
[[nodiscard]] std::vector<Finding> seals_over_name(std::vector<Finding>& unread, const std::vector<Finding>& found);

}  // namespace mangping::ocr
