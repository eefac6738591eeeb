#include "ocr/lstm/decode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mangping::ocr::lstm {
namespace {

// A path that is so much less likely (nats) than the best one at the same step is given up, and so are all but the
// likeliest few. Chosen, not measured.
constexpr float kBehind = 14;
constexpr std::size_t kBeam = 24;
// Codes below this probability are not tried; Tesseract's own floor of a step is e^-20.
constexpr float kLeast = 1e-5F;
constexpr float kFloor = 2e-9F;

float ln(float p) { return std::log(std::max(p, kFloor)); }

/// Where a path stands: at a node of the trie, and whether a blank came since.
struct Token {
    int node = Spelling::kRoot;
    bool blank = true;
    float score = 0;
    int trace = -1;
};

/// One step of a path: the code seen, or the blank; where a character begins, that one's first code.
struct Trace {
    int before = -1;
    int code = 0;
    int begun_at = Spelling::kNone;  // the node before, where this step begins a character
};

class Beam {
public:
    Beam(const Posterior& posterior, const Spelling& spelling)
        : posterior_(posterior), spelling_(spelling), place_(2 * static_cast<std::size_t>(spelling.nodes())) {}

    std::vector<Decoded> run() {
        tokens_ = {Token{}};
        for (int t = 0; t < posterior_.steps; ++t) {
            step(posterior_.at(t), t + 1);
            prune();
        }
        const Token* end = likeliest_complete();
        return end == nullptr ? std::vector<Decoded>{} : characters_of(*end);
    }

private:
    struct Offer {
        Token token;
        Trace trace;
    };
    /// Where in next_ the offer for a node stands, if `step` is the present one.
    struct Place {
        int step = 0;
        std::size_t index = 0;
    };

    void step(const float* p, int number) {
        next_.clear();
        now_ = number;
        codes_.clear();
        for (int c = 0; c < posterior_.codes; c += kBlock) {
            const int end = std::min(c + kBlock, posterior_.codes);
            if (end - c == kBlock && !any_worth(p + c)) continue;
            for (int k = c; k < end; ++k)
                if (p[k] >= kLeast && k != spelling_.blank()) codes_.push_back({k, ln(p[k])});
        }
        std::sort(codes_.begin(), codes_.end(), [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        const float blank = ln(p[spelling_.blank()]);
        for (const Token& token : tokens_) {
            offer(token, token.node, true, spelling_.blank(), blank, Spelling::kNone);
            const int own = spelling_.code(token.node);
            if (!token.blank) offer(token, token.node, false, own, ln(p[own]), Spelling::kNone);
            const bool complete = token.node == Spelling::kRoot || spelling_.character(token.node) != Spelling::kNone;
            for (const auto& [code, score] : codes_) {
                if (hopeless(token.score + score)) break;
                if (code == own && !token.blank) continue;
                const int deeper = token.node == Spelling::kRoot ? Spelling::kNone : spelling_.child(token.node, code);
                if (deeper != Spelling::kNone) offer(token, deeper, false, code, score, Spelling::kNone);
                const int begun = complete ? spelling_.child(Spelling::kRoot, code) : Spelling::kNone;
                if (begun != Spelling::kNone) offer(token, begun, false, code, score, token.node);
            }
        }
    }

    static constexpr int kBlock = 16;
    /// Most codes are worth nothing at most steps; an `or` over a block is one the compiler makes vectors of.
    static bool any_worth(const float* p) {
        int any = 0;
        for (int k = 0; k < kBlock; ++k) any |= p[k] >= kLeast ? 1 : 0;
        return any != 0;
    }

    [[nodiscard]] bool hopeless(float score) const { return !next_.empty() && score < best_ - kBehind; }

    void offer(const Token& from, int node, bool blank, int code, float score, int begun_at) {
        const float total = from.score + score;
        if (hopeless(total)) return;
        Place& place = place_[2 * static_cast<std::size_t>(node) + (blank ? 1 : 0)];
        if (place.step != now_) {
            place = {now_, next_.size()};
            next_.emplace_back();
        } else if (next_[place.index].token.score >= total) {
            return;
        }
        next_[place.index] = {{node, blank, total, -1}, {from.trace, code, begun_at}};
        best_ = next_.size() == 1 ? total : std::max(best_, total);
    }

    void prune() {
        const auto likelier = [](const Offer& a, const Offer& b) {
            if (a.token.score != b.token.score) return a.token.score > b.token.score;
            return a.token.node != b.token.node ? a.token.node < b.token.node : a.token.blank < b.token.blank;
        };
        const std::size_t keep = std::min(kBeam, next_.size());
        std::partial_sort(next_.begin(), next_.begin() + static_cast<std::ptrdiff_t>(keep), next_.end(), likelier);
        tokens_.clear();
        for (std::size_t k = 0; k < keep; ++k) {
            if (next_[k].token.score < next_[0].token.score - kBehind) break;
            traces_.push_back(next_[k].trace);
            tokens_.push_back(next_[k].token);
            tokens_.back().trace = static_cast<int>(traces_.size()) - 1;
        }
    }

    [[nodiscard]] const Token* likeliest_complete() const {
        const Token* end = nullptr;
        for (const Token& token : tokens_) {
            const bool complete = token.node == Spelling::kRoot || spelling_.character(token.node) != Spelling::kNone;
            if (complete && (end == nullptr || token.score > end->score)) end = &token;
        }
        return end;
    }

    /// The path, step by step, cut into characters.
    [[nodiscard]] std::vector<Decoded> characters_of(const Token& end) const {
        std::vector<Trace> path;
        for (int at = end.trace; at >= 0; at = traces_[static_cast<std::size_t>(at)].before)
            path.push_back(traces_[static_cast<std::size_t>(at)]);
        std::reverse(path.begin(), path.end());
        const std::vector<float> sure = sureness(path);
        std::vector<Decoded> out;
        float worst = 1;  // blanks before a character weigh on it, as in Tesseract
        const auto finish = [&](int node) {
            if (!out.empty()) out.back().character = spelling_.character(node);
        };
        for (int t = 0; t < static_cast<int>(path.size()); ++t) {
            const Trace& step = path[static_cast<std::size_t>(t)];
            worst = std::min(worst, sure[static_cast<std::size_t>(t)]);
            if (step.begun_at != Spelling::kNone) {
                finish(step.begun_at);
                out.push_back({Spelling::kNone, t, t, 1});
            }
            if (step.code == spelling_.blank()) continue;
            out.back().last = t;
            out.back().worst = std::min(out.back().worst, worst);
            worst = 1;
        }
        finish(end.node);
        std::erase_if(out, [&](const Decoded& d) { return spelling_.text(d.character) == " "; });
        return out;
    }

    [[nodiscard]] bool these_lead(const float* p, int a, int b) const {
        const float least = std::min(p[a], p[b]);
        for (int c = 0; c < posterior_.codes; ++c)
            if (c != a && c != b && p[c] > least) return false;
        return true;
    }

    /// How sure each step of a path is. Where a code comes or goes the network hesitates between it and the blank: both
    /// say the same there, so that a code's first and last step, and the blank's beside them, count with the other's
    /// probability where the two lead, as in Tesseract's beam. A code's surest step counts alone.
    [[nodiscard]] std::vector<float> sureness(const std::vector<Trace>& path) const {
        const int n = static_cast<int>(path.size()), blank = spelling_.blank();
        std::vector<float> out(path.size());
        int code_before = Spelling::kNone;
        for (int t = 0; t < n;) {
            const int code = path[static_cast<std::size_t>(t)].code;
            int end = t + 1, peak = t;
            while (end < n && path[static_cast<std::size_t>(end)].code == code &&
                   path[static_cast<std::size_t>(end)].begun_at == Spelling::kNone) {
                if (posterior_.at(end)[code] > posterior_.at(peak)[code]) peak = end;
                ++end;
            }
            const int code_after = end < n ? path[static_cast<std::size_t>(end)].code : Spelling::kNone;
            for (int s = t; s < end; ++s) {
                const float* p = posterior_.at(s);
                float sure = p[code];
                const bool first = s == t, last = s + 1 == end;
                if (code != blank) {
                    if (s != peak && (first || last) && these_lead(p, code, blank)) sure += p[blank];
                } else {
                    if (first && code_before != Spelling::kNone && these_lead(p, code_before, blank))
                        sure += p[code_before];
                    else if (last && code_after != Spelling::kNone && these_lead(p, code_after, blank))
                        sure += p[code_after];
                }
                out[static_cast<std::size_t>(s)] = sure;
            }
            if (code != blank) code_before = code;
            t = end;
        }
        return out;
    }

    const Posterior& posterior_;
    const Spelling& spelling_;
    std::vector<Token> tokens_;
    std::vector<Offer> next_;
    float best_ = 0;
    std::vector<Trace> traces_;
    std::vector<std::pair<int, float>> codes_;
    int now_ = 0;               // counted from 1
    std::vector<Place> place_;  // by node, and whether a blank came since
};

/// ln(e^a + e^b)
double sum_of(double a, double b) {
    if (a < b) std::swap(a, b);
    return std::isinf(a) ? a : a + std::log1p(std::exp(b - a));
}

/// The likelihood of every spelling in a stretch of steps, by depth first through the trie: the forward variables of a
/// spelling continue those of its beginning.
class Spelt {
public:
    Spelt(const Posterior& posterior, const Spelling& spelling, int from, int to)
        : posterior_(posterior), spelling_(spelling), from_(from), n_(static_cast<std::size_t>(to - from)) {
        // A code is worth trying where it is seen at all.
        for (int c = 0; c < posterior.codes; ++c) {
            float most = 0;
            for (int t = from; t < to; ++t) most = std::max(most, posterior.at(t)[c]);
            if (c != spelling.blank() && most >= kWorth) codes_.push_back({c, most});
        }
        std::sort(codes_.begin(), codes_.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
        if (codes_.size() > kMostCodes) codes_.resize(kMostCodes);
    }

    /// {character, likelihood}
    std::vector<std::pair<int, double>> all() {
        Row start{std::vector<double>(n_), std::vector<double>(n_, 0.0)};
        double blanks = 1;
        for (std::size_t i = 0; i < n_; ++i) start.blank[i] = blanks *= blank_at(i);
        visit(Spelling::kRoot, start, 1.0, 0);
        return std::move(out_);
    }

private:
    // Characters that need a code less likely than this anywhere in the stretch are not considered.
    static constexpr float kWorth = 0.004F;
    static constexpr std::size_t kMostCodes = 12, kDeepest = 5;

    /// Likelihoods that the beginning was seen by step i, ending in a blank or in its last code.
    struct Row {
        std::vector<double> blank, code;
    };

    [[nodiscard]] double blank_at(std::size_t i) const {
        return posterior_.at(from_ + static_cast<int>(i))[spelling_.blank()];
    }

    void visit(int node, const Row& row, double before_all, std::size_t depth) {
        if (depth == kDeepest) return;
        for (const auto& [code, most] : codes_) {
            const int child = spelling_.child(node, code);
            if (child == Spelling::kNone) continue;
            const bool again = node != Spelling::kRoot && spelling_.code(node) == code;
            Row next{std::vector<double>(n_, 0.0), std::vector<double>(n_, 0.0)};
            for (std::size_t i = 0; i < n_; ++i) {
                const double p = posterior_.at(from_ + static_cast<int>(i))[code];
                const double enter = i == 0 ? before_all : row.blank[i - 1] + (again ? 0.0 : row.code[i - 1]);
                next.code[i] = p * (enter + (i > 0 ? next.code[i - 1] : 0.0));
                next.blank[i] = i > 0 ? blank_at(i) * (next.blank[i - 1] + next.code[i - 1]) : 0.0;
            }
            if (spelling_.character(child) != Spelling::kNone)
                out_.emplace_back(spelling_.character(child), next.code[n_ - 1] + next.blank[n_ - 1]);
            visit(child, next, 0.0, depth + 1);
        }
    }

    const Posterior& posterior_;
    const Spelling& spelling_;
    int from_;
    std::size_t n_;
    std::vector<std::pair<int, float>> codes_;
    std::vector<std::pair<int, double>> out_;
};

}  // namespace

std::vector<Decoded> best_path(const Posterior& posterior, const Spelling& spelling) {
    return Beam(posterior, spelling).run();
}

std::vector<Choice> choices(const Posterior& posterior, const Spelling& spelling, const std::vector<Decoded>& path,
                            std::size_t index, std::size_t most) {
    // From just after the neighbour's last code to just before the next one's first; not further than a few steps, as
    // wide spaces say nothing.
    constexpr int reach = 3;
    const Decoded& here = path[index];
    const int from = std::max({0, here.first - reach, index > 0 ? path[index - 1].last + 1 : 0});
    const int to = std::min(
        {posterior.steps, here.last + 1 + reach, index + 1 < path.size() ? path[index + 1].first : posterior.steps});
    std::vector<Choice> out;
    if (to <= from) return out;
    const auto all = Spelt(posterior, spelling, from, to).all();
    double best = 0;
    for (const auto& [character, likelihood] : all)
        if (character == here.character) best = likelihood;
    for (const auto& [character, likelihood] : all)
        if (character != here.character && likelihood > 0 && spelling.text(character) != " ")
            out.push_back({character, static_cast<float>(best > 0 ? likelihood / best : 1.0)});
    std::stable_sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) { return a.share > b.share; });
    if (out.size() > most) out.resize(most);
    return out;
}

double log_likelihood(const Posterior& posterior, const std::vector<int>& codes, int blank, int from, int to) {
    const double none = -std::numeric_limits<double>::infinity();
    const std::size_t states = 2 * codes.size() + 1;  // a blank before, between and after the codes
    std::vector<double> now(states, none), next;
    for (int t = from; t < to; ++t) {
        const float* p = posterior.at(t);
        next.assign(states, none);
        for (std::size_t s = 0; s < states; ++s) {
            double in = t == from ? (s < 2 ? 0.0 : none) : now[s];
            if (t > from && s > 0) in = sum_of(in, now[s - 1]);
            const bool skips = s % 2 == 1 && s > 1 && codes[s / 2] != codes[s / 2 - 1];
            if (t > from && skips) in = sum_of(in, now[s - 2]);
            next[s] = in + ln(p[s % 2 == 0 ? blank : codes[s / 2]]);
        }
        now.swap(next);
    }
    if (from >= to) return codes.empty() ? 0 : none;
    return states > 1 ? sum_of(now[states - 1], now[states - 2]) : now[0];
}

}  // namespace mangping::ocr::lstm
