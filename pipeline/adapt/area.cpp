// OpenCV averages rows along themselves first, with one multiplication at a time. Here the rows that fall into one
// output row are weighed and added first, many pixels at once, and what is left of the picture is averaged along
// itself: the same sums in another order. Where OpenCV is quick itself (halves) it does the work.
#include "pipeline/adapt/area.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::adapt {
namespace {

using Four = cv::v_float32x4;

/// One source pixel's share in an output pixel.
struct Share {
    int from = 0, to = 0;
    float weight = 0;
};

/// As OpenCV's computeResizeAreaTab, by output pixel.
std::vector<Share> shares_of(int source, int wanted, double step) {
    constexpr double least = 1e-3;  // OpenCV's: smaller shares are left out
    std::vector<Share> out;
    for (int to = 0; to < wanted; ++to) {
        const double begin = to * step, end = begin + step;
        const double width = std::min(step, source - begin);
        int first = cvCeil(begin), last = std::min(cvFloor(end), source - 1);
        first = std::min(first, last);
        if (first - begin > least) out.push_back({first - 1, to, static_cast<float>((first - begin) / width)});
        for (int from = first; from < last; ++from) out.push_back({from, to, static_cast<float>(1.0 / width)});
        if (end - last > least)
            out.push_back({last, to, static_cast<float>(std::min(std::min(end - last, 1.0), width) / width)});
    }
    return out;
}

/// sum = weight * row, or sum += weight * row; compiled once for any processor and once for AVX2, on x86 without
/// fused products, so that both give the same bytes.
[[gnu::always_inline]] inline void weigh(const uchar* __restrict row, float weight, bool first, float* __restrict sum,
                                         int count) {
    if (first)
        for (int x = 0; x < count; ++x) sum[x] = weight * static_cast<float>(row[x]);
    else
        for (int x = 0; x < count; ++x) sum[x] += weight * static_cast<float>(row[x]);
}

[[gnu::always_inline]] inline void weigh_two(const uchar* __restrict a, const uchar* __restrict b, float of_a,
                                             float of_b, bool first, float* __restrict sum, int count) {
    if (first)
        for (int x = 0; x < count; ++x) sum[x] = of_a * static_cast<float>(a[x]) + of_b * static_cast<float>(b[x]);
    else
        for (int x = 0; x < count; ++x)
            sum[x] = sum[x] + of_a * static_cast<float>(a[x]) + of_b * static_cast<float>(b[x]);
}

/// The rows of `picture` that `shares` name, weighed and added.
[[gnu::always_inline]] inline void add_rows(const cv::Mat& picture, const Share* shares, std::size_t count, float* sum,
                                            int values) {
    std::size_t i = 0;
    for (; i + 2 <= count; i += 2)
        weigh_two(picture.ptr(shares[i].from), picture.ptr(shares[i + 1].from), shares[i].weight, shares[i + 1].weight,
                  i == 0, sum, values);
    if (i < count) weigh(picture.ptr(shares[i].from), shares[i].weight, i == 0, sum, values);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void add_rows_avx2(const cv::Mat& picture, const Share* shares, std::size_t count, float* sum,
                                           int values) {
    add_rows(picture, shares, count, sum, values);
}
#endif

void add_rows_of(const cv::Mat& picture, const Share* shares, std::size_t count, float* __restrict sum, int values) {
#if defined(__x86_64__)
    static const bool avx2 = __builtin_cpu_supports("avx2");
    if (avx2) return add_rows_avx2(picture, shares, count, sum, values);
#endif
    add_rows(picture, shares, count, sum, values);
}

/// Bytes of `count` values, rounded to the nearest.
void put(const float* from, uchar* to, int count) {
    int x = 0;
    for (; x + 16 <= count; x += 16) {
        const auto lower = cv::v_pack(cv::v_round(cv::v_load(from + x)), cv::v_round(cv::v_load(from + x + 4)));
        const auto upper = cv::v_pack(cv::v_round(cv::v_load(from + x + 8)), cv::v_round(cv::v_load(from + x + 12)));
        cv::v_store(to + x, cv::v_pack_u(lower, upper));
    }
    for (; x < count; ++x) to[x] = cv::saturate_cast<uchar>(from[x]);
}

/// Rows averaged along themselves, four at a time for a grey picture and one for a colour one.
class Along {
public:
    Along(int cols, int wanted, double step) : cols_(cols) {
        int to = -1;
        for (const Share& share : shares_of(cols, wanted, step)) {
            if (share.to != to) pixels_.push_back({share.from, 0});
            to = share.to;
            ++pixels_.back().count;
            weights_.push_back(share.weight);
        }
        together_.resize(static_cast<std::size_t>(cols) * 4);
    }

    /// `rows` four rows of `cols` values, to four of `wanted`; there is room for three more behind each.
    void grey(const std::array<std::vector<float>, 4>& rows, std::array<std::vector<float>, 4>& out) {
        int x = 0;
        for (; x + 4 <= cols_; x += 4) {
            std::array<Four, 4> of;
            cv::v_transpose4x4(cv::v_load(&rows[0][static_cast<std::size_t>(x)]),
                               cv::v_load(&rows[1][static_cast<std::size_t>(x)]),
                               cv::v_load(&rows[2][static_cast<std::size_t>(x)]),
                               cv::v_load(&rows[3][static_cast<std::size_t>(x)]), of[0], of[1], of[2], of[3]);
            for (std::size_t i = 0; i < 4; ++i) cv::v_store(&together_[4 * (static_cast<std::size_t>(x) + i)], of[i]);
        }
        for (; x < cols_; ++x)
            for (std::size_t i = 0; i < 4; ++i)
                together_[4 * static_cast<std::size_t>(x) + i] = rows[i][static_cast<std::size_t>(x)];
        std::array<Four, 4> sums;
        const float* weight = weights_.data();
        for (std::size_t to = 0; to < pixels_.size(); ++to) {
            sums[to % 4] =
                weighed(&together_[4 * static_cast<std::size_t>(pixels_[to].from)], 4, pixels_[to].count, weight);
            weight += pixels_[to].count;
            if (to % 4 != 3 && to + 1 != pixels_.size()) continue;
            std::array<Four, 4> of;
            cv::v_transpose4x4(sums[0], sums[1], sums[2], sums[3], of[0], of[1], of[2], of[3]);
            for (std::size_t i = 0; i < 4; ++i) cv::v_store(&out[i][to - to % 4], of[i]);
        }
    }

    /// One row of pixels of three values; there is room for one more value behind each.
    void colour(const float* row, float* out) const {
        const float* weight = weights_.data();
        for (std::size_t to = 0; to < pixels_.size(); ++to) {
            cv::v_store(out + 3 * to,
                        weighed(row + 3 * static_cast<std::ptrdiff_t>(pixels_[to].from), 3, pixels_[to].count, weight));
            weight += pixels_[to].count;
        }
    }

private:
    struct Pixel {
        int from, count;
    };

    static Four weighed(const float* from, int apart, int count, const float* weight) {
        Four sum = cv::v_load(from) * cv::v_setall_f32(weight[0]);
        for (int i = 1; i < count; ++i)
            sum += cv::v_load(from + static_cast<std::ptrdiff_t>(apart) * i) * cv::v_setall_f32(weight[i]);
        return sum;
    }

    int cols_;
    std::vector<Pixel> pixels_;
    std::vector<float> weights_, together_;
};

cv::Mat averaged(const cv::Mat& picture, cv::Size size, double step_x, double step_y) {
    cv::Mat out(size, picture.type());
    const int channels = picture.channels(), values = picture.cols * channels;
    std::array<std::vector<float>, 4> sums, rows;
    for (auto& sum : sums) sum.resize(static_cast<std::size_t>(values) + 4);
    for (auto& row : rows) row.resize(static_cast<std::size_t>(size.width * channels) + 4);
    const std::vector<Share> down = shares_of(picture.rows, size.height, step_y);
    Along along(picture.cols, size.width, step_x);
    for (std::size_t i = 0, end = 0; i < down.size(); i = end) {
        while (end < down.size() && down[end].to == down[i].to) ++end;
        const int to = down[i].to;
        const auto held = static_cast<std::size_t>(channels == 1 ? to % 4 : 0);
        add_rows_of(picture, &down[i], end - i, sums[held].data(), values);
        if (channels == 3) {
            along.colour(sums[0].data(), rows[0].data());
            put(rows[0].data(), out.ptr(to), 3 * size.width);
        } else if (held == 3 || end == down.size()) {
            along.grey(sums, rows);
            for (std::size_t k = 0; k <= held; ++k)
                put(rows[k].data(), out.ptr(to - static_cast<int>(held - k)), size.width);
        }
    }
    return out;
}

bool is_two(double step) { return std::abs(step - 2) < DBL_EPSILON; }

/// Whether it is done here.
bool by_shares(const cv::Mat& picture, cv::Size size, double step_x, double step_y) {
    const bool grey_or_colour = picture.type() == CV_8UC1 || picture.type() == CV_8UC3;
    return grey_or_colour && !size.empty() && size != picture.size() && step_x >= 1 && step_y >= 1 &&
           !(is_two(step_x) && is_two(step_y));
}

}  // namespace

cv::Mat area_resized(const cv::Mat& picture, double scale) {
    const cv::Size size(cv::saturate_cast<int>(picture.cols * scale), cv::saturate_cast<int>(picture.rows * scale));
    if (by_shares(picture, size, 1 / scale, 1 / scale)) return averaged(picture, size, 1 / scale, 1 / scale);
    cv::Mat out;
    cv::resize(picture, out, {}, scale, scale, cv::INTER_AREA);
    return out;
}

cv::Mat area_resized(const cv::Mat& picture, cv::Size size) {
    // As OpenCV: the inverse of the ratio the other way round, which is not the ratio to the last bit.
    const double step_x = 1 / (static_cast<double>(size.width) / picture.cols);
    const double step_y = 1 / (static_cast<double>(size.height) / picture.rows);
    if (by_shares(picture, size, step_x, step_y)) return averaged(picture, size, step_x, step_y);
    cv::Mat out;
    cv::resize(picture, out, size, 0, 0, cv::INTER_AREA);
    return out;
}

}  // namespace mangping::adapt
