// Where people sign, whoever it is: the white beside 签字, 承诺人 and the like. Whether a mark is there, not what to
// mask.
#pragma once

#include <vector>

#include "models/page.hpp"

namespace mangping::ocr {

struct HandPlace {
    Rect where_upright;  // right of the label, a line high and a line of slack above and below
    double em = 0;       // of the label, upright px
};

/// In reading order. Printed dates behind the label are left out of it.
[[nodiscard]] std::vector<HandPlace> places_to_sign(const Reading& reading);

}  // namespace mangping::ocr
