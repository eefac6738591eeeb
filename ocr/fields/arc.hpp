// Who signed, by the seal: the name on its arc, held against what is printed under it.
#pragma once

#include <optional>
#include <string_view>

#include "ocr/fields/page.hpp"

namespace mangping::ocr::fields {

/// The printed name of who signed together with the arc of the seal that belongs to it. `printed` may be missing, or
/// be what the seal left of it; `ends_as_wanted` says what such a name looks like. Both agreeing make a value surer,
/// an arc alone is never sure.
[[nodiscard]] std::optional<Value> with_seal(const Page& page, const std::optional<Value>& printed,
                                             bool (*ends_as_wanted)(std::u32string_view));

/// Who issued a certificate: beside its label or at the foot, and by the seal.
[[nodiscard]] std::optional<Value> signer(const Page& page);

/// What the readings of one arc say together, each character with its support; characters that nobody could read are
/// U'?'. `printed` has a vote where it fits. Empty for arcs that hardly read.
[[nodiscard]] Text agreed_on_arc(const SealText& seal, View printed);

}  // namespace mangping::ocr::fields
