// A reader of single lines. Everything behind it (Tesseract today, a second one later) is exchangeable.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"

namespace mangping::ocr {

/// Where a given string fits best, in pixels of the line image along the line.
struct Placed {
    double log_ratio = 0;                // as Evidence::log_ratio
    std::vector<double> from_px, to_px;  // per character; empty where the string cannot stand there
    std::vector<double> cost;            // per character, what it takes from log_ratio; at most 0
};

/// What an engine saw along a line, to be asked about given strings.
class Evidence {
public:
    virtual ~Evidence() = default;
    /// ln of how likely it is that these characters stand somewhere within [from_px, to_px) of the line image, against
    /// the likeliest codes at the same steps: 0 where they are what was read, the lower the less they explain. Blanks
    /// and spaces may come between characters, and any mark where `mark_before` says so. -infinity where a character is
    /// unknown to the engine.
    [[nodiscard]] virtual double log_ratio(const std::vector<std::string>& characters,
                                           const std::vector<bool>& mark_before, double from_px,
                                           double to_px) const = 0;
    /// The same with the place: the alignment that log_ratio speaks of.
    [[nodiscard]] virtual Placed place(const std::vector<std::string>& characters, const std::vector<bool>& mark_before,
                                       double from_px, double to_px) const = 0;
};

/// A line read with less confidence hardly reads: known strings are asked for in it (chosen).
inline constexpr float hardly_reads = 0.75F;

/// A string to look for.
struct AskedString {
    std::vector<std::string> characters;
    std::vector<bool> mark_before;  // as in Evidence::log_ratio
};

/// Where a string fits best on a line of a page.
struct StringOnLine {
    double per_character = -1e9;      // Evidence::log_ratio a character, mean over the engines
    std::vector<Rect> boxes_upright;  // per character, as high as the line; empty where it cannot stand there
    std::vector<double> cost{};       // Placed::cost, mean over the engines
};

struct LineReading {
    std::vector<Glyph> glyphs;                 // boxes in pixels of the line image; alternatives best first
    float confidence = 0;                      // 0..1
    std::shared_ptr<const Evidence> evidence;  // null where the engine keeps none
};

/// Not thread safe: one engine a thread, kept for the thread's life (start-up costs 0.1 s).
class Engine {
public:
    virtual ~Engine() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// `line`: grey, one line of text running left to right, dark on light, glyphs 16..32 px high, a margin around.
    [[nodiscard]] virtual Result<LineReading> read_line(const Raster& line) = 0;
    /// The same for several lines, in their order; cheaper together where the engine can. The answer to a line does not
    /// depend on its company.
    [[nodiscard]] virtual Result<std::vector<LineReading>> read_lines(std::span<const Raster* const> lines) {
        std::vector<LineReading> out;
        for (const Raster* line : lines) {
            auto read = read_line(*line);
            if (!read) return read.fault();
            out.push_back(std::move(*read));
        }
        return out;
    }
};

}  // namespace mangping::ocr
