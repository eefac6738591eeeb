#include "detectors/signature/signature.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Darker than the paper around by this much is ink; pencil and pale pens have 45 and more.
constexpr int kInk = 38;
constexpr int kRed = 30;                               // red above green and blue: seals and fingerprints
constexpr double kRuleEm = 2.2;                        // a level run this long is a rule to write on
constexpr double kLeastHigh = 0.55, kLeastWide = 0.8;  // em, of the ink as a whole: chosen, a dash or a dot is less
constexpr double kLeastArea = 0.16;                    // square ems of ink: chosen, one written character has a quarter

cv::Mat pen_ink(const cv::Mat& picture) {
    cv::Mat grey = picture, paper;
    if (picture.channels() == 3) cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    const int around = std::max(15, std::min(grey.rows, grey.cols) / 2) | 1;
    cv::morphologyEx(grey, paper, cv::MORPH_CLOSE, cv::Mat::ones(std::min(around, 61), std::min(around, 61), CV_8U));
    cv::Mat ink = (paper - grey) > kInk;
    if (picture.channels() == 3) {
        std::vector<cv::Mat> c;
        cv::split(picture, c);
        cv::Mat cool = cv::max(c[1], c[2]), redness;
        cv::subtract(c[0], cool, redness);
        cv::Mat red = redness > kRed;
        cv::dilate(red, red, cv::Mat::ones(3, 3, CV_8U));
        ink.setTo(0, red);
    }
    return ink;
}

}  // namespace

bool is_signed(const Raster& upright, const Rect& where, double em_px) {
    if (upright.empty() || em_px < 4) return false;
    try {
        const cv::Rect box = adapt::pixels_of(where, {upright.width, upright.height});
        if (box.width < em_px || box.height < 0.5 * em_px) return false;
        cv::Mat ink = pen_ink(adapt::view(upright)(box));
        cv::Mat rules;
        cv::morphologyEx(ink, rules, cv::MORPH_OPEN,
                         cv::Mat::ones(1, std::max(5, static_cast<int>(kRuleEm * em_px)), CV_8U));
        cv::dilate(rules, rules, cv::Mat::ones(3, 1, CV_8U));
        ink.setTo(0, rules);
        cv::Rect all;
        double area = 0;
        for (const auto& [part, pixels] : adapt::Components(ink).list()) {
            if (std::max(part.width, part.height) < 0.15 * em_px) continue;  // dust
            all = all.empty() ? part : (all | part);
            area += pixels;
        }
        return all.height >= kLeastHigh * em_px && all.width >= kLeastWide * em_px &&
               area >= kLeastArea * em_px * em_px;
    } catch (const cv::Exception&) {
        return false;
    }
}

}  // namespace mangping::detectors
