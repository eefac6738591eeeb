// Whether ink that was found as a line is worth an engine's time.
#pragma once

#include <vector>

#include "ocr/lines/layout.hpp"
#include "ocr/lines/picture.hpp"

namespace mangping::ocr::lines {

/// `read`: text, as far as can be seen. `glance`: hardly; read once, and what is noise then is no text. `skip`: an
/// ornament or the grain of a desk.
enum class Worth { read, glance, skip };

/// One a line, in their order.
[[nodiscard]] std::vector<Worth> worth_of(const std::vector<FoundLine>& lines, const LineSource& source);

}  // namespace mangping::ocr::lines
