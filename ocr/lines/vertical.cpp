// Vertical lines: glyphs that stand under each other with nothing beside them, as in the narrow cells of forms.
#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {
namespace {

// A level line no wider than this many em may be one glyph of a vertical line.
constexpr double kGlyphWide = 1.5;
constexpr double kGlyphLeast = 0.3;
// Glyphs of a vertical line stand at most this far apart, in widths of the glyph; spread cell headings reach 1.5.
constexpr double kGap = 1.6;
// and their middles this little off the column.
constexpr double kOffColumn = 0.35;
// Whatever stands beside a glyph within this many widths makes it part of a level line or of a column of numbers.
constexpr double kBeside = 0.8;

int right_of(const cv::Rect& r) { return r.x + r.width; }
int bottom_of(const cv::Rect& r) { return r.y + r.height; }

bool single_glyph(const FoundLine& line, double em) {
    const double side = std::max(line.box.width, line.box.height);
    return line.box.width <= kGlyphWide * std::max(em, static_cast<double>(line.box.height)) && side >= 0.45 * em &&
           line.box.width >= kGlyphLeast * em && side <= 5 * em;
}

bool rule_between(const cv::Mat& rules, const cv::Rect& above, const cv::Rect& below) {
    if (rules.empty()) return false;
    const int x = std::clamp(above.x + above.width / 2, 0, rules.cols - 1);
    for (int y = std::max(0, bottom_of(above) - 1); y < std::min(rules.rows, below.y + 1); ++y)
        if (rules.at<uchar>(y, x) != 0) return true;
    return false;
}

bool lonely(const FoundLine& line, const std::vector<FoundLine>& lines, const PageInk& page) {
    const double reach = kBeside * std::max(static_cast<double>(line.box.width), page.em);
    for (const FoundLine& other : lines) {
        if (&other == &line || other.layer != line.layer) continue;
        const int overlap = std::min(bottom_of(line.box), bottom_of(other.box)) - std::max(line.box.y, other.box.y);
        if (overlap < 0.4 * std::min(line.box.height, other.box.height)) continue;
        const int gap = std::max(other.box.x - right_of(line.box), line.box.x - right_of(other.box));
        if (gap > reach) continue;
        // A rule between puts the neighbour into another cell.
        bool ruled = false;
        if (!page.upright_rules.empty()) {
            const int x0 = std::clamp(std::min(right_of(line.box), right_of(other.box)), 0, page.upright_rules.cols);
            const int x1 = std::clamp(std::max(line.box.x, other.box.x) + 1, x0, page.upright_rules.cols);
            const int y = std::clamp(line.box.y + line.box.height / 2, 0, page.upright_rules.rows - 1);
            for (int x = x0; x < x1 && !ruled; ++x) ruled = page.upright_rules.at<uchar>(y, x) != 0;
        }
        if (!ruled) return false;
    }
    return true;
}

bool follows(const FoundLine& above, const FoundLine& below, const PageInk& page) {
    const double w =
        std::max({static_cast<double>(above.box.width), static_cast<double>(below.box.width), 0.7 * page.em});
    const int gap = below.box.y - bottom_of(above.box);
    const double off = std::abs((above.box.x + 0.5 * above.box.width) - (below.box.x + 0.5 * below.box.width));
    return above.layer == below.layer && gap >= -0.2 * w && gap <= kGap * w && off <= kOffColumn * w &&
           !rule_between(page.level_rules, above.box, below.box);
}

}  // namespace

void stack_glyphs(std::vector<FoundLine>& lines, const PageInk& page) {
    std::vector<std::size_t> glyphs;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (single_glyph(lines[i], page.em) && lonely(lines[i], lines, page)) glyphs.push_back(i);
    std::stable_sort(glyphs.begin(), glyphs.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(lines[a].box.y, lines[a].box.x) < std::tie(lines[b].box.y, lines[b].box.x);
    });
    std::vector<bool> used(lines.size(), false);
    std::vector<FoundLine> columns;
    for (std::size_t g = 0; g < glyphs.size(); ++g) {
        if (used[glyphs[g]]) continue;
        FoundLine column = lines[glyphs[g]];
        std::vector<std::size_t> members{glyphs[g]};
        for (std::size_t h = g + 1; h < glyphs.size(); ++h) {
            if (used[glyphs[h]] || !follows(lines[members.back()], lines[glyphs[h]], page)) continue;
            members.push_back(glyphs[h]);
            column.box |= lines[glyphs[h]].box;
            const auto& more = lines[glyphs[h]].parts;
            column.parts.insert(column.parts.end(), more.begin(), more.end());
        }
        if (members.size() < 2 || column.box.height < 1.6 * column.box.width) continue;
        for (const std::size_t i : members) used[i] = true;
        column.vertical = true;
        std::sort(column.parts.begin(), column.parts.end(), [](const Part& a, const Part& b) {
            return std::tie(a.box.y, a.box.x, a.box.height) < std::tie(b.box.y, b.box.x, b.box.height);
        });
        columns.push_back(std::move(column));
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!used[i]) {
            if (kept != i) lines[kept] = std::move(lines[i]);
            ++kept;
        }
    lines.resize(kept);
    for (FoundLine& column : columns) lines.push_back(std::move(column));
}

}  // namespace mangping::ocr::lines
