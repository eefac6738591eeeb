#include "ocr/lstm/kernel.hpp"

#include <cstddef>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mangping::ocr::lstm {
namespace {

constexpr int kTile = 8, kQuad = 4;
constexpr std::int32_t kOne = 127;  // the integer of an input of 1

struct Layout {
    const std::int8_t* weights;
    const std::int32_t* bias;
    const float* scale;
    int tiles, quads;
};

#if defined(__x86_64__)

/// Two tiles of outputs for `Vectors` vectors. |u| is multiplied as an unsigned byte by the weight with u's sign:
/// pairs stay below 2 * 127 * 127 and so within 16 bits.
template <int Vectors>
[[gnu::target("avx2")]] inline void two_tiles(const Layout& w, int tile, const std::int8_t* in, float* out) {
    const int stride_in = w.quads * kQuad, stride_out = w.tiles * kTile;
    const auto block = static_cast<std::ptrdiff_t>(w.quads) * kTile * kQuad;
    const std::int8_t* first = w.weights + tile * block;
    const std::int8_t* second = first + block;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum[Vectors][2];
    for (int v = 0; v < Vectors; ++v) {
        sum[v][0] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w.bias + tile * kTile));
        sum[v][1] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w.bias + (tile + 1) * kTile));
    }
    for (int q = 0; q < w.quads; ++q) {
        const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(first + q * kTile * kQuad));
        const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(second + q * kTile * kQuad));
        for (int v = 0; v < Vectors; ++v) {
            int four;
            std::memcpy(&four, in + v * stride_in + q * kQuad, sizeof four);
            const __m256i u = _mm256_set1_epi32(four), size = _mm256_abs_epi8(u);
            sum[v][0] = _mm256_add_epi32(sum[v][0],
                                         _mm256_madd_epi16(_mm256_maddubs_epi16(size, _mm256_sign_epi8(a, u)), ones));
            sum[v][1] = _mm256_add_epi32(sum[v][1],
                                         _mm256_madd_epi16(_mm256_maddubs_epi16(size, _mm256_sign_epi8(b, u)), ones));
        }
    }
    const __m256 scale_a = _mm256_loadu_ps(w.scale + tile * kTile);
    const __m256 scale_b = _mm256_loadu_ps(w.scale + (tile + 1) * kTile);
    for (int v = 0; v < Vectors; ++v) {
        float* to = out + v * stride_out + tile * kTile;
        _mm256_storeu_ps(to, _mm256_mul_ps(_mm256_cvtepi32_ps(sum[v][0]), scale_a));
        _mm256_storeu_ps(to + kTile, _mm256_mul_ps(_mm256_cvtepi32_ps(sum[v][1]), scale_b));
    }
}

[[gnu::target("avx2")]] void multiply_avx2(const Layout& w, const std::int8_t* in, int count, float* out) {
    const int stride_in = w.quads * kQuad, stride_out = w.tiles * kTile;
    for (int tile = 0; tile < w.tiles; tile += 2) {
        int v = 0;
        for (; v + 4 <= count; v += 4) two_tiles<4>(w, tile, in + v * stride_in, out + v * stride_out);
        if (count - v >= 2) {
            two_tiles<2>(w, tile, in + v * stride_in, out + v * stride_out);
            v += 2;
        }
        if (count - v == 1) two_tiles<1>(w, tile, in + v * stride_in, out + v * stride_out);
    }
}

#endif

}  // namespace

Packed::Packed(const std::vector<const Matrix*>& parts) {
    for (const Matrix* part : parts) rows_ += part->rows;
    columns_ = parts.front()->columns;
    tiles_ = (rows_ + 2 * kTile - 1) / (2 * kTile) * 2;  // an even number: the kernel takes two at once
    quads_ = (columns_ + kQuad - 1) / kQuad;
    weights_.assign(static_cast<std::size_t>(tiles_) * static_cast<std::size_t>(quads_) * kTile * kQuad, 0);
    bias_.assign(static_cast<std::size_t>(tiles_) * kTile, 0);
    scale_.assign(static_cast<std::size_t>(tiles_) * kTile, 0);
    std::size_t row = 0;
    for (const Matrix* part : parts)
        for (int r = 0; r < part->rows; ++r, ++row) {
            bias_[row] = kOne * part->bias[static_cast<std::size_t>(r)];
            scale_[row] = part->scale[static_cast<std::size_t>(r)];
            for (int c = 0; c < columns_; ++c)
                weights_[((row / kTile * static_cast<std::size_t>(quads_) + static_cast<std::size_t>(c / kQuad)) *
                              kTile +
                          row % kTile) *
                             kQuad +
                         static_cast<std::size_t>(c % kQuad)] =
                    part->weights[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) +
                                  static_cast<std::size_t>(c)];
        }
}

void Packed::multiply(const std::int8_t* in, int count, float* out) const {
#if defined(__x86_64__)
    static const bool fast = __builtin_cpu_supports("avx2");
    if (fast) return multiply_avx2({weights_.data(), bias_.data(), scale_.data(), tiles_, quads_}, in, count, out);
#endif
    multiply_plainly(in, count, out);
}

void Packed::multiply_plainly(const std::int8_t* in, int count, float* out) const {
    for (int v = 0; v < count; ++v)
        for (int row = 0; row < tiles_ * kTile; ++row) {
            std::int32_t sum = bias_[static_cast<std::size_t>(row)];
            const std::int8_t* block =
                weights_.data() + static_cast<std::ptrdiff_t>(row / kTile) * quads_ * kTile * kQuad;
            for (int c = 0; c < quads_ * kQuad; ++c)
                sum += block[(c / kQuad * kTile + row % kTile) * kQuad + c % kQuad] * in[v * quads_ * kQuad + c];
            out[v * tiles_ * kTile + row] = static_cast<float>(sum) * scale_[static_cast<std::size_t>(row)];
        }
}

}  // namespace mangping::ocr::lstm
