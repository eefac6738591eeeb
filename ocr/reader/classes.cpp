// A product of a few rows with a matrix of 7000: the matrix passes the cache once for four rows at a time.
#include "ocr/reader/classes.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::ocr {
namespace {

constexpr int kRows = 4, kLanes = 8;

// The compiler makes one version for machines with AVX2 and one for all others, and chooses when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__)
#define MANGPING_TWO_VERSIONS __attribute__((target_clones("arch=haswell", "default")))
#else
#define MANGPING_TWO_VERSIONS
#endif

/// out[r] = bias + weights . in[r] for four rows; `n` is a multiple of kLanes.
MANGPING_TWO_VERSIONS void four_products(const float* weights, const float* in, int n, float bias, float* out) {
    float sums[kRows][kLanes] = {};
    for (int k = 0; k < n; k += kLanes)
        for (int r = 0; r < kRows; ++r)
            for (int lane = 0; lane < kLanes; ++lane)
                sums[r][lane] += weights[k + lane] * in[static_cast<std::ptrdiff_t>(r) * n + k + lane];
    for (int r = 0; r < kRows; ++r) {
        float sum = bias;
        for (int lane = 0; lane < kLanes; ++lane) sum += sums[r][lane];
        out[r] = sum;
    }
}

void to_log_shares(float* row, int n) {
    const float most = *std::max_element(row, row + n);
    double sum = 0;
    for (int c = 0; c < n; ++c) sum += std::exp(row[c] - most);
    const float total = most + static_cast<float>(std::log(sum));
    for (int c = 0; c < n; ++c) row[c] -= total;
}

}  // namespace

std::vector<float> log_shares(const ReaderModel& model, const std::vector<float>& features) {
    const int n = model.features, classes = static_cast<int>(model.charset.size());
    const int rows = static_cast<int>(features.size()) / n;
    std::vector<float> out(static_cast<std::size_t>(rows) * static_cast<std::size_t>(classes));
    std::vector<float> block(static_cast<std::size_t>(kRows) * static_cast<std::size_t>(n));
    for (int first = 0; first < rows; first += kRows) {
        const int count = std::min(kRows, rows - first);
        std::fill(block.begin(), block.end(), 0.0F);
        std::copy_n(features.begin() + static_cast<std::ptrdiff_t>(first) * n, static_cast<std::ptrdiff_t>(count) * n,
                    block.begin());
        for (int c = 0; c < classes; ++c) {
            float four[kRows];
            four_products(model.class_rows.data() + static_cast<std::ptrdiff_t>(c) * n, block.data(), n,
                          model.class_bias[static_cast<std::size_t>(c)], four);
            for (int r = 0; r < count; ++r)
                out[static_cast<std::size_t>(first + r) * static_cast<std::size_t>(classes) +
                    static_cast<std::size_t>(c)] = four[r];
        }
    }
    for (int r = 0; r < rows; ++r) to_log_shares(out.data() + static_cast<std::ptrdiff_t>(r) * classes, classes);
    return out;
}

}  // namespace mangping::ocr
