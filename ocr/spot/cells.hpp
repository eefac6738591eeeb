// A page's reading as streams of cells to search in: every line, every other reading of it, and every way in which
// lines and table cells may continue each other.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "ocr/spot/pattern.hpp"

namespace mangping::ocr {

/// One folded code point and how surely it stands there.
struct Choice {
    char32_t c = 0;
    float p = 0;
};

/// One glyph as it was read.
struct Cell {
    std::vector<Choice> choices;  // best first, never empty
    Rect box_upright;
    /// The box turned so that its line runs left to right and the next line is below: of a vertical line x is the
    /// page's y and y is minus the page's x; otherwise box_upright. All distances are measured here.
    Rect box_flow;
    [[nodiscard]] char32_t top() const { return choices.front().c; }
    [[nodiscard]] float top_probability() const { return choices.front().p; }
};

enum class Origin { reading, other_reading, text_layer };

struct Stream {
    std::vector<const Cell*> cells;
    std::vector<std::size_t> joints;  // index of the first cell after each joint between lines or table cells
    Origin origin = Origin::reading;
    double em = 1;       // median of the glyphs' larger side, px
    Rect line_box_flow;  // of the line of the first cell; what a glyph lost in it is taken to be as high as
};

/// A run of cells without a wide gap: a table cell, or a whole line.
struct Segment {
    std::vector<const Cell*> cells;
    Rect box_flow;
    std::u32string text;  // best readings
    std::size_t line = 0;
    bool first_of_line = false, last_of_line = false, vertical = false;
    double em = 1;
};

/// Owns the cells; streams point into it.
struct Cells {
    std::deque<Cell> arena;
    std::vector<Stream> streams;
    std::vector<Segment> segments;  // of the main reading
};

/// Longest stretch of a line that can matter to a match that crosses a joint: the longest employers and some context.
inline constexpr std::size_t joint_reach = 40;

/// Lines are joined only where a pattern's characters stand on both sides of the joint.
[[nodiscard]] Cells cells_of(const Reading& reading, const std::vector<Pattern>& patterns);
/// Words of a text layer as lines with one cell a character, each a share of its word's box; everything is read surely.
[[nodiscard]] Cells cells_of(const std::vector<TextRun>& text_layer_upright, const std::vector<Pattern>& patterns);

}  // namespace mangping::ocr
