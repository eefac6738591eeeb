// Every sum and maximum against all paths written out.
#include "ocr/reader/score.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <random>

namespace mangping::ocr {
namespace {

constexpr int kBlank = -1;

/// Random gates and shares; a slot now and then is shut, as in real lines.
Posterior random_posterior(int slots, int classes, std::mt19937& random) {
    std::uniform_real_distribution<float> unit(0.02F, 0.98F);
    Posterior p;
    p.classes = classes;
    for (int t = 0; t < slots; ++t) {
        const bool shut = unit(random) < 0.15F;
        p.gate.push_back(shut ? 0.0F : unit(random));
        p.row.push_back(shut ? -1 : static_cast<int>(p.log_share.size()) / classes);
        if (shut) continue;
        std::vector<float> share;
        float sum = 0;
        for (int c = 0; c < classes; ++c) share.push_back(unit(random) * unit(random)), sum += share.back();
        for (const float s : share) p.log_share.push_back(std::log(s / sum));
    }
    return p;
}

std::vector<int> spelt(const std::vector<int>& path) {
    std::vector<int> out;
    for (std::size_t t = 0; t < path.size(); ++t)
        if (path[t] != kBlank && (t == 0 || path[t] != path[t - 1])) out.push_back(path[t]);
    return out;
}

/// Calls `visit` with every path through [from, to) and its ln probability.
void every_path(const Posterior& p, int from, int to,
                const std::function<void(const std::vector<int>&, double)>& visit) {
    std::vector<int> path;
    const std::function<void(int, double)> walk = [&](int t, double log_p) {
        if (t == to) return visit(path, log_p);
        for (int c = kBlank; c < p.classes; ++c) {
            path.push_back(c);
            walk(t + 1, log_p + (c == kBlank ? p.log_blank(t) : p.log_class(t, c)));
            path.pop_back();
        }
    };
    walk(from, 0);
}

std::map<std::vector<int>, double> probability_of_strings(const Posterior& p, int from, int to) {
    std::map<std::vector<int>, double> out;
    every_path(p, from, to, [&](const std::vector<int>& path, double log_p) { out[spelt(path)] += std::exp(log_p); });
    return out;
}

std::vector<std::vector<int>> strings_up_to(int length, int classes) {
    std::vector<std::vector<int>> out{{}};
    for (std::size_t i = 0; i < out.size(); ++i)
        if (static_cast<int>(out[i].size()) < length)
            for (int c = 0; c < classes; ++c) {
                out.push_back(out[i]);
                out.back().push_back(c);
            }
    return out;
}

double best_free_path(const Posterior& p, int from, int to) {
    double best = -std::numeric_limits<double>::infinity();
    every_path(p, from, to, [&](const std::vector<int>&, double log_p) { best = std::max(best, log_p); });
    return best;
}

TEST(ReaderScore, LikelihoodIsTheSumOfAllPathsThatSpellTheString) {
    std::mt19937 random(1);
    for (int round = 0; round < 12; ++round) {
        const Posterior p = random_posterior(5, 3, random);
        const auto truth = probability_of_strings(p, 0, 5);
        for (const std::vector<int>& string : strings_up_to(4, 3)) {
            const auto at = truth.find(string);
            const double got = std::exp(log_likelihood(p, string, 0, 5));
            EXPECT_NEAR(got, at == truth.end() ? 0 : at->second, 1e-9);
        }
    }
}

TEST(ReaderScore, LikelihoodsOfAllStringsSumToOne) {
    std::mt19937 random(2);
    const Posterior p = random_posterior(4, 3, random);
    double sum = 0;
    for (const std::vector<int>& string : strings_up_to(4, 3)) sum += std::exp(log_likelihood(p, string, 0, 4));
    EXPECT_NEAR(sum, 1, 1e-6);
}

TEST(ReaderScore, LikelihoodOfAPartLooksAtItsSlotsOnly) {
    std::mt19937 random(3);
    const Posterior p = random_posterior(6, 2, random);
    const auto truth = probability_of_strings(p, 2, 5);
    EXPECT_NEAR(std::exp(log_likelihood(p, std::vector<int>{0, 1}, 2, 5)), truth.at({0, 1}), 1e-9);
    EXPECT_EQ(log_likelihood(p, std::vector<int>{0, 0}, 2, 4), -std::numeric_limits<double>::infinity());
}

TEST(ReaderScore, AlignmentIsTheLikeliestPathOfTheString) {
    std::mt19937 random(4);
    for (int round = 0; round < 20; ++round) {
        const Posterior p = random_posterior(5, 3, random);
        const std::vector<int> string{round % 3, (round + round / 3) % 3};
        double best = -std::numeric_limits<double>::infinity();
        std::vector<int> best_path;
        every_path(p, 0, 5, [&](const std::vector<int>& path, double log_p) {
            if (spelt(path) == string && log_p > best) best = log_p, best_path = path;
        });
        const std::vector<Aligned> got = align_string(p, string, 0, 5);
        ASSERT_EQ(got.size(), 2u);
        std::vector<int> path(5, kBlank);
        for (std::size_t i = 0; i < 2; ++i)
            for (int t = got[i].first; t <= got[i].last; ++t) path[static_cast<std::size_t>(t)] = string[i];
        EXPECT_EQ(path, best_path);
    }
}

TEST(ReaderScore, TheBestPlaceIsTheOneWhoseLikeliestPathIsNearestToTheFreePath) {
    std::mt19937 random(5);
    for (int round = 0; round < 15; ++round) {
        const Posterior p = random_posterior(6, 3, random);
        const std::vector<int> string{round % 3, (round / 3) % 3};
        double best = -std::numeric_limits<double>::infinity();
        int best_from = 0, best_to = 0;
        for (int from = 0; from < 6; ++from)
            for (int to = from + 1; to <= 6; ++to) {
                const double free = best_free_path(p, from, to);
                every_path(p, from, to, [&](const std::vector<int>& path, double log_p) {
                    const double ratio = log_p - free;
                    if (spelt(path) == string && path.front() != kBlank && path.back() != kBlank &&
                        ratio > best + 1e-12)
                        best = ratio, best_from = from, best_to = to;
                });
            }
        const std::vector<Place> got = find_string(p, string);
        ASSERT_EQ(got.size(), 1u);
        EXPECT_EQ(got[0].from, best_from);
        EXPECT_EQ(got[0].to, best_to);
        EXPECT_NEAR(got[0].ratio, log_likelihood(p, string, best_from, best_to) - best_free_path(p, best_from, best_to),
                    1e-9);
        EXPECT_GE(got[0].ratio, best - 1e-9);
    }
}

TEST(ReaderScore, PlacesDoNotOverlapAndComeBestFirst) {
    std::mt19937 random(6);
    const Posterior p = random_posterior(30, 3, random);
    const std::vector<Place> places = find_string(p, std::vector<int>{1, 2}, 4);
    ASSERT_EQ(places.size(), 4u);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t k = i + 1; k < places.size(); ++k)
            EXPECT_TRUE(places[i].to <= places[k].from || places[k].to <= places[i].from);
    EXPECT_GE(places.front().ratio, places.back().ratio - 1);
}

TEST(ReaderScore, FreeReadingIsTheLikeliestStringNotTheLikeliestPath) {
    std::mt19937 random(7);
    for (int round = 0; round < 30; ++round) {
        const Posterior p = random_posterior(5, 3, random);
        const auto truth = probability_of_strings(p, 0, 5);
        std::vector<int> got;
        for (const Read& r : read_freely(p)) got.push_back(r.label);
        double most = 0;
        for (const auto& [string, probability] : truth) most = std::max(most, probability);
        // A beam is no full search: on slots as vague as these it may stop a little short.
        EXPECT_GE(truth.at(got), 0.8 * most) << round;
    }
}

TEST(ReaderScore, OneCharacterSeenInTwoSlotsIsReadOnce) {
    Posterior p;
    p.classes = 2;
    p.gate = {0, 0.55F, 0.55F, 0};
    p.row = {-1, 0, 1, -1};
    p.log_share = {std::log(0.9F), std::log(0.1F), std::log(0.4F), std::log(0.6F)};
    const std::vector<Read> read = read_freely(p);
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].label, 0);
}

TEST(ReaderScore, ChoicesAreWeighedByTheGateAndSumToOne) {
    Posterior p;
    p.classes = 2;
    p.gate = {0.75F, 0.25F};
    p.row = {0, 1};
    p.log_share = {std::log(0.8F), std::log(0.2F), std::log(0.4F), std::log(0.6F)};
    const std::vector<Choice> choices = choices_in(p, 0, 1, 5);
    ASSERT_EQ(choices.size(), 2u);
    EXPECT_NEAR(choices[0].p, 0.7F, 1e-6F);
    EXPECT_NEAR(choices[0].p + choices[1].p, 1, 1e-6F);
}

TEST(ReaderScore, TheFirstChoicesAreThoseOfTheWholeSum) {
    std::mt19937 random(8);
    for (int round = 0; round < 20; ++round) {
        const Posterior p = random_posterior(3, 40, random);
        std::vector<std::pair<double, int>> all;
        double total = 0;
        for (int c = 0; c < 40; ++c) {
            double sum = 0;
            for (int t = 0; t < 3; ++t)
                if (p.shares(t) != nullptr)
                    sum += static_cast<double>(p.gate[static_cast<std::size_t>(t)]) *
                           std::exp(static_cast<double>(p.shares(t)[c]));
            total += sum;
            all.emplace_back(-sum, c);
        }
        if (total == 0) continue;
        std::sort(all.begin(), all.end());
        const std::vector<Choice> got = choices_in(p, 0, 2, 8);
        ASSERT_EQ(got.size(), 8u);
        EXPECT_EQ(got[0].label, all[0].second);
        EXPECT_NEAR(static_cast<double>(got[0].p), -all[0].first / total, 1e-5);
    }
}

}  // namespace
}  // namespace mangping::ocr
