// How well a given string explains a stretch of steps, against whatever explains it best.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "ocr/lstm/decode.hpp"

namespace mangping::ocr::lstm {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr float kFloor = 2e-9F;

/// A state of the string: one code, the free blanks between two codes, or the mark that may stand before a character.
struct State {
    int code = -1;      // of a code's state
    bool gap = false;   // blanks; between characters spaces too
    bool wide = false;  // a gap between characters
    bool mark = false;
    bool optional = false;  // may be passed over
    int character = -1;     // of the string, where the state is one of its codes
};

std::vector<State> states_of(const std::vector<std::vector<int>>& spelt, const std::vector<bool>& mark_before) {
    std::vector<State> out;
    for (std::size_t c = 0; c < spelt.size(); ++c)
        for (std::size_t k = 0; k < spelt[c].size(); ++k) {
            if (!out.empty()) {
                const bool between = k == 0;
                // The same code twice needs a blank between.
                const bool needed = out.back().code == spelt[c][k];
                out.push_back({-1, true, between, false, !needed});
                if (between && mark_before[c]) {
                    out.push_back({-1, false, false, true, true});
                    out.push_back({-1, true, true, false, true});
                }
            }
            out.push_back({spelt[c][k], false, false, false, false, static_cast<int>(c)});
        }
    return out;
}

/// The way back from the last state at step `end`: the characters' steps and what each cost.
void trace(Aligned& out, const std::vector<State>& states, const std::vector<std::int16_t>& came_from,
           const std::vector<float>& cost, int first, int end, std::size_t characters) {
    out.from.assign(characters, end + 1);
    out.to.assign(characters, first);
    out.cost.assign(characters, 0);
    const std::size_t n = states.size();
    std::size_t s = n - 1;
    for (int t = end;; --t) {
        const std::size_t at = static_cast<std::size_t>(t - first) * n + s;
        if (const int c = states[s].character; c >= 0) {
            const auto k = static_cast<std::size_t>(c);
            out.from[k] = std::min(out.from[k], t);
            out.to[k] = std::max(out.to[k], t + 1);
            out.cost[k] += cost[at];
        }
        if (came_from[at] < 0) return;
        s = static_cast<std::size_t>(came_from[at]);
    }
}

}  // namespace

Aligned best_alignment(const Posterior& posterior, const std::vector<std::vector<int>>& spelt,
                       const std::vector<bool>& mark_before, const std::vector<int>& marks, int space, int blank,
                       int from, int to) {
    Aligned out;
    out.ratio = kNever;
    if (spelt.empty() || std::any_of(spelt.begin(), spelt.end(), [](const auto& s) { return s.empty(); })) return out;
    const std::vector<State> states = states_of(spelt, mark_before);
    const std::size_t n = states.size();
    const int first = std::max(0, from), last = std::min(to, posterior.steps);
    if (first >= last) return out;
    std::vector<double> now(n, kNever), next(n);
    std::vector<std::int16_t> came_from(static_cast<std::size_t>(last - first) * n, -1);
    std::vector<float> cost(came_from.size(), 0);
    int end = -1;
    for (int t = first; t < last; ++t) {
        const float* p = posterior.at(t);
        const double most = std::log(std::max(kFloor, *std::max_element(p, p + posterior.codes)));
        float mark = 0;
        for (const int code : marks) mark = std::max(mark, p[code]);
        for (std::size_t s = 0; s < n; ++s) {
            const std::size_t at = static_cast<std::size_t>(t - first) * n + s;
            double in = s == 0 ? 0.0 : kNever;  // the string may begin at any step
            const auto consider = [&](std::size_t before) {
                if (now[before] <= in) return;
                in = now[before];
                came_from[at] = static_cast<std::int16_t>(before);
            };
            consider(s);
            for (std::size_t before = s; before-- > 0;) {
                consider(before);
                if (!states[before].optional) break;
            }
            float seen = p[blank];
            if (states[s].code >= 0) seen = p[states[s].code];
            if (states[s].gap && states[s].wide) seen = std::max(seen, p[space]);
            if (states[s].mark) seen = mark;
            const double here = std::log(std::max(kFloor, seen)) - most;
            cost[at] = static_cast<float>(here);
            next[s] = in + here;
        }
        now.swap(next);
        if (now.back() <= out.ratio) continue;
        out.ratio = now.back();
        end = t;
    }
    if (end >= 0) trace(out, states, came_from, cost, first, end, spelt.size());
    return out;
}

double best_ratio(const Posterior& posterior, const std::vector<std::vector<int>>& spelt,
                  const std::vector<bool>& mark_before, const std::vector<int>& marks, int space, int blank, int from,
                  int to) {
    return best_alignment(posterior, spelt, mark_before, marks, space, blank, from, to).ratio;
}

}  // namespace mangping::ocr::lstm
