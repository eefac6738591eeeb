#include "detectors/code/zxing.hpp"

#include "detectors/code/assertion.hpp"

namespace mangping::detectors {

ZXing::Results read_with_zxing(const cv::Mat& grey, const ZXing::DecodeHints& hints) {
    const ZXing::ImageView image(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum, static_cast<int>(grey.step));
    ZXing::Results out;
    if (ran_without_assertion([&] { out = ZXing::ReadBarcodes(image, hints); })) return out;
    ZXing::Results all;
    if (hints.formats().count() > 1)
        for (const ZXing::BarcodeFormat format : hints.formats()) {
            const auto alone = ZXing::DecodeHints(hints).setFormats(format);
            ZXing::Results some;
            if (ran_without_assertion([&] { some = ZXing::ReadBarcodes(image, alone); }))
                all.insert(all.end(), some.begin(), some.end());
        }
    return all;
}

}  // namespace mangping::detectors
