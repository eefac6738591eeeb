// What was read tells more of whether a page can be read than how it looks.
#pragma once

#include "models/page.hpp"

namespace mangping::recipe {

/// Whether the page was called illegible for what spoils all of it alike (type of few pixels, blur, compression), so
/// that reading it well refutes the verdict, or for a reflection or a cut edge alone, which the text that stands there
/// may refute. Shadows take a part away that nobody can read.
[[nodiscard]] bool reading_could_settle(const Clarity& clarity);

/// Such a page that reads as legible pages do, or that reads where it was said to be lost, takes effort and is not
/// lost: marginal. Its score and reasons stay. `page`: its frame and the size of its text.
void settle_by_reading(Clarity& clarity, const Reading& reading, const UprightPage& page);

}  // namespace mangping::recipe
