// Finds the lines of an upright page and reads them.
#pragma once

#include <optional>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "ocr/engine.hpp"
#include "pipeline/context.hpp"

namespace mangping::ocr {

struct ReadOptions {
    bool second_opinion = true;      // doubtful lines are read again by `second` and in other channels
    std::vector<Rect> skip_upright;  // portraits, codes: not read
};

/// `second` may be null. Boxes and quads are upright pixels. Faults: page_timeout, cancelled, reader_failed.
[[nodiscard]] Result<Reading> read_page(const UprightPage& page, Engine& first, Engine* second,
                                        const ReadOptions& options, const Context& context);

}  // namespace mangping::ocr
