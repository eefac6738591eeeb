#include "detectors/seal/blob.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "detectors/seal/ink.hpp"
#include "pipeline/adapt/components.hpp"

namespace mangping::detectors {
namespace {

constexpr double kCore = 0.6, kReliefFill = 0.6;  // of the least side; of the box
constexpr double kMaxAspect = 3.2;  // ovals are 1.5 : 1, name seals of a Uyghur name in two rows run to three to one
constexpr double kSideInk = 0.7;    // of a name seal's side must show ink; a red letter's side shows less than half
constexpr double kMinFill = 0.15, kMaxFill = 0.9;  // of the box; a bracket is emptier, and what is fuller is no oval

/// Share of the box's side, `strip` px deep, along which there is ink.
double side_ink(const cv::Mat& inked, const cv::Rect& side) {
    cv::Mat along;
    cv::reduce(inked(side), along, side.width > side.height ? 0 : 1, cv::REDUCE_MAX);
    return static_cast<double>(cv::countNonZero(along)) / static_cast<double>(along.total());
}

bool framed(const cv::Mat& inked, const cv::Rect& box) {
    const int strip = std::max(2, std::min(box.width, box.height) / 10);
    return side_ink(inked, {box.x, box.y, box.width, strip}) >= kSideInk &&
           side_ink(inked, {box.x, box.y + box.height - strip, box.width, strip}) >= kSideInk &&
           side_ink(inked, {box.x, box.y, strip, box.height}) >= kSideInk &&
           side_ink(inked, {box.x + box.width - strip, box.y, strip, box.height}) >= kSideInk;
}

}  // namespace

std::vector<Blob> find_blobs(const cv::Mat& ink, double least, double most, int gap) {
    const cv::Mat inked = ink >= kInkLevel;
    cv::Mat closed;
    cv::morphologyEx(inked, closed, cv::MORPH_CLOSE, cv::Mat::ones(gap, gap, CV_8U));
    std::vector<Blob> out;
    const auto add = [&](const cv::Mat& marks, double least_fill) {
        for (const adapt::Component& part : adapt::Components(marks).list()) {
            const cv::Rect& box = part.box;
            const double low = std::min(box.width, box.height), high = std::max(box.width, box.height);
            if (low < least || high > most || high > kMaxAspect * low) continue;
            const double fill = cv::countNonZero(inked(box)) / static_cast<double>(box.area());
            const bool square = framed(closed, box);
            if (fill < least_fill || (fill > kMaxFill && !square)) continue;
            const bool known = std::any_of(out.begin(), out.end(), [&](const Blob& b) {
                return 2 * (b.box & box).area() > std::max(b.box.area(), box.area());
            });
            if (!known) out.push_back({box, square, fill});
        }
    };
    add(closed, kMinFill);
    // A seal cut in relief that touches a stamp's frame stands out by its fullness.
    cv::Mat solid;
    const int core = std::max(3, static_cast<int>(kCore * least));
    cv::morphologyEx(inked, solid, cv::MORPH_CLOSE, cv::Mat::ones(3, 3, CV_8U));
    cv::morphologyEx(solid, solid, cv::MORPH_OPEN, cv::Mat::ones(core, core, CV_8U));
    add(solid, kReliefFill);
    return out;
}

}  // namespace mangping::detectors
