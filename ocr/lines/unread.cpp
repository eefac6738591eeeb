#include "ocr/lines/unread.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::ocr::lines {
namespace {

// A name has two glyphs: less ink than that is a blot, a tick or a page ornament; more than a signature with a remark
// is a frame, a hatching, the noise along a fold.
constexpr double kLeastLengthEm = 1.6;
constexpr double kMostLengthEm = 14;
constexpr double kLeastHeightEm = 0.65;
constexpr double kMostHeightEm = 3;

// Print and handwriting have at least this share of ink in their box, and never this much.
constexpr double kLeastInk = 0.05;
constexpr double kMostInk = 0.6;
// A straight stroke across the box (a slash through a form, a line of a drawing) has as much ink as its length times
// its width; two written glyphs have several times that. Strokes are about this wide.
constexpr double kStrokeEm = 0.1;
constexpr double kMoreThanAStroke = 1.6;
// Ink this near to the picture's edge, as a share of its size, is the edge of the sheet.
constexpr double kEdge = 0.02;
// Mean posterior of a reading that is noise: readable lines of the test pages have 0.5 and more.
constexpr float kNoise = 0.2F;

}  // namespace

bool could_not_be_read(const FoundLine& found, const Line& read, const PageInk& ink) {
    if (found.layer != Layer::dark || found.vertical) return false;
    const cv::Rect& b = found.box;
    if (b.width < kLeastLengthEm * ink.em || b.width > kMostLengthEm * ink.em) return false;
    if (b.height < kLeastHeightEm * ink.em || b.height > kMostHeightEm * ink.em) return false;
    const double margin_x = kEdge * ink.dark.cols, margin_y = kEdge * ink.dark.rows;
    if (b.x < margin_x || b.y < margin_y || b.br().x > ink.dark.cols - margin_x || b.br().y > ink.dark.rows - margin_y)
        return false;
    double area = 0;
    for (const Part& p : found.parts) area += p.area;
    const double share = area / found.box.area();
    if (share < kLeastInk || share > kMostInk) return false;
    if (area < kMoreThanAStroke * kStrokeEm * ink.em * std::hypot(b.width, b.height)) return false;
    return read.glyphs.empty() || read.confidence < kNoise;
}

}  // namespace mangping::ocr::lines
