#include "ocr/spot/align.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ocr/names/han.hpp"
#include "ocr/spot/weights.hpp"

namespace mangping::ocr {
namespace {

// Costs in nats, ln of how often a reader does so on the measured pages; with the geometry that it would leave behind
// (a hole as wide as a glyph, two narrow boxes side by side) they are usual, without it they are rare.
constexpr double missing_with_hole = -2.5, missing_without = -6.0;
constexpr double extra_narrow = -2.0, extra_full = -6.5;
constexpr double split_glyph = -1.5, joined_glyphs = -2.5;
constexpr double separator_kept = -0.2, separator_misread = -1.5, separator_stray = -3.0;
constexpr double narrow_em = 0.55, split_width_em = 1.35, joined_width_em = 1.6, hole_em = 0.7;
constexpr int slack = 3;     // cells tried on either side of the expected place
constexpr double aside = 1;  // nats a cell off the expected place, chosen: all that two exact mentions differ by
constexpr double impossible = -1e9;

enum class Step : std::uint8_t { none, match, missing, extra, split, joined };

struct State {
    double score = impossible;
    Step step = Step::none;
};

class Table {
public:
    Table(const Pattern& pattern, const Stream& stream, std::size_t from, std::size_t to)
        : pattern_(pattern),
          stream_(stream),
          from_(from),
          n_(to - from),
          m_(pattern.text.size()),
          cells_((m_ + 1) * (n_ + 1)) {
        for (std::size_t j = 0; j <= n_; ++j) at(0, j).score = 0;
        for (std::size_t i = 1; i <= m_; ++i)
            for (std::size_t j = 0; j <= n_; ++j) fill(i, j);
    }

    /// The best alignment that ends near one of the cells [first, last]: where the name stands twice, three cells
    /// apart, either is found from its own place.
    [[nodiscard]] std::optional<Match> best(std::ptrdiff_t first, std::ptrdiff_t last) {
        const auto score = [&](std::size_t j) {
            const auto cell = static_cast<std::ptrdiff_t>(from_ + j);
            const std::ptrdiff_t off = std::max<std::ptrdiff_t>({0, first - cell, cell - last});
            return at(m_, j).score - aside * static_cast<double>(off);
        };
        std::size_t end = 0;
        for (std::size_t j = 1; j <= n_; ++j)
            if (score(j) > score(end)) end = j;
        if (at(m_, end).score < impossible / 2) return std::nullopt;
        return traced(end);
    }

private:
    State& at(std::size_t i, std::size_t j) { return cells_[i * (n_ + 1) + j]; }
    [[nodiscard]] const Cell& cell(std::size_t j) const { return *stream_.cells[from_ + j]; }
    [[nodiscard]] double em() const { return stream_.em; }

    void offer(std::size_t i, std::size_t j, double score, Step step) {
        if (score > at(i, j).score) at(i, j) = {score, step};
    }

    void fill(std::size_t i, std::size_t j) {
        if (j > 0) offer(i, j, at(i - 1, j - 1).score + weigh(pattern_, i - 1, cell(j - 1)).for_target, Step::match);
        const bool inside = i > 1 && i < m_;
        if (inside && m_ >= 3) offer(i, j, at(i - 1, j).score + missing(j), Step::missing);
        if (j > 0 && i < m_) offer(i, j, at(i, j - 1).score + extra(i, j - 1), Step::extra);
        if (j > 1 && pattern_.script == Script::han && halves(j - 2))
            offer(i, j, at(i - 1, j - 2).score + split_glyph, Step::split);
        if (j > 0 && i > 1 && m_ >= 4 && cell(j - 1).box_flow.w > joined_width_em * em())
            offer(i, j, at(i - 2, j - 1).score + joined_glyphs, Step::joined);
    }

    /// A glyph was lost between cells j-1 and j.
    [[nodiscard]] double missing(std::size_t j) const {
        const auto& joints = stream_.joints;
        if (std::find(joints.begin(), joints.end(), from_ + j) != joints.end())
            return missing_with_hole;  // lost at a line's end
        if (j == 0 || j >= n_) return missing_without;
        const double gap = cell(j).box_flow.x - cell(j - 1).box_flow.right();
        return gap > hole_em * em() ? missing_with_hole : missing_without;
    }

    /// Cell j stands between characters i-1 and i of the pattern and is none of them.
    [[nodiscard]] double extra(std::size_t i, std::size_t j) const {
        const bool narrow = cell(j).box_flow.w < narrow_em * em() || cell(j).box_flow.h < narrow_em * em();
        const bool due = pattern_.separator_before[i] || (pattern_.script == Script::latin);
        if (is_separator(cell(j).top())) return due || !pattern_.is_name ? separator_kept : separator_stray;
        if (due && narrow && pattern_.script != Script::latin) return separator_misread;
        return m_ < 3 || !narrow ? extra_full : extra_narrow;
    }

    /// Cells j and j+1 together are as wide as one character: 林 read as 木木.
    [[nodiscard]] bool halves(std::size_t j) const {
        const Rect both = bounding(cell(j).box_flow, cell(j + 1).box_flow);
        return m_ >= 3 && both.w < split_width_em * em() && cell(j).box_flow.w < 0.8 * em() &&
               cell(j + 1).box_flow.w < 0.8 * em();
    }

    void count(Match& match, std::size_t i, std::size_t j) const {
        const Weight w = weigh(pattern_, i, cell(j));
        match.cell_of[i] = static_cast<int>(from_ + j);
        if (w.exact) {
            ++match.exact;
            return;
        }
        ++(w.confusable ? match.confusable : match.wrong);
        match.for_neighbour += w.for_neighbour - w.for_target;
        match.for_hardness += w.for_hardness;
    }

    /// What geometry explains (a hole, a narrow speck, a separator) speaks for no other name; a full glyph too many or
    /// too few without its trace does.
    static void add_doubt(Match& match, double cost) {
        if (cost >= separator_misread) return;
        ++match.wrong;
        if (cost <= missing_without) match.for_neighbour -= cost;
    }

    Match traced(std::size_t end) {
        Match match;
        match.pattern = &pattern_;
        match.stream = &stream_;
        match.cell_of.assign(m_, -1);
        match.for_target = at(m_, end).score;
        match.end = from_ + end;
        std::size_t i = m_, j = end;
        while (i > 0) {
            const State s = at(i, j);
            switch (s.step) {
                case Step::match:
                    count(match, --i, --j);
                    break;
                case Step::missing:
                    add_doubt(match, missing(j));
                    --i;
                    break;
                case Step::extra:
                    --j;
                    add_doubt(match, extra(i, j));
                    break;
                case Step::split:
                    j -= 2;
                    match.cell_of[--i] = static_cast<int>(from_ + j);
                    match.for_neighbour += doubt_of_geometry;
                    ++match.confusable;
                    break;
                case Step::joined:
                    --j;
                    match.cell_of[--i] = static_cast<int>(from_ + j);
                    match.cell_of[--i] = static_cast<int>(from_ + j);
                    match.for_neighbour += doubt_of_geometry;
                    match.confusable += 2;
                    break;
                case Step::none:
                    return match;
            }
        }
        match.begin = from_ + j;
        return match;
    }

    // A glyph that broke in two, or two that ran together, seldom stand for another character of the same width.
    static constexpr double doubt_of_geometry = -2.5;

    const Pattern& pattern_;
    const Stream& stream_;
    std::size_t from_, n_, m_;
    std::vector<State> cells_;
};

}  // namespace

std::optional<Match> align(const Pattern& pattern, const Stream& stream, std::ptrdiff_t start) {
    const auto size = static_cast<std::ptrdiff_t>(stream.cells.size());
    std::ptrdiff_t separators = 0;
    for (const bool before : pattern.separator_before) separators += before ? 1 : 0;
    if (pattern.script == Script::latin) separators += 2;
    const auto m = static_cast<std::ptrdiff_t>(pattern.text.size());
    const std::ptrdiff_t from = std::clamp<std::ptrdiff_t>(start - slack, 0, size);
    const std::ptrdiff_t to = std::clamp<std::ptrdiff_t>(start + m + separators + slack, from, size);
    if (to - from < std::min<std::ptrdiff_t>(2, m)) return std::nullopt;
    return Table(pattern, stream, static_cast<std::size_t>(from), static_cast<std::size_t>(to))
        .best(start + m, start + m + separators);
}

}  // namespace mangping::ocr
