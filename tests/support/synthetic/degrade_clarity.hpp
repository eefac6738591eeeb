// What a person would say of a line of text, from the physics at the line.
//
// Each way of going wrong has a severity: 1 where reading takes effort, 2 where a person gives up. Below 1 it still
// counts a little when several come together (4-norm). The knees come from the table of blur against character error
// (one knee at sigma = 0.08 em for all sizes), from reading degraded pages of this generator, and from the sizes below
// which Han strokes merge.
#pragma once

#include <string>
#include <vector>

namespace mangping::synthetic {

/// At one place of one line, in the final picture's pixels and grey levels.
struct LocalPhysics {
    double em_px = 0;
    double sigma_px = 0;          // all blur together
    double ink = 0, paper = 255;  // levels after tone, light and glare
    double noise_sd = 0;
    double glare = 0;  // share of white light over the text, 0 … 1
    double light = 1;  // share of light that arrives
    double moire = 0;  // amplitude, grey levels
    double toner_loss = 0;
    double salt_pepper = 0;  // share of pixels
    double cut_em = 0;       // how much of the line's height or width lies outside the picture, in em
    int jpeg_quality = 100;
    bool bilevel = false;
};

struct Legibility {
    double severity = 0;               // >= 1 marginal, >= 2 illegible
    std::vector<std::string> reasons;  // of the report schema; those that reach 1, or the strongest ones together
};

[[nodiscard]] Legibility judge(const LocalPhysics& at);
/// clear, marginal or illegible.
[[nodiscard]] std::string verdict_of(double severity);

}  // namespace mangping::synthetic
