#include <algorithm>
#include <string>

#include "ocr/tesseract/api.hpp"
#include "ocr/tesseract/tesseract.hpp"

namespace mangping::ocr {
namespace {

// A glyph's figure is 100 + 5 * log p, a word's 100 + 35 * log p. Only the latter scale tells a strip that stands on
// its head from one that does not: means of 76 against 25..31, where the glyphs' own means are 93 against 88.
constexpr double kWordScale = 7;

class Probe final : public OrientationProbe {
public:
    Probe(tess::Api osd, tess::Api strip) : osd_(std::move(osd)), strip_(std::move(strip)) {
        osd_->SetPageSegMode(tesseract::PSM_OSD_ONLY);
        strip_->SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
    }

    [[nodiscard]] Result<OsdReading> osd(const Raster& grey) override {
        if (grey.channels != 1) return Fault{FaultKind::internal, "reader_failed", "a page picture must be grey"};
        return tess::guarded([&]() -> Result<OsdReading> {
            tess::stay_on_this_thread();
            tess::show(*osd_, grey);
            int degrees = 0;
            float confidence = 0, script_confidence = 0;
            const char* script = nullptr;
            const bool said = osd_->DetectOrientationScript(&degrees, &confidence, &script, &script_confidence);
            osd_->Clear();
            if (!said) return Fault{FaultKind::unsupported, "osd_too_few", {}};
            // Tesseract names how far the page has been turned clockwise: undo it.
            return OsdReading{(360 - degrees) % 360, static_cast<double>(confidence)};
        });
    }

    [[nodiscard]] Result<double> strip_score(const Raster& grey) override {
        if (grey.channels != 1) return Fault{FaultKind::internal, "reader_failed", "a strip must be grey"};
        return tess::guarded([&]() -> Result<double> {
            tess::stay_on_this_thread();
            tess::show(*strip_, grey);
            if (strip_->Recognize(nullptr) != 0) return Fault{FaultKind::internal, "reader_failed", "recognize"};
            const double score = mean_confidence();
            strip_->Clear();
            return score;
        });
    }

private:
    [[nodiscard]] double mean_confidence() const {
        const std::unique_ptr<tesseract::ResultIterator> at(strip_->GetIterator());
        double sum = 0;
        int count = 0;
        if (at == nullptr || at->Empty(tesseract::RIL_SYMBOL)) return 0;
        do {
            const double below = 100.0 - static_cast<double>(at->Confidence(tesseract::RIL_SYMBOL));
            sum += std::clamp(100.0 - kWordScale * below, 0.0, 100.0);
            ++count;
        } while (at->Next(tesseract::RIL_SYMBOL));
        return sum / count;
    }

    tess::Api osd_;
    tess::Api strip_;
};

}  // namespace

Result<std::unique_ptr<OrientationProbe>> open_orientation_probe(std::string_view strip_model) {
    Result<tess::Api> osd = tess::open("osd", true, {});
    if (!osd) return osd.fault();
    Result<tess::Api> strip = tess::open(strip_model, false, {{"invert_threshold", "0"}});
    if (!strip) return strip.fault();
    return std::unique_ptr<OrientationProbe>(std::make_unique<Probe>(std::move(osd).value(), std::move(strip).value()));
}

}  // namespace mangping::ocr
