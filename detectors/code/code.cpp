// Two searches that know nothing of each other. ZXing reads the whole page once, at about 200 dpi, which costs less
// than any presence test saves (45 ms for an A4 page with every format). Then QR codes are located by their finder
// patterns; one that ZXing did not read is cut out of the full picture, tried again larger and smoother, and if that
// fails too is given as located: a code nobody can read may still lead a person's telephone to the applicant.
//
// Data Matrix is asked for, but Debian's ZXing 1.4 finds none on a page (it reads only pictures that are nothing but
// one).
#include "detectors/code/code.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <opencv2/imgproc.hpp>

#include "detectors/code/finder.hpp"
#include "detectors/code/linear.hpp"
#include "detectors/code/zxing.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/shrink.hpp"

namespace mangping::detectors {
namespace {

using ZXing::BarcodeFormat;

// A4 at 200 dpi; at this size the smallest codes that people print (0.35 mm a module) have nearly 3 px a module.
constexpr double kSearchSide = 2400;
// Bars have to be seen by this many scan lines, or a table's rules read as a code of two characters.
constexpr int kMinLines = 4;
constexpr double kMinBarsHeight = 8;     // px of the searched picture
constexpr double kMinBarsAspect = 0.04;  // height over width; the flattest bar codes in print have 0.1
constexpr double kQuietModules = 4;      // ISO/IEC 18004
// A symbology without a compulsory check digit needs this many characters to be believed.
constexpr std::size_t kMinUnchecked = 6;
// Located codes tried again, at most: a page of patterns must not cost seconds.
constexpr int kMaxRetries = 8;
// Two quads are one code when they share this much of the smaller.
constexpr double kSameCode = 0.5;

constexpr auto kMatrix = BarcodeFormat::QRCode | BarcodeFormat::MicroQRCode | BarcodeFormat::DataMatrix |
                         BarcodeFormat::Aztec | BarcodeFormat::PDF417;
constexpr auto kUnchecked = BarcodeFormat::Code39 | BarcodeFormat::ITF | BarcodeFormat::Codabar;
constexpr auto kLinear = kUnchecked | BarcodeFormat::Code128 | BarcodeFormat::Code93 | BarcodeFormat::EAN13 |
                         BarcodeFormat::UPCA | BarcodeFormat::EAN8;

// ZXing 1.4 compares the bar codes of one call with each other and aborts the process when two that were crossed by
// several lines carry the same text. Bar codes are therefore asked for one at a time, in one layer, and each one found
// is painted over before the next is looked for. At most so many:
constexpr int kMaxBars = 12;

Quad quad_of(const ZXing::Position& position) {
    Quad out;
    for (std::size_t i = 0; i < 4; ++i)
        out.at[i] = {static_cast<double>(position[static_cast<int>(i)].x),
                     static_cast<double>(position[static_cast<int>(i)].y)};
    return out;
}

double distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool believable_bars(const ZXing::Result& result, const Quad& quad) {
    const double width = distance(quad.at[0], quad.at[1]), height = distance(quad.at[0], quad.at[3]);
    if (height < kMinBarsHeight || height < kMinBarsAspect * width) return false;
    const bool checked = !ZXing::BarcodeFormats(kUnchecked).testFlag(result.format());
    return checked || result.text().size() >= kMinUnchecked;
}

bool same_code(const Quad& a, const Quad& b) {
    const Rect ra = bounding(a), rb = bounding(b);
    return intersection(ra, rb).area() > kSameCode * std::min(ra.area(), rb.area());
}

/// PDF417's corners come from the first and last scan line that crossed them, so a tilted code's are cut off: the
/// rectangle along its sides that holds them all.
Quad squared(const Quad& quad) {
    const double dx = quad.at[3].x - quad.at[0].x + quad.at[2].x - quad.at[1].x;
    const double dy = quad.at[3].y - quad.at[0].y + quad.at[2].y - quad.at[1].y;
    const double length = std::hypot(dx, dy);
    if (length < 1) return quad;
    const Transform straight_from_page{{dy / length, -dx / length, 0, dx / length, dy / length, 0, 0, 0, 1}};
    return inverse(straight_from_page)(mangping::quad_of(bounding(straight_from_page(quad))));
}

void read_matrix(const cv::Mat& grey, std::vector<Code>& out) {
    for (const ZXing::Result& result : read_with_zxing(grey, ZXing::DecodeHints().setFormats(kMatrix)))
        if (result.isValid() && !result.text().empty())
            out.push_back({ZXing::ToString(result.format()), result.text(),
                           result.format() == BarcodeFormat::PDF417 ? squared(quad_of(result.position()))
                                                                    : quad_of(result.position())});
}

void read_bars(const cv::Mat& grey, std::vector<Code>& out) {
    ZXing::DecodeHints hints;
    hints.setFormats(kLinear).setMinLineCount(kMinLines).setMaxNumberOfSymbols(1).setTryDownscale(false);
    cv::Mat page = grey;
    for (int i = 0; i < kMaxBars; ++i) {
        const ZXing::Results results = read_with_zxing(page, hints);
        if (results.empty() || !results[0].isValid()) return;
        const Quad quad = whole_bars(grey, quad_of(results[0].position()));
        if (believable_bars(results[0], quad))
            out.push_back({ZXing::ToString(results[0].format()), results[0].text(), quad});
        if (i == 0) page = grey.clone();
        std::vector<cv::Point> corners;
        for (const Point& p : quad.at) corners.emplace_back(cvRound(p.x), cvRound(p.y));
        cv::fillConvexPoly(page, corners, cv::Scalar(255));
        cv::polylines(page, corners, true, cv::Scalar(255), 3);
    }
}

/// A located code out of the full picture, upright enough for ZXing, at several sizes; the text or "".
std::string read_again(const cv::Mat& grey, const Quad& quad, double module_px) {
    const cv::Rect box = adapt::pixels_of(grown(bounding(quad), (kQuietModules + 1) * module_px), grey.size());
    if (box.empty()) return {};
    const cv::Mat cut = grey(box);
    for (const double wanted_module : {4.0, 6.0, 3.0}) {  // px a module; ZXing samples best at 3 to 6
        const double scale = std::clamp(wanted_module / module_px, 0.1, 4.0);
        cv::Mat sized, smooth;
        cv::resize(cut, sized, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
        cv::GaussianBlur(sized, smooth, {}, wanted_module / 4);
        for (const cv::Mat& picture : {sized, smooth})
            for (const auto binarizer : {ZXing::Binarizer::LocalAverage, ZXing::Binarizer::GlobalHistogram})
                for (const ZXing::Result& result : read_with_zxing(
                         picture, ZXing::DecodeHints().setFormats(BarcodeFormat::QRCode).setBinarizer(binarizer)))
                    if (result.isValid() && !result.text().empty()) return result.text();
    }
    return {};
}

}  // namespace

std::vector<Code> find_codes(const Raster& upright) {
    if (upright.empty()) return {};
    try {
        const cv::Mat full = adapt::grey(upright);
        const double scale = std::min(1.0, kSearchSide / std::max(full.cols, full.rows));
        const cv::Mat grey = adapt::shrunk(full, scale);
        const Transform full_from_searched =
            scaling(static_cast<double>(full.cols) / grey.cols, static_cast<double>(full.rows) / grey.rows);
        std::vector<Code> out;
        read_matrix(grey, out);
        read_bars(grey, out);
        int retries = 0;
        for (const LocatedQr& located : locate_qr(grey)) {
            if (std::any_of(out.begin(), out.end(),
                            [&](const Code& c) { return same_code(c.quad_upright, located.quad); }))
                continue;
            const std::string text =
                ++retries > kMaxRetries ? ""
                                        : read_again(full, full_from_searched(located.quad), located.module_px / scale);
            out.push_back({text.empty() ? "" : "QRCode", text, located.quad});
        }
        for (Code& code : out) code.quad_upright = full_from_searched(code.quad_upright);
        return out;
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace mangping::detectors
