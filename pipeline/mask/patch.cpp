#include "pipeline/mask/patch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::mask {
namespace {

// Red ink over black text leaves the red channel's contrast of the text nearly whole, so a channel this close to the
// best one is taken as the text's own; red text itself has less than a third of its contrast there.
constexpr double kRedChannelShare = 0.6;
// Ink begins at this share of the run's contrast: anti-aliased stroke edges lie above it, the halo of JPEG at quality
// 40 (measured: up to a quarter of the contrast) mostly below.
constexpr double kInkShare = 0.33;
// Below this contrast, of 255, there is nothing a person could read.
constexpr double kLeastContrast = 12;
// No stroke of a square glyph is longer than its em; Uyghur joins letters along the base line over several.
constexpr double kRuleEm = 1.8, kRuleEmJoined = 4.0;
// Specks below this share of an em squared are scanner dirt: the dot of a 丶 measures 0.02 and more.
constexpr double kSpeckEm2 = 0.004;

struct Range {
    double low = 0, mid = 0, high = 0;
    [[nodiscard]] double span() const { return high - low; }
};

Range range_of(const cv::Mat& one, const cv::Rect& where) {
    std::array<int, 256> count{};
    for (int y = where.y; y < where.br().y; ++y)
        for (int x = where.x; x < where.br().x; ++x) ++count[one.at<std::uint8_t>(y, x)];
    const auto at = [&](double share) {
        int rank = static_cast<int>(share * (where.area() - 1));
        std::size_t level = 0;
        while (level + 1 < count.size() && rank >= count[level]) rank -= count[level++];
        return static_cast<double>(level);
    };
    return {at(0.03), at(0.5), at(0.97)};
}

cv::Mat text_channel(const cv::Mat& pixels, const cv::Rect& core) {
    if (pixels.channels() == 1) return pixels.clone();
    std::vector<cv::Mat> rgb;
    cv::split(pixels, rgb);
    double best = 0;
    std::size_t which = 0;
    for (std::size_t c = 0; c < rgb.size(); ++c)
        if (const double span = range_of(rgb[c], core).span(); span > best) {
            best = span;
            which = c;
        }
    return range_of(rgb[0], core).span() >= kRedChannelShare * best ? rgb[0] : rgb[which];
}

/// Darkness against the local paper, 0 on paper.
cv::Mat darkness(cv::Mat one, const cv::Rect& core, double em) {
    const Range around = range_of(one, {0, 0, one.cols, one.rows}), inside = range_of(one, core);
    if (inside.high - around.mid > around.mid - inside.low) one = ~one;  // light text on a dark ground
    const int side = static_cast<int>(std::ceil(0.6 * em)) * 2 + 1;
    cv::Mat paper;
    cv::morphologyEx(one, paper, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
    return paper - one;
}

void remove_rules(cv::Mat& ink, double longest_stroke) {
    const int side = std::max(9, static_cast<int>(std::lround(longest_stroke)));
    cv::Mat rules = cv::Mat::zeros(ink.size(), CV_8UC1), found;
    for (const cv::Size line : {cv::Size{side, 1}, cv::Size{1, side}}) {
        if (line.width > ink.cols || line.height > ink.rows) continue;
        cv::morphologyEx(ink, found, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, line));
        const cv::Size rim = line.width > 1 ? cv::Size{1, 3} : cv::Size{3, 1};  // the rule's grey rim
        cv::dilate(found, found, cv::getStructuringElement(cv::MORPH_RECT, rim));
        rules |= found;
    }
    ink.setTo(0, rules);
}

void remove_specks(cv::Mat& ink, double em) {
    const int least = std::max(2, static_cast<int>(kSpeckEm2 * em * em));
    const adapt::Components parts(ink);
    for (int i = 0; i < parts.size(); ++i)
        if (parts[i].area < least) parts.paint(i, ink, 0);
}

}  // namespace

Patch patch_of(const cv::Mat& page, const Run& run, double reach) {
    const Rect wanted = grown(run.bounds(), reach);
    Patch out;
    if (!run.turned) {
        const cv::Rect roi = adapt::pixels_of(wanted, page.size());
        out.pixels = page(roi);
        out.x0 = roi.x;
        out.y0 = roi.y;
        return out;
    }
    out.x0 = std::floor(wanted.x);
    out.y0 = std::floor(wanted.y);
    const Transform patch_from_upright = translation(-out.x0, -out.y0) * inverse(run.upright_from_local);
    const cv::Size size{static_cast<int>(std::ceil(wanted.w)) + 1, static_cast<int>(std::ceil(wanted.h)) + 1};
    cv::warpPerspective(page, out.pixels, adapt::warp_matrix(patch_from_upright), size, cv::INTER_LINEAR,
                        cv::BORDER_CONSTANT, cv::Scalar::all(255));
    return out;
}

cv::Mat glyph_ink(const Patch& patch, const Run& run) {
    const Rect b = run.bounds();
    const cv::Rect core = adapt::pixels_of({b.x - patch.x0, b.y - patch.y0, b.w, b.h}, patch.pixels.size());
    cv::Mat ink = cv::Mat::zeros(patch.pixels.size(), CV_8UC1);
    if (core.empty()) return ink;
    const cv::Mat dark = darkness(text_channel(patch.pixels, core), core, run.em);
    const double contrast = range_of(dark, core).high;
    if (contrast < kLeastContrast) return ink;
    cv::threshold(dark, ink, kInkShare * contrast, 255, cv::THRESH_BINARY);
    if (run.kind != MaskKind::signature)
        remove_rules(ink, (run.kind == MaskKind::name_uyghur ? kRuleEmJoined : kRuleEm) * run.em);
    remove_specks(ink, run.em);
    return ink;
}

}  // namespace mangping::mask
