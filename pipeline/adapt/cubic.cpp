// Bicubic interpolation is a sum of sixteen pixels by sixteen weights. OpenCV keeps the weights as whole numbers of
// 1/32768 for 32 x 32 places between pixels, and its sums are whole as well: in whatever order they are added, the
// result is the same. Here the products of two rows are taken together for all channels of four pixels.
#include "pipeline/adapt/cubic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::adapt {
namespace {

// OpenCV's fixed point: places in 1/32 px, found in 1/1024 px, and weights in 1/32768.
constexpr int kPlaceBits = 5, kPlaces = 1 << kPlaceBits, kFineBits = 10, kWeightBits = 15, kOne = 1 << kWeightBits;
constexpr std::size_t kTaps = 16;  // 4 x 4

using Weights = std::array<short, kTaps>;

/// As OpenCV's interpolateCubic.
std::array<float, 4> cubic(float x) {
    constexpr float a = -0.75F;
    std::array<float, 4> c{};
    c[0] = ((a * (x + 1) - 5 * a) * (x + 1) + 8 * a) * (x + 1) - 4 * a;
    c[1] = ((a + 2) * x - (a + 3)) * x * x + 1;
    c[2] = ((a + 2) * (1 - x) - (a + 3)) * (1 - x) * (1 - x) + 1;
    c[3] = 1.F - c[0] - c[1] - c[2];
    return c;
}

/// As OpenCV's initInterTab2D: what rounding leaves over goes to one of the four middle weights.
Weights weights_at(const std::array<float, 4>& down, const std::array<float, 4>& along) {
    Weights out{};
    int sum = 0;
    for (std::size_t y = 0; y < 4; ++y)
        for (std::size_t x = 0; x < 4; ++x) {
            const float v = down[y] * along[x];
            sum += out[4 * y + x] = cv::saturate_cast<short>(v * kOne);
        }
    if (sum == kOne) return out;
    std::size_t most = 10, least = 10;
    for (const std::size_t i : {10, 11, 14, 15}) {  // OpenCV looks at these four
        if (out[i] < out[least])
            least = i;
        else if (out[i] > out[most])
            most = i;
    }
    const std::size_t at = sum < kOne ? most : least;
    out[at] = static_cast<short>(out[at] - (sum - kOne));
    return out;
}

/// The weights of all places, and the same laid out for colour: of rows 0 and 1, then of 2 and 3, a pair for each
/// channel of each of four pixels.
struct Table {
    std::array<Weights, kPlaces * kPlaces> plain{};
    std::array<std::array<short, 48>, kPlaces * kPlaces> paired{};

    Table() {
        std::array<std::array<float, 4>, kPlaces> one;
        for (std::size_t i = 0; i < kPlaces; ++i) one[i] = cubic(static_cast<float>(i) * (1.F / kPlaces));
        for (std::size_t i = 0; i < plain.size(); ++i) {
            plain[i] = weights_at(one[i / kPlaces], one[i % kPlaces]);
            for (std::size_t pair = 0; pair < 2; ++pair)
                for (std::size_t lane = 0; lane < 12; ++lane)
                    for (std::size_t row = 0; row < 2; ++row)
                        paired[i][24 * pair + 2 * lane + row] = plain[i][4 * (2 * pair + row) + lane / 3];
        }
    }
};

const Table& table() {
    static const Table it;
    return it;
}

int rounded(int sum) { return std::clamp((sum + (1 << (kWeightBits - 1))) >> kWeightBits, 0, 255); }

cv::v_int16x8 wide(const cv::v_uint8x16& bytes, bool upper) {
    const cv::v_uint8x16 zero = cv::v_setzero_u8();
    cv::v_uint8x16 lower_half, upper_half;
    cv::v_zip(bytes, zero, lower_half, upper_half);
    return cv::v_reinterpret_as_s16(upper ? upper_half : lower_half);
}

/// Three channels at `from` (top left of the sixteen; one byte and a row's rest behind them can be read).
void colour_at(const uchar* from, std::size_t step, const std::array<short, 48>& weights, uchar* to) {
    constexpr int half = 1 << (kWeightBits - 1);
    cv::v_int32x4 a(half, half, half, 0), b = cv::v_setzero_s32(), c = cv::v_setzero_s32();
    for (std::size_t pair = 0; pair < 2; ++pair) {
        const uchar* row = from + 2 * pair * step;
        cv::v_uint8x16 lower, upper;
        cv::v_zip(cv::v_load(row), cv::v_load(row + step), lower, upper);
        const short* w = weights.data() + 24 * pair;
        a += cv::v_dotprod(wide(lower, false), cv::v_load(w));
        b += cv::v_dotprod(wide(lower, true), cv::v_load(w + 8));
        c += cv::v_dotprod(wide(upper, false), cv::v_load(w + 16));
    }
    // Twelve sums, three a pixel: red, green and blue of all four in the first three lanes.
    const cv::v_int32x4 sum = a + cv::v_extract<3>(a, b) + cv::v_extract<2>(b, c) + cv::v_rotate_right<1>(c);
    const cv::v_int16x8 whole = cv::v_pack(sum >> kWeightBits, sum);
    const auto bytes = cv::v_reinterpret_as_u32(cv::v_pack_u(whole, whole)).get0();
    std::memcpy(to, &bytes, 3);
}

uchar grey_at(const uchar* from, std::size_t step, const Weights& weights) {
    std::array<unsigned, 4> rows{};
    for (std::size_t row = 0; row < 4; ++row) std::memcpy(&rows[row], from + row * step, 4);
    const cv::v_uint8x16 all = cv::v_reinterpret_as_u8(cv::v_uint32x4(rows[0], rows[1], rows[2], rows[3]));
    const cv::v_int32x4 sums = cv::v_dotprod(wide(all, false), cv::v_load(weights.data())) +
                               cv::v_dotprod(wide(all, true), cv::v_load(weights.data() + 8));
    return static_cast<uchar>(rounded(cv::v_reduce_sum(sums)));
}

/// Near and beyond the picture's edge: `outside` stands for the pixels that are not there.
void edge_at(const cv::Mat& picture, int x, int y, const Weights& weights, const std::array<uchar, 3>& outside,
             uchar* to) {
    const int channels = picture.channels();
    for (int k = 0; k < channels; ++k) {
        int sum = 0;
        for (int i = 0; i < 16; ++i) {
            const int at_x = x + i % 4, at_y = y + i / 4;
            const bool in = at_x >= 0 && at_y >= 0 && at_x < picture.cols && at_y < picture.rows;
            const int value = in ? picture.ptr(at_y)[at_x * channels + k] : outside[static_cast<std::size_t>(k)];
            sum += value * weights[static_cast<std::size_t>(i)];
        }
        to[k] = static_cast<uchar>(rounded(sum));
    }
}

/// As OpenCV inverts it: picture from `to`.
std::array<double, 6> inverse_of(const cv::Mat& m) {
    std::array<double, 6> out{};
    for (int i = 0; i < 6; ++i) out[static_cast<std::size_t>(i)] = m.at<double>(i / 3, i % 3);
    double d = out[0] * out[4] - out[1] * out[3];
    d = d != 0 ? 1. / d : 0;
    const double a11 = out[4] * d, a22 = out[0] * d;
    out[0] = a11;
    out[1] *= -d;
    out[3] *= -d;
    out[4] = a22;
    const double b1 = -out[0] * out[2] - out[1] * out[5], b2 = -out[3] * out[2] - out[4] * out[5];
    out[2] = b1;
    out[5] = b2;
    return out;
}

}  // namespace

void cubic_warp(const cv::Mat& picture, cv::Mat& to, const cv::Mat& to_from_picture, const cv::Scalar& outside) {
    constexpr double fine = 1 << kFineBits;
    constexpr int half = (1 << kFineBits) / kPlaces / 2, to_place = kFineBits - kPlaceBits;
    const std::array<double, 6> m = inverse_of(to_from_picture);
    const Table& weights = table();
    const std::array<uchar, 3> fill{cv::saturate_cast<uchar>(outside[0]), cv::saturate_cast<uchar>(outside[1]),
                                    cv::saturate_cast<uchar>(outside[2])};
    const int channels = picture.channels();
    // A colour pixel's rows are read sixteen bytes at a time, four more than it needs.
    const int last_x = picture.cols - (channels == 3 ? 6 : 4), last_y = picture.rows - 4;
    std::vector<int> along_x, along_y;
    for (int x = 0; x < to.cols; ++x) {
        along_x.push_back(cv::saturate_cast<int>(m[0] * x * fine));
        along_y.push_back(cv::saturate_cast<int>(m[3] * x * fine));
    }
    for (int y = 0; y < to.rows; ++y) {
        uchar* out = to.ptr(y);
        const int x0 = cv::saturate_cast<int>((m[1] * y + m[2]) * fine) + half;
        const int y0 = cv::saturate_cast<int>((m[4] * y + m[5]) * fine) + half;
        for (std::size_t x = 0; x < along_x.size(); ++x, out += channels) {
            const int at_x = (x0 + along_x[x]) >> to_place, at_y = (y0 + along_y[x]) >> to_place;
            const int left = cv::saturate_cast<short>(at_x >> kPlaceBits) - 1;
            const int top = cv::saturate_cast<short>(at_y >> kPlaceBits) - 1;
            const auto place = static_cast<std::size_t>((at_y & (kPlaces - 1)) * kPlaces + (at_x & (kPlaces - 1)));
            if (left < 0 || top < 0 || left > last_x || top > last_y) {
                edge_at(picture, left, top, weights.plain[place], fill, out);
                continue;
            }
            const uchar* from = picture.ptr(top) + static_cast<std::ptrdiff_t>(left) * channels;
            if (channels == 3)
                colour_at(from, picture.step, weights.paired[place], out);
            else
                *out = grey_at(from, picture.step, weights.plain[place]);
        }
    }
}

}  // namespace mangping::adapt
