// Connected parts of a mask, found by the runs of its rows: on text pages, which are mostly paper, several times
// faster than labelling every pixel, and without a picture of labels.
#pragma once

#include <opencv2/core.hpp>
#include <span>
#include <utility>
#include <vector>

namespace mangping::adapt {

/// Pixels [from, to) of row y, all set; the pixels to its left and right are not.
struct Run {
    int y = 0, from = 0, to = 0;
};

struct Component {
    cv::Rect box;
    int area = 0;
};

/// The 8-connected components of a CV_8UC1 mask (set: not 0), in the order of their first pixel, row by row. Two passes
/// over runs with union by the smaller index, after K. Wu, E. Otoo, K. Suzuki, Optimizing two-pass connected-component
/// labeling algorithms (2009).
class Components {
public:
    static constexpr int kNone = -1;

    explicit Components(const cv::Mat& mask);

    [[nodiscard]] int size() const { return static_cast<int>(list_.size()); }
    [[nodiscard]] const Component& operator[](int i) const { return list_[static_cast<std::size_t>(i)]; }
    [[nodiscard]] const std::vector<Component>& list() const& { return list_; }
    [[nodiscard]] std::vector<Component> list() && { return std::move(list_); }
    /// Runs of component `i`, row by row and from left to right.
    [[nodiscard]] std::span<const Run> runs(int i) const;
    /// The component that the pixel belongs to; kNone where the mask is not set. Binary search in the row.
    [[nodiscard]] int at(int x, int y) const;
    /// Sets the pixels of component `i` in `to`, which has the mask's frame moved by -`origin`; runs lie inside it.
    void paint(int i, cv::Mat& to, uchar value, cv::Point origin = {}) const;

private:
    std::vector<Component> list_;
    std::vector<Run> rows_;          // all runs, row by row
    std::vector<int> component_;     // of rows_
    std::vector<int> first_in_row_;  // index into rows_; one more entry than rows
    std::vector<Run> grouped_;       // rows_ by component
    std::vector<int> first_of_;      // index into grouped_; one more entry than components
};

}  // namespace mangping::adapt
