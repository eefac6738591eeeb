#include "pipeline/adapt/components.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace mangping::adapt {
namespace {

/// First x in [x, end) whose pixel is set, or `end`.
int next_set(const uchar* row, int x, int end) {
    for (std::uint64_t eight = 0; x + 8 <= end; x += 8) {
        std::memcpy(&eight, row + x, 8);
        if (eight != 0) break;
    }
    while (x < end && row[x] == 0) ++x;
    return x;
}

/// First x in [x, end) whose pixel is not set, or `end`.
int next_clear(const uchar* row, int x, int end) {
    constexpr std::uint64_t all = ~std::uint64_t{0};
    for (std::uint64_t eight = 0; x + 8 <= end; x += 8) {
        std::memcpy(&eight, row + x, 8);
        if (eight != all) break;  // a mask of other values than 255 is looked at pixel by pixel
    }
    while (x < end && row[x] != 0) ++x;
    return x;
}

int root_of(std::vector<int>& parent, int i) {
    while (parent[static_cast<std::size_t>(i)] != i) {
        int& up = parent[static_cast<std::size_t>(i)];
        up = parent[static_cast<std::size_t>(up)];
        i = up;
    }
    return i;
}

void join(std::vector<int>& parent, int a, int b) {
    a = root_of(parent, a);
    b = root_of(parent, b);
    parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
}

}  // namespace

Components::Components(const cv::Mat& mask) {
    CV_Assert(mask.empty() || mask.type() == CV_8UC1);
    std::vector<int> parent;
    first_in_row_.reserve(static_cast<std::size_t>(mask.rows) + 1);
    first_in_row_.push_back(0);
    int above = 0;  // the first run of the row above
    for (int y = 0; y < mask.rows; ++y) {
        const uchar* row = mask.ptr(y);
        const int here = first_in_row_.back();
        int up = above;
        for (int x = next_set(row, 0, mask.cols); x < mask.cols; x = next_set(row, x, mask.cols)) {
            const Run run{y, x, next_clear(row, x, mask.cols)};
            const int index = static_cast<int>(rows_.size());
            rows_.push_back(run);
            parent.push_back(index);
            while (up < here && rows_[static_cast<std::size_t>(up)].to < run.from) ++up;
            for (int k = up; k < here && rows_[static_cast<std::size_t>(k)].from <= run.to; ++k) join(parent, k, index);
            x = run.to;
        }
        above = here;
        first_in_row_.push_back(static_cast<int>(rows_.size()));
    }
    // A root is the first run of its component, so components come in the order of their first pixel.
    component_.resize(rows_.size());
    std::vector<int> runs_of;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const Run& run = rows_[i];
        const cv::Rect box(run.from, run.y, run.to - run.from, 1);
        const int root = root_of(parent, static_cast<int>(i));
        if (root == static_cast<int>(i)) {
            component_[i] = static_cast<int>(list_.size());
            list_.push_back({box, 0});
            runs_of.push_back(0);
        } else {
            component_[i] = component_[static_cast<std::size_t>(root)];
        }
        Component& c = list_[static_cast<std::size_t>(component_[i])];
        c.box |= box;
        c.area += box.width;
        ++runs_of[static_cast<std::size_t>(component_[i])];
    }
    first_of_.assign(1, 0);
    for (const int n : runs_of) first_of_.push_back(first_of_.back() + n);
    std::vector<int> next(first_of_.begin(), first_of_.end() - 1);
    grouped_.resize(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i)
        grouped_[static_cast<std::size_t>(next[static_cast<std::size_t>(component_[i])]++)] = rows_[i];
}

std::span<const Run> Components::runs(int i) const {
    const auto from = static_cast<std::size_t>(first_of_[static_cast<std::size_t>(i)]);
    const auto to = static_cast<std::size_t>(first_of_[static_cast<std::size_t>(i) + 1]);
    return {grouped_.data() + from, to - from};
}

int Components::at(int x, int y) const {
    if (y < 0 || y + 1 >= static_cast<int>(first_in_row_.size())) return kNone;
    const auto begin = rows_.begin() + first_in_row_[static_cast<std::size_t>(y)];
    const auto end = rows_.begin() + first_in_row_[static_cast<std::size_t>(y) + 1];
    const auto after = std::upper_bound(begin, end, x, [](int at, const Run& run) { return at < run.from; });
    if (after == begin || x >= std::prev(after)->to) return kNone;
    return component_[static_cast<std::size_t>(std::prev(after) - rows_.begin())];
}

void Components::paint(int i, cv::Mat& to, uchar value, cv::Point origin) const {
    for (const Run& run : runs(i))
        std::memset(to.ptr(run.y - origin.y) + run.from - origin.x, value, static_cast<std::size_t>(run.to - run.from));
}

}  // namespace mangping::adapt
