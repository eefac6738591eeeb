// What stands around a match: labels and forms of address speak for it, a longer name or organisation around it
// against.
#pragma once

#include "ocr/spot/align.hpp"

namespace mangping::ocr {

struct Surroundings {
    bool label = false;           // 姓名：, 作者, 工作单位 before it, in the cell to its left or above it
    bool address = false;         // 同志, 老师, （盖章） after it
    bool alone = false;           // fills its cell or line
    bool anothers_label = false;  // 主管领导签字： before it; of forms that need context
    /// ln of how much more likely the text around makes a longer name, another organisation or a piece of other words
    /// than the target itself; strongly negative where nothing speaks for that.
    double longer = -8;
    /// What makes it longer was surely read.
    bool surely_longer = false;
};

[[nodiscard]] Surroundings surroundings_of(const Match& match, const Cells& cells);

}  // namespace mangping::ocr
