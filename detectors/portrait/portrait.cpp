// A portrait is the one thing on a document with continuous tone: print, seals and tables are paper plus a few inks, so
// in a small window nearly every pixel is either paper or ink. A photograph has many middle levels everywhere, fills a
// rectangle without holes, and is upright, 25 x 35 mm or thereabouts. There is no face model: what is rectangular,
// continuous in tone and of a portrait's shape is taken for one. Nothing is masked for it, so a mistake costs a mark in
// the report or a region that is not read; hence the conservative side of every threshold.
#include "detectors/portrait/portrait.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/shrink.hpp"

namespace mangping::detectors {
namespace {

constexpr double kWorkSide = 600;  // px of the long side: glyphs shrink to specks, a portrait keeps 60 px and more
constexpr double kMinSide = 0.06;  // of the page's short side; a whole page may be one portrait
// A fingerprint is all ridges: of its ink no more than so much is left when strokes thinner than a part of its width
// are taken away, while hair and clothes stay (chosen).
constexpr int kRidgePart = 16;
constexpr double kRidged = 0.12;
// Height over width of the toned region: one inch 1.4, two inch 1.4 to 1.5, ID card 1.22, a bust on a white backdrop 1.
constexpr double kMinAspect = 0.9, kMaxAspect = 1.75;
// Of the box by its own toned region: a rectangle of backdrop, or a bust before a backdrop as white as the paper.
constexpr double kRectangle = 0.85, kBust = 0.5;
constexpr double kShoulders = 0.75;  // of a bust's width is toned along its lowest tenth
constexpr double kAboveBust = 0.14;  // of its height: room above a head in a portrait's frame
// A pixel has tone when it is neither paper nor the shade of a glyph: darker than paper by this much even in the
// brightest of its neighbours. Print at this scale always has paper within two pixels.
constexpr int kToneDepth = 22;
constexpr int kReach = 2;
constexpr int kThinnest = 9, kGap = 7;  // px: thinner marks (frames, rules) go, smaller gaps (a collar) close
constexpr int kLevels = 16;
// With skin in it a region may be flat otherwise; without (a photocopy) its grey levels must be many.
constexpr double kEntropyWithSkin = 1.6, kEntropyAlone = 2.4;  // bits, of 16 grey levels within the box
constexpr double kPeakWithSkin = 0.75, kPeakAlone = 0.6;       // of the pixels on one level
constexpr double kMinSkin = 0.06;    // of the box; a face takes a tenth to a fifth of a portrait
constexpr double kMinMiddle = 0.08;  // of the pixels between the darkest and the brightest quarter of the range

/// Paper level around each pixel would follow a large photograph; one level for the page is taken instead.
double paper_level(const cv::Mat& grey) {
    int histogram[256] = {};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) ++histogram[grey.at<std::uint8_t>(y, x)];
    int seen = 0, level = 255;
    while (level > 0 && (seen += histogram[level]) < static_cast<int>(grey.total()) / 4) --level;
    return level;
}

/// 255 where there is tone: dark against paper, or coloured (a red or blue backdrop).
cv::Mat tone_map(const cv::Mat& picture, const cv::Mat& grey) {
    cv::Mat brightest;
    cv::dilate(grey, brightest, cv::Mat::ones(2 * kReach + 1, 2 * kReach + 1, CV_8U));
    cv::Mat tone = brightest < paper_level(grey) - kToneDepth;
    if (picture.channels() == 3) {
        std::vector<cv::Mat> rgb;
        cv::split(picture, rgb);
        cv::Mat least = cv::min(cv::min(rgb[0], rgb[1]), rgb[2]), brightest_least;
        cv::dilate(least, brightest_least, cv::Mat::ones(2 * kReach + 1, 2 * kReach + 1, CV_8U));
        tone |= brightest_least < paper_level(least) - 2 * kToneDepth;
    }
    // What the dilation took off the edges comes back.
    cv::dilate(tone, tone, cv::Mat::ones(2 * kReach + 1, 2 * kReach + 1, CV_8U));
    cv::morphologyEx(tone, tone, cv::MORPH_OPEN, cv::Mat::ones(kThinnest, kThinnest, CV_8U));
    cv::morphologyEx(tone, tone, cv::MORPH_CLOSE, cv::Mat::ones(kGap, kGap, CV_8U));
    return tone;
}

/// The colours of skin: red over green over blue, as every complexion has under white light.
bool is_skin(const cv::Vec3b& p) {
    const int r = p[0], g = p[1], b = p[2];
    return r > 80 && r - g > 12 && r - g < 90 && g - b > 5 && g > 0.45 * r;
}

cv::Mat skin_map(const cv::Mat& picture) {
    cv::Mat out(picture.size(), CV_8U);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            out.at<std::uint8_t>(y, x) = is_skin(picture.at<cv::Vec3b>(y, x)) ? 255 : 0;
    return out;
}

/// Share of pixels in the colours of skin; 0 for grey.
double skin_share(const cv::Mat& picture) {
    if (picture.channels() != 3) return 0;
    return static_cast<double>(cv::countNonZero(skin_map(picture))) / static_cast<double>(picture.total());
}

bool continuous(const cv::Mat& grey, bool skin) {
    double share[kLevels] = {};
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x)
            share[grey.at<std::uint8_t>(y, x) * kLevels / 256] += 1.0 / static_cast<double>(grey.total());
    double entropy = 0, peak = 0, middle = 0;
    for (int i = 0; i < kLevels; ++i) {
        if (share[i] > 0) entropy -= share[i] * std::log2(share[i]);
        peak = std::max(peak, share[i]);
        if (i >= kLevels / 4 && i < kLevels * 3 / 4) middle += share[i];
    }
    return entropy >= (skin ? kEntropyWithSkin : kEntropyAlone) && peak <= (skin ? kPeakWithSkin : kPeakAlone) &&
           middle >= kMinMiddle;
}

/// Nothing but thin strokes, as a black fingerprint is.
bool ridged(const cv::Mat& picture) {
    cv::Mat grey = picture, ink, thick;
    if (picture.channels() == 3) cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    cv::threshold(grey, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
    const int side = std::max(3, picture.cols / kRidgePart);
    cv::morphologyEx(ink, thick, cv::MORPH_OPEN, cv::Mat::ones(side, side, CV_8U));
    return cv::countNonZero(thick) < kRidged * std::max(1, cv::countNonZero(ink));
}

/// The portrait's frame, if the toned region `tone` (255 within) in `box` has a portrait's shape.
std::optional<cv::Rect> framed(const cv::Mat& tone, cv::Rect box, double short_side) {
    const double aspect = static_cast<double>(box.height) / box.width;
    if (aspect < kMinAspect || aspect > kMaxAspect || box.width < kMinSide * short_side) return std::nullopt;
    const double fill = cv::countNonZero(tone(box)) / static_cast<double>(box.area());
    if (fill >= kRectangle) return box;
    const cv::Rect lowest(box.x, box.y + box.height * 9 / 10, box.width, std::max(1, box.height / 10));
    const double shoulders = cv::countNonZero(tone(lowest)) / static_cast<double>(lowest.area());
    if (fill < kBust || shoulders < kShoulders) return std::nullopt;
    const int above = std::min(box.y, static_cast<int>(kAboveBust * box.height));
    return cv::Rect(box.x, box.y - above, box.width, box.height + above);
}

}  // namespace

std::vector<Rect> find_portraits(const Raster& upright) {
    if (upright.empty()) return {};
    try {
        const double scale = std::min(1.0, kWorkSide / std::max(upright.width, upright.height));
        const cv::Mat small = adapt::shrunk(adapt::view(upright), scale);
        cv::Mat grey;
        if (small.channels() == 3)
            cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
        else
            grey = small;
        cv::Mat labels, stats, centres;
        const int count = cv::connectedComponentsWithStats(tone_map(small, grey), labels, stats, centres, 4, CV_32S);
        std::vector<Rect> out;
        for (int i = 1; i < count; ++i) {
            const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                               stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
            const auto frame = framed(labels == i, box, std::min(grey.cols, grey.rows));
            if (!frame) continue;
            const bool skin = skin_share(small(*frame)) >= kMinSkin;
            if (!continuous(grey(*frame), skin)) continue;
            const Rect at{frame->x / scale, frame->y / scale, frame->width / scale, frame->height / scale};
            if (!skin && ridged(adapt::view(upright)(adapt::pixels_of(at, {upright.width, upright.height})))) continue;
            out.push_back(at);
        }
        return out;
    } catch (const cv::Exception&) {
        return {};
    }
}

bool is_portrait(const Raster& upright) {
    // Of a passport photograph a face takes a sixth to a half; chosen wide, as heads are framed freely.
    constexpr double least_face = 0.08, most_face = 0.6, least_wide = 0.2, most_wide = 0.85, portrait_side = 160;
    if (upright.channels != 3 || upright.empty()) return false;
    const double aspect = static_cast<double>(upright.height) / upright.width;
    if (aspect < 1.1 || aspect > kMaxAspect) return false;
    try {
        const double scale = portrait_side / std::max(upright.width, upright.height);
        const cv::Mat small = adapt::shrunk(adapt::view(upright), scale);
        cv::Mat labels, stats, centres;
        cv::Mat skin = skin_map(small);
        cv::morphologyEx(skin, skin, cv::MORPH_OPEN, cv::Mat::ones(3, 3, CV_8U));
        const int count = cv::connectedComponentsWithStats(skin, labels, stats, centres, 4, CV_32S);
        for (int i = 1; i < count; ++i) {
            const double share = stats.at<int>(i, cv::CC_STAT_AREA) / static_cast<double>(skin.total());
            const double wide = stats.at<int>(i, cv::CC_STAT_WIDTH) / static_cast<double>(skin.cols);
            const double x = centres.at<double>(i, 0) / skin.cols, y = centres.at<double>(i, 1) / skin.rows;
            const bool framed =
                wide >= least_wide && wide <= most_wide && std::abs(x - 0.5) < 0.17 && y > 0.25 && y < 0.7;
            if (framed && share >= least_face && share <= most_face) return true;
        }
        return false;
    } catch (const cv::Exception&) {
        return false;
    }
}

}  // namespace mangping::detectors
