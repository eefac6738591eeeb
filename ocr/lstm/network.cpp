#include "ocr/lstm/network.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include "ocr/lstm/activation.hpp"

namespace mangping::ocr::lstm {
namespace {

// Lines that go through a layer together: their gates' values stay in the second cache.
constexpr std::size_t kTogether = 18;
// Vectors of a layer without recurrence that are multiplied at once.
constexpr int kBlock = 64;
constexpr int kWindow = 9;  // inputs of the convolution

/// Grey levels counted; `level(share)` as Tesseract's STATS::ile, which the networks were taught with.
class Levels {
public:
    void add(int level) {
        ++count_[static_cast<std::size_t>(level)];
        ++total_;
    }
    [[nodiscard]] double level(double share, int when_empty) const {
        if (total_ == 0) return share < 0.5 ? when_empty : when_empty + (when_empty > 0 ? 1 : 0);
        const double target = std::clamp(share * total_, 1.0, static_cast<double>(total_));
        int sum = 0;
        std::size_t i = 0;
        while (i < count_.size() && sum < target) sum += count_[i++];
        return static_cast<double>(i) - (sum - target) / count_[i - 1];
    }

private:
    std::array<int, 256> count_{};
    int total_ = 0;
};

/// The grey level that becomes -1 and half the range up to +1: quartiles of the darkest and brightest points along the
/// middle row.
struct Contrast {
    float black = 0, half = 127.5F;
};

Contrast contrast_of(const Raster& line) {
    Levels dark, bright;
    const std::uint8_t* row = line.pixels.data() + static_cast<std::ptrdiff_t>(line.height / 2) * line.width;
    for (int x = 1; x + 1 < line.width; ++x) {
        const int before = row[x - 1], here = row[x], after = row[x + 1];
        if ((here < before && here <= after) || (here <= before && here < after)) dark.add(here);
        if ((here > before && here >= after) || (here >= before && here > after)) bright.add(here);
    }
    const double black = dark.level(0.25, 0), white = bright.level(0.75, 255);
    const double half = (white - black) / 2;
    return {static_cast<float>(black), half > 0 ? static_cast<float>(half) : 1.0F};
}

/// Even noise, the same for every picture (Knuth's multiplier for 64 bits).
class Noise {
public:
    std::int8_t next() {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::int8_t>(static_cast<int>((state_ >> 33U) % 255) - 127);
    }

private:
    std::uint64_t state_ = 1;
};

std::vector<const Matrix*> stacked(const LstmWeights& w) {
    return {&w.gates[0], &w.gates[1], &w.gates[2], &w.gates[3]};
}

}  // namespace

// The networks were taught with noise beyond the edges, and read marks into an even border.
std::vector<std::int8_t> network_input(const Raster& line) {
    const Contrast c = contrast_of(line);
    std::array<std::int8_t, 256> of{};
    for (int g = 0; g < 256; ++g)
        of[static_cast<std::size_t>(g)] = static_cast<std::int8_t>(
            std::clamp(std::lround(128 * ((static_cast<float>(g) - c.black) / c.half - 1)), -127L, 127L));
    const std::size_t stride = static_cast<std::size_t>(line.width) + 2;
    std::vector<std::int8_t> out(stride * (static_cast<std::size_t>(line.height) + 2));
    Noise noise;
    for (std::int8_t& v : out) v = noise.next();
    for (int y = 0; y < line.height; ++y)
        for (int x = 0; x < line.width; ++x)
            out[(static_cast<std::size_t>(y) + 1) * stride + static_cast<std::size_t>(x) + 1] =
                of[line.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(line.width) +
                               static_cast<std::size_t>(x)]];
    return out;
}

struct Network::Sequence {
    int steps = 0, size = 0;
    std::vector<std::int8_t> values;  // steps x size
    [[nodiscard]] std::int8_t* at(int step) { return values.data() + static_cast<std::ptrdiff_t>(step) * size; }
    [[nodiscard]] const std::int8_t* at(int step) const {
        return values.data() + static_cast<std::ptrdiff_t>(step) * size;
    }
};

Network::Recurrent::Recurrent(const LstmWeights& weights)
    : gates(stacked(weights)), inputs(weights.inputs), cells(weights.cells) {}

Network::Network(const Model& model)
    : height_(model.height),
      pool_(model.pool),
      convolution_({&model.convolution}),
      output_({&model.output}),
      column_(model.column),
      forward_(model.forward),
      backward_(model.backward),
      last_(model.last) {}

/// Convolution, maximum and the vertical LSTM. The maximum is taken before tanh, which keeps the order.
Network::Sequence Network::columns_of(const Raster& line) const {
    const std::vector<std::int8_t> picture = network_input(line);
    const std::size_t row = static_cast<std::size_t>(line.width) + 2;
    const int steps = line.width / pool_, rows = height_ / pool_, features = convolution_.rows();
    const int in_stride = convolution_.input_stride(), out_stride = convolution_.output_stride();
    const int window = pool_ * pool_;
    std::vector<std::int8_t> in(static_cast<std::size_t>(window * in_stride), 0);
    std::vector<float> out(static_cast<std::size_t>(window * out_stride));
    const Recurrent& down = column_;
    const int stride = down.gates.input_stride(), gate_stride = down.gates.output_stride();
    std::vector<std::int8_t> vectors(static_cast<std::size_t>(steps) * static_cast<std::size_t>(stride), 0);
    std::vector<float> gates(static_cast<std::size_t>(kBlock * gate_stride));
    std::vector<float> state(static_cast<std::size_t>(steps * down.cells), 0);
    for (int y = 0; y < rows; ++y) {
        for (int t = 0; t < steps; ++t) {
            for (int k = 0; k < window; ++k) {
                const int px = t * pool_ + k % pool_, py = y * pool_ + k / pool_;
                const std::int8_t* corner = picture.data() + static_cast<std::size_t>(py) * row + px;
                for (int c = 0; c < kWindow; ++c)
                    in[static_cast<std::size_t>(k * in_stride + c)] =
                        corner[static_cast<std::size_t>(c % 3) * row + static_cast<std::size_t>(c / 3)];
            }
            convolution_.multiply(in.data(), window, out.data());
            for (int k = 1; k < window; ++k)
                for (int f = 0; f < features; ++f)
                    out[static_cast<std::size_t>(f)] =
                        std::max(out[static_cast<std::size_t>(f)], out[static_cast<std::size_t>(k * out_stride + f)]);
            tanh_to_integers(out.data(), features, vectors.data() + static_cast<std::ptrdiff_t>(t) * stride);
        }
        for (int from = 0; from < steps; from += kBlock) {
            const int count = std::min(kBlock, steps - from);
            down.gates.multiply(vectors.data() + static_cast<std::ptrdiff_t>(from) * stride, count, gates.data());
            for (int v = 0; v < count; ++v)
                step_cells(gates.data() + static_cast<std::ptrdiff_t>(v) * gate_stride, down.cells, down.cells,
                           state.data() + static_cast<std::ptrdiff_t>(from + v) * down.cells,
                           vectors.data() + static_cast<std::ptrdiff_t>(from + v) * stride + down.inputs);
        }
    }
    Sequence columns{steps, down.cells, std::vector<std::int8_t>(static_cast<std::size_t>(steps * down.cells))};
    for (int t = 0; t < steps; ++t)
        std::memcpy(columns.at(t), vectors.data() + static_cast<std::ptrdiff_t>(t) * stride + down.inputs,
                    static_cast<std::size_t>(down.cells));
    return columns;
}

/// An LSTM along lines, longest first: step by step for all that are not over yet.
void Network::along(const Recurrent& layer, std::vector<Sequence>& lines, bool backwards) {
    const int stride = layer.gates.input_stride(), gate_stride = layer.gates.output_stride();
    for (std::size_t begin = 0; begin < lines.size(); begin += kTogether) {
        const std::size_t together = std::min(kTogether, lines.size() - begin);
        const std::span<Sequence> batch(lines.data() + begin, together);
        std::vector<Sequence> out;
        for (const Sequence& line : batch)
            out.push_back({line.steps, layer.cells,
                           std::vector<std::int8_t>(static_cast<std::size_t>(line.steps * layer.cells))});
        std::vector<std::int8_t> vectors(together * static_cast<std::size_t>(stride), 0);
        std::vector<float> gates(together * static_cast<std::size_t>(gate_stride));
        std::vector<float> state(together * static_cast<std::size_t>(layer.cells), 0);
        std::size_t active = together;
        for (int s = 0; s < batch.front().steps; ++s) {
            while (batch[active - 1].steps <= s) --active;
            for (std::size_t i = 0; i < active; ++i) {
                const int t = backwards ? batch[i].steps - 1 - s : s;
                std::memcpy(vectors.data() + i * static_cast<std::size_t>(stride), batch[i].at(t),
                            static_cast<std::size_t>(layer.inputs));
            }
            layer.gates.multiply(vectors.data(), static_cast<int>(active), gates.data());
            for (std::size_t i = 0; i < active; ++i) {
                const int t = backwards ? batch[i].steps - 1 - s : s;
                std::int8_t* own = vectors.data() + i * static_cast<std::size_t>(stride) + layer.inputs;
                step_cells(gates.data() + i * static_cast<std::size_t>(gate_stride), layer.cells, layer.cells,
                           state.data() + i * static_cast<std::size_t>(layer.cells), own);
                std::memcpy(out[i].at(t), own, static_cast<std::size_t>(layer.cells));
            }
        }
        std::move(out.begin(), out.end(), batch.begin());
    }
}

Posterior Network::codes_of(const Sequence& line) const {
    Posterior out;
    out.steps = line.steps;
    out.codes = output_.rows();
    out.step_px = pool_;
    out.p.resize(static_cast<std::size_t>(out.steps) * static_cast<std::size_t>(out.codes));
    const int stride = output_.output_stride();
    std::vector<float> block(static_cast<std::size_t>(kBlock * stride));
    for (int from = 0; from < line.steps; from += kBlock) {
        const int count = std::min(kBlock, line.steps - from);
        output_.multiply(line.at(from), count, block.data());
        for (int v = 0; v < count; ++v) {
            float* row = block.data() + static_cast<std::ptrdiff_t>(v) * stride;
            softmax(row, out.codes);
            std::copy(row, row + out.codes, out.p.begin() + static_cast<std::ptrdiff_t>(from + v) * out.codes);
        }
    }
    return out;
}

std::vector<Posterior> Network::run(std::span<const Raster* const> lines) const {
    std::vector<std::size_t> order(lines.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return lines[a]->width > lines[b]->width; });
    std::vector<Sequence> sequences;
    for (const std::size_t i : order) sequences.push_back(columns_of(*lines[i]));
    along(forward_, sequences, false);
    along(backward_, sequences, true);
    along(last_, sequences, false);
    std::vector<Posterior> out(lines.size());
    for (std::size_t k = 0; k < order.size(); ++k) out[order[k]] = codes_of(sequences[k]);
    return out;
}

}  // namespace mangping::ocr::lstm
