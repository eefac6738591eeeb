// At how many pixels an inch a PDF page is rendered.
#include <algorithm>
#include <cmath>

#include "pipeline/ingest/pdf.hpp"

namespace mangping::ingest {
namespace {

// Reading is best at 16 to 32 px an em and slower above; detectors and masks want the upper end (research, ocr-quality
// fact 4). Body text at 36 px leaves room for a footnote at two thirds of its size.
constexpr double kBodyEm = 36, kSmallEm = 22;
constexpr double kMinTextDpi = 200, kMaxTextDpi = 300;
constexpr double kDefaultDpi = 250;  // outlines only: 10.5 pt text at 36 px
constexpr double kUnknownDpi = 200;  // qpdf could not say and there is no text: most scans are 150 to 300
constexpr double kMinDpi = 36;       // an A4 page of 300 x 420 px; nothing can be read below
constexpr double kMaxScanDpi = 400;  // 10.5 pt at 58 px: above this no reading gets better
// A scan pasted into a small page box keeps its own pixels up to an A4 page's long side at 300 dpi.
constexpr double kPlainLongSide = 3508;
constexpr double kScanShare = 0.5;  // pictures over half of the page make it a scan
// A scan's own footer ("scanned by …") must not blow the page up beyond twice the scan's own resolution.
constexpr double kTextOverScan = 2;
// poppler draws a picture that ends exactly on a pixel's edge one pixel larger, and so resamples all of it. A scan is
// therefore asked for this much smaller, in pixels over its whole length, and comes out pixel for pixel.
constexpr double kShortOfEdge = 0.02;
constexpr int kMinSidePt = 16;
// poppler and we hold a page at once, 3 bytes a pixel each: 300 MB at this many. A4 at 600 dpi has 35 million.
constexpr double kMaxRenderedPixels = 50e6;

double text_dpi(const TextSizes& text) {
    if (text.median <= 0) return 0;
    const double wanted = std::max(kBodyEm * 72 / text.median, kSmallEm * 72 / std::max(1.0, text.small));
    return std::clamp(wanted, kMinTextDpi, kMaxTextDpi);
}

double limit_dpi(const PageSize& size, const Limits& limits) {
    const double by_area = 72 * std::sqrt(std::min(limits.max_pixels, kMaxRenderedPixels) / (size.width * size.height));
    const double by_side = 72.0 * limits.max_side / std::max(size.width, size.height);
    return std::min(by_area, by_side) * 0.999;  // the picture's sides are rounded up
}

}  // namespace

std::optional<Fault> unrenderable(const PageSize& size, const Limits& limits) {
    if (size.width < kMinSidePt || size.height < kMinSidePt) return Fault{FaultKind::unsupported, "page_too_small", {}};
    if (limit_dpi(size, limits) < kMinDpi) return Fault{FaultKind::limit, "page_too_large", "points"};
    return std::nullopt;
}

double choose_dpi(const PdfSurvey& survey, const TextSizes& text, const PageSize& size, const Limits& limits) {
    const double long_side_inches = std::max(size.width, size.height) / 72;
    const double scan_cap = std::max(kMaxScanDpi, kPlainLongSide / long_side_inches);
    double dpi = 0;
    if (survey.known && survey.image_share >= kScanShare && survey.image_dpi > 0) {
        dpi = std::min(survey.image_dpi, scan_cap);
        dpi -= kShortOfEdge / long_side_inches;
        if (survey.visible_text) dpi = std::max(dpi, std::min(text_dpi(text), kTextOverScan * survey.image_dpi));
    } else if (text.median > 0) {
        dpi = std::max(text_dpi(text), std::min(survey.image_dpi, kMaxTextDpi));
    } else {
        dpi = survey.known ? std::max(kDefaultDpi, std::min(survey.image_dpi, scan_cap)) : kUnknownDpi;
    }
    return std::min(std::max(dpi, kMinDpi), limit_dpi(size, limits));
}

}  // namespace mangping::ingest
