#include "ocr/lstm/activation.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace mangping::ocr::lstm {
namespace {

constexpr float kStateClip = 100;
constexpr float kUnit = 127;

// e^x = 2^n * e^r with n = round(x / ln 2) and |r| <= ln 2 / 2; e^r by its Taylor polynomial of the sixth degree, off
// by less than 2e-7. The activations are rounded to 1/127 afterwards.
constexpr float kFarthest = 80, kLog2e = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
constexpr float kTaylor[] = {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F};

float exponential(float x) {
    x = std::min(std::max(x, -kFarthest), kFarthest);
    const float n = std::nearbyint(x * kLog2e);
    const float r = (x - n * kLn2High) - n * kLn2Low;
    float p = kTaylor[0];
    for (int i = 1; i < 7; ++i) p = p * r + kTaylor[i];
    const std::int32_t bits = (static_cast<std::int32_t>(n) + 127) << 23;
    float power;
    std::memcpy(&power, &bits, sizeof power);
    return p * power;
}

float sigmoid(float x) { return 1 / (1 + exponential(-x)); }
float hyperbolic(float x) { return 2 / (1 + exponential(-2 * x)) - 1; }

std::int8_t integer(float x) {
    return static_cast<std::int8_t>(std::nearbyint(std::min(std::max(x * kUnit, -kUnit), kUnit)));
}

void step_plainly(const float* gates, int stride, int from, int cells, float* state, std::int8_t* output) {
    for (int i = from; i < cells; ++i) {
        float s = state[i] * sigmoid(gates[2 * stride + i]);
        s = s + hyperbolic(gates[i]) * sigmoid(gates[stride + i]);
        s = std::min(std::max(s, -kStateClip), kStateClip);
        state[i] = s;
        output[i] = integer(hyperbolic(s) * sigmoid(gates[3 * stride + i]));
    }
}

#if defined(__x86_64__)

[[gnu::target("avx2")]] inline __m256 exponential8(__m256 x) {
    x = _mm256_min_ps(_mm256_max_ps(x, _mm256_set1_ps(-kFarthest)), _mm256_set1_ps(kFarthest));
    const __m256 n =
        _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(kLog2e)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    const __m256 r = _mm256_sub_ps(_mm256_sub_ps(x, _mm256_mul_ps(n, _mm256_set1_ps(kLn2High))),
                                   _mm256_mul_ps(n, _mm256_set1_ps(kLn2Low)));
    __m256 p = _mm256_set1_ps(kTaylor[0]);
    for (int i = 1; i < 7; ++i) p = _mm256_add_ps(_mm256_mul_ps(p, r), _mm256_set1_ps(kTaylor[i]));
    const __m256i bits = _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n), _mm256_set1_epi32(127)), 23);
    return _mm256_mul_ps(p, _mm256_castsi256_ps(bits));
}

[[gnu::target("avx2")]] inline __m256 sigmoid8(__m256 x) {
    const __m256 one = _mm256_set1_ps(1);
    return _mm256_div_ps(one, _mm256_add_ps(one, exponential8(_mm256_sub_ps(_mm256_setzero_ps(), x))));
}

[[gnu::target("avx2")]] inline __m256 hyperbolic8(__m256 x) {
    const __m256 one = _mm256_set1_ps(1), two = _mm256_set1_ps(2);
    const __m256 e = exponential8(_mm256_mul_ps(_mm256_set1_ps(-2), x));
    return _mm256_sub_ps(_mm256_div_ps(two, _mm256_add_ps(one, e)), one);
}

/// Eight integers as bytes.
[[gnu::target("avx2")]] inline void store8(__m256 x, std::int8_t* to) {
    const __m256 unit = _mm256_set1_ps(kUnit);
    x = _mm256_min_ps(_mm256_max_ps(_mm256_mul_ps(x, unit), _mm256_set1_ps(-kUnit)), unit);
    const __m256i wide = _mm256_cvtps_epi32(x);
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(wide), _mm256_extracti128_si256(wide, 1));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packs_epi16(words, words));
}

[[gnu::target("avx2")]] int step_avx2(const float* gates, int stride, int cells, float* state, std::int8_t* output) {
    int i = 0;
    for (; i + 8 <= cells; i += 8) {
        __m256 s = _mm256_mul_ps(_mm256_loadu_ps(state + i), sigmoid8(_mm256_loadu_ps(gates + 2 * stride + i)));
        s = _mm256_add_ps(
            s, _mm256_mul_ps(hyperbolic8(_mm256_loadu_ps(gates + i)), sigmoid8(_mm256_loadu_ps(gates + stride + i))));
        s = _mm256_min_ps(_mm256_max_ps(s, _mm256_set1_ps(-kStateClip)), _mm256_set1_ps(kStateClip));
        _mm256_storeu_ps(state + i, s);
        store8(_mm256_mul_ps(hyperbolic8(s), sigmoid8(_mm256_loadu_ps(gates + 3 * stride + i))), output + i);
    }
    return i;
}

[[gnu::target("avx2")]] int tanh_avx2(const float* in, int count, std::int8_t* out) {
    int i = 0;
    for (; i + 8 <= count; i += 8) store8(hyperbolic8(_mm256_loadu_ps(in + i)), out + i);
    return i;
}

// Sixteen at once, operation by operation the same: the file is compiled without contraction to fused ones.
#define MANGPING_AVX512 [[gnu::target("avx512f,avx512bw")]]

MANGPING_AVX512 inline __m512 exponential16(__m512 x) {
    x = _mm512_min_ps(_mm512_max_ps(x, _mm512_set1_ps(-kFarthest)), _mm512_set1_ps(kFarthest));
    const __m512 n = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(kLog2e)), _MM_FROUND_TO_NEAREST_INT);
    const __m512 r = _mm512_sub_ps(_mm512_sub_ps(x, _mm512_mul_ps(n, _mm512_set1_ps(kLn2High))),
                                   _mm512_mul_ps(n, _mm512_set1_ps(kLn2Low)));
    __m512 p = _mm512_set1_ps(kTaylor[0]);
    for (int i = 1; i < 7; ++i) p = _mm512_add_ps(_mm512_mul_ps(p, r), _mm512_set1_ps(kTaylor[i]));
    const __m512i bits = _mm512_slli_epi32(_mm512_add_epi32(_mm512_cvtps_epi32(n), _mm512_set1_epi32(127)), 23);
    return _mm512_mul_ps(p, _mm512_castsi512_ps(bits));
}

MANGPING_AVX512 inline __m512 sigmoid16(__m512 x) {
    const __m512 one = _mm512_set1_ps(1);
    return _mm512_div_ps(one, _mm512_add_ps(one, exponential16(_mm512_sub_ps(_mm512_setzero_ps(), x))));
}

MANGPING_AVX512 inline __m512 hyperbolic16(__m512 x) {
    const __m512 one = _mm512_set1_ps(1), two = _mm512_set1_ps(2);
    const __m512 e = exponential16(_mm512_mul_ps(_mm512_set1_ps(-2), x));
    return _mm512_sub_ps(_mm512_div_ps(two, _mm512_add_ps(one, e)), one);
}

/// Sixteen integers as bytes.
MANGPING_AVX512 inline void store16(__m512 x, std::int8_t* to) {
    const __m512 unit = _mm512_set1_ps(kUnit);
    x = _mm512_min_ps(_mm512_max_ps(_mm512_mul_ps(x, unit), _mm512_set1_ps(-kUnit)), unit);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(x)));
}

MANGPING_AVX512 int step_avx512(const float* gates, int stride, int cells, float* state, std::int8_t* output) {
    int i = 0;
    for (; i + 16 <= cells; i += 16) {
        __m512 s = _mm512_mul_ps(_mm512_loadu_ps(state + i), sigmoid16(_mm512_loadu_ps(gates + 2 * stride + i)));
        s = _mm512_add_ps(
            s, _mm512_mul_ps(hyperbolic16(_mm512_loadu_ps(gates + i)), sigmoid16(_mm512_loadu_ps(gates + stride + i))));
        s = _mm512_min_ps(_mm512_max_ps(s, _mm512_set1_ps(-kStateClip)), _mm512_set1_ps(kStateClip));
        _mm512_storeu_ps(state + i, s);
        store16(_mm512_mul_ps(hyperbolic16(s), sigmoid16(_mm512_loadu_ps(gates + 3 * stride + i))), output + i);
    }
    return i;
}

bool fast() {
    static const bool has = __builtin_cpu_supports("avx2");
    return has;
}

bool faster() {
    static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
    return has;
}

#endif

}  // namespace

void step_cells(const float* gates, int stride, int cells, float* state, std::int8_t* output) {
    int done = 0;
#if defined(__x86_64__)
    if (faster()) done = step_avx512(gates, stride, cells, state, output);
    if (fast()) done += step_avx2(gates + done, stride, cells - done, state + done, output + done);
#endif
    step_plainly(gates, stride, done, cells, state, output);
}

void tanh_to_integers(const float* in, int count, std::int8_t* out) {
    int i = 0;
#if defined(__x86_64__)
    if (fast()) i = tanh_avx2(in, count, out);
#endif
    for (; i < count; ++i) out[i] = integer(hyperbolic(in[i]));
}

void softmax(float* values, int count) {
    const float most = *std::max_element(values, values + count);
    float sum = 0;
    for (int i = 0; i < count; ++i) sum += values[i] = exponential(values[i] - most);
    for (int i = 0; i < count; ++i) values[i] /= sum;
}

}  // namespace mangping::ocr::lstm
