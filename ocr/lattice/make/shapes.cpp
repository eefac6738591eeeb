// Writes ocr/lattice/shapes.inc: for every character of GB 2312 the characters that look most like it.
//
//     g++ -std=c++20 -O2 -I. $(pkg-config --cflags opencv4 pangocairo) ocr/lattice/make/shapes.cpp -o shapes
//         $(pkg-config --libs pangocairo) -lopencv_core -lopencv_imgproc && ./shapes > ocr/lattice/shapes.inc
//
// Likeness is the correlation of blurred 24 x 24 pictures, the mean over the types that documents are printed in.
#include <iconv.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "tests/ocr/typeset.hpp"

namespace {

constexpr int kSide = 24;
constexpr int kNeighbours = 10;
constexpr float kLeastLikeness = 0.62F;

std::vector<std::string> characters() {
    std::vector<std::string> out;
    iconv_t convert = iconv_open("UTF-8", "GB2312");
    for (int high = 0xB0; high <= 0xF7; ++high)
        for (int low = 0xA1; low <= 0xFE; ++low) {
            char in[2] = {static_cast<char>(high), static_cast<char>(low)}, utf8[8] = {};
            char *from = in, *to = utf8;
            std::size_t left = 2, room = 7;
            if (iconv(convert, &from, &left, &to, &room) != static_cast<std::size_t>(-1)) out.emplace_back(utf8);
        }
    iconv_close(convert);
    return out;
}

/// A row a character, each of mean 0 and length 1.
cv::Mat pictures(const std::vector<std::string>& all, const std::string& family) {
    cv::Mat out(static_cast<int>(all.size()), kSide * kSide, CV_32F);
    constexpr int kCell = 64;
    for (std::size_t i = 0; i < all.size(); ++i) {
        mangping::Raster cell = mangping::testing::paper(kCell, kCell);
        mangping::testing::typeset(cell, 8, 2, all[i], {.family = family, .em_px = 48, .line_height = 1.2});
        cv::Mat view(kCell, kCell, CV_8UC1, cell.pixels.data()), grey, small;
        cv::GaussianBlur(255 - view, grey, {}, 2.2);
        cv::resize(grey, small, {kSide, kSide}, 0, 0, cv::INTER_AREA);
        small.convertTo(small, CV_32F);
        small -= cv::mean(small)[0];
        cv::Mat row = small.reshape(1, 1) / std::max(1e-6, cv::norm(small));
        row.copyTo(out.row(static_cast<int>(i)));
    }
    return out;
}

}  // namespace

int main() {
    const std::vector<std::string> all = characters();
    cv::Mat likeness = cv::Mat::zeros(static_cast<int>(all.size()), static_cast<int>(all.size()), CV_32F);
    for (const char* family : {"Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai"}) {
        const cv::Mat rows = pictures(all, family);
        likeness += rows * rows.t() / 3;
    }
    std::printf(
        "// Written by make/shapes.cpp: a character, then what looks like it, each with a digit: 0 nearly the same.\n");
    std::printf("R\"shapes(\n");
    for (int i = 0; i < likeness.rows; ++i) {
        const float* row = likeness.ptr<float>(i);
        std::vector<int> order;
        for (int j = 0; j < likeness.cols; ++j)
            if (j != i && row[j] >= kLeastLikeness) order.push_back(j);
        std::stable_sort(order.begin(), order.end(), [row](int a, int b) { return row[a] > row[b]; });
        if (order.size() > kNeighbours) order.resize(kNeighbours);
        if (order.empty()) continue;
        std::string line = all[static_cast<std::size_t>(i)];
        for (const int j : order)
            line += all[static_cast<std::size_t>(j)] +
                    std::to_string(
                        std::clamp(static_cast<int>(std::lround((0.95 - static_cast<double>(row[j])) * 27)), 0, 9));
        std::printf("%s\n", line.c_str());
    }
    std::printf(")shapes\"\n");
}
