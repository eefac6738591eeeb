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
// Glyphs side by side leave this much of their height free.
constexpr double kApart = 0.2;
// Whatever stands beside a glyph within this many widths makes it part of a level line or of a column of numbers.
constexpr double kBeside = 0.8;

int right_of(const cv::Rect& r) { return r.x + r.width; }
int bottom_of(const cv::Rect& r) { return r.y + r.height; }

/// Two glyphs side by side, be they small against em: 姓 and 名 of a label that is spread out. Pieces of one glyph fill
/// about a square, and those of a broken 一 are flat.
bool two_beside(const FoundLine& line) {
    constexpr double wide = 1.6, flat = 1.5;  // of the height, chosen
    if (line.box.width <= wide * line.box.height) return false;
    std::vector<cv::Rect> boxes, groups;
    for (const Part& part : line.parts) boxes.push_back(part.box);
    std::sort(boxes.begin(), boxes.end(),
              [](const cv::Rect& a, const cv::Rect& b) { return std::tie(a.x, a.width) < std::tie(b.x, b.width); });
    for (const cv::Rect& box : boxes) {
        if (groups.empty() || box.x - right_of(groups.back()) > kApart * line.box.height)
            groups.push_back(box);
        else
            groups.back() |= box;
    }
    return groups.size() == 2 &&
           std::all_of(groups.begin(), groups.end(), [](const cv::Rect& g) { return g.width <= flat * g.height; });
}

bool single_glyph(const FoundLine& line, double em) {
    if (two_beside(line)) return false;
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
        if (&other == &line || other.layer != line.layer || !text_like(other, page.em)) continue;
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

/// Lines as they were found or cut into single glyphs, and the line each came from.
struct Candidates {
    std::vector<FoundLine> lines;
    std::vector<std::size_t> origin;
    std::vector<bool> cut;
};

/// A level line of single glyphs far apart, cut into them; empty for any other line.
std::vector<FoundLine> glyphs_apart(const FoundLine& line, double em) {
    std::vector<FoundLine> out;
    int high = 0;
    for (const Part& part : line.parts) high = std::max(high, part.box.height);
    const double apart = kBeside * std::max(em, static_cast<double>(high));
    for (const Part& part : line.parts) {
        if (out.empty() || part.box.x - right_of(out.back().box) > apart) {
            out.emplace_back();
            out.back().layer = line.layer;
            out.back().box = part.box;
        }
        out.back().box |= part.box;
        out.back().parts.push_back(part);
    }
    const bool glyphs = std::all_of(out.begin(), out.end(), [&](const FoundLine& g) { return single_glyph(g, em); });
    if (out.size() < 2 || !glyphs) out.clear();
    return out;
}

Candidates candidates_of(const std::vector<FoundLine>& lines, const std::vector<bool>& leave_whole, double em) {
    Candidates out;
    const auto add = [&](const FoundLine& line, std::size_t origin, bool cut) {
        out.lines.push_back(line);
        out.origin.push_back(origin);
        out.cut.push_back(cut);
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::vector<FoundLine> glyphs = leave_whole[i] ? std::vector<FoundLine>{} : glyphs_apart(lines[i], em);
        if (glyphs.empty()) add(lines[i], i, false);
        for (const FoundLine& glyph : glyphs) add(glyph, i, true);
    }
    return out;
}

using Column = std::vector<std::size_t>;  // members, top to bottom

std::vector<Column> columns_of(const std::vector<FoundLine>& lines, const PageInk& page) {
    std::vector<std::size_t> glyphs;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (single_glyph(lines[i], page.em) && lonely(lines[i], lines, page)) glyphs.push_back(i);
    std::stable_sort(glyphs.begin(), glyphs.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(lines[a].box.y, lines[a].box.x) < std::tie(lines[b].box.y, lines[b].box.x);
    });
    std::vector<bool> used(lines.size(), false);
    std::vector<Column> columns;
    for (std::size_t g = 0; g < glyphs.size(); ++g) {
        if (used[glyphs[g]]) continue;
        cv::Rect box = lines[glyphs[g]].box;
        Column members{glyphs[g]};
        for (std::size_t h = g + 1; h < glyphs.size(); ++h) {
            if (used[glyphs[h]] || !follows(lines[members.back()], lines[glyphs[h]], page)) continue;
            members.push_back(glyphs[h]);
            box |= lines[glyphs[h]].box;
        }
        if (members.size() < 2 || box.height < 1.6 * box.width) continue;
        for (const std::size_t i : members) used[i] = true;
        columns.push_back(std::move(members));
    }
    return columns;
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Whether the glyphs of a column stand as close as print and much closer than they do to their neighbours on a level:
/// text that runs downwards, in columns beside each other.
bool runs_downwards(const Candidates& candidates, const Column& column) {
    constexpr std::size_t least = 4;
    constexpr double close_em = 0.5, closer = 0.35;  // chosen: lines stand 0.5 em apart and more
    if (column.size() < least) return false;
    std::vector<double> sides, below, beside;
    for (std::size_t k = 0; k < column.size(); ++k) {
        const std::size_t i = column[k];
        const cv::Rect& box = candidates.lines[i].box;
        sides.push_back(std::max(box.width, box.height));
        if (k > 0) below.push_back(box.y - bottom_of(candidates.lines[column[k - 1]].box));
        if (!candidates.cut[i]) continue;
        for (const std::size_t n : {i - 1, i + 1}) {
            if (n >= candidates.lines.size() || !candidates.cut[n] || candidates.origin[n] != candidates.origin[i])
                continue;
            const cv::Rect& other = candidates.lines[n].box;
            beside.push_back(n < i ? box.x - right_of(other) : other.x - right_of(box));
        }
    }
    const double gap = median_of(below);
    return gap <= close_em * median_of(sides) && !beside.empty() && gap <= closer * median_of(beside);
}

/// Of the lines that were cut, those whose glyphs do not all stand in a column that is one without them or that runs
/// downwards: names spread out in the rows of a list stand under each other too.
std::vector<std::size_t> cut_for_nothing(const Candidates& candidates, const std::vector<Column>& columns) {
    constexpr std::size_t least_whole = 3;  // chosen, as is two to one
    std::vector<bool> placed(candidates.lines.size(), false), downwards = placed;
    for (const Column& column : columns) {
        const auto cut = static_cast<std::size_t>(
            std::count_if(column.begin(), column.end(), [&](std::size_t i) { return candidates.cut[i]; }));
        const bool runs = runs_downwards(candidates, column);
        if (column.size() - cut < std::max(least_whole, (cut + 1) / 2) && !runs) continue;
        for (const std::size_t i : column) placed[i] = true;
        for (const std::size_t i : column) downwards[i] = runs;
    }
    std::vector<std::size_t> out;
    for (std::size_t i = 0, end = 0; i < candidates.lines.size(); i = end) {
        std::size_t all_placed = 0, running = 0;
        for (end = i; end < candidates.lines.size() && candidates.origin[end] == candidates.origin[i]; ++end) {
            all_placed += placed[end] ? 1 : 0;
            running += downwards[end] ? 1 : 0;
        }
        // Of a row across such columns one glyph may stand in none: a stroke was lost, or it is the last of its column.
        if (candidates.cut[i] && all_placed < end - i && 2 * running < end - i) out.push_back(candidates.origin[i]);
    }
    return out;
}

FoundLine stacked(const std::vector<FoundLine>& lines, const Column& column) {
    FoundLine out = lines[column.front()];
    for (std::size_t k = 1; k < column.size(); ++k) {
        const FoundLine& more = lines[column[k]];
        out.box |= more.box;
        out.parts.insert(out.parts.end(), more.parts.begin(), more.parts.end());
    }
    out.vertical = true;
    std::sort(out.parts.begin(), out.parts.end(), [](const Part& a, const Part& b) {
        return std::tie(a.box.y, a.box.x, a.box.height) < std::tie(b.box.y, b.box.x, b.box.height);
    });
    return out;
}

}  // namespace

void stack_glyphs(std::vector<FoundLine>& lines, const PageInk& page) {
    // Glyphs of neighbouring columns that stand on one level were linked to a level line; such lines are cut where
    // that completes columns.
    std::vector<bool> leave_whole(lines.size(), false);
    Candidates candidates;
    std::vector<Column> columns;
    for (bool settled = false; !settled;) {
        candidates = candidates_of(lines, leave_whole, page.em);
        columns = columns_of(candidates.lines, page);
        const std::vector<std::size_t> undo = cut_for_nothing(candidates, columns);
        for (const std::size_t origin : undo) leave_whole[origin] = true;
        settled = undo.empty();
    }
    std::vector<bool> used(candidates.lines.size(), false);
    std::vector<FoundLine> out, vertical;
    for (const Column& column : columns) {
        for (const std::size_t i : column) used[i] = true;
        vertical.push_back(stacked(candidates.lines, column));
    }
    for (std::size_t i = 0; i < candidates.lines.size(); ++i)
        if (!used[i]) out.push_back(std::move(candidates.lines[i]));
    for (FoundLine& line : vertical) out.push_back(std::move(line));
    lines = std::move(out);
}

}  // namespace mangping::ocr::lines
