// What was read tells more of whether a page can be read than how it looks.
#pragma once

#include "models/page.hpp"

namespace mangping::recipe {

/// Whether the page was called illegible for what spoils all of it alike (type of few pixels, blur, compression), so
/// that reading it well refutes the verdict. Glare, shadows and cut edges take a part away, which nobody can read.
[[nodiscard]] bool reading_could_settle(const Clarity& clarity);

/// Such a page that reads as legible pages do takes effort and is not lost: marginal. Its score and reasons stay.
void settle_by_reading(Clarity& clarity, const Reading& reading);

}  // namespace mangping::recipe
