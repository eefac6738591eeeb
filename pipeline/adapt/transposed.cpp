#include "pipeline/adapt/transposed.hpp"

#include <array>
#include <opencv2/core/hal/intrin.hpp>

namespace mangping::adapt {
namespace {

constexpr int kSide = 16;

/// A square of 16 x 16 bytes. Interleaving row i with row i + 8 moves each byte's index (four bits of row, four of
/// column) one bit round; four times exchange the two.
void transpose_square(const uchar* from, std::size_t from_step, uchar* to, std::size_t to_step) {
    std::array<cv::v_uint8x16, kSide> rows, zipped;
    for (std::size_t i = 0; i < kSide; ++i) rows[i] = cv::v_load(from + i * from_step);
    for (int bit = 0; bit < 4; ++bit) {
        for (std::size_t i = 0; i < kSide / 2; ++i)
            cv::v_zip(rows[i], rows[i + kSide / 2], zipped[2 * i], zipped[2 * i + 1]);
        std::swap(rows, zipped);
    }
    for (std::size_t i = 0; i < kSide; ++i) cv::v_store(to + i * to_step, rows[i]);
}

}  // namespace

cv::Mat transposed(const cv::Mat& picture) {
    if (picture.type() != CV_8UC1) return picture.t();
    cv::Mat out(picture.cols, picture.rows, CV_8U);
    const int rows = picture.rows - picture.rows % kSide, cols = picture.cols - picture.cols % kSide;
    for (int y = 0; y < rows; y += kSide)
        for (int x = 0; x < cols; x += kSide)
            transpose_square(picture.ptr(y) + x, picture.step, out.ptr(x) + y, out.step);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = y < rows ? cols : 0; x < picture.cols; ++x) out.at<uchar>(x, y) = picture.at<uchar>(y, x);
    return out;
}

}  // namespace mangping::adapt
