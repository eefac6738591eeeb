#include "ocr/reader/score.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace mangping::ocr {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

double log_add(double a, double b) {
    if (a < b) std::swap(a, b);
    return b == kNever ? a : a + std::log1p(std::exp(b - a));
}

/// State 2i is the blank before character i, state 2i + 1 the character itself, the last state the blank at the end.
class States {
public:
    States(const Posterior& posterior, std::span<const int> string) : posterior_(posterior), string_(string) {}
    [[nodiscard]] std::size_t count() const { return 2 * string_.size() + 1; }
    [[nodiscard]] double log_p(std::size_t state, int slot) const {
        return state % 2 == 0 ? posterior_.log_blank(slot) : posterior_.log_class(slot, string_[state / 2]);
    }
    /// A character may follow another at once, unless they are the same.
    [[nodiscard]] bool skips_blank(std::size_t state) const {
        return state % 2 == 1 && state >= 3 && string_[state / 2] != string_[state / 2 - 1];
    }

private:
    const Posterior& posterior_;
    std::span<const int> string_;
};

double best_free(const Posterior& posterior, int slot) {
    const float* shares = posterior.shares(slot);
    if (shares == nullptr) return std::max(posterior.log_blank(slot), posterior.log_class(slot, 0));
    const auto best = static_cast<int>(std::max_element(shares, shares + posterior.classes) - shares);
    return std::max(posterior.log_blank(slot), posterior.log_class(slot, best));
}

/// The classes with the greatest shares, greatest first.
std::vector<int> likeliest(const float* shares, int classes, std::size_t most) {
    std::vector<int> out;
    most = std::min(most, static_cast<std::size_t>(classes));
    for (int c = 0; c < classes; ++c) {
        if (out.size() == most && shares[c] <= shares[out.back()]) continue;
        auto at = out.end();
        while (at != out.begin() && shares[c] > shares[*(at - 1)]) --at;
        out.insert(at, c);
        if (out.size() > most) out.pop_back();
    }
    return out;
}

/// The Viterbi table of find_string: scores relative to the free path, which costs nothing in any slot.
struct Cell {
    double score = kNever;
    int from = 0;  // slot in which the string began
};

struct Peak {
    double score;
    int from, to;
};

/// For each slot in which the string may end, its best beginning. Only paths that begin and end with a character.
std::vector<Peak> peaks_of(const Posterior& posterior, std::span<const int> string, const std::vector<double>& free) {
    const States states(posterior, string);
    const std::size_t n = states.count();
    std::vector<Cell> now(n), before(n);
    std::vector<Peak> out;
    for (int t = 0; t < posterior.slots(); ++t) {
        std::swap(now, before);
        for (std::size_t s = 1; s + 1 < n; ++s) {
            Cell best = before[s];
            const auto offer = [&](const Cell& c) {
                if (c.score > best.score) best = c;
            };
            if (s == 1) offer({0, t});
            if (s > 1) offer(before[s - 1]);
            if (states.skips_blank(s)) offer(before[s - 2]);
            now[s] = {best.score + states.log_p(s, t) - free[static_cast<std::size_t>(t)], best.from};
        }
        if (now[n - 2].score > kNever) out.push_back({now[n - 2].score, now[n - 2].from, t + 1});
    }
    return out;
}

}  // namespace

double log_likelihood(const Posterior& posterior, std::span<const int> string, int from, int to) {
    const States states(posterior, string);
    const std::size_t n = states.count();
    std::vector<double> now(n, kNever), before(n, kNever);
    if (from >= to) return string.empty() ? 0 : kNever;
    for (int t = from; t < to; ++t) {
        std::swap(now, before);
        for (std::size_t s = 0; s < n; ++s) {
            double sum = t == from && s < 2 ? 0 : kNever;
            if (t > from) {
                sum = before[s];
                if (s > 0) sum = log_add(sum, before[s - 1]);
                if (states.skips_blank(s)) sum = log_add(sum, before[s - 2]);
            }
            now[s] = sum == kNever ? kNever : sum + states.log_p(s, t);
        }
    }
    return n > 1 ? log_add(now[n - 1], now[n - 2]) : now[0];
}

std::vector<Aligned> align_string(const Posterior& posterior, std::span<const int> string, int from, int to) {
    const States states(posterior, string);
    const std::size_t n = states.count();
    if (string.empty() || from >= to) return {};
    const auto width = static_cast<std::size_t>(to - from);
    std::vector<double> score(width * n, kNever);
    std::vector<std::uint8_t> back(width * n, 0);
    for (std::size_t t = 0; t < width; ++t)
        for (std::size_t s = 0; s < n; ++s) {
            double best = t == 0 && s < 2 ? 0 : kNever;
            for (std::size_t step = 0; t > 0 && step <= 2 && step <= s; ++step) {
                if (step == 2 && !states.skips_blank(s)) continue;
                const double offered = score[(t - 1) * n + s - step];
                if (offered > best) best = offered, back[t * n + s] = static_cast<std::uint8_t>(step);
            }
            if (best > kNever) score[t * n + s] = best + states.log_p(s, from + static_cast<int>(t));
        }
    std::size_t s = score[width * n - 1] > score[width * n - 2] ? n - 1 : n - 2;
    if (score[(width - 1) * n + s] == kNever) return {};
    std::vector<Aligned> out(string.size(), Aligned{-1, -1});
    for (std::size_t t = width; t-- > 0; s -= back[t * n + s]) {
        if (s % 2 == 0) continue;
        Aligned& a = out[s / 2];
        a.first = from + static_cast<int>(t);
        if (a.last < 0) a.last = a.first;
    }
    return out;
}

std::vector<Place> find_string(const Posterior& posterior, std::span<const int> string, std::size_t most) {
    if (string.empty()) return {};
    std::vector<double> free(static_cast<std::size_t>(posterior.slots()));
    for (int t = 0; t < posterior.slots(); ++t) free[static_cast<std::size_t>(t)] = best_free(posterior, t);
    std::vector<Peak> peaks = peaks_of(posterior, string, free);
    std::stable_sort(peaks.begin(), peaks.end(), [](const Peak& a, const Peak& b) { return a.score > b.score; });
    std::vector<Place> out;
    for (const Peak& p : peaks) {
        if (out.size() == most) break;
        if (std::any_of(out.begin(), out.end(), [&](const Place& o) { return p.from < o.to && o.from < p.to; }))
            continue;
        Place place{p.from, p.to, log_likelihood(posterior, string, p.from, p.to),
                    align_string(posterior, string, p.from, p.to)};
        for (int t = p.from; t < p.to; ++t) place.ratio -= free[static_cast<std::size_t>(t)];
        out.push_back(std::move(place));
    }
    return out;
}

std::vector<Choice> choices_in(const Posterior& posterior, int first, int last, std::size_t most) {
    // One character over several slots: each slot speaks by how likely the character's middle is in it. Who is first of
    // all is among the first of some slot.
    most = std::min(most, static_cast<std::size_t>(posterior.classes));
    std::vector<int> candidates;
    double total = 0;
    for (int t = first; t <= last; ++t) {
        const float* shares = posterior.shares(t);
        if (shares == nullptr) continue;
        total += static_cast<double>(posterior.gate[static_cast<std::size_t>(t)]);
        for (const int c : likeliest(shares, posterior.classes, first == last ? most : 2 * most))
            if (std::find(candidates.begin(), candidates.end(), c) == candidates.end()) candidates.push_back(c);
    }
    std::vector<Choice> out;
    if (total <= 0) return out;
    for (const int c : candidates) {
        double p = 0;
        for (int t = first; t <= last; ++t)
            if (const float* shares = posterior.shares(t))
                p += static_cast<double>(posterior.gate[static_cast<std::size_t>(t)]) *
                     std::exp(static_cast<double>(shares[c]));
        out.push_back({c, static_cast<float>(p / total)});
    }
    std::sort(out.begin(), out.end(),
              [](const Choice& a, const Choice& b) { return a.p > b.p || (a.p == b.p && a.label < b.label); });
    out.resize(std::min(most, out.size()));
    return out;
}

}  // namespace mangping::ocr
