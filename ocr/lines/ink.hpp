// The ink of a page at finding size, sorted by what it is: text, red text, light text on dark, rules.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "models/page.hpp"

namespace mangping::ocr::lines {

/// What a line stands in, and so which channel it is read from.
enum class Layer { dark, red, light_on_dark };

/// All masks are CV_8UC1, 255 = yes, of one size: "work" pixels, work = upright * work_from_upright.
struct PageInk {
    double work_from_upright = 1;
    double em = 0;             // of the running text, work px
    cv::Mat dark, red, light;  // text-like ink by layer, rules taken out; empty where a layer has none
    cv::Mat grey;              // luma as if the red ink were not there
    cv::Mat other_hue;         // areas at the edge that may be a desk; empty where there are none
    cv::Mat upright_rules;     // vertical rules: no line runs through them
    cv::Mat level_rules;       // horizontal rules
};

[[nodiscard]] inline const cv::Mat& layer_of(const PageInk& page, Layer layer) {
    return layer == Layer::dark ? page.dark : layer == Layer::red ? page.red : page.light;
}

/// `text_height_px`: em in upright px, 0 when unknown. Ink whose middle lies in `skip_upright` is left out.
[[nodiscard]] PageInk find_ink(const Raster& page, double text_height_px, const std::vector<Rect>& skip_upright);

}  // namespace mangping::ocr::lines
