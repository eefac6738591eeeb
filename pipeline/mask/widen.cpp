#include "pipeline/mask/widen.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::mask {
namespace {

// Chosen: four characters set solid with their margins, or three spaced out, are 5 em long at most; employers have 6 to
// 24 characters.
constexpr double kPersonEm = 5, kOtherEm = 12;
// White left before the next ink, so that the word beside a bar stays a word of its own.
constexpr double kClearEm = 0.35;
// Of another grey than the paper by this much is ink; photographs' shading inside one patch stays below it.
constexpr int kInkStep = 48;
// A row that is dark over most of the patch is a line to write on, which a bar may cover; a column of which more than
// this share is dark holds ink.
constexpr double kRuleShare = 0.6, kInkShare = 0.04;

// The em of a run is taken from its glyphs' ink and differs by a pixel or two from name to name, which times five would
// tell names apart again: text of the body's size is measured by the page's em, other text in steps of four pixels.
constexpr double kBodySize = 0.25, kEmStep = 4;

double steady_em(double em, double page_em) {
    if (page_em > 0 && std::abs(em / page_em - 1) < kBodySize) return page_em;
    return std::ceil(em / kEmStep) * kEmStep;
}

double class_em(MaskKind kind) {
    switch (kind) {
        case MaskKind::name:
            return kPersonEm;
        case MaskKind::employer:
        case MaskKind::name_latin:
        case MaskKind::employer_latin:
        case MaskKind::name_uyghur:
            return kOtherEm;
        default:
            return 0;
    }
}

/// 255 where the patch is not of its paper's colour.
cv::Mat not_paper(const cv::Mat& pixels) {
    std::vector<cv::Mat> channels;
    cv::split(pixels, channels);
    cv::Mat out = cv::Mat::zeros(pixels.size(), CV_8U);
    for (const cv::Mat& channel : channels) {
        std::vector<std::uint8_t> values(channel.begin<std::uint8_t>(), channel.end<std::uint8_t>());
        std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
        cv::Mat far;
        cv::absdiff(channel, cv::Scalar(values[values.size() / 2]), far);
        out |= far > kInkStep;
    }
    return out;
}

/// Per column of `ink` whether another mark stands there.
std::vector<bool> inked_columns(const cv::Mat& ink) {
    cv::Mat rest = ink.clone();
    for (int y = 0; y < rest.rows; ++y)
        if (cv::countNonZero(rest.row(y)) > kRuleShare * rest.cols) rest.row(y).setTo(0);
    std::vector<bool> out;
    for (int x = 0; x < rest.cols; ++x)
        out.push_back(cv::countNonZero(rest.col(x)) > std::max(1.0, kInkShare * rest.rows));
    return out;
}

/// Bare columns next to `from`, walking by `step`.
int room(const std::vector<bool>& inked, int from, int step) {
    int n = 0;
    for (int x = from; x >= 0 && x < static_cast<int>(inked.size()); x += step, ++n)
        if (inked[static_cast<std::size_t>(x)]) break;
    return n;
}

}  // namespace

double reach_of_widening(const Run& run, double page_em) {
    return (class_em(run.kind) + 1) * steady_em(run.em, page_em);
}

Rect widened(const Run& run, const Patch& patch, const Rect& box, double page_em) {
    const double unit = class_em(run.kind) * steady_em(run.em, page_em);
    if (unit <= 0) return box;
    Rect b{box.x - patch.x0, box.y - patch.y0, box.w, box.h};
    cv::Mat ink = not_paper(patch.pixels);
    if (run.down) {
        ink = ink.t();
        b = {b.y, b.x, b.h, b.w};
    }
    const int y0 = std::clamp(static_cast<int>(std::floor(b.y)), 0, ink.rows - 1);
    const int y1 = std::clamp(static_cast<int>(std::ceil(b.bottom())), y0 + 1, ink.rows);
    const std::vector<bool> inked = inked_columns(ink.rowRange(y0, y1));
    // The edge's own column may hold the last of the glyph's halo: the walk begins one beyond it.
    const double clear = kClearEm * run.em;
    const double left = std::max(0.0, room(inked, static_cast<int>(std::floor(b.x)) - 2, -1) - clear);
    const double right = std::max(0.0, room(inked, static_cast<int>(std::ceil(b.right())) + 1, +1) - clear);
    // A bar a hair longer than a multiple is not made a whole class longer: margins vary by a few pixels.
    const double steps = std::max(1.0, std::ceil(b.w / unit - 0.1));
    const double missing = std::max(0.0, steps * unit - b.w);
    const double after = std::min(right, missing), before = std::min(left, missing - after);
    b = {b.x - before, b.y, b.w + before + after, b.h};
    if (run.down) b = {b.y, b.x, b.h, b.w};
    return {b.x + patch.x0, b.y + patch.y0, b.w, b.h};
}

}  // namespace mangping::mask
