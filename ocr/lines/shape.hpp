// The course of a line: where its middle runs and how high its glyphs are.
#pragma once

#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {

/// Work px. Middle: y = at + slope * (x - x0) + bend * (x - x0)^2.
struct Course {
    double x0 = 0, at = 0, slope = 0, bend = 0;
    double above = 0, below = 0;  // glyphs reach from middle - above to middle + below
    [[nodiscard]] double middle(double x) const { return at + slope * (x - x0) + bend * (x - x0) * (x - x0); }
    [[nodiscard]] double height() const { return above + below; }
};

/// Of a level line. `em`: of the running text; a line of a few low marks is taken to be of that size.
[[nodiscard]] Course course_of(const FoundLine& line, double em);

/// A vertical line's glyphs: their middle runs along x = at + lean * (y - y0), and they are `side` wide. Work px. A
/// photographed page leans by a glyph's width over a dozen of them.
struct Fall {
    double y0 = 0, at = 0, lean = 0, side = 0;
    [[nodiscard]] double middle(double y) const { return at + lean * (y - y0); }
};
[[nodiscard]] Fall fall_of(const FoundLine& line);

/// The glyph cells of a vertical line, top to bottom, work px.
[[nodiscard]] std::vector<cv::Rect> cells_of(const FoundLine& line, const Fall& fall);

}  // namespace mangping::ocr::lines
