// Products of small-integer matrices with many vectors at once. The weights of a layer of the last LSTM take 1.2 MB:
// with one vector at a time their way from memory is most of the time, with eight lines' vectors it is hidden.
#pragma once

#include <cstdint>
#include <vector>

#include "ocr/lstm/traineddata.hpp"

namespace mangping::ocr::lstm {

/// Matrices of equal width stacked and laid out for the kernel: tiles of 16 outputs, four inputs of each together.
class Packed {
public:
    Packed() = default;
    /// Stacks the rows of all `parts`; all have the same number of columns.
    explicit Packed(const std::vector<const Matrix*>& parts);

    [[nodiscard]] int rows() const { return rows_; }
    [[nodiscard]] int columns() const { return columns_; }
    /// Bytes between the input vectors that `multiply` takes: columns() rounded up.
    [[nodiscard]] int input_stride() const { return quads_ * 4; }
    /// Floats between the output vectors: rows() rounded up.
    [[nodiscard]] int output_stride() const { return tiles_ * 16; }

    /// out[v] = scale * (weights * in[v] + 127 * bias) for `count` vectors. Inputs are -127..127; what follows
    /// columns() up to input_stride() must be zero.
    void multiply(const std::int8_t* in, int count, float* out) const;

    /// The ways to do it; all give the same bits. `multiply` takes the fastest that this machine runs.
    enum class Kernel { plain, avx2, vnni };
    [[nodiscard]] static bool runs(Kernel kernel);
    /// `kernel` must be one that runs here.
    void multiply_by(Kernel kernel, const std::int8_t* in, int count, float* out) const;

private:
    int rows_ = 0, columns_ = 0, tiles_ = 0, quads_ = 0;
    std::vector<std::int8_t> weights_;        // [tile][quad][16 outputs][4 inputs]
    std::vector<std::int32_t> bias_;          // 127 * bias, by output
    std::vector<std::int32_t> shifted_bias_;  // the same less 128 times the sum of the output's weights
    std::vector<float> scale_;
};

}  // namespace mangping::ocr::lstm
