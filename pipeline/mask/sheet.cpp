#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/mask/encode.hpp"
#include "pipeline/mask/mask.hpp"
#include "pipeline/mask/sheet_text.hpp"

namespace mangping::mask {
namespace {

constexpr double kPointsPerInch = 72, kSheetDpi = 100;
constexpr int kSheetQuality = 90;
// Amber, red green blue: no paper, lit or scanned, has it, so that nobody takes the sheet for a page of the dossier or
// for one that failed to load.
const cv::Scalar kPaper{255, 213, 128}, kText{92, 64, 16}, kFrame{214, 160, 64};
// The line's width as a share of the sheet's shorter side.
constexpr double kTextShare = 0.62;
constexpr int kLeastSide = 16;

int six_bits(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : 63;
}

/// 255 where the line's ink is.
cv::Mat sheet_text() {
    cv::Mat out(kSheetTextHeight, kSheetTextWidth, CV_8UC1);
    for (int y = 0; y < out.rows; ++y)
        for (int x = 0; x < out.cols; ++x) {
            const char c = kSheetText[static_cast<std::size_t>((y * out.cols + x) / 6)];
            out.at<std::uint8_t>(y, x) = (six_bits(c) >> (5 - x % 6)) & 1 ? 255 : 0;
        }
    return out;
}

cv::Mat drawn_sheet(int width, int height) {
    cv::Mat sheet(height, width, CV_8UC3, kPaper);
    const int inset = std::max(1, std::min(width, height) / 24), line = std::max(1, std::min(width, height) / 400);
    cv::rectangle(sheet, {inset, inset, width - 2 * inset, height - 2 * inset}, kFrame, line);
    const double scale = kTextShare * std::min(width, 2 * height) / kSheetTextWidth;
    const cv::Size size{static_cast<int>(kSheetTextWidth * scale), static_cast<int>(kSheetTextHeight * scale)};
    if (size.height < 4 || size.width > width || size.height > height) return sheet;
    cv::Mat ink;
    cv::resize(sheet_text(), ink, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    const cv::Rect where{(width - size.width) / 2, (height - size.height) / 2, size.width, size.height};
    for (int y = 0; y < where.height; ++y)
        for (int x = 0; x < where.width; ++x) {
            const double share = ink.at<std::uint8_t>(y, x) / 255.0;
            cv::Vec3b& to = sheet.at<cv::Vec3b>(where.y + y, where.x + x);
            for (int c = 0; c < 3; ++c)
                to[c] = cv::saturate_cast<std::uint8_t>(kPaper[c] + share * (kText[c] - kPaper[c]));
        }
    return sheet;
}

}  // namespace

Result<MaskedPage> withheld_sheet(Format format, double width, double height) {
    const double px_per_unit = format == Format::pdf ? kSheetDpi / kPointsPerInch : 1;
    if (!(width > 0) || !(height > 0) || !(width < 1e6) || !(height < 1e6))
        return Fault{FaultKind::internal, "encode_failed", "a sheet without size"};
    const int w = std::max(kLeastSide, static_cast<int>(std::lround(width * px_per_unit)));
    const int h = std::max(kLeastSide, static_cast<int>(std::lround(height * px_per_unit)));
    try {
        auto jpeg = encode_jpeg(adapt::raster_of(drawn_sheet(w, h)), kSheetQuality);
        if (!jpeg) return jpeg.fault();
        return MaskedPage(key_of_mask_room(), std::move(*jpeg), w, h, width, height);
    } catch (const cv::Exception& e) {
        return Fault{FaultKind::internal, "encode_failed", e.func};
    }
}

}  // namespace mangping::mask
