#include "detectors/orientation/strip.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "detectors/orientation/orientation.hpp"
#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::detectors {
namespace {

// Height of a glyph in its picture, pixels; with the margins it fills kLinePixels.
constexpr double kMargin = 0.25;  // ems round a piece
constexpr double kReadingEm = kLinePixels / (1 + 2 * kMargin);
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

/// Glyphs of ordinary size in number, up to a strip's width.
double worth_of(double ink, double width, double height, double em) {
    const double ems = width / height;
    if (height < kLeastHeight * em || height > kMostHeight * em || ems < kLeastEms) return 0;
    const double fill = ink / (width * height);
    constexpr double kLeastFill = 0.08, kMostFill = 0.65;  // rows of dots; solid bars
    if (fill < kLeastFill || fill > kMostFill) return 0;
    const double likeness = 1 / (1 + 2 * std::abs(std::log(height / em)));
    return std::min(ems, kPieceEms) * likeness;
}

/// The middle of a chain of glyphs, along the straight line that fits its ink best.
LinePiece middle_of(const cv::Mat& mask, const adapt::Components& chains, int chain, double em) {
    const cv::Rect box = chains[chain].box;
    const int width = std::min(box.width, static_cast<int>(kPieceEms * em));
    const int x0 = box.x + (box.width - width) / 2;
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
    std::vector<cv::Point> ink;
    for (const adapt::Run& run : chains.runs(chain)) {
        const uchar* m = mask.ptr<uchar>(run.y);
        for (int x = std::max(x0, run.from); x < std::min(x0 + width, run.to); ++x) {
            if (!m[x]) continue;
            const double dx = x - x0;
            ++n, sx += dx, sy += run.y, sxx += dx * dx, sxy += dx * run.y;
            ink.emplace_back(x, run.y);
        }
    }
    LinePiece piece;
    const double spread = n * sxx - sx * sx;
    if (n < 20 || spread <= 0) return piece;
    const bool long_enough = width > 4 * em;  // a short piece's slope is that of its glyphs
    const double slope = long_enough ? (n * sxy - sx * sy) / spread : 0;
    const double base = (sy - slope * sx) / n;
    double least = 1e9, most = -1e9;
    for (const cv::Point& p : ink) {
        const double off = p.y - (base + slope * (p.x - x0));
        least = std::min(least, off);
        most = std::max(most, off);
    }
    piece.tilt_deg = std::atan(slope) * 180 / CV_PI;
    piece.height = (most - least + 1) * std::cos(std::atan(slope));
    piece.width = width;
    piece.centre = {x0 + width / 2.0, base + slope * width / 2.0 + (least + most) / 2};
    piece.worth = worth_of(n, piece.width, piece.height, em);
    return piece;
}

// Grey level of the paper in the pictures.
constexpr int kPaper = 245;

cv::Mat paper_white(const cv::Mat& grey) {
    std::vector<uchar> sorted(grey.begin<uchar>(), grey.end<uchar>());
    const auto at = [&](double share) {
        const auto k = static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), sorted.begin() + k, sorted.end());
        return static_cast<double>(sorted[static_cast<std::size_t>(k)]);
    };
    const double paper = at(0.8), ink = std::min(at(0.02), paper - 24);
    cv::Mat out;
    grey.convertTo(out, CV_8U, (kPaper - 10) / (paper - ink), kPaper - (kPaper - 10) * paper / (paper - ink));
    return out;
}

/// One piece cut out of the page at its own resolution, kReadingEm high.
cv::Mat cut(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled, const LinePiece& piece) {
    const double scale = kReadingEm / piece.height;  // strip pixels per levelled pixel
    const cv::Size size(static_cast<int>((piece.width + 2 * kMargin * piece.height) * scale), kLinePixels);
    // work_from_strip = work_from_level * (turn by the piece's tilt about its centre) / scale, pixel centres at
    // integers.
    const cv::Mat& w = levelled.work_from_level;
    const double c = std::cos(piece.tilt_deg * CV_PI / 180) / scale, s = std::sin(piece.tilt_deg * CV_PI / 180) / scale;
    const double mx = (size.width - 1) / 2.0, my = (size.height - 1) / 2.0;
    const double tx = piece.centre.x - c * mx + s * my, ty = piece.centre.y - s * mx - c * my;
    cv::Mat m(2, 3, CV_64F);
    for (int r = 0; r < 2; ++r) {
        const double a = w.at<double>(r, 0), b = w.at<double>(r, 1);
        m.at<double>(r, 0) = a * c + b * s;
        m.at<double>(r, 1) = b * c - a * s;
        m.at<double>(r, 2) = a * tx + b * ty + w.at<double>(r, 2);
    }
    // The averaged working copy is the better source unless the strip is finer than it.
    cv::Mat source = glyphs.grey;
    if (scale > 1 && glyphs.scale < 1) {
        source = adapt::view(raster);
        m /= glyphs.scale;
        const double half = 0.5 / glyphs.scale - 0.5;
        m.at<double>(0, 2) += half;
        m.at<double>(1, 2) += half;
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
    const adapt::Components chains(joined);
    std::vector<int> lines;
    std::vector<double> heights;
    for (int i = 0; i < chains.size(); ++i) {
        const cv::Rect& box = chains[i].box;
        if (box.height < std::max(5.0, kLeastHeight * glyphs.em) || box.width < kLeastEms * glyphs.em) continue;
        lines.push_back(i);
        heights.insert(heights.end(), static_cast<std::size_t>(1 + box.width / box.height), box.height);
    }
    if (lines.empty()) return out;
    std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
    out.em = heights[heights.size() / 2];
    for (const int line : lines) {
        const LinePiece piece = middle_of(mask, chains, line, out.em);
        if (piece.worth > 0) out.pieces.push_back(piece);
    }
    std::stable_sort(out.pieces.begin(), out.pieces.end(),
                     [](const LinePiece& a, const LinePiece& b) { return a.worth > b.worth; });
    return out;
}

std::vector<Raster> strip(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled, int nth) {
    std::vector<Raster> out;
    const auto first = static_cast<std::size_t>(nth * kPieces);
    const std::size_t last = std::min(levelled.pieces.size(), first + kPieces);
    for (std::size_t i = first; i < last; ++i)
        out.push_back(adapt::raster_of(cut(raster, glyphs, levelled, levelled.pieces[i])));
    return out;
}

namespace {

/// The glyphs of a line, left to right: runs of ink, joined as long as they make no more than a glyph's width.
std::vector<cv::Rect> cells_of(const cv::Mat& line) {
    constexpr double kGlyphWidth = 1.2 * kReadingEm;
    constexpr int kInkLevel = 150;  // of paper_white's 10 to 245
    std::vector<cv::Rect> cells;
    cv::Mat darkest;
    cv::reduce(line, darkest, 0, cv::REDUCE_MIN);
    int from = -1;
    for (int x = 0; x <= darkest.cols; ++x) {
        const bool ink = x < darkest.cols && darkest.at<uchar>(0, x) < kInkLevel;
        if (ink && from < 0) from = x;
        if (ink || from < 0) continue;
        if (!cells.empty() && x - cells.back().x <= kGlyphWidth)
            cells.back().width = x - cells.back().x;
        else
            cells.emplace_back(from, 0, x - from, line.rows);
        from = -1;
    }
    return cells;
}

}  // namespace

std::vector<Raster> column_strip(const Raster& raster, const Glyphs& glyphs, const Levelled& levelled, bool clockwise) {
    const int margin = static_cast<int>(kReadingEm / 2), pitch = static_cast<int>(1.15 * kReadingEm);
    const std::size_t lines = std::min<std::size_t>(kPieces, levelled.pieces.size());
    std::vector<Raster> out;
    for (std::size_t i = 0; i < lines; ++i) {
        const cv::Mat line = cut(raster, glyphs, levelled, levelled.pieces[i]);
        std::vector<cv::Mat> turned;
        int width = 2 * margin;
        for (const cv::Rect& cell : cells_of(line)) {
            cv::Mat glyph;
            // A glyph's own paper above and below it is beside it now.
            const int trim = static_cast<int>(kMargin * kReadingEm) / 2;
            const cv::Rect inner(cell.x, trim, cell.width, line.rows - 2 * trim);
            cv::rotate(line(inner), glyph, clockwise ? cv::ROTATE_90_CLOCKWISE : cv::ROTATE_90_COUNTERCLOCKWISE);
            turned.push_back(glyph);
            width += std::max(glyph.cols, pitch) + 2;
        }
        if (turned.empty()) continue;
        if (!clockwise) std::reverse(turned.begin(), turned.end());
        cv::Mat canvas(kLinePixels, width, CV_8U, cv::Scalar(kPaper));
        int x = margin;
        for (const cv::Mat& glyph : turned) {
            const int rows = std::min(glyph.rows, canvas.rows);
            glyph.rowRange(0, rows).copyTo(canvas(cv::Rect(x, (canvas.rows - rows) / 2, glyph.cols, rows)));
            x += std::max(glyph.cols, pitch) + 2;
        }
        out.push_back(adapt::raster_of(canvas));
    }
    return out;
}

Raster overturned(const Raster& raster) {
    cv::Mat out;
    cv::rotate(adapt::view(raster), out, cv::ROTATE_180);
    return adapt::raster_of(out);
}

}  // namespace mangping::detectors
