// OpenCV averages over areas of no whole pixels with one multiplication at a time. Here four go together: the four rows
// next to each other of a grey picture, or the colours of one pixel. Each output pixel is the same sum of the same
// products in the same order, so that the float that is rounded at the end is the same. Where OpenCV is quick itself
// (whole factors) it does the work.
#include "pipeline/adapt/area.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
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

Four four_bytes(const uchar* at) { return cv::v_cvt_f32(cv::v_reinterpret_as_s32(cv::v_load_expand_q(at))); }

/// Rows averaged along themselves, four at a time for a grey picture and one for a colour one.
class Rows {
public:
    Rows(const cv::Mat& picture, int wanted, double step)
        : picture_(picture),
          channels_(picture.channels()),
          wanted_(wanted),
          shares_(shares_of(picture.cols, wanted, step)) {
        // A spare pixel behind each end is read or written, never used.
        bytes_.resize(static_cast<std::size_t>(picture.cols + 16) * 4);
        const int padded = (wanted + 4) * channels_;
        for (auto& row : rows_) row.resize(static_cast<std::size_t>(padded));
    }

    const float* row(int y) {
        const int held = channels_ == 1 ? 4 : 1;
        if (y / held != block_) {
            block_ = y / held;
            channels_ == 1 ? average_grey(4 * block_) : average_colour(y);
        }
        return rows_[static_cast<std::size_t>(y % held)].data();
    }

private:
    void average_grey(int top) {
        std::array<const uchar*, 4> from{};
        for (int i = 0; i < 4; ++i)
            from[static_cast<std::size_t>(i)] = picture_.ptr(std::min(top + i, picture_.rows - 1));
        int x = 0;
        for (; x + 16 <= picture_.cols; x += 16)
            cv::v_store_interleave(&bytes_[static_cast<std::size_t>(4 * x)], cv::v_load(from[0] + x),
                                   cv::v_load(from[1] + x), cv::v_load(from[2] + x), cv::v_load(from[3] + x));
        for (; x < picture_.cols; ++x)
            for (std::size_t i = 0; i < 4; ++i) bytes_[static_cast<std::size_t>(4 * x) + i] = from[i][x];
        std::array<Four, 4> sums;
        std::size_t k = 0;
        for (int to = 0; to < wanted_; ++to) {
            Four sum = cv::v_setzero_f32();
            for (; k < shares_.size() && shares_[k].to == to; ++k)
                sum += four_bytes(&bytes_[static_cast<std::size_t>(4 * shares_[k].from)]) *
                       cv::v_setall_f32(shares_[k].weight);
            sums[static_cast<std::size_t>(to % 4)] = sum;
            if (to % 4 == 3 || to + 1 == wanted_) spread(sums, to - to % 4);
        }
    }

    /// Four output pixels of four rows, to their rows.
    void spread(const std::array<Four, 4>& sums, int to) {
        std::array<Four, 4> of;
        cv::v_transpose4x4(sums[0], sums[1], sums[2], sums[3], of[0], of[1], of[2], of[3]);
        for (std::size_t i = 0; i < 4; ++i) cv::v_store(&rows_[i][static_cast<std::size_t>(to)], of[i]);
    }

    void average_colour(int y) {
        std::memcpy(bytes_.data(), picture_.ptr(y), static_cast<std::size_t>(3 * picture_.cols));
        float* out = rows_[0].data();
        std::size_t k = 0;
        for (int to = 0; to < wanted_; ++to) {
            Four sum = cv::v_setzero_f32();
            for (; k < shares_.size() && shares_[k].to == to; ++k)
                sum += four_bytes(&bytes_[static_cast<std::size_t>(3 * shares_[k].from)]) *
                       cv::v_setall_f32(shares_[k].weight);
            cv::v_store(out + 3 * static_cast<std::ptrdiff_t>(to), sum);
        }
    }

    const cv::Mat& picture_;
    int channels_, wanted_, block_ = -1;
    std::vector<Share> shares_;
    std::vector<uchar> bytes_;
    std::array<std::vector<float>, 4> rows_;
};

void put(const std::vector<float>& sum, uchar* to, int count) {
    int x = 0;
    for (; x + 16 <= count; x += 16) {
        const float* from = sum.data() + x;
        const auto lower = cv::v_pack(cv::v_round(cv::v_load(from)), cv::v_round(cv::v_load(from + 4)));
        const auto upper = cv::v_pack(cv::v_round(cv::v_load(from + 8)), cv::v_round(cv::v_load(from + 12)));
        cv::v_store(to + x, cv::v_pack_u(lower, upper));
    }
    for (; x < count; ++x) to[x] = cv::saturate_cast<uchar>(sum[static_cast<std::size_t>(x)]);
}

cv::Mat averaged(const cv::Mat& picture, cv::Size size, double step_x, double step_y) {
    cv::Mat out(size, picture.type());
    const int count = size.width * picture.channels();
    std::vector<float> sum(static_cast<std::size_t>(count) + 4, 0.0F);
    Rows rows(picture, size.width, step_x);
    int done = 0;
    for (const Share& share : shares_of(picture.rows, size.height, step_y)) {
        if (share.to != done) {
            put(sum, out.ptr(done), count);
            std::fill(sum.begin(), sum.end(), 0.0F);
            done = share.to;
        }
        const float* row = rows.row(share.from);
        const Four weight = cv::v_setall_f32(share.weight);
        for (int x = 0; x < count; x += 4)
            cv::v_store(&sum[static_cast<std::size_t>(x)],
                        cv::v_load(&sum[static_cast<std::size_t>(x)]) + cv::v_load(row + x) * weight);
    }
    put(sum, out.ptr(done), count);
    return out;
}

bool is_whole(double step) { return std::abs(step - cv::saturate_cast<int>(step)) < DBL_EPSILON; }

/// Whether OpenCV would go through its table of shares.
bool by_shares(const cv::Mat& picture, cv::Size size, double step_x, double step_y) {
    const bool grey_or_colour = picture.type() == CV_8UC1 || picture.type() == CV_8UC3;
    return grey_or_colour && !size.empty() && size != picture.size() && step_x >= 1 && step_y >= 1 &&
           !(is_whole(step_x) && is_whole(step_y));
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
