#include "ocr/spot/search.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::ocr {
namespace {

// A pattern is aligned where this share of its characters are among the readings near one diagonal. Two- and
// three-character names need one: the others may be confusables that no alternative lists. In English text letters fall
// into place by chance, so most are needed.
constexpr double share_han = 0.5, share_latin = 0.7;
constexpr std::size_t short_name = 3;
constexpr int gap_between_streams = 8;
// Alternatives below this probability do not bring a place into the search; they count once it is there.
constexpr float least_vote = 0.02F;

struct Place {
    char32_t c;
    int at;
};

/// Positions count glyphs without separators, so that dots and hyphens do not move characters off their diagonal.
class Index {
public:
    explicit Index(const Cells& cells) {
        int at = gap_between_streams;
        for (const Stream& stream : cells.streams) {
            starts_.push_back(at);
            for (std::size_t i = 0; i < stream.cells.size(); ++i) {
                if (is_separator(stream.cells[i]->top())) continue;
                for (const Choice& choice : stream.cells[i]->choices)
                    if (choice.p >= least_vote || &choice == stream.cells[i]->choices.data())
                        places_.push_back({choice.c, at});
                cell_of_.resize(static_cast<std::size_t>(at) + 1, 0);
                cell_of_[static_cast<std::size_t>(at)] = static_cast<std::ptrdiff_t>(i);
                ++at;
            }
            at += gap_between_streams;
        }
        cell_of_.resize(static_cast<std::size_t>(at) + 1, 0);
        std::sort(places_.begin(), places_.end(),
                  [](const Place& a, const Place& b) { return a.c != b.c ? a.c < b.c : a.at < b.at; });
    }

    template <class Visit>
    void each(char32_t c, const Visit& visit) const {
        auto it =
            std::lower_bound(places_.begin(), places_.end(), c, [](const Place& p, char32_t v) { return p.c < v; });
        for (; it != places_.end() && it->c == c; ++it) visit(it->at);
    }

    /// Stream and cell of a diagonal; the cell may lie before the stream's beginning.
    [[nodiscard]] std::pair<std::size_t, std::ptrdiff_t> locate(int diagonal) const {
        auto next = std::upper_bound(starts_.begin(), starts_.end(), diagonal + gap_between_streams / 2);
        const auto stream = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, next - starts_.begin() - 1));
        const int offset = diagonal - starts_[stream];
        return {stream, offset < 0 ? offset : cell_of_[static_cast<std::size_t>(diagonal)]};
    }

    [[nodiscard]] std::size_t size() const { return cell_of_.size(); }

private:
    std::vector<Place> places_;
    std::vector<int> starts_;
    std::vector<std::ptrdiff_t> cell_of_;
};

int votes_needed(const Pattern& pattern, bool exact_only) {
    const std::size_t m = pattern.text.size();
    if (exact_only) return static_cast<int>(m);
    if (pattern.script == Script::han && m <= short_name) return 1;
    return static_cast<int>(
        std::ceil((pattern.script == Script::han ? share_han : share_latin) * static_cast<double>(m)));
}

/// How far characters drift off the diagonal through lost and extra glyphs.
int drift(const Pattern& pattern) {
    constexpr std::size_t long_pattern = 8;
    return pattern.text.size() >= long_pattern ? 2 : 1;
}

bool acceptable(const Match& match, bool exact_only) {
    return !exact_only || (match.confusable == 0 && match.wrong == 0);
}

/// A joined stream is there for what crosses its joints; the rest is found on its own line.
bool crosses_joint_or_needs_none(const Match& match) {
    const auto& joints = match.stream->joints;
    return joints.empty() ||
           std::any_of(joints.begin(), joints.end(), [&](std::size_t j) { return match.begin < j && j < match.end; });
}

class Search {
public:
    Search(const Cells& cells, bool exact_only)
        : cells_(cells), index_(cells), votes_(index_.size(), 0), exact_only_(exact_only) {}

    void run(const Pattern& pattern, std::vector<Match>& out) {
        vote(pattern);
        const int reach = drift(pattern), needed = votes_needed(pattern, exact_only_);
        int aligned = -1;
        for (const int diagonal : touched_) {
            if (aligned >= 0 && diagonal <= aligned + 1) continue;
            int sum = 0;
            for (int d = diagonal; d <= diagonal + reach; ++d)
                if (static_cast<std::size_t>(d) < votes_.size()) sum += votes_[static_cast<std::size_t>(d)];
            if (sum < needed) continue;
            aligned = diagonal;
            const auto [stream, start] = index_.locate(diagonal);
            const std::optional<Match> match = align(pattern, cells_.streams[stream], start);
            if (match && acceptable(*match, exact_only_) && crosses_joint_or_needs_none(*match)) keep(*match, out);
        }
        for (const int diagonal : touched_) votes_[static_cast<std::size_t>(diagonal)] = 0;
        touched_.clear();
    }

private:
    void vote(const Pattern& pattern) {
        for (std::size_t i = 0; i < pattern.text.size(); ++i)
            index_.each(pattern.text[i], [&](int at) {
                const int diagonal = at - static_cast<int>(i);
                if (diagonal < 0) return;
                int& count = votes_[static_cast<std::size_t>(diagonal)];
                if (count++ == 0) touched_.push_back(diagonal);
            });
        std::sort(touched_.begin(), touched_.end());
    }

    /// Neighbouring diagonals lead to the same place.
    static void keep(const Match& match, std::vector<Match>& out) {
        if (!out.empty()) {
            Match& last = out.back();
            if (last.pattern == match.pattern && last.stream == match.stream && last.begin < match.end &&
                match.begin < last.end) {
                if (match.for_target > last.for_target) last = match;
                return;
            }
        }
        out.push_back(match);
    }

    const Cells& cells_;
    Index index_;
    std::vector<int> votes_;
    std::vector<int> touched_;
    bool exact_only_;
};

}  // namespace

std::vector<Match> search_cells(const std::vector<Pattern>& patterns, const Cells& cells, bool exact_only) {
    std::vector<Match> out;
    Search search(cells, exact_only);
    for (const Pattern& pattern : patterns) search.run(pattern, out);
    return out;
}

}  // namespace mangping::ocr
