#include "ocr/lstm/kernel.hpp"

#include <cstddef>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mangping::ocr::lstm {
namespace {

constexpr int kTile = 16, kHalf = 8, kQuad = 4;
constexpr std::int32_t kOne = 127;    // the integer of an input of 1
constexpr std::int32_t kShift = 128;  // makes a signed byte an unsigned one

struct Layout {
    const std::int8_t* weights;
    const std::int32_t* bias;
    const std::int32_t* shifted_bias;
    const float* scale;
    int tiles, quads;
};

#if defined(__x86_64__)

/// A tile of outputs for `Vectors` vectors. |u| is multiplied as an unsigned byte by the weight with u's sign: pairs
/// stay below 2 * 127 * 127 and so within 16 bits.
template <int Vectors>
[[gnu::target("avx2")]] inline void tile_avx2(const Layout& w, int tile, const std::int8_t* in, float* out) {
    const int stride_in = w.quads * kQuad, stride_out = w.tiles * kTile;
    const std::int8_t* weights = w.weights + static_cast<std::ptrdiff_t>(tile) * w.quads * kTile * kQuad;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum[Vectors][2];
    for (int v = 0; v < Vectors; ++v)
        for (int half = 0; half < 2; ++half)
            sum[v][half] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w.bias + tile * kTile + half * kHalf));
    for (int q = 0; q < w.quads; ++q) {
        const std::int8_t* here = weights + q * kTile * kQuad;
        const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(here));
        const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(here + kHalf * kQuad));
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
    for (int v = 0; v < Vectors; ++v)
        for (int half = 0; half < 2; ++half) {
            const int at = tile * kTile + half * kHalf;
            _mm256_storeu_ps(out + v * stride_out + at,
                             _mm256_mul_ps(_mm256_cvtepi32_ps(sum[v][half]), _mm256_loadu_ps(w.scale + at)));
        }
}

/// The same with products of four bytes in one instruction, which takes inputs as unsigned bytes: 128 is added to
/// each, and 128 times the weights' sum has been taken off the bias.
template <int Vectors>
[[gnu::target("avx512f,avx512bw,avx512vnni")]] inline void tile_vnni(const Layout& w, int tile, const std::int8_t* in,
                                                                     float* out) {
    const int stride_in = w.quads * kQuad, stride_out = w.tiles * kTile;
    const std::int8_t* weights = w.weights + static_cast<std::ptrdiff_t>(tile) * w.quads * kTile * kQuad;
    const __m512i shift = _mm512_set1_epi8(static_cast<char>(kShift));
    __m512i sum[Vectors];
    for (int v = 0; v < Vectors; ++v) sum[v] = _mm512_loadu_si512(w.shifted_bias + tile * kTile);
    for (int q = 0; q < w.quads; ++q) {
        const __m512i a = _mm512_loadu_si512(weights + q * kTile * kQuad);
        for (int v = 0; v < Vectors; ++v) {
            int four;
            std::memcpy(&four, in + v * stride_in + q * kQuad, sizeof four);
            sum[v] = _mm512_dpbusd_epi32(sum[v], _mm512_xor_si512(_mm512_set1_epi32(four), shift), a);
        }
    }
    const __m512 scale = _mm512_loadu_ps(w.scale + tile * kTile);
    for (int v = 0; v < Vectors; ++v)
        _mm512_storeu_ps(out + v * stride_out + tile * kTile, _mm512_mul_ps(_mm512_cvtepi32_ps(sum[v]), scale));
}

[[gnu::target("avx2")]] void multiply_avx2(const Layout& w, const std::int8_t* in, int count, float* out) {
    const int stride_in = w.quads * kQuad, stride_out = w.tiles * kTile;
    for (int tile = 0; tile < w.tiles; ++tile) {
        int v = 0;
        for (; v + 4 <= count; v += 4) tile_avx2<4>(w, tile, in + v * stride_in, out + v * stride_out);
        for (; v < count; ++v) tile_avx2<1>(w, tile, in + v * stride_in, out + v * stride_out);
    }
}

// Vectors at once: those of a 3 x 3 window of the convolution together.
constexpr int kMost = 9;

[[gnu::target("avx512f,avx512bw,avx512vnni")]] void multiply_vnni(const Layout& w, const std::int8_t* in, int count,
                                                                  float* out) {
    const int stride_in = w.quads * kQuad, stride_out = w.tiles * kTile;
    for (int tile = 0; tile < w.tiles; ++tile) {
        int v = 0;
        for (; v + kMost <= count; v += kMost) tile_vnni<kMost>(w, tile, in + v * stride_in, out + v * stride_out);
        const std::int8_t* rest = in + v * stride_in;
        float* to = out + v * stride_out;
        switch (count - v) {  // the weights pass by once for all that are left
            case 9:
                tile_vnni<9>(w, tile, rest, to);
                break;
            case 8:
                tile_vnni<8>(w, tile, rest, to);
                break;
            case 7:
                tile_vnni<7>(w, tile, rest, to);
                break;
            case 6:
                tile_vnni<6>(w, tile, rest, to);
                break;
            case 5:
                tile_vnni<5>(w, tile, rest, to);
                break;
            case 4:
                tile_vnni<4>(w, tile, rest, to);
                break;
            case 3:
                tile_vnni<3>(w, tile, rest, to);
                break;
            case 2:
                tile_vnni<2>(w, tile, rest, to);
                break;
            case 1:
                tile_vnni<1>(w, tile, rest, to);
                break;
            default:
                break;
        }
    }
}

#endif

}  // namespace

Packed::Packed(const std::vector<const Matrix*>& parts) {
    for (const Matrix* part : parts) rows_ += part->rows;
    columns_ = parts.front()->columns;
    tiles_ = (rows_ + kTile - 1) / kTile;
    quads_ = (columns_ + kQuad - 1) / kQuad;
    weights_.assign(static_cast<std::size_t>(tiles_) * static_cast<std::size_t>(quads_) * kTile * kQuad, 0);
    bias_.assign(static_cast<std::size_t>(tiles_) * kTile, 0);
    shifted_bias_ = bias_;
    scale_.assign(static_cast<std::size_t>(tiles_) * kTile, 0);
    std::size_t row = 0;
    for (const Matrix* part : parts)
        for (int r = 0; r < part->rows; ++r, ++row) {
            const std::int8_t* weights =
                part->weights.data() + static_cast<std::ptrdiff_t>(r) * static_cast<std::ptrdiff_t>(columns_);
            bias_[row] = kOne * part->bias[static_cast<std::size_t>(r)];
            scale_[row] = part->scale[static_cast<std::size_t>(r)];
            std::int32_t sum = 0;
            for (int c = 0; c < columns_; ++c) {
                const std::size_t quad =
                    row / kTile * static_cast<std::size_t>(quads_) + static_cast<std::size_t>(c) / kQuad;
                weights_[(quad * kTile + row % kTile) * kQuad + static_cast<std::size_t>(c) % kQuad] = weights[c];
                sum += weights[c];
            }
            shifted_bias_[row] = bias_[row] - kShift * sum;
        }
}

void Packed::multiply(const std::int8_t* in, int count, float* out) const {
#if defined(__x86_64__)
    if (runs(Kernel::vnni)) return multiply_by(Kernel::vnni, in, count, out);
    if (runs(Kernel::avx2)) return multiply_by(Kernel::avx2, in, count, out);
#endif
    multiply_by(Kernel::plain, in, count, out);
}

bool Packed::runs(Kernel kernel) {
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2");
    static const bool vnni = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni");
    if (kernel == Kernel::avx2) return avx2;
    if (kernel == Kernel::vnni) return vnni;
#endif
    return kernel == Kernel::plain;
}

void Packed::multiply_by(Kernel kernel, const std::int8_t* in, int count, float* out) const {
#if defined(__x86_64__)
    const Layout layout{weights_.data(), bias_.data(), shifted_bias_.data(), scale_.data(), tiles_, quads_};
    if (kernel == Kernel::vnni) return multiply_vnni(layout, in, count, out);
    if (kernel == Kernel::avx2) return multiply_avx2(layout, in, count, out);
#endif
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
