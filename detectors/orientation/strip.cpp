#include "detectors/orientation/strip.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Height of a glyph in the strip: where the reader's error was lowest (16..32 px) and its cost still small.
constexpr double kReadingEm = 26;
// A strip holds this many pieces, each at most so many ems long: about 30 glyphs, 60 ms of reading.
constexpr int kPieces = 2;
constexpr double kPieceEms = 15;
// Glyphs within this share of an em of each other belong to one line.
constexpr double kJoinEms = 0.9;
// Shorter pieces than this many glyphs are not worth a reader's time.
constexpr double kLeastEms = 1.8;
// Height of a line against the page's typical one: outside it is a title, a smear or two lines grown together.
constexpr double kLeastHeight = 0.55, kMostHeight = 2.6;

/// Maps levelled pixels to those of the working copy: the inverse of "turn by turn_cw, then by -tilt".
cv::Mat work_from_level(const cv::Size& work, int turn_cw, double tilt_deg, const cv::Size& level) {
    const double a = (turn_cw - tilt_deg) * CV_PI / 180;
    // level = R(a) * (work - work centre) + level centre, with y down and a clockwise; here its inverse.
    const double c = std::cos(a), s = std::sin(a);
    const double wx = (work.width - 1) / 2.0, wy = (work.height - 1) / 2.0;
    const double lx = (level.width - 1) / 2.0, ly = (level.height - 1) / 2.0;
    return (cv::Mat_<double>(2, 3) << c, s, wx - c * lx - s * ly, -s, c, wy + s * lx - c * ly);
}

cv::Size level_size(const cv::Size& work, int turn_cw, double tilt_deg) {
    const double a = (turn_cw - tilt_deg) * CV_PI / 180;
    const double c = std::abs(std::cos(a)), s = std::abs(std::sin(a));
    return {static_cast<int>(std::ceil(work.width * c + work.height * s)),
            static_cast<int>(std::ceil(work.width * s + work.height * c))};
}

/// Ink of the box against its area: lines of text hold a fifth to a half.
double worth_of(const cv::Mat& mask, const cv::Rect& box, double em) {
    const double ems = box.width / static_cast<double>(box.height);
    if (box.height < kLeastHeight * em || box.height > kMostHeight * em || ems < kLeastEms) return 0;
    const double fill = cv::countNonZero(mask(box)) / static_cast<double>(box.area());
    constexpr double kLeastFill = 0.08, kMostFill = 0.65;  // rows of dots; solid bars
    if (fill < kLeastFill || fill > kMostFill) return 0;
    const double likeness = 1 / (1 + 2 * std::abs(std::log(box.height / em)));
    return std::min(ems, kPieceEms) * likeness;
}

cv::Mat paper_white(const cv::Mat& grey) {
    std::vector<uchar> sorted(grey.begin<uchar>(), grey.end<uchar>());
    const auto at = [&](double share) {
        const auto k = static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), sorted.begin() + k, sorted.end());
        return static_cast<double>(sorted[static_cast<std::size_t>(k)]);
    };
    const double paper = at(0.8), ink = std::min(at(0.02), paper - 24);
    cv::Mat out;
    grey.convertTo(out, CV_8U, 235 / (paper - ink), 245 - 235 * paper / (paper - ink));
    return out;
}

/// One piece cut out of the page at its own resolution, kReadingEm high.
cv::Mat cut(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled, const LinePiece& piece) {
    const double margin = 0.25 * piece.box.height;
    const double width = std::min(piece.box.width, kPieceEms * piece.box.height);
    const double scale = kReadingEm / piece.box.height;  // strip pixels per levelled pixel
    const double x0 = piece.box.x - margin + (piece.box.width - width) / 2, y0 = piece.box.y - margin;
    const cv::Size size(static_cast<int>((width + 2 * margin) * scale),
                        static_cast<int>((piece.box.height + 2 * margin) * scale));
    // raster_from_strip = (1 / glyphs.scale) * work_from_level * (x0,y0 + strip / scale), pixel centres at integers.
    const cv::Mat& w = levelled.work_from_level;
    const double k = 1 / (scale * glyphs.scale), half = 0.5 / glyphs.scale - 0.5;
    cv::Mat m(2, 3, CV_64F);
    for (int r = 0; r < 2; ++r) {
        const double a = w.at<double>(r, 0), b = w.at<double>(r, 1), t = w.at<double>(r, 2);
        m.at<double>(r, 0) = a * k;
        m.at<double>(r, 1) = b * k;
        m.at<double>(r, 2) = (a * x0 + b * y0 + t) / glyphs.scale + half;
    }
    // Where the page is finer than the strip, its averaged working copy is the better source up to its own scale.
    const bool fine = k > 1.6 && glyphs.scale < 1;
    cv::Mat source = glyphs.grey;
    if (fine) {
        for (int r = 0; r < 2; ++r) {
            m.at<double>(r, 0) = w.at<double>(r, 0) / scale;
            m.at<double>(r, 1) = w.at<double>(r, 1) / scale;
            m.at<double>(r, 2) = w.at<double>(r, 0) * x0 + w.at<double>(r, 1) * y0 + w.at<double>(r, 2);
        }
    } else if (glyphs.scale < 1) {
        // Only the piece's own pixels are turned to grey.
        source = adapt::view(raster);
    }
    cv::Mat out;
    cv::warpAffine(source, out, m, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    if (out.channels() == 3) cv::extractChannel(out, out, 0);
    return paper_white(out);
}

}  // namespace

Levelled level(const Glyphs& glyphs, int turn_cw, double tilt_deg) {
    Levelled out;
    const cv::Size size = level_size(glyphs.mask.size(), turn_cw, tilt_deg);
    out.work_from_level = work_from_level(glyphs.mask.size(), turn_cw, tilt_deg, size);
    if (glyphs.em <= 0) return out;
    cv::Mat mask, joined;
    cv::warpAffine(glyphs.mask, mask, out.work_from_level, size, cv::INTER_NEAREST | cv::WARP_INVERSE_MAP);
    const int join = std::max(3, static_cast<int>(kJoinEms * glyphs.em)) | 1;
    cv::morphologyEx(mask, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, cv::Size(join, 1)));
    cv::Mat labels, stats, centroids;
    const int n = cv::connectedComponentsWithStats(joined, labels, stats, centroids, 8, CV_32S, cv::CCL_GRANA);
    std::vector<cv::Rect> boxes;
    std::vector<double> heights;
    for (int i = 1; i < n; ++i) {
        const int* s = stats.ptr<int>(i);
        const cv::Rect box(s[0], s[1], s[2], s[3]);
        if (box.height < 5 || box.width < kLeastEms * box.height) continue;
        boxes.push_back(box);
        heights.insert(heights.end(), static_cast<std::size_t>(1 + box.width / box.height), box.height);
    }
    if (boxes.empty()) return out;
    std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
    out.em = heights[heights.size() / 2];
    for (const cv::Rect& box : boxes)
        if (const double worth = worth_of(mask, box, out.em); worth > 0) out.pieces.push_back({cv::Rect2d(box), worth});
    std::stable_sort(out.pieces.begin(), out.pieces.end(),
                     [](const LinePiece& a, const LinePiece& b) { return a.worth > b.worth; });
    return out;
}

std::optional<Raster> strip(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled, int nth) {
    const auto first = static_cast<std::size_t>(nth * kPieces);
    if (first >= levelled.pieces.size()) return std::nullopt;
    const std::size_t last = std::min(levelled.pieces.size(), first + kPieces);
    std::vector<cv::Mat> cuts;
    int width = 0, height = static_cast<int>(kReadingEm / 2);
    for (std::size_t i = first; i < last; ++i) {
        cuts.push_back(cut(raster, glyphs, levelled, levelled.pieces[i]));
        width = std::max(width, cuts.back().cols);
        height += cuts.back().rows + static_cast<int>(kReadingEm / 2);
    }
    const int margin = static_cast<int>(kReadingEm / 2);
    cv::Mat canvas(height, width + 2 * margin, CV_8U, cv::Scalar(245));
    int y = margin;
    for (const cv::Mat& piece : cuts) {
        piece.copyTo(canvas(cv::Rect(margin, y, piece.cols, piece.rows)));
        y += piece.rows + margin;
    }
    return adapt::raster_of(canvas);
}

Raster overturned(const Raster& raster) {
    cv::Mat out;
    cv::rotate(adapt::view(raster), out, cv::ROTATE_180);
    return adapt::raster_of(out);
}

}  // namespace mangping::detectors
