#include "ocr/lines/unread.hpp"

#include <algorithm>

namespace mangping::ocr::lines {
namespace {

// A name has two glyphs: less ink than that is a blot, a tick or a page ornament.
constexpr double kLeastWidthEm = 1.5;
constexpr double kLeastHeightEm = 0.6;
constexpr double kMostHeightEm = 5;
// Print has at least this share of ink in its box, and never this much.
constexpr double kLeastInk = 0.04;
constexpr double kMostInk = 0.7;
// Mean posterior of a reading that is noise: readable lines of the test pages have 0.5 and more.
constexpr float kNoise = 0.25F;

}  // namespace

bool could_not_be_read(const FoundLine& found, const Line& read, const PageInk& ink) {
    const double length = found.vertical ? found.box.height : found.box.width;
    const double height = found.vertical ? found.box.width : found.box.height;
    if (length < kLeastWidthEm * ink.em || height < kLeastHeightEm * ink.em || height > kMostHeightEm * ink.em)
        return false;
    double area = 0;
    for (const Part& p : found.parts) area += p.area;
    const double share = area / found.box.area();
    if (share < kLeastInk || share > kMostInk) return false;
    return read.glyphs.empty() || read.confidence < kNoise;
}

}  // namespace mangping::ocr::lines
