// Random choices that are the same on every machine: the standard distributions differ between libraries, this does
// not.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mangping::synthetic {

/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and every seed is a good one.
class Rng {
public:
    explicit Rng(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    double between(double lo, double hi) { return lo + (hi - lo) * unit(); }
    /// In [lo, hi], both included.
    int whole(int lo, int hi) { return lo + static_cast<int>(next() % static_cast<std::uint64_t>(hi - lo + 1)); }
    bool chance(double p) { return unit() < p; }
    /// Mean 0, standard deviation 1 (Box and Muller).
    double normal() {
        const double u = 1 - unit();
        return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * unit());
    }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[next() % from.size()];
    }
    template <class T, std::size_t N>
    const T& pick(const T (&from)[N]) {
        return from[next() % N];
    }
    template <class T>
    const T& pick(std::span<const T> from) {
        return from[next() % from.size()];
    }
    std::string pick(std::initializer_list<const char*> from) { return *(from.begin() + next() % from.size()); }
    /// n decimal digits.
    std::string digits(int n) {
        std::string s;
        for (int i = 0; i < n; ++i) s += static_cast<char>('0' + whole(0, 9));
        return s;
    }
    /// A generator of its own for a part, so that one part's draws do not shift another's.
    Rng fork(std::uint64_t salt) { return Rng(next() ^ (salt * 0xD1342543DE82EF95ull)); }
    Rng fork(std::string_view purpose) {
        std::uint64_t salt = 1469598103934665603ull;
        for (const char c : purpose) salt = (salt ^ static_cast<unsigned char>(c)) * 1099511628211ull;
        return fork(salt);
    }

private:
    std::uint64_t state_;
};

}  // namespace mangping::synthetic
