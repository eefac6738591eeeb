// Cuts run through the line's gaps, or where it is thinnest when glyphs touch. Every way of giving the N glyphs
// consecutive stretches between cuts has a cost (too wide, too narrow, far from where the engine saw the glyph, ink cut
// through, ink left over), and dynamic programming takes the cheapest: time O(N * cuts * cuts within two glyphs).
#include "ocr/lines/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>

#include "ocr/lines/width.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::ocr::lines {
namespace {

// In a stretched picture paper is 255 and ink near 0.
constexpr int kInkBelow = 150;
// Costs, in units of "one glyph a whole pitch too wide". Set on 3,000 generated glyphs so that clean lines are cut
// right.
constexpr double kWide = 6;      // a pitch too wide, squared
constexpr double kNarrow = 1.2;  // ink much narrower than the class
constexpr double kPlace = 0.25;  // a pitch away from the engine's place
constexpr double kMostPlace = 1.0;
constexpr double kThrough = 0.9;     // a cut through a full column of ink
constexpr double kLeftOver = 2.2;    // a pitch of ink that no glyph takes
constexpr double kNoInk = 1.8;       // a glyph without ink
constexpr double kHanHeight = 0.92;  // a Han glyph's ink by its pitch
constexpr double kFar = 1e9;

struct Columns {
    std::vector<int> ink;     // ink pixels of each column
    std::vector<int> before;  // nearest inked column at or after x (width when none)
    std::vector<int> after;   // one past the nearest inked column before x (0 when none)
    std::vector<int> sum;     // ink of the columns before x
};

Columns columns_of(const cv::Mat& grey) {
    const auto n = static_cast<std::size_t>(grey.cols);
    Columns out{std::vector<int>(n + 1, 0), std::vector<int>(n + 1, grey.cols), std::vector<int>(n + 1, 0),
                std::vector<int>(n + 1, 0)};
    for (int y = 1; y + 1 < grey.rows; ++y)
        for (std::size_t x = 0; x < n; ++x) out.ink[x] += grey.at<uchar>(y, static_cast<int>(x)) < kInkBelow ? 1 : 0;
    for (std::size_t x = n; x-- > 0;) out.before[x] = out.ink[x] > 0 ? static_cast<int>(x) : out.before[x + 1];
    for (std::size_t x = 0; x < n; ++x) {
        out.after[x + 1] = out.ink[x] > 0 ? static_cast<int>(x) + 1 : out.after[x];
        out.sum[x + 1] = out.sum[x] + out.ink[x];
    }
    return out;
}

struct Cut {
    int x = 0;
    double cost = 0;
};

std::vector<Cut> cuts_of(const Columns& c, double pitch, int height) {
    const int n = static_cast<int>(c.ink.size()) - 1;
    std::vector<Cut> out{{0, 0.0}};
    for (int x = 1; x < n; ++x) {
        const int at = c.ink[static_cast<std::size_t>(x)];
        if (at == 0) {
            int end = x;
            while (end < n && c.ink[static_cast<std::size_t>(end)] == 0) ++end;
            if (end < n) out.push_back({(x + end) / 2, 0.0});
            x = end;
            continue;
        }
        const int back = std::max(0, x - 2), on = std::min(n - 1, x + 2);
        bool least = true;
        for (int i = back; i <= on && least; ++i) least = at <= c.ink[static_cast<std::size_t>(i)];
        if (least && at < 0.5 * height && (out.empty() || x - out.back().x > 0.08 * pitch))
            out.push_back({x, kThrough * (0.35 + static_cast<double>(at) / height)});
    }
    out.push_back({n, 0.0});
    return out;
}

class Fitting {
public:
    Fitting(const std::vector<Glyph>& glyphs, const Columns& columns, std::vector<Cut> cuts, double pitch)
        : glyphs_(glyphs), columns_(columns), cuts_(std::move(cuts)), pitch_(pitch) {}

    /// For each glyph its columns [first, second), empty when it has no ink.
    [[nodiscard]] std::vector<std::pair<int, int>> run() {
        const std::size_t n = glyphs_.size(), m = cuts_.size();
        cost_.assign((n + 1) * m, kFar);
        from_.assign((n + 1) * m, {0, 0});
        for (std::size_t j = 0; j < m; ++j) cost_[j] = left_over(0, cuts_[j].x);
        for (std::size_t i = 0; i < n; ++i) step(i, m);
        return traced(n, m);
    }

private:
    struct From {
        std::size_t cut;
        std::size_t glyph;  // 1: took the ink between the cuts, 0: left it over or had none
    };

    [[nodiscard]] double left_over(int x0, int x1) const {
        const int a = columns_.before[static_cast<std::size_t>(x0)], b = columns_.after[static_cast<std::size_t>(x1)];
        return b <= a ? 0.0 : kLeftOver * std::min(1.0, 0.25 + (b - a) / pitch_);
    }

    [[nodiscard]] double taken(std::size_t i, int x0, int x1) const {
        const int a = columns_.before[static_cast<std::size_t>(x0)], b = columns_.after[static_cast<std::size_t>(x1)];
        if (b <= a) return kFar;
        const double width = (b - a) / pitch_;
        const Width want = width_of(glyphs_[i].text());
        double cost = 0;
        if (width > want.most)
            cost += kWide * (width - want.most) * (width - want.most) + kWide * 0.2 * (width - want.most);
        if (width < want.least) cost += kNarrow * (want.least - width);
        const double off = std::abs((a + b) / 2.0 - glyphs_[i].box_upright.centre().x) / pitch_;
        return cost + std::min(kMostPlace, kPlace * off);
    }

    void relax(std::size_t i, std::size_t j, double cost, From from) {
        const std::size_t at = i * cuts_.size() + j;
        if (cost < cost_[at]) {
            cost_[at] = cost;
            from_[at] = from;
        }
    }

    void step(std::size_t i, std::size_t m) {
        for (std::size_t j = 0; j < m; ++j) {
            const double here = cost_[i * m + j];
            if (here >= kFar) continue;
            relax(i + 1, j, here + kNoInk, {j, 0});
            for (std::size_t k = j + 1; k < m; ++k) {
                const int a = columns_.before[static_cast<std::size_t>(cuts_[j].x)];
                if (a >= cuts_[k].x) continue;
                if (cuts_[k].x - a > 2.4 * pitch_) break;
                relax(i + 1, k, here + taken(i, cuts_[j].x, cuts_[k].x) + cuts_[k].cost, {j, 1});
            }
        }
        // Ink may be left over between this glyph and the next.
        for (std::size_t j = 0; j < m; ++j)
            for (std::size_t k = j + 1; k < m && k <= j + 4; ++k) {
                const double cost = cost_[(i + 1) * m + j] + left_over(cuts_[j].x, cuts_[k].x);
                if (cost < cost_[(i + 1) * m + k]) {
                    cost_[(i + 1) * m + k] = cost;
                    from_[(i + 1) * m + k] = {j, 2};
                }
            }
    }

    [[nodiscard]] std::vector<std::pair<int, int>> traced(std::size_t n, std::size_t m) const {
        std::vector<std::pair<int, int>> out(n, {0, 0});
        std::size_t j = m - 1;
        double best = std::numeric_limits<double>::max();
        for (std::size_t k = 0; k < m; ++k) {
            const double cost = cost_[n * m + k] + left_over(cuts_[k].x, cuts_.back().x);
            if (cost < best) {
                best = cost;
                j = k;
            }
        }
        for (std::size_t i = n; i > 0;) {
            const From& from = from_[i * m + j];
            if (from.glyph == 2) {
                j = from.cut;
                continue;
            }
            if (from.glyph == 1)
                out[i - 1] = {columns_.before[static_cast<std::size_t>(cuts_[from.cut].x)],
                              columns_.after[static_cast<std::size_t>(cuts_[j].x)]};
            j = from.cut;
            --i;
        }
        return out;
    }

    const std::vector<Glyph>& glyphs_;
    const Columns& columns_;
    std::vector<Cut> cuts_;
    double pitch_;
    std::vector<double> cost_;
    std::vector<From> from_;
};

/// The glyphs' pitch: that of a square type at the line's height, less when the ink is set closer than that.
double pitch_of(const std::vector<Glyph>& glyphs, const Columns& columns, double glyph_px) {
    double units = 0;
    for (const Glyph& glyph : glyphs) units += width_of(glyph.text()).advance;
    const int n = static_cast<int>(columns.ink.size()) - 1;
    const int span = columns.after[static_cast<std::size_t>(n)] - columns.before[0];
    const double square = glyph_px / kHanHeight;
    return std::clamp(span / std::max(units, 1.0), 0.6 * square, square);
}

cv::Rect ink_rows(const cv::Mat& grey, int x0, int x1) {
    int top = grey.rows, bottom = 0;
    for (int y = 1; y + 1 < grey.rows; ++y)
        for (int x = x0; x < x1; ++x)
            if (grey.at<uchar>(y, x) < kInkBelow) {
                top = std::min(top, y);
                bottom = y + 1;
                break;
            }
    if (bottom <= top) return {x0, 0, x1 - x0, grey.rows};
    return {x0, top, x1 - x0, bottom - top};
}

/// Glyphs that got no ink stand where their neighbours leave room.
void place_inkless(std::vector<Glyph>& glyphs, const std::vector<std::pair<int, int>>& span, double pitch, int height) {
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (span[i].second > span[i].first) continue;
        const double width = width_of(glyphs[i].text()).advance * pitch;
        double x = glyphs[i].box_upright.centre().x - width / 2;
        if (i > 0) x = std::max(x, glyphs[i - 1].box_upright.right() - width / 2);
        const double margin = (height - pitch * kHanHeight) / 2;
        glyphs[i].box_upright = {std::max(0.0, x), std::max(0.0, margin), width, pitch * kHanHeight};
    }
}

}  // namespace

std::vector<bool> fit_to_ink(std::vector<Glyph>& glyphs, const LinePicture& picture) {
    std::vector<bool> has_ink(glyphs.size(), false);
    if (glyphs.empty()) return has_ink;
    const cv::Mat grey = adapt::view(picture.grey);
    const Columns columns = columns_of(grey);
    const double pitch = pitch_of(glyphs, columns, picture.glyph_px);
    Fitting fitting(glyphs, columns, cuts_of(columns, pitch, static_cast<int>(picture.glyph_px)), pitch);
    const std::vector<std::pair<int, int>> span = fitting.run();
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (span[i].second <= span[i].first) continue;
        has_ink[i] = true;
        const cv::Rect r = ink_rows(grey, span[i].first, span[i].second);
        glyphs[i].box_upright = {static_cast<double>(r.x), static_cast<double>(r.y), static_cast<double>(r.width),
                                 static_cast<double>(r.height)};
    }
    place_inkless(glyphs, span, pitch, grey.rows);
    return has_ink;
}

}  // namespace mangping::ocr::lines
