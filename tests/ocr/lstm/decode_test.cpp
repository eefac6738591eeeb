#include "ocr/lstm/decode.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <random>

namespace mangping::ocr::lstm {
namespace {

/// Codes 0..3 and the blank 4. 甲 = 0, 乙 = 1 2, 丙 = 1 (the beginning of 乙), 丁 = 3 3.
Model small() {
    Model model;
    model.output.rows = 5;
    model.blank = 4;
    model.characters = {" ", "", "", "甲", "乙", "丙", "丁"};
    model.spelling = {{}, {}, {}, {0}, {1, 2}, {1}, {3, 3}};
    return model;
}

Posterior random_posterior(int steps, unsigned seed) {
    std::mt19937 rng(seed);
    std::uniform_real_distribution<float> any(0.01F, 1.0F);
    Posterior out;
    out.steps = steps;
    out.codes = 5;
    for (int t = 0; t < steps; ++t) {
        float row[5], sum = 0;
        for (float& v : row) sum += v = any(rng) * any(rng);
        for (const float v : row) out.p.push_back(v / sum);
    }
    return out;
}

/// Every path of codes with its probability.
void each_path(const Posterior& p, const std::function<void(const std::vector<int>&, double)>& visit) {
    std::vector<int> path(static_cast<std::size_t>(p.steps));
    const std::function<void(int, double)> go = [&](int t, double probability) {
        if (t == p.steps) return visit(path, probability);
        for (int c = 0; c < p.codes; ++c) {
            path[static_cast<std::size_t>(t)] = c;
            go(t + 1, probability * static_cast<double>(p.at(t)[c]));
        }
    };
    go(0, 1);
}

std::vector<int> collapsed(const std::vector<int>& path, int blank) {
    std::vector<int> out;
    int before = -1;
    for (const int c : path) {
        if (c != before && c != blank) out.push_back(c);
        before = c;
    }
    return out;
}

/// The characters that codes spell, or nothing where they spell none or more than one way.
std::vector<std::vector<int>> spellings(const std::vector<int>& codes, const Model& model) {
    std::vector<std::vector<int>> out;
    const std::function<void(std::size_t, std::vector<int>)> go = [&](std::size_t at, const std::vector<int>& so_far) {
        if (at == codes.size()) out.push_back(so_far);
        for (std::size_t c = 3; c < model.spelling.size(); ++c) {
            const auto& s = model.spelling[c];
            if (at + s.size() > codes.size() ||
                !std::equal(s.begin(), s.end(), codes.begin() + static_cast<std::ptrdiff_t>(at)))
                continue;
            std::vector<int> more = so_far;
            more.push_back(static_cast<int>(c));
            go(at + s.size(), more);
        }
    };
    go(0, {});
    return out;
}

TEST(Decode, FindsTheLikeliestPathThatSpellsCharacters) {
    const Model model = small();
    const Spelling spelling(model);
    for (unsigned seed = 0; seed < 40; ++seed) {
        const Posterior p = random_posterior(6, seed);
        double best = -1;
        std::vector<std::vector<int>> expected;
        each_path(p, [&](const std::vector<int>& path, double probability) {
            if (probability <= best) return;
            auto read = spellings(collapsed(path, model.blank), model);
            if (read.empty()) return;
            best = probability;
            expected = std::move(read);
        });
        std::vector<int> found;
        for (const Decoded& d : best_path(p, spelling)) found.push_back(d.character);
        EXPECT_NE(std::find(expected.begin(), expected.end(), found), expected.end()) << "seed " << seed;
    }
}

TEST(Decode, SumsTheLikelihoodOfAStringOverAllItsAlignments) {
    const Posterior p = random_posterior(6, 99);
    for (const std::vector<int>& codes : {std::vector<int>{}, {0}, {1, 2}, {3, 3}, {0, 1, 0}, {2, 2, 2}}) {
        double sum = 0;
        each_path(p, [&](const std::vector<int>& path, double probability) {
            if (collapsed(path, 4) == codes) sum += probability;
        });
        EXPECT_NEAR(std::exp(log_likelihood(p, codes, 4, 0, p.steps)), sum, 1e-6);
    }
    EXPECT_EQ(std::exp(log_likelihood(p, {0, 0, 0, 0}, 4, 0, p.steps)), 0) << "needs seven steps";
}

TEST(Decode, WeighsTheOtherCharactersByTheirLikelihood) {
    const Model model = small();
    const Spelling spelling(model);
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Posterior p = random_posterior(5, seed);
        const std::vector<Decoded> path = best_path(p, spelling);
        if (path.size() != 1) continue;
        // One character alone: the stretch is cut to where it was seen and three steps around, here the whole.
        const double own = log_likelihood(p, model.spelling[static_cast<std::size_t>(path[0].character)], 4, 0, 5);
        std::map<int, double> found;
        for (const Choice& c : choices(p, spelling, path, 0, 10)) found[c.character] = static_cast<double>(c.share);
        for (int c = 3; c < 7; ++c) {
            if (c == path[0].character) continue;
            const double share =
                std::exp(log_likelihood(p, model.spelling[static_cast<std::size_t>(c)], 4, 0, 5) - own);
            if (path[0].first > 3 || path[0].last < 1) continue;
            EXPECT_NEAR(found[c], share, 1e-4 * (1 + share)) << "seed " << seed << " character " << c;
        }
    }
}

}  // namespace
}  // namespace mangping::ocr::lstm
