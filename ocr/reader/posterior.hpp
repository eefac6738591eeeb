// What the line reader saw: for every slot along a line the probability of nothing and of each character.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace mangping::ocr {

/// Slot t stands for the columns [t, t + 1) * slot_px of the line's picture. Probabilities follow CTC (Graves et al.
/// 2006): blank = 1 - gate, a class = gate * its share. Shares are only computed where the gate is not shut; elsewhere
/// they count as even, which is of no weight as the gate's probability is tiny there.
struct Posterior {
    int classes = 0;
    double slot_px = 4;            // in px of the picture the caller gave, so not whole
    std::vector<float> gate;       // per slot, probability that a character's middle stands there
    std::vector<int> row;          // per slot: index of its row of log_share, or -1
    std::vector<float> log_share;  // rows x classes: ln of the share of each class, given that there is one

    [[nodiscard]] int slots() const { return static_cast<int>(gate.size()); }
    [[nodiscard]] const float* shares(int slot) const {
        const int r = row[static_cast<std::size_t>(slot)];
        return r < 0 ? nullptr : log_share.data() + static_cast<std::size_t>(r) * static_cast<std::size_t>(classes);
    }
    [[nodiscard]] double log_blank(int slot) const { return std::log(1.0 - held(slot)); }
    [[nodiscard]] double log_class(int slot, int c) const {
        const float* s = shares(slot);
        return std::log(held(slot)) + (s == nullptr ? -std::log(static_cast<double>(classes)) : s[c]);
    }

private:
    /// No certainty is so great that one slot may rule out a string.
    [[nodiscard]] double held(int slot) const {
        constexpr double kLeast = 1e-6;
        const double g = gate[static_cast<std::size_t>(slot)];
        return g < kLeast ? kLeast : g > 1 - kLeast ? 1 - kLeast : g;
    }
};

}  // namespace mangping::ocr
