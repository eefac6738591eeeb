// From ink to pieces: connected ink, and words of it that surely stand on one line.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "ocr/lines/ink.hpp"

namespace mangping::ocr::lines {

/// Connected ink; work px.
struct Part {
    cv::Rect box;
    int area = 0;
};

/// Parts that stand so close that they belong to one line. `left` and `right` are the extents of its first and last
/// em or two, so that a tilted word is compared where it meets its neighbour.
struct Piece {
    cv::Rect box;
    cv::Rect left, right;
    std::vector<Part> parts;
};

/// Pieces of one layer, sorted by x, then y. What is far too large for text (portraits, seals, blots) is left out.
[[nodiscard]] std::vector<Piece> pieces_of(const cv::Mat& ink, const PageInk& page);

}  // namespace mangping::ocr::lines
