// Marks told by their ink where the network only sees a speck.
#pragma once

#include <vector>

#include "models/page.hpp"
#include "ocr/lines/picture.hpp"

namespace mangping::ocr::lines {

/// After fit_to_ink, boxes in picture px: a lone dot at half height between Han glyphs is '·', whatever mark was read
/// (the dot of Uyghur and Kazakh names is read as one of * : ; . , ' " in half of all cases); the mark that was read
/// becomes the second alternative. Marks that were read where there is no ink (in wide gaps) are taken out: `has_ink`,
/// of fit_to_ink, says which have some.
void settle_marks(std::vector<Glyph>& glyphs, const std::vector<bool>& has_ink, const LinePicture& picture);

}  // namespace mangping::ocr::lines
