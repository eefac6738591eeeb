// The likeliest string of a line: a beam over prefixes, each with the sums over its paths that end in a blank and over
// those that end in its last character (Graves 2012, chapter 7; the search without a language model).
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "ocr/reader/score.hpp"

namespace mangping::ocr {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
// Prefixes kept, and classes tried in a slot (chosen: the best path alone would need one of each).
constexpr std::size_t kBeam = 10, kTried = 4;
// A gate below this does not end one character and begin another.
constexpr float kShut = 0.01F;

double log_add(double a, double b) {
    if (a < b) std::swap(a, b);
    return b == kNever ? a : a + std::log1p(std::exp(b - a));
}

struct Node {
    int parent = -1, label = -1;
};

struct Prefix {
    double blank = kNever, label = kNever;
    [[nodiscard]] double sum() const { return log_add(blank, label); }
};

class Beam {
public:
    explicit Beam(const Posterior& posterior) : posterior_(posterior) {
        nodes_.push_back({});
        alive_[0] = {0, kNever};
    }

    std::vector<int> run() {
        for (int t = 0; t < posterior_.slots(); ++t) step(t);
        int best = 0;
        double most = kNever;
        for (const auto& [node, prefix] : alive_)
            if (prefix.sum() > most) most = prefix.sum(), best = node;
        std::vector<int> out;
        for (int n = best; n > 0; n = nodes_[static_cast<std::size_t>(n)].parent)
            out.push_back(nodes_[static_cast<std::size_t>(n)].label);
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    int child(int node, int label) {
        const auto [at, fresh] = children_.try_emplace({node, label}, static_cast<int>(nodes_.size()));
        if (fresh) nodes_.push_back({node, label});
        return at->second;
    }

    void step(int t) {
        std::map<int, Prefix> next;
        const double blank = posterior_.log_blank(t);
        const bool open = posterior_.shares(t) != nullptr && posterior_.gate[static_cast<std::size_t>(t)] > kShut;
        const std::vector<Choice> tried = open ? choices_in(posterior_, t, t, kTried) : std::vector<Choice>{};
        for (const auto& [node, prefix] : alive_) {
            const int last = nodes_[static_cast<std::size_t>(node)].label;
            Prefix& stays = next[node];
            stays.blank = log_add(stays.blank, prefix.sum() + blank);
            if (last >= 0 && open) stays.label = log_add(stays.label, prefix.label + posterior_.log_class(t, last));
            for (const Choice& c : tried) {
                const double before = c.label == last ? prefix.blank : prefix.sum();
                if (before == kNever) continue;
                Prefix& grown = next[child(node, c.label)];
                grown.label = log_add(grown.label, before + posterior_.log_class(t, c.label));
            }
        }
        prune(next);
    }

    void prune(const std::map<int, Prefix>& next) {
        std::vector<std::pair<double, int>> order;
        order.reserve(next.size());
        for (const auto& [node, prefix] : next) order.emplace_back(-prefix.sum(), node);
        std::sort(order.begin(), order.end());
        alive_.clear();
        for (std::size_t i = 0; i < std::min(kBeam, order.size()); ++i)
            alive_[order[i].second] = next.at(order[i].second);
    }

    const Posterior& posterior_;
    std::vector<Node> nodes_;
    std::map<std::pair<int, int>, int> children_;
    std::map<int, Prefix> alive_;
};

}  // namespace

std::vector<Read> read_freely(const Posterior& posterior) {
    const std::vector<int> string = Beam(posterior).run();
    const std::vector<Aligned> at = align_string(posterior, string, 0, posterior.slots());
    std::vector<Read> out;
    for (std::size_t i = 0; i < at.size(); ++i) {
        Read read{string[i], at[i].first, at[i].last, 0};
        double share = 0, weight = 0;
        for (int t = read.first; t <= read.last; ++t) {
            const float* shares = posterior.shares(t);
            const double gate = static_cast<double>(posterior.gate[static_cast<std::size_t>(t)]);
            if (shares != nullptr) share += gate * std::exp(static_cast<double>(shares[read.label]));
            weight += gate;
        }
        read.log_p = weight > 0 && share > 0 ? std::log(share / weight) : kNever;
        out.push_back(read);
    }
    return out;
}

}  // namespace mangping::ocr
