// Chance for generated pages: the same seed gives the same page on every machine. The standard library fixes the
// engine's numbers but not those of its distributions, so the distributions are written out here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <vector>

namespace mangping::synthetic {

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    [[nodiscard]] std::uint64_t bits() { return engine_(); }
    /// 0 <= result < n; n >= 1.
    [[nodiscard]] int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
    /// lo <= result <= hi.
    [[nodiscard]] int between(int lo, int hi) { return lo + below(hi - lo + 1); }
    /// [0, 1).
    [[nodiscard]] double unit() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
    [[nodiscard]] double uniform(double lo, double hi) { return lo + (hi - lo) * unit(); }
    [[nodiscard]] bool chance(double probability) { return unit() < probability; }
    /// Mean 0, standard deviation 1 (Box and Muller).
    [[nodiscard]] double normal();
    /// An independent stream: what is drawn from one does not shift the others.
    [[nodiscard]] Random fork(std::string_view purpose);

    template <class T, std::size_t N>
    [[nodiscard]] const T& pick(const T (&from)[N]) {
        return from[static_cast<std::size_t>(below(static_cast<int>(N)))];
    }
    template <class T>
    [[nodiscard]] const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }
    template <class T>
    [[nodiscard]] const T& pick(std::span<const T> from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace mangping::synthetic
