// From a declaration to every form in which the applicant and the employer may be written.
#pragma once

#include <string>
#include <string_view>

#include "models/dossier.hpp"
#include "models/targets.hpp"

namespace mangping::ocr {

/// NFKC, case folded, every kind of white space removed, every separator dot (U+00B7, 2022, 2027, 30FB, FF0E …) made
/// '·', full-width forms made half-width, brackets unified. Code points, for searching.
[[nodiscard]] std::u32string fold(std::string_view utf8);

/// Every form, longest first, each folded text once. Deterministic; a column that says 无 or nothing gives no form.
/// Rules: spec/README.md ("What is masked"), GB/T 28039 for pinyin, the separator and short-form rules of domain §12.
[[nodiscard]] Targets targets_of(const Dossier& dossier);

}  // namespace mangping::ocr
