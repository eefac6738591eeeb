#include "ocr/lines/ink.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "ocr/lines/ground.hpp"
#include "ocr/lines/red.hpp"
#include "ocr/lines/rules.hpp"
#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/ink.hpp"

namespace mangping::ocr::lines {
namespace {

// Lines are found at this glyph size: strokes are still apart, and an A4 page has about two million pixels.
constexpr double kWorkEm = 24;
// No engine reads glyphs lower than this (px): what was measured was not the text, and is measured anew.
constexpr double kLeastEm = 8;
// Where the glyph size is not known, it is measured on a picture of this many pixels along its long side.
constexpr double kProbeSide = 2200;
// The paper's brightness is the brightest within about this many em, on a picture this much smaller.
constexpr int kPaperShrink = 4;
constexpr double kPaperReachEm = 1.4;
// Paper is no darker than this, or the noise of a black desk would be blown up.
constexpr double kDarkestPaper = 70;
// Ink is darker than paper by this share of the darkest ink within kContrastReachEm: the middle of a stroke's flank, a
// little towards the paper so that hair strokes hold together.
constexpr double kInkShare = 0.42;
constexpr double kContrastReachEm = 1.6;
// Less contrast than this (grey levels of 255) is paper texture, whatever stands there; faint pencil has 40 and more.
constexpr double kLeastContrast = 26;
// Where ink is faint its half depth drowns in noise: never nearer to the paper than this, and than this many standard
// deviations of the noise.
constexpr double kLeastDepth = 16;
constexpr double kNoiseDepth = 3.2;
// How far the brightest grains, which levelling takes for the paper, lie above its mean, in standard deviations; and
// the side of the squares that the noise is measured in: chosen.
constexpr double kNoiseReach = 3;
constexpr double kNoiseCellEm = 4;
// A seal: its parts this close, its longer side within these (a company's seal is 4 cm, print 3.5 to 5.6 mm), its sides
// no further from equal than this (oval tax seals are 3:2). Red letterheads are lower or far wider.
constexpr double kSealGapEm = 0.7;
constexpr double kLeastSealEm = 5;
constexpr double kMostSealEm = 20;
constexpr double kSealAspect = 1.7;

// The rim of red print: this share of a part lies on or beside red ink, and it is this much as deep as black ink.
constexpr double kRimShare = 0.75;
constexpr double kRimDepth = 0.75;

int odd(double v) { return std::max(3, static_cast<int>(std::lround(v)) | 1); }
cv::Mat box(int w, int h) { return cv::getStructuringElement(cv::MORPH_RECT, {std::max(1, w), std::max(1, h)}); }

cv::Mat shrunk(const cv::Mat& full, double scale) { return scale >= 1 ? full : adapt::area_resized(full, scale); }

cv::Mat paper_of(const cv::Mat& grey, double em) {
    cv::Mat small, bright;
    small = adapt::area_resized(grey, 1.0 / kPaperShrink);
    const int reach = odd(kPaperReachEm * em / kPaperShrink);
    cv::dilate(small, bright, box(reach, reach));
    cv::erode(bright, bright, box(reach, reach));
    const int soft = odd(0.6 * reach);
    cv::blur(bright, bright, {soft, soft});
    return cv::max(bright, kDarkestPaper);
}

/// Paper 255, ink by its share of the paper's brightness.
cv::Mat levelled(const cv::Mat& grey, const cv::Mat& paper) {
    cv::Mat full, out;
    cv::resize(paper, full, grey.size(), 0, 0, cv::INTER_LINEAR);
    cv::divide(grey, full, out, 255.0);
    return out;
}

/// By place, one value a cell: what a share of the values does not exceed; CV_32F. `row(y)` gives one row of `size`;
/// every other row of a cell is asked for.
template <class Row>
cv::Mat quantile_by_place(cv::Size size, int cell, double share, const Row& row) {
    cv::Mat out((size.height + cell - 1) / cell, (size.width + cell - 1) / cell, CV_32F);
    std::vector<std::array<int, 256>> histograms(static_cast<std::size_t>(out.cols));
    for (int r = 0; r < out.rows; ++r) {
        for (auto& histogram : histograms) histogram.fill(0);
        const int top = r * cell, bottom = std::min(size.height, top + cell);
        for (int y = top; y < bottom; y += 2) {
            const uchar* values = row(y);
            for (int c = 0, x = 0; c < out.cols; ++c) {
                auto& histogram = histograms[static_cast<std::size_t>(c)];
                for (const int end = std::min(size.width, (c + 1) * cell); x < end; ++x) ++histogram[values[x]];
            }
        }
        for (int c = 0; c < out.cols; ++c) {
            const auto& histogram = histograms[static_cast<std::size_t>(c)];
            const int width = std::min(size.width, (c + 1) * cell) - c * cell;
            const double wanted = share * ((bottom - top + 1) / 2) * width;
            std::size_t v = 0;
            for (int below = histogram[0]; below < wanted && v + 1 < histogram.size();) below += histogram[++v];
            out.at<float>(r, c) = static_cast<float>(v);
        }
    }
    return out;
}

/// |second differences| of one row both ways, at most 255; the picture goes on beyond its edges as in a mirror.
class SecondDifferences {
public:
    explicit SecondDifferences(const cv::Mat& picture)
        : picture_(picture), column_(static_cast<std::size_t>(picture.cols) + 2), out_(column_.size()) {}

    const uchar* operator()(int y) {
        const auto mirrored = [](int at, int size) { return size == 1 ? 0 : at < 0 ? 1 : at >= size ? size - 2 : at; };
        const uchar* up = picture_.ptr(mirrored(y - 1, picture_.rows));
        const uchar* at = picture_.ptr(y);
        const uchar* down = picture_.ptr(mirrored(y + 1, picture_.rows));
        const std::size_t cols = static_cast<std::size_t>(picture_.cols);
        for (std::size_t x = 0; x < cols; ++x) column_[x + 1] = static_cast<short>(up[x] - 2 * at[x] + down[x]);
        column_[0] = column_[static_cast<std::size_t>(mirrored(-1, picture_.cols)) + 1];
        column_[cols + 1] = column_[static_cast<std::size_t>(mirrored(picture_.cols, picture_.cols)) + 1];
        for (std::size_t x = 0; x < cols; ++x) {
            const int v = column_[x] - 2 * column_[x + 1] + column_[x + 2];
            out_[x] = static_cast<uchar>(std::min(std::abs(v), 255));
        }
        return out_.data();
    }

private:
    const cv::Mat& picture_;
    std::vector<short> column_;
    std::vector<uchar> out_;
};

/// Standard deviation of the noise by place: the lower quartile of the second differences, which print does not move
/// as it leaves more than a quarter of any cell white. After adapt::noise_sd.
cv::Mat noise_by_place(const cv::Mat& level, int cell) {
    // The mask's coefficients have a root of the sum of squares of 6; a quarter of normal |x| lies below 0.3186 sd.
    constexpr double to_sd = 1 / (6 * 0.3186);
    SecondDifferences differences(level);
    return quantile_by_place(level.size(), cell, 0.25, [&](int y) { return differences(y); }) * to_sd;
}

/// How far below white (255) ink must lie by place to be no noise, one value a cell; CV_32F. A camera takes the finest
/// of the noise away, and what is left has a coarser grain: it is looked for at half the size as well. Levelling blows
/// it up where a picture is dim, and takes its brightest grains for the paper, so that the paper itself lies below
/// white.
cv::Mat deepest_noise(const cv::Mat& level, double em) {
    const cv::Mat half = adapt::area_resized(level, cv::Size(level.cols / 2, level.rows / 2));
    const int cell = 2 * std::max(8, static_cast<int>(kNoiseCellEm * em / 2));
    const cv::Mat fine = noise_by_place(level, cell);
    cv::Mat coarse = noise_by_place(half, cell / 2);
    cv::resize(coarse, coarse, fine.size(), 0, 0, cv::INTER_NEAREST);
    const cv::Mat noise = cv::max(fine, 2 * coarse);
    const cv::Mat below_white = 255 - quantile_by_place(level.size(), cell, 0.5, [&](int y) { return level.ptr(y); });
    constexpr double most = 254;
    return cv::min(cv::max(kNoiseDepth * noise + cv::min(below_white, kNoiseReach * noise), kLeastDepth), most);
}

/// Rows of a coarse map (CV_32F, 0..255) enlarged to `size` between the middles of its cells, as cv::resize does with
/// INTER_LINEAR; four rows share one, as cells are many times as high.
class Enlarged {
public:
    Enlarged(cv::Mat coarse, cv::Size size)
        : coarse_(std::move(coarse)),
          step_x_(static_cast<float>(coarse_.cols) / static_cast<float>(size.width)),
          step_y_(static_cast<float>(coarse_.rows) / static_cast<float>(size.height)),
          line_(static_cast<std::size_t>(coarse_.cols)),
          row_(static_cast<std::size_t>(size.width)) {}

    const uchar* operator()(int y) {
        constexpr int shared = 4;
        if (y / shared == done_) return row_.data();
        done_ = y / shared;
        const float row = static_cast<float>(done_ * shared) + 0.5F * shared;
        const float at = std::clamp(row * step_y_ - 0.5F, 0.0F, static_cast<float>(coarse_.rows - 1));
        const int above = static_cast<int>(at), below = std::min(above + 1, coarse_.rows - 1);
        const float *upper = coarse_.ptr<float>(above), *lower = coarse_.ptr<float>(below),
                    part = at - static_cast<float>(above);
        for (std::size_t i = 0; i < line_.size(); ++i) line_[i] = upper[i] + part * (lower[i] - upper[i]);
        const int width = static_cast<int>(row_.size());
        uchar* out = row_.data();
        for (int x = 0, i = -1; x < width; ++i) {
            // From the middle of cell i to the middle of the next; flat beyond the first and the last.
            const float from = line_[static_cast<std::size_t>(std::max(i, 0))];
            const float to = line_[static_cast<std::size_t>(std::min(i + 1, coarse_.cols - 1))];
            const float middle = (static_cast<float>(i) + 0.5F) / step_x_;
            const int end =
                i + 1 >= coarse_.cols
                    ? width
                    : std::min(width, static_cast<int>(std::ceil((static_cast<float>(i) + 1.5F) / step_x_ - 0.5F)));
            const float slope = (to - from) * step_x_;
            for (; x < end; ++x)
                out[x] = static_cast<uchar>(from + slope * (static_cast<float>(x) + 0.5F - middle) + 0.5F);
        }
        return out;
    }

private:
    cv::Mat coarse_;
    float step_x_, step_y_;
    int done_ = -1;
    std::vector<float> line_;
    std::vector<uchar> row_;
};

/// 255 where ink lies, of one row: below 255 - share * (255 - darkest) and below the noise, and nothing where the
/// contrast is too small.
void mark_ink(const uchar* level, const uchar* darkest, const uchar* noise, int count, uchar* out) {
    // The bound by contrast in 512ths: whole numbers of 16 bits.
    constexpr int unit = 512, share = static_cast<int>(kInkShare * unit + 0.5);
    constexpr int whole = static_cast<int>(255 * (1 - kInkShare));
    constexpr int rest = static_cast<int>((255 * (1 - kInkShare) - whole) * unit) + unit / 2;
    static_assert(unit == 1 << 9 && 255 * share + rest <= 65535);
    constexpr int flat = static_cast<int>(255 - kLeastContrast);
    const auto bound_of = [](int dark) { return dark > flat ? 0 : (dark * share + rest) / unit + whole; };
    int x = 0;
    for (; x + 16 <= count; x += 16) {
        const cv::v_uint8x16 dark = cv::v_load(darkest + x);
        cv::v_uint16x8 low, high;
        cv::v_expand(dark, low, high);
        const cv::v_uint16x8 by = cv::v_setall_u16(share), more = cv::v_setall_u16(rest);
        low = cv::v_shr<9>(cv::v_mul_wrap(low, by) + more);
        high = cv::v_shr<9>(cv::v_mul_wrap(high, by) + more);
        const cv::v_uint8x16 contrast =
            (cv::v_pack(low, high) + cv::v_setall_u8(whole)) & (dark <= cv::v_setall_u8(flat));
        const cv::v_uint8x16 bound = cv::v_min(contrast, cv::v_setall_u8(255) - cv::v_load(noise + x));
        cv::v_store(out + x, cv::v_load(level + x) < bound);
    }
    for (; x < count; ++x) out[x] = level[x] < std::min(bound_of(darkest[x]), 255 - noise[x]) ? 255 : 0;
}

cv::Mat ink_of(const cv::Mat& level, double em) {
    cv::Mat smooth, small, darkest, limit;
    cv::blur(level, smooth, {3, 3});
    cv::resize(smooth, small, {}, 0.5, 0.5, cv::INTER_NEAREST);
    const int reach = odd(kContrastReachEm * em / 2);
    cv::erode(small, darkest, box(reach, reach));
    cv::blur(darkest, darkest, {reach, reach});
    cv::resize(darkest, limit, level.size(), 0, 0, cv::INTER_LINEAR);
    Enlarged depth(deepest_noise(level, em), level.size());
    cv::Mat out(level.size(), CV_8U);
    for (int y = 0; y < level.rows; ++y) mark_ink(level.ptr(y), limit.ptr(y), depth(y), level.cols, out.ptr(y));
    return out;
}

void clear(cv::Mat& mask, const std::vector<Rect>& skip_upright, double scale) {
    for (const Rect& r : skip_upright) {
        const cv::Rect at = adapt::pixels_of({r.x * scale, r.y * scale, r.w * scale, r.h * scale}, mask.size());
        mask(at).setTo(0);
    }
}

/// Takes out what red ink leaves behind in the dark layer: parts that lie on it or beside it, and are pale against the
/// page's black. Black strokes under a seal are dark, and reach beyond it.
void take_out_rims(cv::Mat& dark, const cv::Mat& red, const cv::Mat& grey) {
    cv::Mat near_red;
    cv::dilate(red, near_red, cv::Mat::ones(5, 5, CV_8U));
    const cv::Mat apart = dark & ~near_red;
    if (cv::countNonZero(apart) == 0) return;
    const double paper = cv::mean(grey, ~dark)[0];
    const double pale = paper - kRimDepth * (paper - cv::mean(grey, apart)[0]);
    const adapt::Components parts(dark);
    for (int i = 0; i < parts.size(); ++i) {
        int beside = 0;
        double sum = 0;
        for (const adapt::Run& run : parts.runs(i)) {
            const uchar *red_row = near_red.ptr(run.y), *grey_row = grey.ptr(run.y);
            for (int x = run.from; x < run.to; ++x) {
                beside += red_row[x] != 0 ? 1 : 0;
                sum += grey_row[x];
            }
        }
        if (beside >= kRimShare * parts[i].area && beside > 0 && sum > pale * parts[i].area) parts.paint(i, dark, 0);
    }
}

/// Takes round and square seals out of the red ink: what stands in them runs on an arc and is read by another way.
void take_out_seals(cv::Mat& red, double em) {
    cv::Mat small = adapt::area_resized(red, 1.0 / kPaperShrink);
    small = small > 24;
    const double cell = em / kPaperShrink;
    cv::morphologyEx(small, small, cv::MORPH_CLOSE, box(odd(kSealGapEm * cell), odd(kSealGapEm * cell)));
    for (const adapt::Component& part : adapt::Components(small).list()) {
        const cv::Rect& r = part.box;
        const double aspect = static_cast<double>(r.width) / r.height;
        const int side = std::max(r.width, r.height);
        if (side < kLeastSealEm * cell || side > kMostSealEm * cell || aspect < 1 / kSealAspect || aspect > kSealAspect)
            continue;
        red(cv::Rect(r.tl() * kPaperShrink, r.size() * kPaperShrink) & cv::Rect({0, 0}, red.size())).setTo(0);
    }
}

/// `picture`: the page at `scale`.
PageInk at_scale(const cv::Mat& picture, double scale, double em, const std::vector<Rect>& skip) {
    PageInk out;
    out.work_from_upright = scale;
    out.em = em;
    cv::Mat grey;
    if (picture.channels() == 3)
        cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    else
        grey = picture.clone();
    cv::Mat ground = dark_ground(grey, em), beyond = off_page(grey, em);
    if (!beyond.empty()) {  // a dark band of the page beside a dark desk
        const cv::Mat print = light_print_beside(beyond, grey, em);
        if (!print.empty()) {
            ground |= print;
            beyond.setTo(0, print);
        }
    }
    const bool has_ground = cv::countNonZero(ground) > 0;
    cv::Mat inverted;
    if (has_ground) cv::bitwise_not(grey, inverted);
    // The paper's brightness is taken with the red still there: where it was, the cleared picture may be brighter.
    const cv::Mat paper = paper_of(grey, em);
    if (picture.channels() == 3) {
        out.red = take_out_red(picture, grey);
        out.other_hue = other_hue(picture);
    }
    out.dark = ink_of(levelled(grey, paper), em);
    if (has_ground) {
        out.light = ink_of(levelled(inverted, paper_of(inverted, em)), em) & ground;
        out.dark.setTo(0, ground);
        clear(out.light, skip, scale);
    }
    if (!beyond.empty())
        for (cv::Mat* layer : {&out.dark, &out.red, &out.light})
            if (!layer->empty()) layer->setTo(0, beyond);
    if (!out.red.empty()) {
        take_out_rims(out.dark, out.red, grey);
        take_out_seals(out.red, em);
        clear(out.red, skip, scale);
    }
    clear(out.dark, skip, scale);
    out.grey = grey;
    return out;
}

/// Height of the running text from the heights of its components: the tallest common one, as many Han components are
/// parts of a glyph. 0 when there is no text.
double em_of(const cv::Mat& ink) {
    cv::Mat closed;
    cv::morphologyEx(ink, closed, cv::MORPH_CLOSE, box(5, 3));
    std::vector<int> heights;
    for (const adapt::Component& part : adapt::Components(closed).list()) {
        const int w = part.box.width, h = part.box.height;
        if (h >= 8 && h <= 140 && w >= h / 2 && w <= 40 * h) heights.push_back(h);
    }
    if (heights.size() < 3) return 0;
    const auto at = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 6 / 10);
    std::nth_element(heights.begin(), at, heights.end());
    return *at * 1.08;  // a Han glyph's ink is a little lower than its em
}

}  // namespace

PageInk find_ink(const Raster& page, double text_height_px, const std::vector<Rect>& skip_upright) {
    cv::Mat picture = adapt::view(page);
    double done = 1;  // how far the picture has been shrunk
    double em = text_height_px;
    if (em < kLeastEm) {
        done = std::min(1.0, kProbeSide / std::max(page.width, page.height));
        picture = shrunk(picture, done);
        em = em_of(at_scale(picture, done, kWorkEm, skip_upright).dark) / done;
        if (em <= 0) em = kWorkEm / done;
    }
    const double scale = std::min(1.0, kWorkEm / em);
    // The probe's picture serves unless it is smaller than what is wanted.
    if (scale > 1.1 * done)
        picture = shrunk(adapt::view(page), scale);
    else if (scale < 0.9 * done)
        picture = shrunk(picture, scale / done);
    const double actual = static_cast<double>(picture.cols) / page.width;
    PageInk out = at_scale(picture, actual, em * actual, skip_upright);
    take_out_rules(out);
    return out;
}

}  // namespace mangping::ocr::lines
