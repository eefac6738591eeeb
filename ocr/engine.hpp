// A reader of single lines. Everything behind it (Tesseract today, a second one later) is exchangeable.
#pragma once

#include <string_view>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::ocr {

struct LineReading {
    std::vector<Glyph> glyphs;  // boxes in pixels of the line image; alternatives best first
    float confidence = 0;       // 0..1
};

/// Not thread safe: one engine a thread, kept for the thread's life (start-up costs 0.1 s).
class Engine {
public:
    virtual ~Engine() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// `line`: grey, one line of text running left to right, dark on light, glyphs 16..32 px high, a margin around.
    [[nodiscard]] virtual Result<LineReading> read_line(const Raster& line) = 0;
};

}  // namespace mangping::ocr
