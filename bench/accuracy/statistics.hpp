// Rates with their uncertainty, quantiles, and rank correlation.
#pragma once

#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace mangping::bench {

/// 95 % interval of a rate of `hits` in `trials` after E. B. Wilson (1927); {0, 1} for no trials.
[[nodiscard]] std::pair<double, double> wilson(int hits, int trials);
/// "3 of 1000 = 0.30 % (0.10 … 0.88 %)".
[[nodiscard]] std::string rate(int hits, int trials);
/// The value that `share` of them lie below; 0 for none.
[[nodiscard]] double quantile(std::vector<double> values, double share);
[[nodiscard]] double mean(const std::vector<double>& values);
/// Spearman's rank correlation, ties given their mean rank; 0 for fewer than 3 pairs.
[[nodiscard]] double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

/// Processor time since `start`, which std::clock gave: what a page costs, however busy the machine is.
[[nodiscard]] double cpu_milliseconds(std::clock_t start);

}  // namespace mangping::bench
