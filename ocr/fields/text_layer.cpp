#include "ocr/fields/text_layer.hpp"

#include <algorithm>
#include <string>

#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

constexpr float kSure = 0.95F;

Line line_of(const TextRun& run) {
    Line line;
    line.box_upright = bounding(run.quad_displayed);
    line.confidence = kSure;
    const std::u32string text = code_points(run.text);
    const double pitch = line.box_upright.w / static_cast<double>(std::max<std::size_t>(1, text.size()));
    for (std::size_t i = 0; i < text.size(); ++i)
        line.glyphs.push_back(
            {{{utf8(std::u32string(1, text[i])), kSure}},
             {line.box_upright.x + pitch * static_cast<double>(i), line.box_upright.y, pitch, line.box_upright.h}});
    return line;
}

/// Runs on one level, left to right, before those below.
bool before(const Line& a, const Line& b) {
    const Rect &p = a.box_upright, &q = b.box_upright;
    const double shared = std::min(p.bottom(), q.bottom()) - std::max(p.y, q.y);
    return shared > 0.5 * std::min(p.h, q.h) ? p.x < q.x : p.y < q.y;
}

}  // namespace

Reading reading_of(std::span<const TextRun> runs) {
    Reading out;
    out.confidence = kSure;
    for (const TextRun& run : runs) {
        Line line = line_of(run);
        if (line.glyphs.empty()) continue;
        // Level comparison is no strict order over a whole page: lines are put in where they belong, one by one.
        auto at = out.lines.end();
        while (at != out.lines.begin() && before(line, *(at - 1))) --at;
        out.lines.insert(at, std::move(line));
    }
    return out;
}

}  // namespace mangping::ocr::fields
