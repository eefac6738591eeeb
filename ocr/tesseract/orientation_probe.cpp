#include <utility>

#include "ocr/tesseract/api.hpp"
#include "ocr/tesseract/tesseract.hpp"

namespace mangping::ocr {
namespace {

class Probe final : public OrientationProbe {
public:
    explicit Probe(tess::Api osd) : osd_(std::move(osd)) { osd_->SetPageSegMode(tesseract::PSM_OSD_ONLY); }

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

private:
    tess::Api osd_;
};

}  // namespace

Result<std::unique_ptr<OrientationProbe>> open_orientation_probe() {
    Result<tess::Api> osd = tess::open("osd", true, {});
    if (!osd) return osd.fault();
    return std::unique_ptr<OrientationProbe>(std::make_unique<Probe>(std::move(osd).value()));
}

}  // namespace mangping::ocr
