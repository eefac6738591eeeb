// Runs a line network over pictures of lines, several at once.
#pragma once

#include <span>
#include <vector>

#include "models/raster.hpp"
#include "ocr/lstm/kernel.hpp"
#include "ocr/lstm/traineddata.hpp"

namespace mangping::ocr::lstm {

/// What the network saw: for each step along the line the probability of each code. Step t looks at the picture's
/// columns [t * step_px, (t + 1) * step_px).
struct Posterior {
    int steps = 0, codes = 0;
    int step_px = 3;
    std::vector<float> p;  // steps x codes
    [[nodiscard]] const float* at(int step) const { return p.data() + static_cast<std::ptrdiff_t>(step) * codes; }
};

/// A line's picture as the network gets it: -127..127 from the line's darkest to its brightest points along the middle
/// row (quartiles of the minima and maxima there, as Tesseract takes them), with a border of one pixel of noise, always
/// the same; (height + 2) x (width + 2), row by row.
[[nodiscard]] std::vector<std::int8_t> network_input(const Raster& line);

/// Const and re-entrant: one for all threads.
class Network {
public:
    explicit Network(const Model& model);

    [[nodiscard]] int height() const { return height_; }
    /// `lines`: grey, dark on light, height() high, at least 3 wide. The same picture gives the same posterior whatever
    /// else is in the batch. Beyond its edges there is noise, always the same, as in Tesseract.
    [[nodiscard]] std::vector<Posterior> run(std::span<const Raster* const> lines) const;

private:
    struct Recurrent {
        explicit Recurrent(const LstmWeights& weights);
        Packed gates;
        int inputs = 0, cells = 0;
    };
    struct Sequence;  // int8 vectors along a line

    [[nodiscard]] Sequence columns_of(const Raster& line) const;
    static void along(const Recurrent& layer, std::vector<Sequence>& lines, bool backwards);
    [[nodiscard]] Posterior codes_of(const Sequence& line) const;

    int height_ = 0, pool_ = 3;
    Packed convolution_, output_;
    Recurrent column_, forward_, backward_, last_;
};

}  // namespace mangping::ocr::lstm
