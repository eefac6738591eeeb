#include <BarcodeFormat.h>
#include <BitMatrix.h>
#include <CharacterSet.h>
#include <MultiFormatWriter.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "tests/support/synthetic/artwork.hpp"

namespace mangping::synthetic {
namespace {

ZXing::BarcodeFormat zxing_format(CodeFormat format) {
    switch (format) {
        case CodeFormat::qr:
            return ZXing::BarcodeFormat::QRCode;
        case CodeFormat::data_matrix:
            return ZXing::BarcodeFormat::DataMatrix;
        case CodeFormat::pdf417:
            return ZXing::BarcodeFormat::PDF417;
        case CodeFormat::code128:
            return ZXing::BarcodeFormat::Code128;
        case CodeFormat::ean13:
            return ZXing::BarcodeFormat::EAN13;
    }
    return ZXing::BarcodeFormat::QRCode;
}

/// Modules as the symbology lays them out, without quiet zone; empty if the content does not fit it.
ZXing::BitMatrix modules_of(CodeFormat format, const std::string& content) {
    try {
        ZXing::MultiFormatWriter writer(zxing_format(format));
        writer.setMargin(0);
        if (format == CodeFormat::qr) writer.setEncoding(ZXing::CharacterSet::UTF8).setEccLevel(4);
        return writer.encode(content, 1, 1);
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace

std::string format_name(CodeFormat format) {
    switch (format) {
        case CodeFormat::qr:
            return "QRCode";
        case CodeFormat::data_matrix:
            return "DataMatrix";
        case CodeFormat::pdf417:
            return "PDF417";
        case CodeFormat::code128:
            return "Code128";
        case CodeFormat::ean13:
            return "EAN-13";
    }
    return "";
}

Sprite code(CodeFormat format, const std::string& content, double width) {
    const ZXing::BitMatrix modules = modules_of(format, content);
    if (modules.width() <= 0 || modules.height() <= 0) return {};
    const bool linear = format == CodeFormat::code128 || format == CodeFormat::ean13;
    const int module = std::max(1, static_cast<int>(std::lround(width / modules.width())));
    const int quiet = module * (linear ? 10 : 4), w = module * modules.width();
    const int h = linear ? std::max(1, w / 4) : module * modules.height();
    Sprite s;
    s.width = w + 2 * quiet;
    s.height = h + 2 * quiet;
    s.rgba.assign(static_cast<std::size_t>(s.width) * static_cast<std::size_t>(s.height) * 4, 255);
    for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
            if (!modules.get(x / module, linear ? 0 : y / module)) continue;
            const std::size_t at = (static_cast<std::size_t>(y + quiet) * static_cast<std::size_t>(s.width) +
                                    static_cast<std::size_t>(x + quiet)) *
                                   4;
            std::fill_n(s.rgba.begin() + static_cast<std::ptrdiff_t>(at), 3, std::uint8_t{10});
        }
    const double q = quiet;
    s.text = quad_of(Rect{q, q, static_cast<double>(w), static_cast<double>(h)});
    return s;
}

}  // namespace mangping::synthetic
