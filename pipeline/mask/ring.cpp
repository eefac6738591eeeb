#include "pipeline/mask/ring.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::mask {
namespace {

// Width of the ring: the rest of a block beside the ink, plus one pixel where levelling has interpolated.
constexpr int kLumaRing = 8, kChromaRing = 16;
// What counts as ink in the ring, as a share of the contrast of what is hidden. Measured two pixels and more from the
// ink of black and red names of 18 to 40 px, colour at half resolution, largest of 16: 0.32 at quality 40, 0.27 at 60,
// 0.24 at 75, 0.12 at 90, 0.08 at 95; beyond eight pixels never more than 0.15.
constexpr double kInkShareFine = 0.16, kInkShareCoarse = 0.36;
constexpr int kFineQuality = 90, kCoarseQuality = 45;
constexpr double kLeastInk = 20;
// Strokes of a glyph stand closer than this to each other, so that closing over it leaves only the ground.
constexpr double kStrokesApartEm = 0.4;
// How far paper lies from the ground that closing finds: four standard deviations of a noise of six grey levels, which
// is what hard photographs of the generated corpus have.
constexpr double kPaperSpread = 24;
// How far beyond the ring paper is averaged, and the least share of it that makes a mean.
constexpr int kMeanReach = 12;
constexpr double kLeastPaperShare = 0.02;
// The grey rim that another glyph's ink keeps.
constexpr int kRim = 2;
// A fragment of ink that touches a bar and reaches less far than this, of an em, is a sliver of what the bar hides.
constexpr double kSliverEm = 0.1;

/// The largest channel difference of a picture to another of the same kind.
cv::Mat distance(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat d;
    cv::absdiff(a, b, d);
    if (d.channels() == 1) return d;
    std::vector<cv::Mat> c;
    cv::split(d, c);
    return cv::max(cv::max(c[0], c[1]), c[2]);
}

/// What the ground would be without strokes: light strokes on a dark ground are opened away, dark ones on light closed.
/// Follows shadows and gradients, which a single colour for the whole neighbourhood would not.
cv::Mat ground_of(const cv::Mat& picture, const cv::Scalar& commonest_colour, double em) {
    const int side = static_cast<int>(std::ceil(kStrokesApartEm * em)) * 2 + 9;
    const double level = (commonest_colour[0] + commonest_colour[picture.channels() / 2]) / 2;
    cv::Mat out;
    cv::morphologyEx(picture, out, level < kDarkGround ? cv::MORPH_OPEN : cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
    return out;
}

/// The paper's colour at every pixel: the mean of what is paper near it. Pixels of `spoilt` (the fill and its ring)
/// have no say, so that nothing of what is hidden comes back through the mean.
cv::Mat paper_of(const cv::Mat& picture, const cv::Mat& spoilt, const cv::Mat& fill, int ring, double em) {
    const cv::Mat clean = spoilt == 0;
    const cv::Scalar colour = commonest(picture, clean);
    cv::Mat honest = picture.clone();
    honest.setTo(colour, spoilt);
    const cv::Mat is_paper = (distance(picture, ground_of(honest, colour, em)) < kPaperSpread) & clean;
    cv::Mat out(picture.size(), picture.type(), colour), known = cv::Mat::zeros(picture.size(), CV_8UC1);
    cv::Mat masked = cv::Mat::zeros(picture.size(), picture.type());
    picture.copyTo(masked, is_paper);
    for (int half = ring + kMeanReach; half <= 4 * (ring + kMeanReach); half *= 2) {  // wider where nothing is near
        cv::Mat weight, sum, mean;
        is_paper.convertTo(weight, CV_32F, 1.0 / 255);
        masked.convertTo(sum, CV_32F);
        cv::blur(weight, weight, {2 * half + 1, 2 * half + 1});
        cv::blur(sum, sum, {2 * half + 1, 2 * half + 1});
        const cv::Mat found = (weight > kLeastPaperShare) & (known == 0);
        if (picture.channels() == 3) cv::merge(std::vector<cv::Mat>{weight, weight, weight}, weight);
        cv::divide(sum, weight, sum);
        sum.convertTo(mean, picture.type());
        mean.copyTo(out, found);
        known |= found;
        if (cv::countNonZero(spoilt & ~(known | fill)) == 0) break;
    }
    return out;
}

double ink_share(int quality) {
    const double q = quality == 0 ? 75 : quality;  // a picture inside a pdf: most scanners write 75
    const double t = std::clamp((kFineQuality - q) / (kFineQuality - kCoarseQuality), 0.0, 1.0);
    return kInkShareFine + t * (kInkShareCoarse - kInkShareFine);
}

cv::Mat square(int reach) { return cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}); }

/// How many of a component's pixels are set in `in`.
int shared(const adapt::Components& parts, int i, const cv::Mat& in) {
    int out = 0;
    for (const adapt::Run& run : parts.runs(i)) {
        const uchar* row = in.ptr(run.y);
        for (int x = run.from; x < run.to; ++x) out += row[x] != 0 ? 1 : 0;
    }
    return out;
}

/// Ink outside the fill, without slivers of what the fill hides. Beyond a block's width of luma, and in shapes that lie
/// mostly outside the ring, where no ripple reaches, half the threshold is enough.
cv::Mat foreign_ink(const cv::Mat& off_paper, const cv::Mat& fill, const cv::Mat& ring, double em, double threshold) {
    cv::Mat near, touching;
    cv::dilate(fill, near, square(kLumaRing));
    cv::dilate(fill, touching, square(1));
    cv::Mat ink = (off_paper > threshold) | ((off_paper > threshold / 2) & ~near);
    ink.setTo(0, fill);
    const int sliver = std::max(2, static_cast<int>(kSliverEm * em));
    const adapt::Components found(ink);
    for (int i = 0; i < found.size(); ++i) {
        const cv::Rect& box = found[i].box;
        if (std::min(box.width, box.height) > sliver || std::max(box.width, box.height) > em) continue;
        if (shared(found, i, touching) > 0) found.paint(i, ink, 0);
    }
    const adapt::Components faint((off_paper > threshold / 2) & ~fill);
    for (int i = 0; i < faint.size(); ++i)
        if (2 * shared(faint, i, ring) < faint[i].area) faint.paint(i, ink, 255);
    return ink;
}

}  // namespace

void clean_ring(cv::Mat& page, const cv::Mat& fill, const Bar& bar, const BurnOptions& options) {
    const int ring = (page.channels() == 3 ? kChromaRing : kLumaRing) + (options.turned ? 1 : 0);
    const double reach = 2 * (ring + kMeanReach) + bar.em / 2;
    const cv::Rect roi = adapt::pixels_of(grown(bounding(bar.quad_upright), reach), page.size());
    cv::Mat here = page(roi);
    const cv::Mat filled = fill(roi);
    cv::Mat keep, around;
    cv::dilate(filled, around, square(ring));
    const cv::Mat paper = paper_of(here, around, filled, ring, bar.em);
    const cv::Mat off_paper = distance(here, paper);
    double contrast = 0;
    cv::minMaxLoc(off_paper, nullptr, &contrast, nullptr, nullptr, filled);
    const double threshold = std::max(kLeastInk, ink_share(options.jpeg_quality) * contrast);
    cv::dilate(foreign_ink(off_paper, filled, around, bar.em, threshold), keep,
               cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * kRim + 1, 2 * kRim + 1}));
    around.setTo(0, filled | keep);
    paper.copyTo(here, around);
}

cv::Scalar commonest(const cv::Mat& picture, const cv::Mat& where) {
    std::vector<cv::Mat> channels;
    cv::split(picture, channels);
    const bool all = where.empty() || cv::countNonZero(where) == 0;
    cv::Scalar out;
    for (std::size_t c = 0; c < channels.size(); ++c) {
        int counts[32] = {};
        for (int y = 0; y < picture.rows; ++y)
            for (int x = 0; x < picture.cols; ++x)
                if (all || where.at<std::uint8_t>(y, x) != 0) ++counts[channels[c].at<std::uint8_t>(y, x) / 8];
        out[static_cast<int>(c)] = double(std::max_element(counts, counts + 32) - counts) * 8 + 4;
    }
    return out;
}

}  // namespace mangping::mask
