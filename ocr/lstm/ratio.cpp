// How well a given string explains a stretch of steps, against whatever explains it best.
#include <algorithm>
#include <cmath>
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
            out.push_back({spelt[c][k], false, false, false, false});
        }
    return out;
}

}  // namespace

double best_ratio(const Posterior& posterior, const std::vector<std::vector<int>>& spelt,
                  const std::vector<bool>& mark_before, const std::vector<int>& marks, int space, int blank, int from,
                  int to) {
    if (spelt.empty() || std::any_of(spelt.begin(), spelt.end(), [](const auto& s) { return s.empty(); }))
        return kNever;
    const std::vector<State> states = states_of(spelt, mark_before);
    std::vector<double> now(states.size(), kNever), next(states.size());
    double best = kNever;
    for (int t = std::max(0, from); t < std::min(to, posterior.steps); ++t) {
        const float* p = posterior.at(t);
        const double most = std::log(std::max(kFloor, *std::max_element(p, p + posterior.codes)));
        float mark = 0;
        for (const int code : marks) mark = std::max(mark, p[code]);
        for (std::size_t s = 0; s < states.size(); ++s) {
            double in = s == 0 ? 0.0 : kNever;  // the string may begin at any step
            in = std::max(in, now[s]);
            for (std::size_t before = s; before-- > 0;) {
                in = std::max(in, now[before]);
                if (!states[before].optional) break;
            }
            float seen = p[blank];
            if (states[s].code >= 0) seen = p[states[s].code];
            if (states[s].gap && states[s].wide) seen = std::max(seen, p[space]);
            if (states[s].mark) seen = mark;
            next[s] = in + std::log(std::max(kFloor, seen)) - most;
        }
        now.swap(next);
        best = std::max(best, now.back());
    }
    return best;
}

}  // namespace mangping::ocr::lstm
