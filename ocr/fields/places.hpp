// Where people sign: the white beside 签字, 承诺人 and the like.
#pragma once

#include <vector>

#include "models/page.hpp"

namespace mangping::ocr {

struct SigningPlace {
    Rect where_upright;  // right of the label, a line high and a line of slack above and below
    double em = 0;       // of the label, upright px
};

/// In reading order. Printed dates behind the label are left out of it.
[[nodiscard]] std::vector<SigningPlace> signing_places(const Reading& reading);

}  // namespace mangping::ocr
