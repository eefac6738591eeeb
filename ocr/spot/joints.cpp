#include "ocr/spot/joints.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_set>

namespace mangping::ocr {
namespace {

// Text that goes on below: line spacing in forms is up to three times the character height.
constexpr double most_line_gap_em = 2.0;
constexpr double same_edge_em = 1.0, same_row_em = 0.6;
// A paragraph's first line is indented by two characters, its continuation is not.
constexpr double paragraph_indent_em = 3.0;
constexpr double most_row_gap_em = 4.5;
// A name set to fill its cell stands as single characters with all of the cell between them.
constexpr double most_justified_gap_em = 9, most_climb = 0.35;
constexpr double least_size_ratio = 0.6;
// A chain passes through segments this short (a wrapped name in a narrow cell, or one character below the other), and
// through longer ones that a name fills.
constexpr std::size_t short_segment = 8;
constexpr std::size_t longest_chain = 5;

bool alike_in_size(const Segment& a, const Segment& b) {
    return a.vertical == b.vertical && std::min(a.em, b.em) >= least_size_ratio * std::max(a.em, b.em);
}

/// On one row, be it a leaning one.
bool level_with(const Segment& a, const Segment& b) {
    const double overlap = std::min(a.box_flow.bottom(), b.box_flow.bottom()) - std::max(a.box_flow.y, b.box_flow.y);
    return overlap > 0.5 * std::min(a.box_flow.h, b.box_flow.h);
}

bool below(const Segment& a, const Segment& b) {
    const double gap = b.box_flow.y - a.box_flow.bottom();
    const double em = std::max(a.em, b.em);
    if (level_with(a, b) && b.box_flow.x >= a.box_flow.right()) return false;
    return b.box_flow.centre().y > a.box_flow.bottom() - 0.3 * em && gap < most_line_gap_em * em;
}

bool same_column(const Segment& a, const Segment& b) {
    const double em = std::max(a.em, b.em);
    return std::abs(a.box_flow.x - b.box_flow.x) < same_edge_em * em ||
           std::abs(a.box_flow.centre().x - b.box_flow.centre().x) < same_edge_em * em;
}

/// Of an organisation's signature both lines end at the margin, and only the first is full.
bool same_right_margin(const Segment& a, const Segment& b) {
    return a.last_of_line && b.first_of_line && b.box_flow.x > a.box_flow.x &&
           std::abs(a.box_flow.right() - b.box_flow.right()) < same_edge_em * std::max(a.em, b.em);
}

/// `line_left`: where the line of `a` begins. What ends a line of several segments (姓名：… 单位：…) goes on at its
/// left edge.
bool same_paragraph(const Segment& a, const Segment& b, double line_left) {
    const double em = std::max(a.em, b.em);
    return a.last_of_line && b.first_of_line && b.box_flow.x < line_left + paragraph_indent_em * em &&
           b.box_flow.right() > line_left - paragraph_indent_em * em;
}

bool is_single(const Segment& s) { return s.cells.size() == 1; }

bool same_row_right(const Segment& a, const Segment& b, bool justified) {
    const double gap = b.box_flow.x - a.box_flow.right(), em = std::max(a.em, b.em);
    if (a.line == b.line || gap <= -0.2 * a.em) return false;
    if (!justified) return level_with(a, b) && gap < most_row_gap_em * em;
    // On paper that curls a row climbs by a third of its length.
    const double off = std::abs(a.box_flow.centre().y - b.box_flow.centre().y);
    return gap < most_justified_gap_em * em && off < std::max(0.5 * em, most_climb * gap);
}

/// Where the row of segment `from` begins: a form's row (姓名：… 单位：…) is often found as several lines.
double row_left(const std::vector<Segment>& all, std::size_t from) {
    const Segment& s = all[from];
    double left = s.box_flow.x;
    for (const Segment& other : all)
        if (other.vertical == s.vertical &&
            std::abs(other.box_flow.centre().y - s.box_flow.centre().y) < same_row_em * s.em)
            left = std::min(left, other.box_flow.x);
    return left;
}

/// Successors of segment `from`, taken to fill `box_flow` (a row of pieces counts as one): the nearest below in its
/// column, the nearest below that ends at its right margin, the first of the next line of its paragraph, the nearest to
/// its right on another line of the same row.
std::vector<std::size_t> successors(const std::vector<Segment>& all, std::size_t from, const Rect& box_flow) {
    const double line_left = row_left(all, from);
    const Segment& s = all[from];
    const Segment a{{}, box_flow, {}, s.line, s.first_of_line, s.last_of_line, s.vertical, s.em};
    std::size_t column = all.size(), margin = all.size(), paragraph = all.size(), row = all.size();
    const auto higher = [&](std::size_t i, std::size_t best) {
        return best == all.size() || all[i].box_flow.y < all[best].box_flow.y;
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == from || !alike_in_size(a, all[i])) continue;
        const bool is_below = below(a, all[i]), justified = is_single(s) && is_single(all[i]);
        if (is_below && same_column(a, all[i]) && higher(i, column)) column = i;
        if (is_below && same_right_margin(a, all[i]) && higher(i, margin)) margin = i;
        if ((!is_below || justified) && same_row_right(a, all[i], justified) &&
            (row == all.size() || all[i].box_flow.x < all[row].box_flow.x))
            row = i;
    }
    // A cell's text goes on in its own column; only what has nothing below it goes on where its row begins.
    const double left = column == all.size() ? line_left : box_flow.x;
    // A row that was found as several lines goes on with the first of them.
    const auto earlier = [&](std::size_t i, std::size_t best) {
        if (best == all.size()) return true;
        const Rect &x = all[i].box_flow, &y = all[best].box_flow;
        return std::abs(x.centre().y - y.centre().y) < same_row_em * a.em ? x.x < y.x : x.y < y.y;
    };
    for (std::size_t i = 0; i < all.size(); ++i)
        if (i != from && alike_in_size(a, all[i]) && below(a, all[i]) && same_paragraph(a, all[i], left) &&
            earlier(i, paragraph))
            paragraph = i;
    std::vector<std::size_t> out;
    for (const std::size_t i : {column, margin, paragraph, row})
        if (i < all.size() && std::find(out.begin(), out.end(), i) == out.end()) out.push_back(i);
    return out;
}

using Run = std::vector<const Cell*>;

Run head(const Run& run) {
    return {run.begin(), run.begin() + static_cast<std::ptrdiff_t>(std::min(run.size(), joint_reach))};
}
Run tail(const Run& run) {
    return {run.end() - static_cast<std::ptrdiff_t>(std::min(run.size(), joint_reach)), run.end()};
}

/// The part of another reading of a segment's line that stands where the segment stands.
Run same_place(const Run& reading, const Segment& segment) {
    Run out;
    for (const Cell* cell : reading) {
        const double x = cell->box_flow.centre().x;
        if (x >= segment.box_flow.x && x < segment.box_flow.right()) out.push_back(cell);
    }
    return out;
}

/// Which characters may stand before and after a joint inside one pattern.
class Bridges {
public:
    explicit Bridges(const std::vector<Pattern>& patterns) {
        for (const Pattern& pattern : patterns)
            for (std::size_t i = 0; i < pattern.text.size(); ++i)
                for (std::size_t k = i + 1; k < std::min(pattern.text.size(), i + 1 + reach_in_pattern); ++k) {
                    pairs_.insert(key(pattern.text[i], pattern.text[k]));
                    if (k != i + 1 || pattern.text.size() < long_pattern) continue;
                    inner_.insert(key(pattern.text[i], pattern.text[k]));
                }
    }

    /// Characters of one pattern on both sides, two cells on either being tried, so that one of each may be misread or
    /// a separator; or two characters in a row from inside a long pattern on one side: the other may be wholly misread.
    [[nodiscard]] bool between(const Run& before, const Run& after) const {
        constexpr std::size_t reach = 2;
        for (std::size_t i = 0; i < std::min(reach, before.size()); ++i)
            for (std::size_t k = 0; k < std::min(reach, after.size()); ++k)
                if (holds(pairs_, *before[before.size() - 1 - i], *after[k])) return true;
        const std::size_t n = before.size();
        return (n >= 2 && holds(inner_, *before[n - 2], *before[n - 1])) ||
               (after.size() >= 2 && holds(inner_, *after[0], *after[1]));
    }

    /// Most of it may be from inside a long pattern: the middle line of three that a name fills.
    [[nodiscard]] bool within_one(const Run& run) const {
        constexpr double most = 0.7;  // chosen: the rest may be misread
        std::size_t inside = 0;
        for (std::size_t i = 1; i < run.size(); ++i) inside += holds(inner_, *run[i - 1], *run[i]) ? 1 : 0;
        return run.size() > 1 && static_cast<double>(inside) >= most * static_cast<double>(run.size() - 1);
    }

private:
    using Pairs = std::unordered_set<std::uint64_t>;
    static constexpr std::size_t reach_in_pattern = 3, long_pattern = 6;
    static std::uint64_t key(char32_t a, char32_t b) { return static_cast<std::uint64_t>(a) << 32U | b; }
    static bool holds(const Pairs& pairs, const Cell& a, const Cell& b) {
        for (const Choice& x : a.choices)
            for (const Choice& y : b.choices)
                if (pairs.contains(key(x.c, y.c))) return true;
        return false;
    }
    Pairs pairs_, inner_;
};

class Joiner {
public:
    Joiner(const std::vector<LineCells>& lines, const std::vector<Pattern>& patterns, Cells& out)
        : lines_(lines), bridges_(patterns), out_(out) {}

    [[nodiscard]] bool may_pass(std::size_t segment) const {
        const Run& cells = out_.segments[segment].cells;
        return cells.size() <= short_segment || bridges_.within_one(cells);
    }

    void join(const std::vector<std::size_t>& chain) {
        // One reading at a time differs from the main one, so that a chain costs the sum and not the product of its
        // readings.
        emit(chain, chain.size(), 0);
        for (std::size_t k = 0; k < chain.size(); ++k)
            for (std::size_t r = 0; r < lines_[out_.segments[chain[k]].line].others.size(); ++r) emit(chain, k, r);
    }

private:
    void emit(const std::vector<std::size_t>& chain, std::size_t differs, std::size_t reading) {
        Stream stream;
        stream.em = out_.segments[chain[0]].em;
        stream.line_box_flow = lines_[out_.segments[chain[0]].line].box_flow;
        stream.origin = differs < chain.size() ? Origin::other_reading : Origin::reading;
        Run before;
        for (std::size_t k = 0; k < chain.size(); ++k) {
            const Segment& segment = out_.segments[chain[k]];
            const Run cells = k == differs ? same_place(lines_[segment.line].others[reading], segment) : segment.cells;
            if (cells.empty() || (k > 0 && !bridges_.between(before, cells))) return;
            before = cells;
            if (k > 0) stream.joints.push_back(stream.cells.size());
            const Run part = k == 0 ? tail(cells) : head(cells);
            stream.cells.insert(stream.cells.end(), part.begin(), part.end());
        }
        out_.streams.push_back(std::move(stream));
    }

    const std::vector<LineCells>& lines_;
    Bridges bridges_;
    Cells& out_;
};

/// Box of the pieces at the chain's end that stand on one row: a cell's centred text that was found in two pieces.
Rect row_box(const std::vector<Segment>& all, const std::vector<std::size_t>& chain) {
    Rect box = all[chain.back()].box_flow;
    for (auto it = chain.rbegin() + 1; it != chain.rend(); ++it) {
        const Rect& piece = all[*it].box_flow;
        if (std::abs(piece.centre().y - box.centre().y) > 0.5 * all[*it].em) break;
        box = bounding(box, piece);
    }
    return box;
}

/// Of the successors of a chain's last segment the one that stands right beside it on its row, else the first.
std::size_t onward_of(const std::vector<Segment>& all, const Segment& last, const std::vector<std::size_t>& found) {
    constexpr double beside_em = 2;
    const auto beside = std::find_if(found.begin(), found.end(), [&](std::size_t i) {
        return same_row_right(last, all[i], false) && all[i].box_flow.x - last.box_flow.right() < beside_em * last.em;
    });
    return beside == found.end() ? found.front() : *beside;
}

/// Joins the chain and what it may go on with: of single characters everything, else the likeliest.
void join_onward(const std::vector<Segment>& all, std::vector<std::size_t>& chain, Joiner& joiner) {
    joiner.join(chain);
    if (chain.size() >= longest_chain || !joiner.may_pass(chain.back())) return;
    std::vector<std::size_t> onward = successors(all, chain.back(), row_box(all, chain));
    if (onward.empty()) return;
    const bool singles = std::all_of(chain.begin(), chain.end(), [&](std::size_t i) { return is_single(all[i]); });
    if (!singles) onward = {onward_of(all, all[chain.back()], onward)};
    for (const std::size_t next : onward) {
        if (std::find(chain.begin(), chain.end(), next) != chain.end()) continue;
        chain.push_back(next);
        join_onward(all, chain, joiner);
        chain.pop_back();
    }
}

}  // namespace

void add_joined_streams(const std::vector<LineCells>& lines, const std::vector<Pattern>& patterns, Cells& out) {
    const std::vector<Segment>& all = out.segments;
    Joiner joiner(lines, patterns, out);
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const std::size_t second : successors(all, i, all[i].box_flow)) {
            std::vector<std::size_t> chain{i, second};
            join_onward(all, chain, joiner);
        }
}

}  // namespace mangping::ocr
