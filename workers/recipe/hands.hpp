// The ink of the applicant's signatures.
#pragma once

#include <vector>

#include "detectors/seal/seal.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/spot/signature.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::recipe {

/// Round a seal's ring or frame, upright px.
[[nodiscard]] Rect box_of(const Seal& seal);
/// What the applicant signed, where a form asks for it: whatever stands there, read or not. Upright px.
[[nodiscard]] std::vector<Rect> signed_ink(const ocr::OpenPage& page, const std::vector<ocr::SigningPlace>& places,
                                           const std::vector<Seal>& seals);
/// On a pledge: who pledges signs, though the hand that wrote the label hardly reads (承详八 for 承诺人).
[[nodiscard]] std::vector<Rect> pledged_ink(const ocr::OpenPage& page, const std::vector<Seal>& seals);
/// Those that no mask of `found` hides already.
[[nodiscard]] std::vector<Finding> signature_findings(const std::vector<Rect>& signed_upright,
                                                      const std::vector<Finding>& found);

}  // namespace mangping::recipe
