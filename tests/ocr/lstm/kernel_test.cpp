#include "ocr/lstm/kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "ocr/lstm/activation.hpp"

namespace mangping::ocr::lstm {
namespace {

Matrix random_matrix(int rows, int columns, std::mt19937& rng) {
    std::uniform_int_distribution<int> weight(-127, 127);
    std::uniform_real_distribution<float> scale(0.0001F, 0.001F);
    Matrix out;
    out.rows = rows;
    out.columns = columns;
    for (int i = 0; i < rows * columns; ++i) out.weights.push_back(static_cast<std::int8_t>(weight(rng)));
    for (int i = 0; i < rows; ++i) {
        out.bias.push_back(static_cast<std::int8_t>(weight(rng)));
        out.scale.push_back(scale(rng));
    }
    return out;
}

TEST(Kernel, GivesTheExactSumsOfTheMatrixForAnyNumberOfVectors) {
    std::mt19937 rng(4);
    std::uniform_int_distribution<int> value(-127, 127);
    for (const auto& [rows, columns] : {std::pair{16, 9}, {7, 81}, {224, 512}, {33, 161}})
        for (const int count : {1, 2, 3, 4, 7, 16}) {
            const Matrix matrix = random_matrix(rows, columns, rng);
            const Packed packed({&matrix});
            std::vector<std::int8_t> in(static_cast<std::size_t>(packed.input_stride() * count), 0);
            for (int v = 0; v < count; ++v)
                for (int c = 0; c < columns; ++c)
                    in[static_cast<std::size_t>(v * packed.input_stride() + c)] = static_cast<std::int8_t>(value(rng));
            std::vector<float> out(static_cast<std::size_t>(packed.output_stride() * count));
            packed.multiply(in.data(), count, out.data());
            for (int v = 0; v < count; ++v)
                for (int r = 0; r < rows; ++r) {
                    const auto row = static_cast<std::size_t>(r);
                    std::int64_t sum = 127 * matrix.bias[row];
                    for (int c = 0; c < columns; ++c)
                        sum += matrix.weights[row * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c)] *
                               in[static_cast<std::size_t>(v * packed.input_stride() + c)];
                    ASSERT_EQ(out[static_cast<std::size_t>(v * packed.output_stride() + r)],
                              static_cast<float>(sum) * matrix.scale[row]);
                }
        }
}

TEST(Kernel, HasOneAnswerWhetherTheMachineIsFastOrNot) {
    std::mt19937 rng(5);
    const Matrix a = random_matrix(24, 50, rng), b = random_matrix(24, 50, rng);
    const Packed packed({&a, &b});
    EXPECT_EQ(packed.rows(), 48);
    const int most = 20;
    // The extremes together: the products of two pairs must not leave 16 bits.
    std::vector<std::int8_t> in(static_cast<std::size_t>(packed.input_stride() * most), 0);
    for (std::size_t i = 0; i < in.size(); ++i)
        if (static_cast<int>(i) % packed.input_stride() < 50) in[i] = i % 3 == 0 ? -127 : 127;
    std::vector<float> plain(static_cast<std::size_t>(packed.output_stride() * most)), other = plain;
    packed.multiply_by(Packed::Kernel::plain, in.data(), most, plain.data());
    packed.multiply(in.data(), most, other.data());
    EXPECT_EQ(other, plain);
    for (const Packed::Kernel kernel : {Packed::Kernel::avx2, Packed::Kernel::vnni}) {
        if (!Packed::runs(kernel)) continue;
        for (const int count : {1, 2, 3, 4, 5, 6, 7, 8, 9, 20}) {
            std::fill(other.begin(), other.end(), 0.0F);
            packed.multiply_by(kernel, in.data(), count, other.data());
            const auto end = other.begin() + static_cast<std::ptrdiff_t>(packed.output_stride()) * count;
            EXPECT_TRUE(std::equal(other.begin(), end, plain.begin())) << static_cast<int>(kernel) << ' ' << count;
        }
    }
}

TEST(Activation, StepsCellsAsTheFormulaSays) {
    const int cells = 13;  // eight together and five alone
    std::vector<float> gates(4 * cells), state(cells), before;
    for (int i = 0; i < 4 * cells; ++i) gates[static_cast<std::size_t>(i)] = std::sin(static_cast<float>(i)) * 6;
    for (int i = 0; i < cells; ++i) state[static_cast<std::size_t>(i)] = std::cos(static_cast<float>(i)) * 3;
    before = state;
    std::vector<std::int8_t> out(cells);
    step_cells(gates.data(), cells, cells, state.data(), out.data());
    const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
    for (int i = 0; i < cells; ++i) {
        const auto at = [&](int gate) {
            return static_cast<double>(gates[static_cast<std::size_t>(gate * cells + i)]);
        };
        const double expected = static_cast<double>(before[static_cast<std::size_t>(i)]) * sigmoid(at(2)) +
                                std::tanh(at(0)) * sigmoid(at(1));
        EXPECT_NEAR(state[static_cast<std::size_t>(i)], expected, 1e-5);
        EXPECT_NEAR(out[static_cast<std::size_t>(i)], 127 * std::tanh(expected) * sigmoid(at(3)), 0.501);
    }
}

TEST(Activation, DoesNotDependOnWhereInTheRowAValueStands) {
    std::vector<float> many(9, 0.7317F);  // the ninth is computed alone
    std::vector<std::int8_t> out(9);
    tanh_to_integers(many.data(), 9, out.data());
    for (const std::int8_t v : out) EXPECT_EQ(v, std::lround(127 * std::tanh(0.7317)));
}

TEST(Activation, StepsACellAlikeWhereverItStands) {
    const int cells = 45;  // sixteen and eight together, five alone
    for (const float x : {-7.3F, -0.41F, 0.0F, 0.5001F, 3.77F, 90.0F}) {
        std::vector<float> gates(4 * cells), state(cells, 0.3F * x);
        for (int gate = 0; gate < 4; ++gate)
            std::fill_n(gates.begin() + gate * cells, cells, x * static_cast<float>(gate + 1) / 3);
        std::vector<std::int8_t> out(cells);
        step_cells(gates.data(), cells, cells, state.data(), out.data());
        for (int i = 0; i < cells; ++i) {
            EXPECT_EQ(state[static_cast<std::size_t>(i)], state.back()) << i;
            EXPECT_EQ(out[static_cast<std::size_t>(i)], out.back()) << i;
        }
    }
}

TEST(Activation, SoftmaxSumsToOneAndKeepsRatios) {
    float values[] = {1, 2, 3, -50};
    softmax(values, 4);
    EXPECT_NEAR(values[0] + values[1] + values[2] + values[3], 1, 1e-6);
    EXPECT_NEAR(values[2] / values[1], std::exp(1.0), 1e-4);
}

}  // namespace
}  // namespace mangping::ocr::lstm
