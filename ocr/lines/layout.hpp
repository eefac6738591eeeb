// From pieces to lines in reading order.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "ocr/lines/pieces.hpp"

namespace mangping::ocr::lines {

/// A line as found, before it is read. Work px.
struct FoundLine {
    cv::Rect box;
    std::vector<Part> parts;  // by x (level lines) or by y (vertical ones)
    bool vertical = false;
    Layer layer = Layer::dark;
    int id = 0;  // 1 + its place in find_lines' answer
};

/// Dust and dotted leaders are no text: some part must be as high as a digit or as wide as 一. A small glyph of several
/// strokes (心, 昌 in print half as high as the page's) is no text by itself either, but may be one of a vertical line.
/// What is left of a pale rule is none either.
[[nodiscard]] bool text_like(const FoundLine& line, double em);

/// Level lines of one layer: pieces that follow each other on a level with no rule between; dust among them.
[[nodiscard]] std::vector<FoundLine> level_lines(std::vector<Piece> pieces, const PageInk& page, Layer layer);

/// Joins single glyphs that stand under each other, with nothing beside them in their cell, into vertical lines.
void stack_glyphs(std::vector<FoundLine>& lines, const PageInk& page);

/// Sorts into reading order: columns of running text one after the other, else rows, left to right.
void sort_for_reading(std::vector<FoundLine>& lines, double em);

/// All lines of a page in reading order.
[[nodiscard]] std::vector<FoundLine> find_lines(const PageInk& page);

/// Whose ink is where: CV_32S of the work size, the id of the line that a pixel of ink belongs to, 0 elsewhere (paper,
/// dust), -1 on rules.
[[nodiscard]] cv::Mat owners_of(const std::vector<FoundLine>& lines, const PageInk& page);

}  // namespace mangping::ocr::lines
