#include "detectors/clarity/ornament.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::detectors {
namespace {

// Two parts are of one motif when their sides differ by no more than this share and so many pixels; a row of them has
// at least so many, in steps of no more than so many of their longer sides, all of about one length and direction
// (chosen: a ruled row of digits has fewer, and so have leaders of dots whose dots pass for glyphs).
constexpr double kAlike = 0.12, kLongestStep = 3.5, kEven = 0.12;
constexpr int kRim = 1;
constexpr std::size_t kLeastRow = 14;
// Steps are along a side of the picture but for the skew, as the ratio of both ways.
constexpr double kSlant = 0.3;
// Smaller parts are dots and grain.
constexpr int kLeastSide = 6;
// A row lies in the outer part of all boxes, as a share of their extent, and is so long: the blurred glyphs of a page
// of print are blots of one size as well (chosen).
constexpr double kOuterShare = 0.1, kLongShare = 0.45;

bool alike(const cv::Rect& a, const cv::Rect& b) {
    const auto near = [](int x, int y) { return std::abs(x - y) <= kRim + kAlike * std::max(x, y); };
    return near(a.width, b.width) && near(a.height, b.height);
}

cv::Point2d centre(const cv::Rect& r) { return {r.x + r.width / 2.0, r.y + r.height / 2.0}; }

/// The boxes in squares of the picture, so that what is near is found at once.
class Squares {
public:
    explicit Squares(const std::vector<cv::Rect>& boxes) : boxes_(boxes) {
        for (const cv::Rect& b : boxes) across_ = std::max(across_, (b.x + b.width) / kSquare + 2);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const std::size_t at = square(centre(boxes[i]));
            if (at >= in_.size()) in_.resize(at + 1);
            in_[at].push_back(i);
        }
    }
    /// The next of the same motif rightward (or downward); boxes.size(): none.
    [[nodiscard]] std::size_t next(std::size_t of, bool down) const {
        const cv::Point2d from = centre(boxes_[of]);
        const double reach = kLongestStep * std::max(boxes_[of].width, boxes_[of].height);
        std::size_t best = boxes_.size();
        double nearest = reach;
        const int x0 = std::max(0, static_cast<int>(from.x - reach) / kSquare);
        const int y0 = std::max(0, static_cast<int>(from.y - reach) / kSquare);
        for (int y = y0; y <= static_cast<int>(from.y + reach) / kSquare; ++y)
            for (int x = x0; x <= std::min(across_ - 1, static_cast<int>(from.x + reach) / kSquare); ++x) {
                const auto at =
                    static_cast<std::size_t>(y) * static_cast<std::size_t>(across_) + static_cast<std::size_t>(x);
                if (at >= in_.size()) continue;
                for (const std::size_t i : in_[at]) {
                    const cv::Point2d d = centre(boxes_[i]) - from;
                    const double along = down ? d.y : d.x, off = std::abs(down ? d.x : d.y);
                    if (along <= 0 || along > nearest || off > kSlant * along || !alike(boxes_[of], boxes_[i]))
                        continue;
                    nearest = along, best = i;
                }
            }
        return best;
    }

private:
    static constexpr int kSquare = 64;
    [[nodiscard]] std::size_t square(const cv::Point2d& at) const {
        return static_cast<std::size_t>(static_cast<int>(at.y) / kSquare) * static_cast<std::size_t>(across_) +
               static_cast<std::size_t>(static_cast<int>(at.x) / kSquare);
    }
    const std::vector<cv::Rect>& boxes_;
    int across_ = 1;
    std::vector<std::vector<std::size_t>> in_;
};

/// Marks the even stretches, long enough and at the outside of `all`, of a row of boxes that follow one another.
void mark_even(const std::vector<cv::Rect>& boxes, const std::vector<std::size_t>& row, const cv::Rect& all, bool down,
               std::vector<bool>& out) {
    const auto at = [&](std::size_t k) { return centre(boxes[row[k]]); };
    const auto step = [&](std::size_t k) { return at(k + 1) - at(k); };
    const double across = down ? all.width : all.height, along = down ? all.height : all.width;
    for (std::size_t from = 0; from + kLeastRow <= row.size();) {
        std::size_t to = from + 1;
        const cv::Point2d first = step(from);
        while (to + 1 < row.size() && cv::norm(step(to) - first) <= kRim + kEven * cv::norm(first)) ++to;
        const cv::Point2d middle = at((from + to) / 2);
        const double off = down ? middle.x - all.x : middle.y - all.y;
        const bool outside = std::min(off, across - off) < kOuterShare * across;
        if (to - from + 1 >= kLeastRow && outside && cv::norm(at(to) - at(from)) >= kLongShare * along)
            for (std::size_t k = from; k <= to; ++k) out[row[k]] = true;
        from = to;
    }
}

}  // namespace

std::vector<bool> ornaments(const std::vector<cv::Rect>& boxes) {
    std::vector<bool> out(boxes.size(), false);
    if (boxes.size() < kLeastRow) return out;
    const Squares squares(boxes);
    cv::Rect all = boxes.front();
    for (const cv::Rect& box : boxes) all |= box;
    for (const bool down : {false, true}) {
        std::vector<std::size_t> next(boxes.size(), boxes.size());
        std::vector<bool> follows(boxes.size(), false);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (std::min(boxes[i].width, boxes[i].height) < kLeastSide) continue;
            next[i] = squares.next(i, down);
            if (next[i] < boxes.size()) follows[next[i]] = true;
        }
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (follows[i] || next[i] >= boxes.size()) continue;
            std::vector<std::size_t> row;
            for (std::size_t at = i; at < boxes.size(); at = next[at]) row.push_back(at);
            mark_even(boxes, row, all, down, out);
        }
    }
    return out;
}

}  // namespace mangping::detectors
