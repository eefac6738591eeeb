#include "ocr/lines/marks.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace mangping::ocr::lines {
namespace {

// A middle dot: this large, this round, its middle within this share of the glyphs' height from theirs. A full stop, a
// comma and a quote stand 0.3 and more away.
constexpr double kMostSide = 0.3;
constexpr double kLeastSide = 0.05;
constexpr double kRound = 1.9;
constexpr double kOffMiddle = 0.17;
constexpr double kTouching = 1.5;  // px

bool is_mark(const std::string& text) {
    static constexpr std::string_view kMarks = "*.,:;'\"`-^~_|·•・．。，、：；…‧“”‘’°—一<>＊";
    return kMarks.find(text) != std::string_view::npos;
}

bool middle_dot(const Glyph& glyph, const LinePicture& picture) {
    const Rect& b = glyph.box_upright;
    const double side = std::max(b.w, b.h), low = std::max(1.0, std::min(b.w, b.h));
    return side <= kMostSide * picture.glyph_px && side >= kLeastSide * picture.glyph_px && side / low <= kRound &&
           std::abs(b.centre().y - picture.grey.height / 2.0) <= kOffMiddle * picture.glyph_px;
}

bool is_han(const std::string& text) {
    return text.size() == 3 && static_cast<unsigned char>(text[0]) >= 0xE4 &&
           static_cast<unsigned char>(text[0]) <= 0xE9;
}

/// A mark that was read into the free paper at a line's end, and got a slice of the last glyph for its ink: it touches
/// that glyph, and stands higher than a mark does.
bool cut_off(const Glyph& before, const Glyph& mark, const LinePicture& picture) {
    return is_han(before.text()) && mark.box_upright.x - before.box_upright.right() < kTouching &&
           mark.box_upright.h > kMostSide * picture.glyph_px;
}

}  // namespace

void settle_marks(std::vector<Glyph>& glyphs, const std::vector<bool>& has_ink, const LinePicture& picture) {
    std::vector<Glyph> out;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        Glyph& glyph = glyphs[i];
        const bool mark = is_mark(glyph.text());
        if (mark && !has_ink[i]) continue;
        if (mark && !out.empty() && cut_off(out.back(), glyph, picture)) {
            out.back().box_upright = bounding(out.back().box_upright, glyph.box_upright);
            continue;
        }
        const bool between_han =
            !out.empty() && is_han(out.back().text()) && i + 1 < glyphs.size() && is_han(glyphs[i + 1].text());
        if (mark && between_han && glyph.text() != "·" && middle_dot(glyph, picture)) {
            const float p = glyph.alternatives.front().probability;
            glyph.alternatives.insert(glyph.alternatives.begin(), Alternative{"·", std::max(p, 1 - p)});
        }
        out.push_back(std::move(glyph));
    }
    glyphs = std::move(out);
}

}  // namespace mangping::ocr::lines
