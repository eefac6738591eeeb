// The reading that a perfect reader would give of a generated page: its lines as they were set, every character sure.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping::ocr {

inline Reading perfect_reading(const synthetic::SyntheticPage& page) {
    Reading out;
    for (const auto& truth : page.truth.lines) {
        Line line;
        const std::vector<std::string> characters = synthetic::characters(truth.text);
        const Rect box = bounding(truth.quad);
        const double run = truth.vertical ? box.h : box.w;
        const double pitch = run / static_cast<double>(std::max<std::size_t>(1, characters.size()));
        const double em = truth.em_px * 0.9;
        for (std::size_t i = 0; i < characters.size(); ++i) {
            const double along = pitch * static_cast<double>(i);
            const Rect glyph = truth.vertical ? Rect{box.x, box.y + along, em, em} : Rect{box.x + along, box.y, em, em};
            line.glyphs.push_back({{{characters[i], 0.95F}}, glyph});
        }
        line.box_upright = box;
        line.vertical = truth.vertical;
        line.confidence = 0.95F;
        out.lines.push_back(std::move(line));
    }
    out.confidence = 0.95F;
    return out;
}

}  // namespace mangping::ocr
